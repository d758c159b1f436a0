"""hssctl against a running hssd: the probe that acts as an MME (rulings 6.1), backup, SQN."""
import os
import subprocess
import unittest

from diameter import Mme, avp, vectors
from hssd import BUILD, SECONDS, Hssd
from test_attach import IMSI, Base
from usim import Usim


class Probe(Base):
    def setUp(self):
        super().setUp()
        self.row = self.h.provision(IMSI)

    def probe(self, *args, env=None, stdin=None, h=None):
        h = h or self.h
        p = subprocess.run([os.path.join(BUILD, "hssctl"), "probe", "s6a", "--imsi", IMSI, "--host", "127.0.0.1",
                            "--port", str(h.diameter_port), *args], capture_output=True, text=True,
                           env={**h.env, "HSSCTL_API": f"http://127.0.0.1:{h.v1_port}", **(env or {})},
                           input=stdin or "", timeout=SECONDS)
        return p.returncode, p.stdout + p.stderr

    def good(self, answer):
        code, said = answer
        self.assertEqual(code, 0, said)
        for word in ("AUTN ok", "XRES ok", "KASME ok"):
            self.assertIn(word, said)
        return said

    def test_keys_by_argument_environment_file_and_stdin(self):
        keys = f"ki={Hssd.KI}\nopc={Hssd.OPC}\n"
        path = os.path.join(self.h.dir, "sim")
        with open(path, "w", encoding="utf-8") as f:
            f.write(keys)
        for answer in (self.probe("--ki", Hssd.KI, "--opc", Hssd.OPC), self.probe("--keys", path),
                       self.probe("--keys", "-", stdin=keys),
                       self.probe(env={"HSSCTL_KI": Hssd.KI, "HSSCTL_OPC": Hssd.OPC})):
            said = self.good(answer)
            self.assertIn("internet", said)
            self.assertIn("PUR: purged", said)
        self.assertEqual(self.h.api("GET", "/oam/serving_subs").json, {})
        code, said = self.probe()
        self.assertEqual(code, 2, said)

    def test_wrong_keys_and_unknown_subscriber_fail(self):
        code, said = self.probe("--ki", "00" * 16, "--opc", Hssd.OPC)
        self.assertEqual(code, 1, said)
        self.assertIn("AUTN WRONG", said)
        self.h.api("DELETE", f"/subscriber/{self.row['subscriber_id']}")
        code, said = self.probe("--ki", Hssd.KI, "--opc", Hssd.OPC)
        self.assertEqual(code, 1, said)

    def refuses(self, *args, want=1, **kw):
        code, said = self.probe("--ki", Hssd.KI, "--opc", Hssd.OPC, *args, **kw)
        self.assertEqual(code, want, said)
        self.assertNotIn("ULR", said)
        return said

    def test_a_registered_phone_is_left_alone(self):
        m = self.mme(1)
        self.assertEqual(m.ulr(IMSI).result, 2001)
        self.assertIn(m.host, self.refuses())
        self.good(self.probe("--ki", Hssd.KI, "--opc", Hssd.OPC, "--air-only"))
        self.assertEqual(self.sub()["serving_mme"], m.host)
        m.dwr()
        self.assertEqual(m.requests, [])
        m.handlers[317] = lambda r: [avp(268, 2001), avp(277, 1)]
        self.good(self.probe("--ki", Hssd.KI, "--opc", Hssd.OPC, "--force"))
        # purged is not registered
        m.ulr(IMSI)
        m.pur(IMSI)
        self.good(self.probe("--ki", Hssd.KI, "--opc", Hssd.OPC))

    def test_so_is_one_at_an_sgsn(self):
        m = self.mme(1)
        self.assertEqual(m.ulr(IMSI, flags=0, rat=1000).result, 2001)
        self.assertIn(m.host, self.refuses())
        self.assertEqual(self.sub()["serving_sgsn"], m.host)

    def test_it_does_not_guess_when_the_api_is_locked_or_away(self):
        m = self.mme(1)
        self.assertEqual(m.ulr(IMSI).result, 2001)
        self.refuses(want=3, env={"HSSCTL_API": "http://127.0.0.1:9"})
        h = Hssd(start=False)
        self.addCleanup(h.close)
        h.write_conf("30-rest.yaml", f"plugin: rest\nconfig:\n  listen: 127.0.0.1:{h.v1_port}\n"
                                     "  auth: all\n  token: secret-token\n")
        h.start()
        h.provision(IMSI)
        m = Mme("127.0.0.1", h.diameter_port).connect()
        self.addCleanup(m.close)
        m.cer()
        self.assertEqual(m.ulr(IMSI).result, 2001)
        self.refuses(h=h)
        self.assertEqual(h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], m.host)
        self.refuses(h=h, env={"HSSCTL_TOKEN": "secret-token"})         # known to be registered


class Sqn(Base):
    def test_only_the_operator_lowers_it_and_only_by_force(self):
        row = self.h.provision(IMSI)
        m, sim = self.mme(1), Usim(Hssd.KI, Hssd.OPC)
        number = str(row["auc_id"])

        def seq():
            v = vectors(m.air(IMSI))[0]
            return sim.sqn_of(v[0], v[2]) >> 5

        code, out, err = self.h.ctl("auc", "set-sqn", number, str(5000 << 5))
        self.assertEqual(code, 0, out + err)
        self.assertGreater(seq(), 5000)
        code, out, err = self.h.ctl("auc", "set-sqn", number, "32")
        self.assertEqual(code, 1, out + err)
        self.assertGreater(seq(), 5000)
        code, out, err = self.h.ctl("auc", "set-sqn", number, str(100 << 5), "--force")
        self.assertEqual(code, 0, out + err)
        self.assertTrue(100 < seq() < 5000)


if __name__ == "__main__":
    unittest.main()
