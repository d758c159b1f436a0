"""Every CER, AIR, ULR and DPR that a real MME (Open5GS 2.8) sent in a series of attaches, octet by octet:
provisioned subscribers get what they need, the wrong identity the right refusal."""
import json
import os
import unittest

from diameter import TGPP, Message, Peer, vectors
from hssd import Hssd
from usim import Usim

FILE = os.path.join(os.path.dirname(__file__), "..", "vectors", "captures", "open5gs-attach.json")
OPC = "e8ed289deba952e4283b54e88e6183ca"                # Open5GS's published test SIM
UNKNOWN = "999707364000065"                             # the capture's wrong identity


class Capture(unittest.TestCase):
    def test_every_request_of_the_capture(self):
        with open(FILE, encoding="utf-8") as f:
            rows = [r for r in json.load(f) if r["origin"] != "hss.localdomain"]
        h = Hssd(core="")
        self.addCleanup(h.close)
        h.stop()
        with open(os.path.join(h.conf, "00-core.yaml"), encoding="utf-8") as f:
            text = f.read()
        h.write_conf("00-core.yaml", text.replace('"001"', '"999"').replace('"01"', '"70"')
                     .replace("hss01.epc.mnc001.mcc001.3gppnetwork.org", "hss.localdomain")
                     .replace("epc.mnc001.mcc001.3gppnetwork.org", "localdomain"))
        h.start()
        h.OPC = OPC
        sims = {}
        for imsi in sorted({r["imsi"] for r in rows if r["imsi"]} - {UNKNOWN}):
            h.provision(imsi, msisdn=None)
            sims[imsi] = Usim(Hssd.KI, OPC)
        peers, seen = {}, {257: 0, 318: 0, 316: 0, 282: 0}
        refused = set()
        for r in (r for r in rows if r["origin"] not in refused):
            raw = bytes.fromhex(r["hex"])
            req = Message(raw)
            if r["code"] == 257:
                peers[r["origin"]] = Peer("127.0.0.1", h.diameter_port, host=r["origin"]).connect()
                self.addCleanup(peers[r["origin"]].close)
            p = peers[r["origin"]]
            p.send(raw)
            a = p.wait_answer(req.hop)
            self.assertEqual((a.code, a.app, a.end, a.flags & 0x80), (req.code, req.app, req.end, 0))
            seen[r["code"]] += 1
            if r["origin"].startswith("smf") and r["code"] == 257:
                self.assertEqual(a.result, 5010)        # Gx is not served here: no common application
                self.assertTrue(p.is_closed())
                refused.add(r["origin"])
                continue
            if r["imsi"] == UNKNOWN:
                self.assertIn(a.result, (-5001, -5004))
                continue
            self.assertEqual(a.result, 2001, r)
            if r["code"] == 318:
                self.assertEqual(a.find(263).data, req.find(263).data)
                for rand, xres, autn, _, _ in vectors(a):
                    if req.find(1408, TGPP).find(1411, TGPP):
                        sims[r["imsi"]] = Usim(Hssd.KI, OPC)
                        sims[r["imsi"]].seq = [0] * 32
                    self.assertEqual(sims[r["imsi"]].authenticate(rand, autn)[0], xres)
            elif r["code"] == 316:
                self.assertIsNotNone(a.find(1400, TGPP).find(1429, TGPP))
        self.assertEqual((seen[318], seen[316]), (36, 31))
        self.assertGreaterEqual(seen[257], 2)
        self.assertGreaterEqual(seen[282], 1)


if __name__ == "__main__":
    unittest.main()
