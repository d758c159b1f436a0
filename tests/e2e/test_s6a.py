"""What a ULA says and what a subscription becomes on the wire: default APN, static addresses, gateways,
features, Skip-Subscriber-Data; purging, notifying, SGSNs, Cancel-Locations that come too late."""
import socket
import subprocess
import unittest

from diameter import S6A, TGPP, Mme, avp, ip, plmn
from hssd import Hssd, wait_until
from test_attach import E_NO_EPS, IMSI, Base

ATTACH = 0x22                          # S6a, Initial-Attach
PLAIN, SKIP = 0x02, 0x06                # S6a; and Skip-Subscriber-Data
NON_IP = 1 << 21                        # Feature-List 2
E_UNKNOWN_SERVING_NODE = -5423


def feature(list_id, bits):
    return avp(628, [avp(266, TGPP), avp(629, list_id, TGPP, 0), avp(630, bits, TGPP, 0)], TGPP, 0)


def features_of(answer):
    return {f.find(629, TGPP).u32: f.find(630, TGPP).u32 for f in answer.all(628, TGPP)}


def address(a):
    """The text of an Address AVP."""
    family = {1: socket.AF_INET, 2: socket.AF_INET6}[int.from_bytes(a.data[:2], "big")]
    return socket.inet_ntop(family, a.data[2:])


