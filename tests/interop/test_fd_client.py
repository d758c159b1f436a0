"""An MME made of freeDiameter with a dictionary of its own (fd_s6a_client) beside a real hssd: everything
we answer parses, every flag is right, every AVP has its place and nothing required is missing."""
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))
from diameter import Mme                                        # noqa: E402
from hssd import Hssd, free_port                                # noqa: E402

CLIENT = os.environ["FD_S6A_CLIENT"]
REALM = "epc.mnc001.mcc001.3gppnetwork.org"
IMSI, OTHER, UNKNOWN = "001010000000001", "001010000000002", "001010000009999"


class Client:
    """One run of fd_s6a_client; its lines are read as they come."""

    def __init__(self, port, *steps):
        self.dir = tempfile.mkdtemp(prefix="hssd-fd.")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
                        f"{self.dir}/key.pem", "-out", f"{self.dir}/cert.pem", "-days", "2", "-subj",
                        "/CN=mme1.example.org"], check=True, capture_output=True)
        with open(f"{self.dir}/conf", "w", encoding="utf-8") as f:
            f.write(f"""Identity = "mme1.example.org";
Realm = "example.org";
Port = {free_port()};
SecPort = 0;
No_SCTP;
No_IPv6;
ListenOn = "127.0.0.1";
TLS_Cred = "{self.dir}/cert.pem", "{self.dir}/key.pem";
TLS_CA = "{self.dir}/cert.pem";
ConnectPeer = "hss01.{REALM}" {{ ConnectTo = "127.0.0.1"; Port = {port}; No_TLS; No_SCTP; }};
""")
        self.log = open(f"{self.dir}/log", "w+", encoding="utf-8", errors="replace")
        self.proc = subprocess.Popen([CLIENT, f"{self.dir}/conf", REALM, *steps], stdout=subprocess.PIPE,
                                     stderr=self.log, stdin=subprocess.DEVNULL, text=True)

    def line(self):
        return self.proc.stdout.readline().rstrip()

    def finish(self):
        """(exit code, the lines not read yet)"""
        try:
            out = self.proc.communicate(timeout=60)[0]
        except subprocess.TimeoutExpired:
            self.close()
            raise
        if self.proc.returncode:
            self.log.seek(0)
            print(self.log.read()[-4000:])
        return self.proc.returncode, out.splitlines()

    def close(self):
        if self.proc.poll() is None:
            self.proc.kill()
            self.proc.wait()
        self.proc.stdout.close()
        self.log.close()
        subprocess.run(["rm", "-rf", self.dir], check=True)


class FdClient(unittest.TestCase):
    def setUp(self):
        self.h = Hssd()
        self.addCleanup(self.h.close)

    def client(self, *steps):
        c = Client(self.h.diameter_port, *steps)
        self.addCleanup(c.close)
        return c

    def ask(self, *steps):
        code, lines = self.client(*steps).finish()
        self.assertEqual(code, 0, lines)
        return lines

    def test_attach_and_detach(self):
        self.h.provision(IMSI)
        self.assertEqual(self.ask(f"air:{IMSI}", f"ulr:{IMSI}", f"sgsn:{IMSI}", f"nor:{IMSI}", f"pur:{IMSI}"),
                         ["AIR 2001 ok", "ULR 2001 ok", "ULR 2001 ok", "NOR 2001 ok", "PUR 2001 ok"])

    def test_a_subscriber_with_everything(self):
        """As much of Subscription-Data as can be provisioned."""
        self.h.provision(IMSI, msisdn="491701234567", apns=("internet", "ims", "mms"), nam=0,
                         subscribed_rau_tau_timer=600)
        apn = self.h.api("GET", "/apn/list").json[0]
        r = self.h.api("PATCH", f"/apn/{apn['apn_id']}", {"pgw_address": "192.0.2.1", "charging_characteristics": "0800",
                                                          "ip_version": 2, "arp_preemption_capability": True})
        self.assertEqual(r.status, 200, r.text)
        self.assertEqual(self.ask(f"ulr:{IMSI}", f"sgsn:{IMSI}"), ["ULR 2001 ok", "ULR 2001 ok"])

    def test_refusals(self):
        """A stranger may not roam (the default of reject_unknown_imsis_with); who is disabled is told so."""
        self.h.provision(IMSI, enabled=False)
        self.assertEqual(self.ask(f"air:{UNKNOWN}", f"ulr:{UNKNOWN}", f"pur:{UNKNOWN}", f"nor:{UNKNOWN}",
                                  f"air:{IMSI}", f"ulr:{IMSI}"),
                         ["AIR E5004 ok", "ULR E5004 ok", "PUR E5001 ok", "NOR E5001 ok",
                          "AIR 5003 ok", "ULR 5003 ok"])

    def test_cancel_location(self):
        self.h.provision(IMSI)
        c = self.client(f"ulr:{IMSI}", "clr")
        self.assertEqual(c.line(), "ULR 2001 ok")
        mme = Mme("127.0.0.1", self.h.diameter_port, host="mme2.example.org").connect()
        self.addCleanup(mme.close)
        mme.cer()
        self.assertEqual(mme.ulr(IMSI).result, 2001)
        self.assertEqual(c.finish(), (0, ["CLR ok"]))


if __name__ == "__main__":
    unittest.main()
