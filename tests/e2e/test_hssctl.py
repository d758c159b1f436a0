"""hssctl's commands over the API, their exit codes (0 done, 1 refused, 2 wrong usage, 3 no answer) and
their JSON. The probe and set-sqn are in test_ctl.py."""
import json
import os
import re
import sqlite3
import subprocess
import unittest

from diameter import Mme
from hssd import BUILD, Hssd, free_port, wait_until

IMSI = "001010000000001"


class Commands(unittest.TestCase):
    def setUp(self):
        self.h = Hssd()
        self.addCleanup(self.h.close)

    def ctl(self, *args, want=0):
        code, out, err = self.h.ctl(*args)
        self.assertEqual(code, want, (args, out, err))
        self.assertEqual(bool(err), want != 0, (args, out, err))
        return out if want == 0 else err

    def json(self, *args):
        return json.loads(self.ctl("--json", *args))

    def test_status(self):
        out = self.ctl("status")
        self.assertIn("hss01.epc.mnc001.mcc001.3gppnetwork.org", out)
        s = self.json("status")
        names = {i["name"]: i for i in s["instances"]}
        self.assertLessEqual({"main", "s6a", "rest", "pyhss_api"}, set(names))
        for name, i in names.items():
            self.assertTrue(i["healthy"], i)
            self.assertRegex(out, rf"(?m)^{re.escape(name)} ")

    def test_peers(self):
        self.assertIn("no peer", self.ctl("peers"))
        self.assertEqual(self.json("peers"), [])
        m = Mme("127.0.0.1", self.h.diameter_port).connect()
        self.addCleanup(m.close)
        m.cer()
        self.assertRegex(self.ctl("peers"), rf"{re.escape(m.host)} +example.org +open")
        self.assertEqual([(p["host"], p["state"]) for p in self.json("peers")], [(m.host, "open")])
        m.close()
        wait_until(lambda: self.json("peers") == [] or self.json("peers")[0]["state"] != "open", "the peer is gone")

    def test_backup(self):
        self.h.provision(IMSI)
        path = os.path.join(self.h.dir, "copy.db")
        self.ctl("backup", path)
        db = sqlite3.connect(path)
        self.addCleanup(db.close)
        self.assertEqual(db.execute("pragma integrity_check").fetchall(), [("ok",)])
        self.assertEqual(db.execute("select imsi from subscriber").fetchall(), [(IMSI,)])
        self.ctl("backup", os.path.join(self.h.dir, "no", "such", "folder"), want=1)
        self.ctl("backup", want=2)

    def test_keys_rotate(self):
        self.assertIn("key", self.ctl("keys", "rotate", want=1))        # none is configured
        self.ctl("keys", want=2)
        self.h.provision(IMSI)
        self.h.stop()
        keys = os.path.join(self.h.dir, "keys")
        with open(keys, "w", encoding="utf-8") as f:
            f.write(f"a {'5a' * 32}\n")
        os.chmod(keys, 0o600)
        with open(os.path.join(self.h.conf, "00-core.yaml"), "a", encoding="utf-8") as f:
            f.write(f"  auc:\n    key_file: {keys}\n")
        self.h.start()
        self.assertGreaterEqual(self.json("keys", "rotate")["rows"], 1)

    def test_set_sqn(self):
        number = str(self.h.provision(IMSI)["auc_id"])
        self.ctl("auc", "set-sqn", number, "32", want=0)
        for args in ((), (number,), (number, "x"), (number, ""), (number, "-1"), (number, str(1 << 48)),
                     (number, "64", "--hard"), ("1/../2", "64"), ("", "64")):
            self.ctl("auc", "set-sqn", *args, want=2)
        self.ctl("auc", "set-sqn", "999999", "64", want=1)

    def test_api(self):
        apn = json.loads(self.ctl("api", "POST", "/v1/apn", '{"apn": "internet", "apn_ambr_dl": 1, "apn_ambr_ul": 1}'))
        path = f"/v1/apn/{apn['apn_id']}"
        self.assertEqual(json.loads(self.ctl("api", "GET", path))["apn"], "internet")
        self.assertEqual(self.ctl("api", "--field", "apn", "GET", path), "internet\n")
        self.assertEqual(self.ctl("api", "--field", "apn_id", "GET", path), f"{apn['apn_id']}\n")
        self.ctl("api", "DELETE", path)
        self.assertIn("no such row", self.ctl("api", "GET", path, want=1))
        self.ctl("api", "POST", "/v1/apn", "{", want=2)
        self.ctl("api", "GET", "v1/apn", want=2)
        self.ctl("api", want=2)

    def test_wait(self):
        self.ctl("wait")
        self.ctl("wait", "--seconds", "x", want=2)
        self.ctl("wait", "--minutes", "1", want=2)
        api = ("--api", f"http://127.0.0.1:{free_port()}")
        self.ctl(*api, "wait", "--seconds", "0", want=3)
        p = subprocess.Popen(["true"])
        p.wait()
        self.assertEqual(self.h.ctl(*api, "wait", "--pid", str(p.pid))[0], 1)

    def test_usage(self):
        for args in ((), ("stat",), ("auc",), ("--no-such", "status"), ("--api",)):
            self.assertIn("usage", self.ctl(*args, want=2))
        self.assertIn("probe s6a", self.ctl("--help"))
        self.assertRegex(self.ctl("--version"), r"^hssctl \d+\.\d+\.\d+\n$")

    def test_nobody_answers(self):
        api = ("--api", f"http://127.0.0.1:{free_port()}")
        for command in (("status",), ("peers",), ("backup", "x"), ("keys", "rotate"), ("api", "GET", "/v1/apn"),
                        ("auc", "set-sqn", "1", "32")):
            self.ctl(*api, *command, want=3)


class Token(unittest.TestCase):
    def test_token_of_argument_and_environment(self):
        h = Hssd(start=False)
        self.addCleanup(h.close)
        h.write_conf("30-rest.yaml", f"plugin: rest\nconfig:\n  listen: 127.0.0.1:{h.v1_port}\n"
                                     "  auth: all\n  token: secret-token\n")
        h.start()
        for token, want in (None, 1), ("wrong", 1), ("secret-token", 0):
            self.assertEqual(h.ctl(*(("--token", token) if token else ()), "status")[0], want)
            env = dict(os.environ, HSSCTL_API=f"http://127.0.0.1:{h.v1_port}")
            if token:
                env["HSSCTL_TOKEN"] = token
            p = subprocess.run([os.path.join(BUILD, "hssctl"), "status"], env=env, capture_output=True, text=True,
                               timeout=30)
            self.assertEqual(p.returncode, want, p.stderr)
            self.assertNotIn("secret-token", p.stdout + p.stderr)


if __name__ == "__main__":
    unittest.main()
