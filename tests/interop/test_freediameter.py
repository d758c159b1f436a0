"""Debian's freeDiameter beside a real hssd: as a peer it stays connected and accepts what we answer, as a
relay it carries AIR and ULR to us and our CLR back to the MME behind it (rulings 1.5)."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))
from diameter import TGPP, Mme, avp, vectors                    # noqa: E402
from hssd import Hssd, free_port, wait_until                    # noqa: E402

IMSI = "001010000000001"
EXT = "/usr/lib/freeDiameter"
HSS = "hss01.epc.mnc001.mcc001.3gppnetwork.org"


class FreeDiameter:
    def __init__(self, hss_port, extra=""):
        self.dir = tempfile.mkdtemp(prefix="hssd-fd.")
        self.port = free_port()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
                        f"{self.dir}/key.pem", "-out", f"{self.dir}/cert.pem", "-days", "2", "-subj",
                        "/CN=fd.example.org"], check=True, capture_output=True)
        with open(f"{self.dir}/acl", "w", encoding="utf-8") as f:
            f.write("ALLOW_IPSEC *.example.org\nALLOW_IPSEC *.3gppnetwork.org\n")
        with open(f"{self.dir}/conf", "w", encoding="utf-8") as f:
            f.write(f"""Identity = "fd.example.org";
Realm = "example.org";
Port = {self.port};
SecPort = 0;
No_SCTP;
ListenOn = "127.0.0.1";
TLS_Cred = "{self.dir}/cert.pem", "{self.dir}/key.pem";
TLS_CA = "{self.dir}/cert.pem";
TwTimer = 6;
LoadExtension = "{EXT}/dbg_msg_dumps.fdx" : "0x8888";
LoadExtension = "{EXT}/acl_wl.fdx" : "{self.dir}/acl";
{extra}
ConnectPeer = "{HSS}" {{ ConnectTo = "127.0.0.1"; Port = {hss_port}; No_TLS; No_SCTP; }};
""")
        self.log_file = open(f"{self.dir}/log", "w+b")
        self.proc = subprocess.Popen(["freeDiameterd", "-c", f"{self.dir}/conf", "-d"],
                                     stdout=self.log_file, stderr=subprocess.STDOUT,
                                     stdin=subprocess.DEVNULL)

    def log(self):
        with open(f"{self.dir}/log", encoding="utf-8", errors="replace") as f:
            return f.read()

    def close(self):
        self.proc.terminate()
        try:
            self.proc.wait(20)
        except subprocess.TimeoutExpired:
            self.proc.kill()
            self.proc.wait()
        self.log_file.close()
        subprocess.run(["rm", "-rf", self.dir], check=True)


class Interop(unittest.TestCase):
    def setUp(self):
        self.h = Hssd(diameter="    watchdog: 6s\n")
        self.addCleanup(self.h.close)
        self.fd = FreeDiameter(self.h.diameter_port)
        self.addCleanup(self.fd.close)
        wait_until(lambda: "fd.example.org" in self.h.ctl("peers")[1], "freeDiameter connects", 30)

    def mme(self, n):
        m = Mme("127.0.0.1", self.fd.port, host=f"mme{n}.example.org").connect()
        self.addCleanup(m.close)
        self.assertEqual(m.cer().result, 2001)
        return m

    def test_as_a_peer_it_stays_connected(self):
        peers = self.h.v1("GET", "/v1/admin/peers").json["items"]
        self.assertEqual([p["is_agent"] for p in peers], [True])
        # two watchdog periods of both sides
        wait_until(lambda: len(re.findall(r"'Device-Watchdog-Answer'", self.fd.log())) >= 2,
                   "two DWAs in freeDiameter's log", 40)
        self.assertIn("open", self.h.ctl("peers")[1])
        self.assertNotRegex(self.fd.log(), r"ERROR.*(hss01|CEA|DWA|parse)")

    def test_as_a_relay_it_brings_requests_and_takes_the_clr_back(self):
        self.h.provision(IMSI)
        one, two = self.mme(1), self.mme(2)
        self.assertEqual(len(vectors(one.air(IMSI, n=2))), 2)
        self.assertEqual(one.ulr(IMSI).result, 2001)
        row = self.h.api("GET", f"/subscriber/imsi/{IMSI}").json
        self.assertEqual(row["serving_mme"], "mme1.example.org")
        self.assertTrue(row["serving_mme_peer"].startswith("fd.example.org;"), row["serving_mme_peer"])
        self.assertEqual(two.ulr(IMSI).result, 2001)
        clr = one.expect(317)
        self.assertEqual(clr.find(293).text, "mme1.example.org")
        self.assertEqual(clr.find(1).text, IMSI)
        self.assertEqual(clr.find(1420, TGPP).u32, 0)
        one.answer(clr, [avp(268, 2001), avp(277, 1)])
        self.assertEqual(two.pur(IMSI).result, 2001)
        self.assertEqual(one.requests + two.requests, [])


if __name__ == "__main__":
    unittest.main()
