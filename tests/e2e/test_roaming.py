"""Home or roaming (rulings 4.1), subscribers who are unknown or disabled (4.2), realms (4.11), on the wire."""
import unittest

from diameter import Mme, plmn
from hssd import Hssd, wait_until
from test_attach import E_ROAMING, E_USER_UNKNOWN, IMSI, Base

DE, DE_3, US, HOME_2 = plmn("262", "01"), plmn("262", "001"), plmn("310", "410"), plmn("999", "70")
UNKNOWN = "001019999999999"


class Rules(Base):
    def setUp(self):
        super().setUp()
        self.row = self.h.provision(IMSI)
        self.m = self.mme(1)

    def put(self, path, body):
        r = self.h.api("PUT", path, body)
        self.assertEqual(r.status, 200, r.text)
        return r.json[f"{path.strip('/').replace('/', '_')}_id"]

    def patch(self, path, body):
        r = self.h.api("PATCH", path, body)
        self.assertEqual(r.status, 200, r.text)

    def network(self, mcc, mnc):
        return self.put("/roaming/network/", {"name": f"{mcc}-{mnc}", "mcc": mcc, "mnc": mnc})

    def rule(self, network, allow, **more):
        return self.put("/roaming/rule/", {"roaming_network_id": network, "allow": allow, **more})

    def becomes(self, want, visited, imsi=IMSI):
        """AIR and ULR decide alike; a change of the rules is seen at once."""
        def both():
            return {self.m.air(imsi, visited=visited).result, self.m.ulr(imsi, visited=visited).result}
        wait_until(lambda: both() == {want}, f"{imsi} in {visited.hex()} gets {want}", 5)

    def test_padded_and_exact_networks(self):
        self.becomes(2001, DE)                          # no rule speaks of it
        padded = self.rule(self.network("262", "001"), False)
        self.becomes(E_ROAMING, DE)                     # "001" stands for 01 too
        self.becomes(E_ROAMING, DE_3)
        self.becomes(2001, US)
        self.rule(self.network("262", "01"), True)      # now 01 has a row of its own
        self.becomes(2001, DE)
        self.becomes(E_ROAMING, DE_3)                   # "01" means two digits only
        self.patch(f"/roaming/rule/{padded}", {"enabled": False})
        self.becomes(2001, DE_3)
        self.patch(f"/roaming/rule/{padded}", {"enabled": True})
        self.becomes(E_ROAMING, DE_3)
        self.assertEqual(self.h.api("DELETE", f"/roaming/rule/{padded}").status, 200)
        self.becomes(2001, DE_3)

    def test_first_global_rule_by_id_decides(self):
        net = self.network("262", "01")
        first = self.rule(net, False)
        self.rule(net, True)
        self.becomes(E_ROAMING, DE)
        self.patch(f"/roaming/rule/{first}", {"enabled": False})
        self.becomes(2001, DE)
        self.patch(f"/roaming/rule/{first}", {"enabled": True, "allow": True})
        self.becomes(2001, DE)

    def test_a_rule_that_a_list_names_is_not_global(self):
        other = "001010000000002"
        b = self.h.provision(other, msisdn="15550002")
        net = self.network("310", "410")
        deny = self.rule(net, False)
        self.becomes(E_ROAMING, US)
        self.becomes(E_ROAMING, US, other)
        self.patch(f"/subscriber/{b['subscriber_id']}", {"roaming_rule_list": str(deny)})
        self.becomes(2001, US)                          # it is his alone now
        self.becomes(E_ROAMING, US, other)
        allow = self.rule(net, True)
        self.patch(f"/subscriber/{b['subscriber_id']}", {"roaming_rule_list": f"{allow},{deny}"})
        self.becomes(2001, US, other)                   # the order of his list decides, not the ids
        self.patch(f"/subscriber/{b['subscriber_id']}", {"roaming_rule_list": f"{deny},{allow}"})
        self.becomes(E_ROAMING, US, other)
        self.patch(f"/roaming/rule/{deny}", {"enabled": False})
        self.becomes(2001, US, other)
        self.patch(f"/roaming/rule/{deny}", {"enabled": True})
        self.becomes(E_ROAMING, US, other)
        # what his list does not speak of falls to the global rules
        self.rule(self.network("262", "01"), False)
        self.becomes(E_ROAMING, DE, other)
        self.becomes(E_ROAMING, DE)
        # a list that points nowhere
        self.patch(f"/subscriber/{b['subscriber_id']}", {"roaming_rule_list": "4711"})
        self.becomes(E_ROAMING, US, other)              # deny is global again, and first by id

    def test_the_subscriber_flag_comes_first_and_home_is_never_roaming(self):
        self.rule(self.network("262", "01"), True)
        self.rule(self.network("001", "01"), False)
        self.becomes(2001, DE)
        self.patch(f"/subscriber/{self.row['subscriber_id']}", {"roaming_enabled": False})
        self.becomes(E_ROAMING, DE)
        self.becomes(2001, plmn())
        # either digit group differing is roaming (PyHSS wanted both to differ)
        self.becomes(E_ROAMING, plmn("001", "02"))
        self.becomes(E_ROAMING, plmn("262", "01"))

    def test_refused_ulr_changes_nothing(self):
        self.assertEqual(self.m.ulr(IMSI).result, 2001)
        self.patch(f"/subscriber/{self.row['subscriber_id']}", {"roaming_enabled": False})
        two = self.mme(2)
        a = two.ulr(IMSI, visited=DE)
        self.assertEqual((a.result, a.code, a.app), (E_ROAMING, 316, 16777251))
        self.assertEqual(self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], self.m.host)
        self.m.dwr()
        self.assertEqual(self.m.requests, [])