class Subscription(Base):
    def setUp(self):
        super().setUp()
        self.row = self.h.provision(IMSI)
        self.path = f"/subscriber/{self.row['subscriber_id']}"
        self.m = self.mme(1)

    def api(self, *a):
        r = self.h.api(*a)
        self.assertEqual(r.status, 200, r.text)
        return r.json

    def apn(self, name, **more):
        return self.api("PUT", "/apn/", {"apn": name, "apn_ambr_dl": 1000, "apn_ambr_ul": 1000, **more})["apn_id"]

    def profile(self, **kw):
        a = self.m.ulr(IMSI, **kw)
        self.assertEqual(a.result, 2001)
        return a.find(1400, TGPP).find(1429, TGPP)

    def apns(self, **kw):
        """[(name, Context-Identifier)]; the default one must be the first."""
        p = self.profile(**kw)
        out = [(c.find(493).text, c.find(1423, TGPP).u32) for c in p.all(1430, TGPP)]
        self.assertEqual(p.find(1423, TGPP).u32, out[0][1])
        self.assertNotIn(0, [n for _, n in out])
        self.assertEqual(len({n for _, n in out}), len(out))
        return out

    def first(self, **kw):
        return self.profile(**kw).find(1430, TGPP)

    # ---- rulings 4.3

    def test_default_apn_is_moved_or_inserted(self):
        net, ims = (int(x) for x in self.row["apn_list"].split(","))
        mms = self.apn("mms")
        before = dict(self.apns())
        self.api("PATCH", self.path, {"default_apn": ims})
        self.assertEqual([n for n, _ in self.apns()], ["ims", "internet"])
        self.api("PATCH", self.path, {"default_apn": mms})              # not in the list
        self.assertEqual([n for n, _ in self.apns()], ["mms", "internet", "ims"])
        # the list is edited: the numbers stay with their APNs
        self.api("PATCH", self.path, {"default_apn": net, "apn_list": f"{ims},{mms},{net}"})
        after = dict(self.apns())
        self.assertEqual({k: after[k] for k in before}, before)
        self.api("PATCH", self.path, {"apn_list": str(ims)})
        self.assertEqual(dict(self.apns()), {k: after[k] for k in ("internet", "ims")})
        self.api("PATCH", self.path, {"apn_list": f"{mms},{ims}"})
        self.assertEqual(dict(self.apns()), after)
        self.h.stop()
        self.h.start()
        self.m = self.mme(1)
        self.assertEqual(dict(self.apns()), after)

    def test_wildcard_unknown_ids_and_equal_names(self):
        net, ims = (int(x) for x in self.row["apn_list"].split(","))
        star = self.apn("*")
        self.api("PATCH", self.path, {"default_apn": star, "apn_list": f"{star},{ims},{net}"})
        self.assertEqual([n for n, _ in self.apns()], ["ims", "*", "internet"])
        twin = self.apn("INTERNET", qci=5)
        self.api("PATCH", self.path, {"default_apn": net, "apn_list": f"999,{net},{twin},998,{ims}"})
        self.assertEqual([n for n, _ in self.apns()], ["internet", "ims"])
        self.assertEqual(self.first().find(1431, TGPP).find(1028, TGPP).u32, 9)
        # the default APN's row goes away
        lone = self.apn("lone")
        self.api("PATCH", self.path, {"default_apn": lone, "apn_list": f"{ims}"})
        self.assertEqual([n for n, _ in self.apns()], ["lone", "ims"])
        self.h.api("DELETE", f"/apn/{lone}")
        if self.h.api("GET", f"/apn/{lone}").json is None:
            self.assertEqual([n for n, _ in self.apns()], ["ims"])
        # none left
        self.api("PATCH", self.path, {"default_apn": star, "apn_list": f"{star},4711"})
        self.assertEqual(self.m.ulr(IMSI).result, E_NO_EPS)

    # ---- rulings 4.10

    def test_static_addresses(self):
        net = self.row["default_apn"]
        route = self.api("PUT", "/subscriber/routing/",
                         {"subscriber_id": self.row["subscriber_id"], "apn_id": net, "ip_version": 0,
                          "ip_address": "10.45.0.9"})
        key = f"/subscriber/routing/{route['subscriber_routing_id']}"
        v4, v6 = "10.45.0.9", "2001:db8:1:2::"
        for pdn, text, want in ((0, v4, [v4]), (1, v4, []), (2, v4, [v4]), (3, v4, [v4]),
                                (0, "2001:db8:1:2:a:b:c:d", []), (1, "2001:db8:1:2:a:b:c:d", [v6]),
                                (2, "10.45.0.9,2001:db8:1:2::7", [v4, v6]), (1, "2001:db8:1:2::/64", [v6]),
                                (2, "10.45.0.9, rubbish", [v4]), (0, "10.45.0.900", []), (4, v4, None)):
            self.api("PATCH", f"/apn/{net}", {"ip_version": pdn})
            self.api("PATCH", key, {"ip_address": text})
            if want is None:
                self.assertEqual([n for n, _ in self.apns()], ["ims"])
                continue
            c = self.first()
            self.assertEqual(([address(a) for a in c.all(848, TGPP)], c.find(1456, TGPP).u32),
                             (want, pdn), (pdn, text))

    def test_gateway_of_the_subscription(self):
        net = self.row["default_apn"]
        for text, want in (("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "2001:db8::7"),
                           ("pgw1.epc.mnc001.mcc001.3gppnetwork.org",
                            ("pgw1.epc.mnc001.mcc001.3gppnetwork.org", "epc.mnc001.mcc001.3gppnetwork.org")),
                           ("string", None), ("not a host!", None), ("", None), (None, None)):
            self.api("PATCH", f"/apn/{net}", {"pgw_address": text})
            c = self.first()
            agent, kind = c.find(486), c.find(1438, TGPP)
            self.assertEqual(kind.u32 if kind else None, 0 if want else None, text)
            if not want:
                self.assertIsNone(agent, text)
            elif isinstance(want, str):
                self.assertEqual(address(agent.find(334)), want)
            else:
                h = agent.find(348)
                self.assertEqual((h.find(293).text, h.find(283).text), want)
        self.h.wait_log("PDN gateway left out")

    def test_the_rest_of_an_apn(self):
        net = self.row["default_apn"]
        c = self.first()
        self.assertEqual(c.find(1432, TGPP).u32, 0)                     # explicit: not allowed
        self.assertEqual(c.find(13, TGPP).data, b"0800")
        self.api("PATCH", f"/apn/{net}", {"charging_characteristics": "0a0F",
                                          "vplmn_dynamic_address_allowed": True})
        c = self.first()
        self.assertEqual((c.find(13, TGPP).data, c.find(1432, TGPP).u32), (b"0a0F", 1))
        self.assertEqual(self.h.api("PATCH", f"/apn/{net}", {"charging_characteristics": "zz"}).status, 400)
        self.api("PATCH", f"/apn/{net}", {"charging_characteristics": None})
        self.assertIsNone(self.first().find(13, TGPP))
        sd = self.m.ulr(IMSI).find(1400, TGPP)
        self.assertEqual((sd.find(1619, TGPP).u32, sd.find(1417, TGPP).u32), (300, 0))
        self.api("PATCH", self.path, {"subscribed_rau_tau_timer": 720, "nam": 2})
        sd = self.m.ulr(IMSI).find(1400, TGPP)
        self.assertEqual((sd.find(1619, TGPP).u32, sd.find(1417, TGPP).u32), (720, 2))

    def test_non_ip_apn(self):
        iot = self.apn("iot", ip_version=4)
        self.api("PATCH", self.path, {"default_apn": iot, "apn_list": f"{iot},{self.row['apn_list']}"})
        self.assertEqual([n for n, _ in self.apns()], ["internet", "ims"])
        self.assertEqual([n for n, _ in self.apns(extra=[feature(2, NON_IP)])], ["iot", "internet", "ims"])
        c = self.first(extra=[feature(2, NON_IP)])
        self.assertEqual(c.find(1681, TGPP).u32, 1)
        self.api("PATCH", self.path, {"apn_list": str(iot)})
        self.assertEqual(self.m.ulr(IMSI).result, E_NO_EPS)
        self.assertEqual(self.m.ulr(IMSI, extra=[feature(2, NON_IP)]).result, 2001)

    # ---- Supported-Features

    def test_features_are_the_common_ones(self):
        self.assertEqual(features_of(self.m.ulr(IMSI)), {})
        self.assertEqual(features_of(self.m.air(IMSI)), {})
        a = self.m.ulr(IMSI, extra=[feature(1, 0xffffffff), feature(2, 0xffffffff)])
        all_of_us = features_of(a)
        self.assertIn(NON_IP, [all_of_us[2] & NON_IP])
        self.assertNotEqual(all_of_us[1], 0xffffffff)
        a = self.m.ulr(IMSI, extra=[feature(2, NON_IP)])
        self.assertEqual(features_of(a), {2: NON_IP})
        a = self.m.ulr(IMSI, extra=[feature(1, 0x20000000)])
        self.assertEqual(set(features_of(a)), {1} if all_of_us[1] & 0x20000000 else set())

    # ---- rulings 4.8

    def skipped(self, m=None, **kw):
        a = (m or self.m).ulr(IMSI, flags=SKIP, **kw)
        self.assertEqual(a.result, 2001)
        return a.find(1400, TGPP) is None

    def test_skip_only_what_the_node_has(self):
        net = self.row["default_apn"]
        self.assertFalse(self.skipped())                # never registered
        self.assertTrue(self.skipped())
        attribute = {"subscriber_id": self.row["subscriber_id"], "key": "rat_restriction_2g",
                     "value": "forbidden"}
        route = {"subscriber_id": self.row["subscriber_id"], "apn_id": net, "ip_address": "10.0.0.1"}
        for change in (("PATCH", self.path, {"msisdn": "15550042"}),
                       ("PATCH", f"/apn/{net}", {"qci": 8}),
                       ("PUT", "/subscriber_attributes/", attribute),
                       ("PUT", "/subscriber/routing/", route)):
            self.api(*change)
            self.assertFalse(self.skipped(), change)
            self.assertTrue(self.skipped(), change)
        # echo without any change of value, a key's change, and a vector: still the same profile
        self.m.air(IMSI)
        self.assertTrue(self.skipped())
        # other features: other data
        self.assertFalse(self.skipped(extra=[feature(2, NON_IP)]))
        # another MME has nothing
        two = self.mme(2)
        self.assertFalse(self.skipped(two))
        self.assertTrue(self.skipped(two))
        self.h.kill()
        self.h.start()
        self.assertTrue(self.skipped(self.mme(2)))

    def test_full_data_after_a_refused_and_a_purged_registration(self):
        self.assertFalse(self.skipped())
        self.assertEqual(self.m.pur(IMSI).result, 2001)
        self.assertFalse(self.skipped())

    # ---- ULR-Flags, RAT-Type

    def test_s6d_and_rat(self):
        sgsn = self.mme(7)
        self.assertEqual(self.m.ulr(IMSI).result, 2001)
        a = sgsn.ulr(IMSI, flags=0, rat=1000)
        self.assertEqual(a.result, 2001)
        row = self.sub()
        self.assertEqual((row["serving_mme"], row["serving_sgsn"], row["serving_sgsn_realm"]),
                         (self.m.host, sgsn.host, sgsn.realm))
        self.assertTrue(row["serving_sgsn_peer"].startswith(sgsn.host + ";"))
        self.assertIsNotNone(row["serving_sgsn_protocol"])
        shown = self.api("GET", self.path)
        self.assertEqual((shown["serving_sgsn"], shown["serving_mme"]), (sgsn.host, self.m.host))
        # E-UTRAN with the bit clear is an MME that forgot it
        a = self.m.ulr(IMSI, flags=0, rat=1004)
        self.assertEqual(a.result, 2001)
        self.assertEqual(self.sub()["serving_sgsn"], sgsn.host)
        # a RAT nobody knows is let in
        self.assertEqual(self.m.ulr(IMSI, flags=PLAIN, rat=1099).result, 2001)
        # a new SGSN cancels the old one, as SGSN_UPDATE_PROCEDURE
        other = self.mme(8)
        self.assertEqual(other.ulr(IMSI, flags=0, rat=1000).result, 2001)
        clr = sgsn.expect(317)
        self.assertEqual(clr.find(1420, TGPP).u32, 1)
        sgsn.answer(clr, [avp(268, 2001), avp(277, 1)])
        # an initial attach at the MME ends it
        self.assertEqual(self.m.ulr(IMSI, flags=ATTACH).result, 2001)
        clr = other.expect(317)
        self.assertEqual(clr.find(1420, TGPP).u32, 4)
        other.answer(clr, [avp(268, 2001), avp(277, 1)])
        self.assertIsNone(self.sub()["serving_sgsn"])
        self.m.dwr()
        self.assertEqual(self.m.requests, [])

    # ---- NOR

    def nor(self, apn, agent=("192.0.2.33",), m=None, **kw):
        extra = [avp(493, apn)]
        if agent:
            extra.append(avp(486, [avp(334, ip(a)) for a in agent]))
        return (m or self.m).nor(IMSI, extra=extra, **kw)

    def test_a_reported_gateway_shows_in_later_answers(self):
        self.assertEqual(self.m.ulr(IMSI).result, 2001)
        self.assertEqual(self.nor("internet").result, 2001)
        self.assertEqual(self.nor("INTERNET", ("192.0.2.44",)).result, 2001)
        c = self.first(flags=PLAIN)
        self.assertEqual((address(c.find(486).find(334)), c.find(1438, TGPP).u32), ("192.0.2.44", 1))
        self.h.stop()
        self.h.start()
        self.m = self.mme(1)
        two = self.mme(2)
        a = two.ulr(IMSI, flags=PLAIN)
        c = a.find(1400, TGPP).find(1429, TGPP).find(1430, TGPP)
        self.assertEqual(address(c.find(486).find(334)), "192.0.2.44")
        self.assertEqual(self.nor("internet").result, E_UNKNOWN_SERVING_NODE)
        self.assertEqual(self.nor("nowhere", m=two).result, 5012)
        self.assertEqual(self.nor("internet", None, m=two).result, 2001)        # it is gone
        self.m = two
        self.assertIsNone(self.first(flags=PLAIN).find(486))
        self.api("PATCH", f"/apn/{self.row['default_apn']}", {"pgw_address": "192.0.2.1"})
        self.assertEqual(self.nor("internet").result, 5012)                     # fixed by subscription
        self.assertEqual(address(self.first(flags=PLAIN).find(486).find(334)), "192.0.2.1")

    def test_gateway_is_not_told_at_an_initial_attach(self):
        self.assertEqual(self.m.ulr(IMSI).result, 2001)
        self.assertEqual(self.nor("internet").result, 2001)
        self.assertIsNone(self.first(flags=ATTACH).find(486))

    # ---- the subscriber himself

    def test_what_tests_of_others_leave_out(self):
        self.api("PATCH", self.path, {"msisdn": "+15551234567"})
        self.assertEqual(self.m.ulr(IMSI).find(1400, TGPP).find(701, TGPP).data.hex(), "5155214365f7")
        self.h.v1("PATCH", f"/v1{self.path}", {"msisdn": "rubbish", "stn_sr": "xx"})
        a = self.m.ulr(IMSI)
        self.assertEqual(a.result, 2001)                # one bad field never costs the answer
        self.assertIsNone(a.find(1400, TGPP).find(1433, TGPP))


class Purging(Base):
    def test_purged_is_not_served_but_not_forgotten(self):
        self.h.provision(IMSI)
        m, two = self.mme(1), self.mme(2)
        m.ulr(IMSI)
        self.assertIn(IMSI, self.h.api("GET", "/oam/serving_subs").json)
        m.pur(IMSI)
        self.assertEqual(self.h.api("GET", "/oam/serving_subs").json, {})
        shown = self.h.api("GET", f"/subscriber/imsi/{IMSI}").json
        for key in ("serving_mme", "serving_mme_realm", "serving_mme_peer", "serving_mme_timestamp"):
            self.assertIsNone(shown[key], key)
        self.assertEqual(self.sub()["serving_mme"], m.host)             # internally it stays
        # purged twice is purged once; who registers him elsewhere does not cancel a purged node
        self.assertEqual(m.pur(IMSI).find(1442, TGPP).u32, 1)
        self.assertEqual(two.ulr(IMSI).result, 2001)
        self.assertIn(IMSI, self.h.api("GET", "/oam/serving_subs").json)
        m.dwr()
        self.assertEqual(m.requests, [])

    def test_purge_may_be_ignored(self):
        h = Hssd(s6a="  ignore_purge_ue_request: true\n")
        self.addCleanup(h.close)
        h.provision(IMSI)
        m = Mme("127.0.0.1", h.diameter_port).connect()
        self.addCleanup(m.close)
        m.cer()
        m.ulr(IMSI)
        a = m.pur(IMSI)
        self.assertEqual((a.result, a.find(1442, TGPP)), (2001, None))
        self.assertEqual(h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], m.host)
        self.assertIn(IMSI, h.api("GET", "/oam/serving_subs").json)
        self.assertEqual(m.pur("001019999999999").result, 2001)


