"""Keys at rest, locked interfaces, HTTPS: what an operator does before the laboratory becomes a network."""
import os
import ssl
import subprocess
import unittest
import urllib.request

from diameter import Mme, vectors
from hssd import SECONDS, Hssd, free_port
from usim import Usim

IMSI = "001010000000001"
OTHER = "001010000000002"


class KeysAtRest(unittest.TestCase):
    def key_file(self, h, *ids):
        path = os.path.join(h.dir, "keys")
        with open(path, "w", encoding="utf-8") as f:
            for i in ids:
                f.write(f"{i} {(i * 64)[:64].encode().hex()[:64]}\n")
        os.chmod(path, 0o600)
        return path

    def test_sealed_rotated_and_still_served(self):
        h = Hssd(start=False)
        self.addCleanup(h.close)
        path = os.path.join(h.conf, "00-core.yaml")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        h.start()
        h.provision(IMSI)                                       # in clear: no key file yet
        h.stop()
        with open(h.db, "rb") as f:
            self.assertIn(Hssd.KI.encode(), f.read().lower())
        h.write_conf("00-core.yaml", text + f"  auc:\n    key_file: {self.key_file(h, 'a')}\n")
        h.start()
        h.provision(OTHER, msisdn="15550002")                   # sealed as it comes
        code, out, err = h.ctl("keys", "rotate")
        self.assertEqual(code, 0, err)
        self.attaches(h)
        h.stop()
        subprocess.run(["sqlite3", h.db, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"], check=True,
                       capture_output=True)
        with open(h.db, "rb") as f:
            self.assertNotIn(Hssd.KI.encode(), f.read().lower())
        # a new first key: the old one still opens, until rotation is done
        self.key_file(h, "b", "a")
        h.start()
        self.attaches(h)
        self.assertEqual(h.ctl("keys", "rotate")[0], 0)
        h.stop()
        self.key_file(h, "b")
        h.start()
        self.attaches(h)
        h.stop()
        # the wrong keys: never "unknown subscriber"
        self.key_file(h, "c")
        h.start()
        m = Mme("127.0.0.1", h.diameter_port).connect()
        self.addCleanup(m.close)
        m.cer()
        self.assertEqual(m.air(IMSI).result, -4181)
        self.assertEqual(m.ulr(IMSI).result, 2001)

    def attaches(self, h):
        m = Mme("127.0.0.1", h.diameter_port).connect()
        m.cer()
        sim = Usim(Hssd.KI, Hssd.OPC)
        for imsi in (IMSI, OTHER):
            rand, xres, autn, _, _ = vectors(m.air(imsi))[0]
            sim.seq = [0] * 32
            self.assertEqual(sim.authenticate(rand, autn)[0], xres)
        m.close()

    def test_a_key_file_that_others_can_read_is_refused(self):
        h = Hssd(start=False)
        self.addCleanup(h.close)
        path = self.key_file(h, "a")
        os.chmod(path, 0o644)
        with open(os.path.join(h.conf, "00-core.yaml"), "a", encoding="utf-8") as f:
            f.write(f"  auc:\n    key_file: {path}\n")
        code, said = h.run_to_end()
        self.assertEqual(code, 1, said)
        self.assertIn("keys", said)


class Locked(unittest.TestCase):
    def test_api_levels_of_authentication(self):
        key = {"Provisioning-Key": "a-key"}
        for auth, reads in (("writes", 200), ("all", 401)):
            h = Hssd(api=f"  auth: {auth}\n  provisioning_key: a-key\n")
            self.addCleanup(h.close)
            self.assertEqual(h.api("GET", "/apn/list").status, reads)
            self.assertEqual(h.api("GET", "/apn/list", headers=key).status, 200)
            body = {"apn": "x", "apn_ambr_dl": 1, "apn_ambr_ul": 1}
            for wrong in ({}, {"Provisioning-Key": "a-keY"}, {"Provisioning-Key": ""}):
                self.assertEqual(h.api("PUT", "/apn/", body, headers=wrong).status, 401)
                self.assertEqual(h.api("PATCH", "/geored/", {"imsi": IMSI}, headers=wrong).status, 401)
            self.assertEqual(h.api("PUT", "/apn/", body, headers=key).status, 200)
            self.assertEqual(len(h.api("GET", "/apn/list", headers=key).json), 1)

    def test_v1_token_and_hssctl(self):
        h = Hssd(start=False)
        self.addCleanup(h.close)
        h.write_conf("30-rest.yaml", f"plugin: rest\nconfig:\n  listen: 127.0.0.1:{h.v1_port}\n"
                                     "  auth: all\n  token: secret-token\n")
        h.start()
        self.assertEqual(h.v1("GET", "/v1/admin/status").status, 401)
        self.assertEqual(h.ctl("status")[0], 1)
        self.assertEqual(h.ctl("--token", "secret-token", "status")[0], 0)

    def test_https(self):
        h = Hssd(start=False)
        self.addCleanup(h.close)
        cert, key = os.path.join(h.dir, "cert.pem"), os.path.join(h.dir, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out",
                        cert, "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
        port = free_port()
        h.write_conf("31-pyhss-api.yaml", f"plugin: pyhss_api\nconfig:\n  listen: 127.0.0.1:{port}\n"
                                          f"  tls_cert: {cert}\n  tls_key: {key}\n")
        h.start()
        ctx = ssl.create_default_context(cafile=cert)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                             urllib.request.HTTPSHandler(context=ctx))
        with opener.open(f"https://127.0.0.1:{port}/oam/ping", timeout=SECONDS) as r:
            self.assertEqual(r.status, 200)
        with self.assertRaises(OSError):
            h.request(port, "GET", "/oam/ping")                 # plain HTTP on a TLS port
        h.stop()
        os.unlink(cert)
        code, said = h.run_to_end()
        self.assertEqual(code, 1, said)
        self.assertIn("cert.pem", said)


if __name__ == "__main__":
    unittest.main()