class Configured(unittest.TestCase):
    def start(self, s6a="", **kw):
        h = Hssd(s6a="  store: main\n" + s6a, **kw)
        self.addCleanup(h.close)
        return h

    def mme(self, h, host="mme.example.org", realm="example.org"):
        m = Mme("127.0.0.1", h.diameter_port, host=host, realm=realm).connect()
        self.addCleanup(m.close)
        self.assertEqual(m.cer().result, 2001)
        return m

    def results(self, m, imsi, **kw):
        return {m.air(imsi, **kw).result, m.ulr(imsi, **kw).result}

    def test_undefined_networks_may_be_refused(self):
        h = self.start("  allow_undefined_networks: false\n")
        h.provision(IMSI)
        m = self.mme(h)
        self.assertEqual(self.results(m, IMSI, visited=DE), {E_ROAMING})
        self.assertEqual(self.results(m, IMSI), {2001})
        net = h.api("PUT", "/roaming/network/", {"name": "de", "mcc": "262", "mnc": "001"}).json
        h.api("PUT", "/roaming/rule/", {"roaming_network_id": net["roaming_network_id"], "allow": True})
        wait_until(lambda: self.results(m, IMSI, visited=DE) == {2001}, "the new rule", 5)
        self.assertEqual(self.results(m, IMSI, visited=US), {E_ROAMING})

    def test_several_home_networks(self):
        h = self.start("  home_plmns: \"00101 99970\"\n  allow_undefined_networks: false\n")
        h.provision(IMSI, roaming_enabled=False)
        m = self.mme(h)
        self.assertEqual(self.results(m, IMSI, visited=HOME_2), {2001})
        self.assertEqual(self.results(m, IMSI), {2001})
        self.assertEqual(self.results(m, IMSI, visited=DE), {E_ROAMING})

    def test_home_by_the_imsi_while_nothing_is_configured(self):
        h = self.start(start=False)
        path = f"{h.conf}/00-core.yaml"
        with open(path, encoding="utf-8") as f:
            text = f.read()
        h.write_conf("00-core.yaml", text.replace('mcc: "001"', 'mcc: ""').replace('mnc: "01"', 'mnc: ""'))
        h.start()
        other = "310410000000001"
        h.provision(IMSI, roaming_enabled=False)
        h.provision(other, msisdn="15550009", roaming_enabled=False)
        m = self.mme(h)
        self.assertEqual(self.results(m, IMSI), {2001})
        self.assertEqual(self.results(m, other, visited=US), {2001})
        self.assertEqual(self.results(m, IMSI, visited=US), {E_ROAMING})
        self.assertEqual(self.results(m, other), {E_ROAMING})

    def test_unknown_subscribers(self):
        for conf, want in (("", E_ROAMING),
                           ("  reject_unknown_imsis_with: ROAMING_NOT_ALLOWED\n", E_ROAMING),
                           ("  reject_unknown_imsis_with: IMSI_UNKNOWN\n", E_USER_UNKNOWN)):
            h = self.start(conf)
            m = self.mme(h)
            self.assertEqual(self.results(m, UNKNOWN), {want})
            self.assertEqual(self.results(m, UNKNOWN, visited=DE), {want})
            self.assertEqual(m.pur(UNKNOWN).result, E_USER_UNKNOWN)
            self.assertEqual(m.nor(UNKNOWN).result, E_USER_UNKNOWN)
            m.close()
            h.close()

    def test_disabled_subscribers(self):
        for conf, want in (("", 5003), ("  disabled_result: authorization_rejected\n", 5003),
                           ("  disabled_result: roaming_not_allowed\n", E_ROAMING),
                           ("  disabled_result: user_unknown\n", E_USER_UNKNOWN)):
            h = self.start(conf)
            row = h.provision(IMSI)
            m = self.mme(h)
            self.assertEqual(self.results(m, IMSI), {2001})
            h.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"enabled": False})
            self.assertEqual(self.results(m, IMSI), {want})
            h.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"enabled": "true"})
            self.assertEqual(self.results(m, IMSI), {2001})
            m.close()
            h.close()

    def test_realms_are_checked_only_where_wanted(self):
        peers = ("    peers:\n      - host: mme.foreign.org\n        group: partners\n"
                 "      - host: mme.example.org\n")
        h = self.start("  check_realm_groups: partners\n", diameter=peers)
        h.provision(IMSI)
        self.assertEqual(self.results(self.mme(h), IMSI), {2001})       # not in the group
        m = self.mme(h, "mme.foreign.org", "foreign.org")
        self.assertEqual(self.results(m, IMSI), {5003})
        for realm in ("epc.mnc001.mcc001.3gppnetwork.org", "EPC.MNC001.MCC001.3GPPNETWORK.ORG"):
            self.assertEqual(m.air(IMSI, origin_realm=realm).result, 2001)
        self.assertEqual(m.air(IMSI, origin_realm="epc.mnc002.mcc001.3gppnetwork.org").result, 5003)
        h = self.start()
        h.provision(IMSI)
        self.assertEqual(self.results(self.mme(h, "mme.foreign.org", "foreign.org"), IMSI), {2001})


if __name__ == "__main__":
    unittest.main()