class Owed(Base):
    conf = {"s6a": "  clr_retry: 1s\n  clr_retry_max: 1s\n  owed_poll: 200ms\n  clr_timeout: 1s\n"}

    def owed(self):
        """What stands in the store, as another process reads it."""
        p = subprocess.run(["sqlite3", "-readonly", "-cmd", ".timeout 5000", self.h.db,
                            "SELECT host FROM s6a_owed"], capture_output=True, text=True, check=True)
        return p.stdout.split()

    def test_a_late_clr_does_not_hit_who_came_back(self):
        self.h.provision(IMSI)
        one, two = self.mme(1), self.mme(2)
        self.assertEqual(one.ulr(IMSI).result, 2001)
        one.close()
        self.assertEqual(two.ulr(IMSI).result, 2001)                    # owed to one, who is away
        wait_until(lambda: len(self.owed()) == 1, "owed")
        one = self.mme(1)
        self.assertEqual(one.ulr(IMSI).result, 2001)                    # he came back
        two.answer(two.expect(317), [avp(268, 2001), avp(277, 1)])
        wait_until(lambda: not self.owed(), "nothing owed any more")
        one.dwr()
        self.assertEqual([r.code for r in one.requests], [])
        self.assertEqual(self.sub()["serving_mme"], one.host)

    def test_an_absent_node_hears_it_when_it_is_back(self):
        self.h.provision(IMSI)
        one, two = self.mme(1), self.mme(2)
        self.assertEqual(one.ulr(IMSI).result, 2001)
        one.close()
        self.assertEqual(two.ulr(IMSI).result, 2001)
        one = self.mme(1)
        clr = one.expect(317)
        self.assertEqual((clr.find(1).text, clr.find(1420, TGPP).u32), (IMSI, 0))
        one.answer(clr, [avp(268, 5012), avp(277, 1)])                  # not yet: told again
        one.answer(one.expect(317), [avp(268, 2001), avp(277, 1)])
        wait_until(lambda: not self.owed(), "nothing owed any more")
        self.assertEqual(self.sub()["serving_mme"], two.host)
        self.assertEqual(two.requests, [])

    def test_delete_survives_kill_9(self):
        row = self.h.provision(IMSI)
        one = self.mme(1)
        self.assertEqual(one.ulr(IMSI).result, 2001)
        one.close()
        r = self.h.api("DELETE", f"/subscriber/{row['subscriber_id']}")
        self.assertEqual(r.status, 200, r.text)
        wait_until(lambda: len(self.owed()) == 1, "owed beyond the row")
        self.h.kill()
        self.h.start()
        one = self.mme(1)
        clr = one.expect(317)
        self.assertEqual((clr.find(1).text, clr.find(1420, TGPP).u32), (IMSI, 2))
        one.answer(clr, [avp(268, 2001), avp(277, 1)])
        wait_until(lambda: not self.owed(), "nothing owed any more")

    def test_deregister_goes_to_the_registered_node_only(self):
        self.h.provision(IMSI)
        one, two = self.mme(1), self.mme(2)
        self.assertEqual(one.ulr(IMSI).result, 2001)
        r = self.h.api("GET", f"/oam/deregister/{IMSI}")
        self.assertEqual((r.status, set(r.json)), (200, {"subscriber", "ims_subscriber", "pcrf"}), r.text)
        clr = one.expect(317)
        self.assertEqual(clr.find(1420, TGPP).u32, 2)
        one.answer(clr, [avp(268, 2001), avp(277, 1)])
        two.dwr()
        self.assertEqual(two.requests, [])

    def test_routes(self):
        self.h.provision(IMSI)
        one = self.mme(1)
        r = self.h.api("PUT", "/pcrf/clr_subscriber", {"imsi": IMSI})
        self.assertEqual(r.status, 400, r.text)
        self.assertEqual(one.ulr(IMSI).result, 2001)
        r = self.h.api("PUT", "/pcrf/clr_subscriber", {"msisdn": "+15550001"})
        self.assertEqual(r.status, 200, r.text)
        one.answer(one.expect(317), [avp(268, 2001), avp(277, 1)])
        self.assertEqual(one.ulr(IMSI).result, 2001)
        r = self.h.api("PUT", f"/push/clr/{IMSI}", {"DestinationRealm": one.realm, "DestinationHost": one.host,
                                                    "cancellationType": "2", "diameterPeer": one.host,
                                                    "immediateReattach": True})
        self.assertEqual(r.status, 200, r.text)
        clr = one.expect(317)
        self.assertEqual((clr.find(1420, TGPP).u32, clr.find(1638, TGPP).u32 & 2), (2, 2))
        one.answer(clr, [avp(268, 2001), avp(277, 1)])
        wait_until(lambda: self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"] is None, "cleared")


class Base19(Base):
    """Rulings 1.3, 1.8, 1.9 as an attached subscriber sees them."""

    def test_a_restarted_peer_keeps_its_subscribers(self):
        self.h.provision(IMSI)
        m = Mme("127.0.0.1", self.h.diameter_port, host="mme01.example.org").connect()
        m.cer(origin_state=5)
        self.assertEqual(m.ulr(IMSI).result, 2001)
        again = Mme("127.0.0.1", self.h.diameter_port, host="mme01.example.org").connect()
        self.addCleanup(again.close)
        self.assertEqual(again.cer(origin_state=6).result, 2001)
        self.assertEqual(self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], m.host)
        m.close()

    def test_names_compare_without_case(self):
        self.h.provision(IMSI)
        m = self.mme(1)
        self.assertEqual(m.ulr(IMSI).result, 2001)
        self.assertEqual(m.ulr(IMSI, origin_host=m.host.upper()).result, 2001)
        self.assertEqual(m.pur(IMSI, origin_host=m.host.title()).find(1442, TGPP).u32, 1)
        m.dwr()
        self.assertEqual(m.requests, [])

    def test_other_destination_hosts_are_served_and_said_once(self):
        self.h.provision(IMSI)
        m = self.mme(1)
        sibling = "hss07.epc.mnc001.mcc001.3gppnetwork.org"
        for _ in range(4):
            self.assertEqual(m.ulr(IMSI, dest_host=sibling).result, 2001)
            self.assertEqual(m.request(S6A, 321, [avp(1, IMSI)], dest_host=sibling).result, 2001)
        self.h.wait_log(sibling)
        lines = [x for x in self.h.log().splitlines() if sibling in x and not x.lower().count("debug")]
        self.assertEqual(len(lines), 1, lines)


if __name__ == "__main__":
    unittest.main()
