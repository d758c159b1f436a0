"""Attach, re-attach elsewhere, detach, resynchronisation, roaming: what a phone and two MMEs see."""
import hashlib
import hmac
import unittest

from diameter import S6A, TGPP, Mme, avp, plmn, vectors
from hssd import Hssd, wait_until
from usim import SyncFailure, Usim

IMSI = "001010000000001"
E_USER_UNKNOWN, E_ROAMING, E_NO_EPS, E_RAT = -5001, -5004, -5420, -5421


class Base(unittest.TestCase):
    conf = {}

    def setUp(self):
        self.h = Hssd(**self.conf)
        self.addCleanup(self.h.close)
        self.usim = Usim(Hssd.KI, Hssd.OPC)

    def mme(self, n=1, realm="epc.mnc001.mcc001.3gppnetwork.org"):
        m = Mme("127.0.0.1", self.h.diameter_port, host=f"mme{n:02d}.{realm}", realm=realm).connect()
        self.addCleanup(m.close)
        self.assertEqual(m.cer().result, 2001)
        return m

    def sub(self, imsi=IMSI):
        return self.h.v1("GET", f"/v1/subscriber?imsi={imsi}").json["items"][0]


class Attach(Base):
    def test_a_phone_attaches_moves_and_detaches(self):
        self.h.provision(IMSI)
        one, two = self.mme(1), self.mme(2)

        # AIR: keys that the SIM accepts, KASME for this PLMN
        a = one.air(IMSI, n=3)
        self.assertEqual(a.result, 2001)
        vs = vectors(a)
        self.assertEqual([v[4] for v in vs], [1, 2, 3])
        sqns = []
        for rand, xres, autn, kasme, _ in vs:
            res, ck, ik = self.usim.authenticate(rand, autn)
            self.assertEqual(res, xres)
            self.assertTrue(autn[6] & 0x80)
            s = b"\x10" + plmn() + b"\0\3" + autn[:6] + b"\0\6"
            self.assertEqual(hmac.new(ck + ik, s, hashlib.sha256).digest(), kasme)
            sqns.append(self.usim.sqn_of(rand, autn))
        self.assertEqual(sqns, sorted(set(sqns)))

        # ULR: registered, with everything to attach
        a = one.ulr(IMSI)
        self.assertEqual(a.result, 2001)
        self.assertEqual(a.find(1406, TGPP).u32 & 1, 1)         # Separation-Indication
        sd = a.find(1400, TGPP)
        self.assertEqual(sd.find(701, TGPP).data.hex(), "51550010")
        self.assertEqual(sd.find(1424, TGPP).u32, 0)
        ambr = sd.find(1435, TGPP)
        self.assertEqual((ambr.find(516, TGPP).u32, ambr.find(515, TGPP).u32), (1000000, 2000000))
        prof = sd.find(1429, TGPP)
        apns = prof.all(1430, TGPP)
        self.assertEqual([x.find(493).text for x in apns], ["internet", "ims"])
        ids = [x.find(1423, TGPP).u32 for x in apns]
        self.assertEqual(len(set(ids)), 2)
        self.assertNotIn(0, ids)
        self.assertEqual(prof.find(1423, TGPP).u32, ids[0])
        row = self.h.api("GET", f"/subscriber/imsi/{IMSI}").json
        self.assertEqual(row["serving_mme"], one.host)
        self.assertTrue(row["serving_mme_peer"].startswith(one.host + ";"))

        # again at the same MME: no CLR
        self.assertEqual(one.ulr(IMSI).result, 2001)
        # at another one: CLR to the first after the new registration is stored
        self.assertEqual(two.ulr(IMSI).result, 2001)
        clr = one.expect(317)
        self.assertEqual(clr.find(1420, TGPP).u32, 0)           # MME_UPDATE_PROCEDURE
        self.assertEqual(clr.find(1).text, IMSI)
        self.assertEqual(clr.find(293).text, one.host)
        self.assertEqual(self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], two.host)
        one.answer(clr, [avp(268, 2001), avp(277, 1)])

        # the old MME's PUR changes nothing, the new one's purges
        a = one.pur(IMSI)
        self.assertEqual(a.result, 2001)
        self.assertIsNone(a.find(1442, TGPP) and a.find(1442, TGPP).u32 or None)
        self.assertEqual(self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], two.host)
        a = two.pur(IMSI)
        self.assertEqual((a.result, a.find(1442, TGPP).u32 & 1), (2001, 1))
        self.assertIsNone(self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"])
        self.assertTrue(self.sub()["mme_purged"])
        self.assertEqual(one.requests + two.requests, [])

        # and comes back: the flag goes
        self.assertEqual(one.ulr(IMSI).result, 2001)
        self.assertEqual(self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], one.host)

    def test_resynchronisation(self):
        self.h.provision(IMSI)
        m = self.mme()
        self.usim.seq = [1 << 20] * 32                          # the SIM is far ahead
        rand, _, autn, _, _ = vectors(m.air(IMSI))[0]
        with self.assertRaises(SyncFailure) as e:
            self.usim.authenticate(rand, autn)
        auts = e.exception.auts
        bad = bytes([auts[0] ^ 1]) + auts[1:]
        self.assertEqual(m.air(IMSI, resync=rand + bad).result, -4181)
        v = vectors(m.air(IMSI, resync=rand + auts))[0]
        self.usim.authenticate(v[0], v[2])
        for _ in range(40):
            v = vectors(m.air(IMSI))[0]
            self.usim.authenticate(v[0], v[2])

    def test_unknown_and_disabled_subscribers(self):
        m = self.mme()
        self.assertIn(m.air("001019999999999").result, (E_USER_UNKNOWN, E_ROAMING))
        self.assertIn(m.ulr("001019999999999").result, (E_USER_UNKNOWN, E_ROAMING))
        self.assertEqual(m.pur("001019999999999").result, E_USER_UNKNOWN)
        self.assertEqual(m.nor("001019999999999").result, E_USER_UNKNOWN)
        row = self.h.provision(IMSI, enabled=False)
        self.assertEqual(m.air(IMSI).result, 5003)
        self.assertEqual(m.ulr(IMSI).result, 5003)
        self.h.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"enabled": True})
        self.assertEqual(m.air(IMSI).result, 2001)

    def test_subscriber_without_msisdn_attaches(self):
        self.h.provision(IMSI, msisdn=None)
        m = self.mme()
        a = m.ulr(IMSI)
        self.assertEqual(a.result, 2001)
        self.assertIsNone(a.find(1400, TGPP).find(701, TGPP))

    def test_roaming_is_refused_when_not_enabled(self):
        self.h.provision(IMSI, roaming_enabled=False)
        m = self.mme()
        away = plmn("262", "01")
        self.assertEqual(m.air(IMSI, visited=away).result, E_ROAMING)
        self.assertEqual(m.ulr(IMSI, visited=away).result, E_ROAMING)
        self.assertEqual(m.ulr(IMSI).result, 2001)

    def test_rat_restriction(self):
        row = self.h.provision(IMSI)
        self.h.api("PUT", "/subscriber_attributes/",
                   {"subscriber_id": row["subscriber_id"], "key": "rat_restriction_4g",
                    "value": "forbidden"})
        self.assertEqual(self.mme().ulr(IMSI).result, E_RAT)

    def test_visited_plmn_of_another_length_is_refused(self):
        self.h.provision(IMSI)
        m = self.mme()
        for wrong in (b"", b"\0\xf1", b"\0\xf1\x10\0"):
            a = m.air(IMSI, visited=wrong)
            self.assertIn(a.result, (5004, 5014), wrong)
            self.assertIsNotNone(a.find(279))
        self.assertEqual(m.air(IMSI).result, 2001)

    def test_disabling_and_deleting_send_clr(self):
        row = self.h.provision(IMSI)
        m = self.mme()
        self.assertEqual(m.ulr(IMSI).result, 2001)
        self.h.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"enabled": False})
        clr = m.expect(317)
        self.assertEqual(clr.find(1420, TGPP).u32, 2)           # SUBSCRIPTION_WITHDRAWAL
        m.answer(clr, [avp(268, 2001), avp(277, 1)])

    def test_push_clr_and_deregister_routes(self):
        self.h.provision(IMSI)
        m = self.mme()
        self.assertEqual(m.ulr(IMSI).result, 2001)
        r = self.h.api("GET", f"/oam/deregister/{IMSI}")
        self.assertEqual(r.status, 200, r.text)
        m.answer(m.expect(317), [avp(268, 2001), avp(277, 1)])
        wait_until(lambda: self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"] is None,
                   "deregistered")


if __name__ == "__main__":
    unittest.main()
