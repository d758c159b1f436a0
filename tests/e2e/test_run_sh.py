"""./run.sh as a stranger types it: builds what is missing, starts on conf.d/, provisions the demo set once,
and hssctl probe attaches its SIM. Ports and data directory come from the environment."""
import os
import shutil
import signal
import subprocess
import tempfile
import unittest

from hssd import BUILD, free_port, wait_until

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
KI, OPC = "465b5ce8b199b49faa5f0a2ee238a6bc", "cd63cb71954a9f4e48a5994e37a02baf"


@unittest.skipUnless(os.path.samefile(BUILD, os.path.join(SOURCE, "build"))
                     if os.path.isdir(os.path.join(SOURCE, "build")) else False,
                     "run.sh builds into build/, and this is another build")
class RunSh(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="hssd-run.")
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        self.ports = {n: free_port() for n in ("DIAMETER", "API", "ADMIN", "METRICS")}
        self.env = dict(os.environ, HSSD_STATE=os.path.join(self.dir, "var"),
                        HSSCTL_API=f"http://127.0.0.1:{self.ports['ADMIN']}",
                        **{f"HSSD_{n}_LISTEN": f"127.0.0.1:{p}" for n, p in self.ports.items()})
        self.env.pop("NOTIFY_SOCKET", None)

    def start(self, *args):
        self.log = os.path.join(self.dir, "log")
        with open(self.log, "wb") as f:
            self.proc = subprocess.Popen([os.path.join(SOURCE, "run.sh"), *args], stdout=f, stderr=f,
                                         stdin=subprocess.DEVNULL, env=self.env,
                                         start_new_session=True)
        self.addCleanup(self.stop)
        wait_until(lambda: "Try in another terminal" in self.said() or self.proc.poll() is not None,
                   "run.sh is up", 300)
        self.assertIsNone(self.proc.poll(), self.said())

    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as f:
            return f.read()

    def stop(self):
        if self.proc.poll() is None:
            self.proc.send_signal(signal.SIGTERM)
            self.assertEqual(self.proc.wait(30), 0, self.said())

    def ctl(self, *args):
        return subprocess.run([os.path.join(BUILD, "hssctl"), *args], capture_output=True, text=True,
                              env=self.env, timeout=60)

    def test_demo_set_probe_and_second_start(self):
        self.start()
        self.assertIn("demo set provisioned", self.said())
        p = self.ctl("probe", "s6a", "--imsi", "001010000000001", "--ki", KI, "--opc", OPC, "--port",
                     str(self.ports["DIAMETER"]))
        self.assertEqual(p.returncode, 0, p.stdout + p.stderr)
        self.assertIn("Service-Selection: internet", p.stdout)
        self.stop()
        self.start()                                            # the set is there already
        self.assertNotIn("demo set provisioned", self.said())
        self.assertEqual(self.ctl("status").returncode, 0)

    def test_no_demo_and_bad_options(self):
        self.start("--no-demo")
        self.assertEqual(self.ctl("api", "--field", "items", "GET", "/v1/subscriber").stdout.strip(), "[]")
        p = subprocess.run([os.path.join(SOURCE, "run.sh"), "--nonsense"], capture_output=True, text=True)
        self.assertEqual(p.returncode, 2)


if __name__ == "__main__":
    unittest.main()
