"""The contract of PyHSS's provisioning API, as its scripts use it, against a real hssd."""
import concurrent.futures
import unittest

from hssd import Hssd

KI, OPC = "465b5ce8b199b49faa5f0a2ee238a6bc", "cd63cb71954a9f4e48a5994e37a02baf"
IMSI = "001010000000001"

APN_KEYS = {"apn_id", "apn", "ip_version", "pgw_address", "sgw_address", "charging_characteristics",
            "apn_ambr_dl", "apn_ambr_ul", "qci", "arp_priority", "arp_preemption_capability",
            "arp_preemption_vulnerability", "charging_rule_list", "nbiot", "nidd_scef_id",
            "nidd_scef_realm", "nidd_mechanism", "nidd_rds", "nidd_preferred_data_mode"}
AUC_KEYS = {"auc_id", "amf", "sqn", "iccid", "imsi", "batch_name", "sim_vendor", "esim", "lpa", "pin1",
            "pin2", "puk1", "puk2", "algo", "misc1", "misc2", "misc3", "misc4"}
SUBSCRIBER_KEYS = {
    "subscriber_id", "imsi", "enabled", "auc_id", "default_apn", "apn_list", "msisdn", "ue_ambr_dl",
    "ue_ambr_ul", "nam", "roaming_enabled", "roaming_rule_list", "subscribed_rau_tau_timer",
    "serving_mme", "serving_mme_timestamp", "serving_mme_realm", "serving_mme_peer", "serving_msc",
    "serving_msc_timestamp", "serving_vlr", "serving_vlr_timestamp", "serving_sgsn",
    "serving_sgsn_timestamp", "last_seen_eci", "last_seen_enodeb_id", "last_seen_cell_id",
    "last_seen_tac", "last_seen_mcc", "last_seen_mnc", "last_location_update_timestamp"}
IMS_KEYS = {"ims_subscriber_id", "msisdn", "msisdn_list", "imsi", "ifc_path", "pcscf", "pcscf_realm",
            "pcscf_active_session", "pcscf_timestamp", "pcscf_peer", "xcap_profile", "sh_profile",
            "scscf", "scscf_timestamp", "scscf_realm", "scscf_peer", "sh_template_path"}
SECRETS = {"ki", "opc", "des", "kid", "psk", "adm1"}


class Base(unittest.TestCase):
    conf = {}

    @classmethod
    def setUpClass(cls):
        cls.h = Hssd(**cls.conf)
        cls.addClassCleanup(cls.h.close)

    def call(self, method, path, body=None, status=200, headers=None):
        r = self.h.api(method, path, body, headers)
        self.assertEqual(r.status, status, f"{method} {path}: {r.text[:400]}")
        return r.json if r.text.strip() else None

    def get(self, path, status=200):
        return self.call("GET", path, status=status)

    def put(self, path, body, status=200):
        return self.call("PUT", path, body, status)

    def patch(self, path, body, status=200):
        return self.call("PATCH", path, body, status)

    def delete(self, path, status=200):
        return self.call("DELETE", path, status=status)

    def assertKeys(self, row, keys):
        row = dict(row)
        self.assertIn("last_modified", row)
        del row["last_modified"]
        self.assertEqual(set(row), keys)


class Crud(Base):
    """Each test leaves nothing behind: ids stay sequential for the next."""

    def apn(self, name="internet", **more):
        return self.put("/apn/", {"apn": name, "apn_ambr_dl": 1, "apn_ambr_ul": 2, **more})

    def auc(self, imsi=IMSI, **more):
        return self.put("/auc/", {"ki": KI, "opc": OPC, "amf": "8000", "sqn": 0, "imsi": imsi, **more})

    def drop(self, path, row, key):
        self.assertEqual(self.delete(f"{path}/{row[key]}"), {"Result": "OK"})

    def test_apn_key_set_defaults_and_life(self):
        row = self.apn()
        self.assertKeys(row, APN_KEYS)
        want = {"ip_version": 0, "qci": 9, "arp_priority": 4, "arp_preemption_capability": False,
                "arp_preemption_vulnerability": True, "charging_characteristics": "0800",
                "nbiot": False, "charging_rule_list": None, "nidd_scef_id": None, "pgw_address": None}
        self.assertEqual({k: row[k] for k in want}, want)
        path = f"/apn/{row['apn_id']}"
        self.assertEqual(self.get(path), row)
        self.assertIn(row, self.get("/apn/list"))
        changed = self.patch(path, {"qci": "5", "charging_rule_list": "1,2", "nosuch": 1})
        self.assertKeys(changed, APN_KEYS)
        self.assertEqual((changed["qci"], changed["charging_rule_list"]), (5, "1,2"))
        self.assertEqual(changed["apn_ambr_dl"], 1)
        # the whole object echoed, null values and ids included
        self.assertEqual({**self.patch(path, changed), "last_modified": 0},
                         {**changed, "last_modified": 0})
        self.assertEqual(self.delete(path), {"Result": "OK"})
        self.assertIsNone(self.get(path))
        self.assertIsNone(self.patch(path, {"qci": 1}))
        self.assertIsNone(self.delete(path))

    def test_bit_rates_are_wide(self):
        row = self.apn(apn_ambr_dl=9_000_000_000, apn_ambr_ul="8000000000")
        self.addCleanup(self.drop, "/apn", row, "apn_id")
        self.assertEqual(self.get(f"/apn/{row['apn_id']}")["apn_ambr_dl"], 9_000_000_000)
        self.assertEqual(row["apn_ambr_ul"], 8_000_000_000)

    def test_ids_are_sequential(self):
        rows = [self.apn(f"a{i}") for i in range(3)]
        first = rows[0]["apn_id"]
        self.assertEqual([r["apn_id"] for r in rows], [first, first + 1, first + 2])
        for r in rows:
            self.drop("/apn", r, "apn_id")

    def test_many_clients_at_once_get_ids_without_gaps(self):
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            rows = list(pool.map(lambda i: self.apn(f"c{i}"), range(60)))
        ids = sorted(r["apn_id"] for r in rows)
        self.assertEqual(ids, list(range(ids[0], ids[0] + 60)))
        for r in rows:
            self.drop("/apn", r, "apn_id")

    def test_auc_hides_six_secrets(self):
        row = self.auc(iccid="8988", pin1="1234", kid="1", psk="2", des="3", adm1="4", pin2="5",
                       puk1="6", puk2="7")
        self.addCleanup(self.drop, "/auc", row, "auc_id")
        self.assertKeys(row, AUC_KEYS)
        self.assertEqual((row["algo"], row["esim"], row["pin1"]), ("3", False, "1234"))
        for path in (f"/auc/{row['auc_id']}", f"/auc/imsi/{IMSI}", "/auc/iccid/8988"):
            self.assertEqual(self.get(path), row)
        self.assertEqual(self.get("/auc/list"), [row])
        changed = self.patch(f"/auc/{row['auc_id']}", {"sim_vendor": "x", "ki": KI})
        self.assertKeys(changed, AUC_KEYS)
        self.assertIsNone(self.get("/auc/imsi/999"))
        log = self.h.api("GET", "/operation_logs/list?page_size=0").text
        self.assertNotIn(KI, log)
        self.assertNotIn(OPC, log)

    def test_client_chooses_auc_id_and_uses_it_again(self):
        for _ in range(2):
            row = self.auc(auc_id=77)
            self.assertEqual(row["auc_id"], 77)
            self.put("/auc/", {"auc_id": 77, "ki": KI, "opc": OPC, "amf": "8000"}, 400)
            self.drop("/auc", row, "auc_id")

    def test_auc_row_goes_before_the_subscriber(self):
        apn, auc = self.apn(), self.auc()
        sub = self.put("/subscriber/", {"imsi": IMSI, "auc_id": auc["auc_id"],
                                        "default_apn": apn["apn_id"], "apn_list": "1"})
        self.drop("/auc", auc, "auc_id")
        self.drop("/apn", apn, "apn_id")
        self.drop("/subscriber", sub, "subscriber_id")

    def test_subscriber(self):
        apn, auc = self.apn(), self.auc()
        ims = self.apn("ims")
        self.addCleanup(self.drop, "/apn", apn, "apn_id")
        self.addCleanup(self.drop, "/apn", ims, "apn_id")
        self.addCleanup(self.drop, "/auc", auc, "auc_id")
        row = self.put("/subscriber/", {"imsi": IMSI, "auc_id": str(auc["auc_id"]), "enabled": "1",
                                        "default_apn": "internet", "apn_list": "internet,ims",
                                        "msisdn": "+15550001"})
        path = f"/subscriber/{row['subscriber_id']}"
        self.assertKeys(row, SUBSCRIBER_KEYS)
        self.assertEqual(row["default_apn"], apn["apn_id"])
        self.assertEqual(row["apn_list"], f"{apn['apn_id']},{ims['apn_id']}")
        self.assertEqual((row["msisdn"], row["enabled"], row["roaming_enabled"], row["nam"]),
                         ("15550001", True, True, 0))
        self.assertEqual((row["ue_ambr_dl"], row["subscribed_rau_tau_timer"]), (999999, 300))
        self.assertEqual(self.get(path), row)
        for by in (f"/subscriber/imsi/{IMSI}", "/subscriber/msisdn/15550001",
                   "/subscriber/msisdn/+15550001"):
            self.assertEqual(self.get(by), {**row, "attributes": []})

        attr = self.put("/subscriber_attributes/", {"subscriber_id": row["subscriber_id"],
                                                    "key": "rat_restriction_4g",
                                                    "value": "forbidden"})
        self.assertEqual(self.get(f"/subscriber/imsi/{IMSI}")["attributes"], [attr])
        self.assertEqual(self.get(f"/subscriber_attributes/{row['subscriber_id']}"), [attr])
        self.assertEqual(self.get("/subscriber_attributes/list"), [attr])
        attr_path = f"/subscriber_attributes/{attr['subscriber_attributes_id']}"
        self.assertEqual(self.patch(attr_path, {"value": "allowed"})["value"], "allowed")

        routing = self.put("/subscriber/routing/", {"subscriber_id": row["subscriber_id"],
                                                    "apn_id": apn["apn_id"], "ip_address": "10.0.0.1"})
        routing_path = f"/subscriber/routing/{row['subscriber_id']}/{apn['apn_id']}"
        self.assertEqual(self.get(routing_path), routing)
        self.put("/subscriber/routing/", {"subscriber_id": row["subscriber_id"],
                                          "apn_id": apn["apn_id"]}, 400)
        changed = self.patch(f"/subscriber/routing/{routing['subscriber_routing_id']}",
                             {"ip_address": "10.0.0.2"})
        self.assertEqual(changed["ip_address"], "10.0.0.2")
        self.assertEqual(self.delete(routing_path), {"Result": "OK"})
        self.assertIsNone(self.get(routing_path))

        # attributes go with the subscriber
        self.assertEqual(self.delete(path), {"Result": "OK"})
        self.assertEqual(self.get("/subscriber_attributes/list"), [])

    def test_state_columns_of_an_echoed_object_are_not_applied(self):
        apn, auc = self.apn(), self.auc()
        self.addCleanup(self.drop, "/apn", apn, "apn_id")
        self.addCleanup(self.drop, "/auc", auc, "auc_id")
        sub = self.put("/subscriber/", {"imsi": IMSI, "auc_id": auc["auc_id"],
                                        "default_apn": apn["apn_id"], "apn_list": "1"})
        self.addCleanup(self.drop, "/subscriber", sub, "subscriber_id")
        path = f"/subscriber/{sub['subscriber_id']}"
        self.assertEqual(self.patch(path, {"serving_mme": "mme1"})["serving_mme"], "mme1")
        echo = {**sub, "serving_mme": None, "ue_ambr_dl": 5}
        changed = self.patch(path, echo)
        self.assertEqual((changed["serving_mme"], changed["ue_ambr_dl"]), ("mme1", 5))
        self.assertEqual(list(self.get("/oam/serving_subs")), [IMSI])
        self.assertIsNone(self.patch(path, {"serving_mme": None})["serving_mme"])
        self.assertEqual(self.get("/oam/serving_subs"), {})

        path = f"/auc/{auc['auc_id']}"
        self.assertGreaterEqual(self.patch(path, {"sqn": 1000})["sqn"], 1000)
        self.patch(path, {"sqn": 10}, 400)
        self.assertGreaterEqual(self.patch(path, {**auc, "misc1": "x"})["sqn"], 1000)
        self.assertGreaterEqual(self.get(path)["sqn"], 1000)

    def test_ims_subscriber(self):
        row = self.put("/ims_subscriber/", {"imsi": IMSI, "msisdn": "+15550001",
                                            "msisdn_list": "+15550001,+15550002",
                                            "ifc_path": "default_ifc.xml"})
        path = f"/ims_subscriber/{row['ims_subscriber_id']}"
        self.assertKeys(row, IMS_KEYS)
        self.assertEqual((row["msisdn"], row["msisdn_list"]), ("15550001", "15550001,15550002"))
        for by in (f"/ims_subscriber/ims_subscriber_imsi/{IMSI}",
                   "/ims_subscriber/ims_subscriber_msisdn/15550001"):
            self.assertEqual(self.get(by), row)
        self.assertIsNone(self.get("/ims_subscriber/ims_subscriber_imsi/999", 400))
        self.put("/ims_subscriber/", {"msisdn": "15550001"}, 400)
        self.assertEqual(self.patch(path, {"ifc_path": "x"})["ifc_path"], "x")
        # S-CSCF without a peer: PyHSS's text "None"
        self.patch("/geored/", {"imsi": IMSI, "scscf": "sip:scscf:6060", "scscf_realm": "r"})
        got = self.get(path)
        self.assertEqual((got["scscf"], got["scscf_peer"]), ("sip:scscf:6060", "None"))
        self.assertEqual(list(self.get("/oam/serving_subs_ims")), [IMSI])
        self.assertFalse(self.get(f"/oam/reconcile/ims/{IMSI}")["scscf_peer_connected"])
        self.patch("/geored/", {"imsi": IMSI, "scscf": None})
        got = self.get(path)
        self.assertEqual((got["scscf"], got["scscf_peer"], got["scscf_timestamp"]), (None,) * 3)
        self.delete(path)

    def test_rules_and_filters(self):
        tfts = [self.put("/tft/", {"tft_group_id": 1, "direction": d,
                                   "tft_string": f"permit out ip from any to any {d}"})
                for d in (1, 2)]
        self.assertKeys(tfts[0], {"tft_id", "tft_group_id", "tft_string", "direction"})
        rule = self.put("/charging_rule/", {"rule_name": "r", "mbr_dl": 1, "mbr_ul": 2, "gbr_dl": 3,
                                            "gbr_ul": 4, "tft_group_id": 1, "precedence": 100,
                                            "rating_group": None})
        self.assertEqual(len(rule), 14)
        self.assertEqual(self.get(f"/pcrf/{rule['charging_rule_id']}"), {**rule, "tft": tfts})
        self.assertIsNone(self.get("/pcrf/9999"))
        self.put("/tft/", {"tft_group_id": 1, "direction": 1}, 400)
        self.drop("/charging_rule", rule, "charging_rule_id")
        for t in tfts:
            self.drop("/tft", t, "tft_id")

    def test_eir(self):
        self.assertEqual(self.get("/eir/list"), [])
        row = self.put("/eir/", {"imei": "3533.*", "imsi": "", "regex_mode": 1,
                                 "match_response_code": 2})
        self.assertKeys(row, {"eir_id", "imei", "imsi", "regex_mode", "match_response_code"})
        self.put("/eir/", {"imei": "1", "match_response_code": 9}, 400)
        self.drop("/eir", row, "eir_id")
        self.patch("/geored/", {"imsi": IMSI, "imei": "35332811000001", "match_response_code": 1})
        self.patch("/geored/", {"imsi": IMSI, "imei": "35332811000001", "match_response_code": 2})
        found = self.get("/eir/eir_history/35332811")
        self.assertEqual(len(found), 1)
        self.assertEqual((found[0]["imsi"], found[0]["imei"], found[0]["match_response_code"]),
                         (IMSI, "35332811000001", 2))
        self.assertEqual(len(self.get("/eir/eir_history/list")), 1)
        self.assertIsNone(self.get("/eir/lookup_imei/35332811000001"))
        self.assertEqual(len(self.delete(f"/eir/eir_history/{IMSI}")), 1)
        self.assertIsNone(self.get(f"/eir/eir_history/{IMSI}"))

    def test_roaming(self):
        net = self.put("/roaming/network/", {"name": "n", "mcc": "001", "mnc": "02"})
        rule = self.put("/roaming/rule/", {"roaming_network_id": net["roaming_network_id"],
                                           "allow": False})
        self.assertEqual((rule["allow"], rule["enabled"]), (False, True))
        self.assertEqual(self.get("/roaming/rule/list"), [rule])
        self.put("/roaming/rule/", {"roaming_network_id": 99999}, 400)
        self.drop("/roaming/network", net, "roaming_network_id")
        self.assertEqual(self.get("/roaming/rule/list"), [])

    def test_emergency_subscriber(self):
        row = self.put("/pcrf/emergency_subscriber/", {"imsi": IMSI, "ip": "10.0.0.1",
                                                       "serving_pgw_timestamp": 1700000000})
        self.assertEqual(row["serving_pgw_timestamp"], "1700000000")
        path = f"/pcrf/emergency_subscriber/{row['emergency_subscriber_id']}"
        self.assertEqual(self.patch(path, {"ip": "10.0.0.2"})["ip"], "10.0.0.2")
        self.assertEqual(len(self.get("/pcrf/emergency_subscriber/list")), 1)
        self.delete(path)

    def test_pagination(self):
        rows = [self.apn(f"p{i:03d}") for i in range(7)]
        names = [r["apn"] for r in rows]

        def page(query):
            return [r["apn"] for r in self.get(f"/apn/list?{query}")]
        self.assertEqual(page("page=0&page_size=3"), names[:3])
        self.assertEqual(page("page=2&page_size=3"), names[6:])
        self.assertEqual(page("page_size=0"), names)
        self.assertEqual(page("page=9&page_size=3"), [])
        self.get("/apn/list?page=x", 400)
        self.get("/apn/list?page=-1", 400)
        for r in rows:
            self.drop("/apn", r, "apn_id")

    def test_long_lists_are_streamed_whole(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            rows = list(pool.map(lambda i: self.put("/tft/", {
                "tft_group_id": 5, "direction": 1, "tft_string": f"t{i}"}), range(612)))
        got = self.get("/tft/list?page_size=0")
        self.assertEqual([t["tft_id"] for t in got], sorted(r["tft_id"] for r in rows))
        self.assertEqual(len(self.get("/tft/list?page_size=600")), 600)
        self.assertEqual(len(self.get("/tft/list?page=1&page_size=600")), 12)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda r: self.drop("/tft", r, "tft_id"), rows))
        self.assertEqual(self.get("/tft/list"), [])


class BadInput(Base):
    def test_bad_bodies_change_nothing(self):
        good = {"apn": "x", "apn_ambr_dl": 1, "apn_ambr_ul": 1}
        for body in (b"", b"{", b"[1]", b"null", b'"x"', b'{"apn": "a", "apn": "b"}', b"\xff\xfe",
                     b"[" * 5000, {"apn": "x"}, {**good, "apn": None}, {**good, "qci": "nine"},
                     {**good, "apn": "x" * 500}, {**good, "apn": {}}, {**good, "apn_id": -1},
                     {**good, "arp_preemption_capability": 7}, {**good, "ip_version": 9}):
            r = self.h.api("PUT", "/apn/", body)
            self.assertEqual(r.status, 400, f"{body!r}: {r.text}")
            self.assertEqual(r.json["result"], "Failed")
            self.assertTrue(r.json["reason"])
        self.put("/apn/", {**good, "nosuch": 1}, 500)
        self.assertEqual(self.get("/apn/list"), [])

    def test_bad_identities_and_keys(self):
        auc = {"ki": KI, "opc": OPC, "amf": "8000"}
        for bad in ({"imsi": "00101abc"}, {"imsi": "0" * 16}, {"imsi": "1"}, {"ki": "xyz"},
                    {"ki": KI[:-1]}, {"opc": OPC + "0"}, {"amf": "80"}, {"amf": "80000"},
                    {"sqn": -1}, {"sqn": 2 ** 48}, {"ki": None}):
            r = self.h.api("PUT", "/auc/", {**auc, **bad})
            self.assertEqual(r.status, 400, f"{bad}: {r.text}")
            self.assertIn(next(iter(bad)), r.json["reason"])
        self.put("/auc/", {"ki": KI, "amf": "8000"}, 400)
        self.put("/subscriber/", {"imsi": IMSI, "auc_id": 1, "default_apn": "nosuch",
                                  "apn_list": "1"}, 400)
        self.put("/subscriber/", {"imsi": IMSI, "auc_id": 1, "default_apn": 1, "apn_list": "1",
                                  "msisdn": "call me"}, 400)
        self.assertEqual(self.get("/auc/list"), [])
        self.assertEqual(self.get("/subscriber/list"), [])

    def test_op_instead_of_opc(self):
        row = self.put("/auc/", {"ki": KI, "op": "cdc202d5123e20f62b6d676ac72cb318", "amf": "8000",
                                 "imsi": "001010000000099"})
        v = self.get("/auc/aka/vector_count/1/imsi/001010000000099")
        self.assertEqual(len(v), 1)
        self.delete(f"/auc/{row['auc_id']}")

    def test_duplicates_are_400(self):
        a = self.put("/auc/", {"ki": KI, "opc": OPC, "amf": "8000", "imsi": IMSI})
        r = self.h.api("PUT", "/auc/", {"ki": KI, "opc": OPC, "amf": "8000", "imsi": IMSI})
        self.assertEqual(r.status, 400)
        self.assertIn("UNIQUE", r.json["reason"])
        self.delete(f"/auc/{a['auc_id']}")

    def test_too_large(self):
        r = self.h.api("PUT", "/apn/", b'{"apn": "' + b"x" * (2 << 20) + b'"}')
        self.assertEqual(r.status, 413)

    def test_unknown_urls_and_methods(self):
        for method, path in (("GET", "/oam/eir_rules"), ("GET", "/nosuch"), ("PATCH", "/oam/ping"),
                             ("DELETE", "/apn/list/x"), ("GET", "/apn/"), ("POST", "/apn/1")):
            self.assertEqual(self.call(method, path, status=404), {"Result": "Not Found"})
        self.get("/apn/abc", 400)
        self.assertIsNone(self.get("/apn/12345"))

    def test_bad_vectors(self):
        self.get("/auc/aka/vector_count/0/imsi/001010000000001", 400)
        self.get("/auc/aka/vector_count/33/imsi/001010000000001", 400)
        self.get("/auc/eap_aka/plmn/xx/imsi/001010000000001", 400)
        self.get("/auc/aka/resync/imsi/1/auts/00/rand/00", 400)
        self.assertIsNone(self.get("/auc/aka/vector_count/1/imsi/001019999999999"))


class Rest(Base):
    def test_headers_and_options(self):
        r = self.h.api("GET", "/oam/ping")
        self.assertEqual(r.json, {"result": "OK"})
        self.assertEqual(r.headers["HSS"], "hss01.epc.mnc001.mcc001.3gppnetwork.org")
        self.assertIn("PATCH", r.headers["Access-Control-Allow-Methods"])
        self.assertIn("Access-Control-Allow-Origin", r.headers)
        r = self.h.api("OPTIONS", "/apn/1")
        self.assertEqual((r.status, r.text), (200, ""))
        r = self.h.api("GET", "/oam/deregister/1", headers={"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(r.status, 403)

    def test_documentation(self):
        doc = self.get("/swagger.json")
        self.assertEqual(doc["swagger"], "2.0")
        for path, verb in (("/apn/{apn_id}", "patch"), ("/auc/", "put"), ("/geored/", "patch"),
                           ("/pcrf/emergency_subscriber/list", "get"),
                           ("/roaming/rule/{roaming_rule_id}", "delete")):
            self.assertIn(verb, doc["paths"][path])
        self.assertNotIn("op", doc["definitions"]["auc"]["properties"])
        r = self.h.api("GET", "/docs/")
        self.assertEqual(r.status, 200)
        self.assertIn("<script src=", r.text)
        script = r.text.split('<script src="')[-1].split('"')[0]
        self.assertEqual(self.h.api("GET", f"/docs/{script}").status, 200)
        self.assertEqual(self.h.api("GET", "/docs/../../etc/passwd").status, 404)
        r = self.h.api("GET", "/")                  # urllib follows the 302
        self.assertEqual((r.status, r.text[:9]), (200, "<!doctype"))

    def test_geored_schema_and_lists(self):
        self.assertEqual(self.get("/geored/")["serving_mme"], "string")
        self.assertEqual(self.get("/geored/peers")["result"], "Failed")
        self.assertEqual(self.get("/geored/webhooks")["result"], "Failed")
        self.assertEqual(self.get("/oam/diameter_peers"), {})

    def test_geored_state(self):
        sub = self.h.provision(IMSI)
        path = f"/subscriber/{sub['subscriber_id']}"
        body = {"imsi": IMSI, "serving_mme": "mme1", "serving_mme_realm": "r",
                "serving_mme_peer": "p;hss", "ue_ip": "ignored"}
        self.assertEqual(self.patch("/geored/", body), [None])
        row = self.get(path)
        self.assertEqual((row["serving_mme"], row["serving_mme_realm"], row["serving_mme_peer"]),
                         ("mme1", "r", "p;hss"))
        self.assertRegex(row["serving_mme_timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        # an older message comes late
        self.patch("/geored/", {**body, "serving_mme": "old",
                                "serving_mme_timestamp": "2001-01-01T00:00:00Z"})
        self.assertEqual(self.get(path)["serving_mme"], "mme1")
        self.patch("/geored/", {"imsi": IMSI, "serving_mme": None})
        row = self.get(path)
        self.assertEqual((row["serving_mme"], row["serving_mme_timestamp"]), (None, None))

        # a session, and its end
        self.assertEqual(self.patch("/geored/", {
            "imsi": IMSI, "serving_apn": "internet", "pcrf_session_id": "s1", "serving_pgw": "pgw",
            "subscriber_routing": "10.0.0.9", "ue_ip": "x"}), [None])
        apn_id = sub["default_apn"]
        one = self.get(f"/pcrf/pcrf_subscriber_imsi/{IMSI}/{apn_id}")
        self.assertEqual((one["serving_pgw"], one["apn"]), ("pgw", apn_id))
        both = self.get(f"/pcrf/pcrf_subscriber_imsi/{IMSI}")
        self.assertEqual(both["apns"], {"internet": one, "ims": {}})
        self.assertEqual(both["subscriber_data"]["imsi"], IMSI)
        self.assertEqual(self.get("/pcrf/pcrf_subscriber/list")[IMSI]["apns"]["internet"], one)
        self.assertEqual(self.get("/pcrf/pcrf_serving_apn_ip/10.0.0.9"), one)
        self.assertEqual(self.get("/pcrf/subscriber_routing/10.0.0.9"), one)
        self.assertEqual(self.get("/pcrf/pcrf_serving_apn_ip/10.9.9.9"), {})
        self.assertEqual(self.get("/oam/serving_subs_pcrf"), {IMSI: one})
        self.patch("/geored/", {"imsi": IMSI, "serving_apn": "internet", "serving_pgw": None,
                                "pcrf_session_id": "another"})
        self.assertEqual(len(self.get("/oam/serving_subs_pcrf")), 1)
        self.patch("/geored/", {"imsi": IMSI, "serving_apn": "internet", "serving_pgw": None,
                                "pcrf_session_id": "s1"})
        self.assertEqual(self.get("/oam/serving_subs_pcrf"), {})

        # SQN only goes up
        self.patch("/geored/", {"auc_id": sub["auc_id"], "sqn": 50000})
        self.patch("/geored/", {"auc_id": sub["auc_id"], "sqn": 7})
        self.assertGreaterEqual(self.get(f"/auc/{sub['auc_id']}")["sqn"], 50000)

        # emergency: written, written again, deleted
        self.patch("/geored/", {"emergency_subscriber_id": 4, "emergency_subscriber_ip": "1.2.3.4"})
        self.patch("/geored/", {"emergency_subscriber_id": 4, "emergency_subscriber_imsi": "9"})
        row = self.get("/pcrf/emergency_subscriber/4")
        self.assertEqual((row["ip"], row["imsi"]), ("1.2.3.4", "9"))
        self.patch("/geored/", {"emergency_subscriber_id": 4, "emergency_subscriber_delete": True})
        self.assertIsNone(self.get("/pcrf/emergency_subscriber/4"))

        r = self.call("PATCH", "/geored/", {"imsi": "999", "serving_mme": "x"}, 500)
        self.assertEqual(r["Partial Response Data"], [])
        self.call("PATCH", "/geored/", {"serving_mme": "x"}, 400)
        self.call("PATCH", "/geored/", {"imsi": IMSI, "serving_mme": 1.5, "": 1}, 400)
        self.assertEqual(self.patch("/geored/", {}), [])

        # taken off the network
        self.patch("/geored/", body)
        out = self.get(f"/oam/deregister/{IMSI}")
        self.assertEqual(set(out), {"subscriber", "ims_subscriber", "pcrf"})
        self.assertIsNone(out["subscriber"]["serving_mme"])
        self.assertIsNone(self.get("/oam/deregister/999"))

    def test_vectors_are_all_different(self):
        self.h.provision("001010000000002", msisdn="15550002")
        v = self.get("/auc/aka/vector_count/5/imsi/001010000000002")
        self.assertEqual(len({x["rand"] for x in v}), 5)
        self.assertEqual(len({x["autn"] for x in v}), 5)
        self.assertEqual(set(v[0]), {"rand", "autn", "xres", "ck", "ik"})
        v = self.get("/auc/eap_aka/plmn/00101/imsi/001010000000002")
        self.assertEqual(set(v), {"rand", "autn", "xres", "mac", "ak"})
        r = self.call("GET", "/auc/aka/resync/imsi/001010000000002/auts/" + "00" * 14 + "/rand/" +
                      "00" * 16, status=400)
        self.assertIn("AUTS", r["reason"])


class OperationLog(Base):
    def test_log_and_rollback(self):
        self.assertIsNone(self.get("/operation_logs/last"))
        row = self.put("/apn/?operation_id=op-1", {"apn": "x", "apn_ambr_dl": 128000,
                                                   "apn_ambr_ul": 1})
        path = f"/apn/{row['apn_id']}"
        last = self.get("/operation_logs/last")
        self.assertEqual((last["operation"], last["operation_id"], last["table_name"],
                          last["item_id"]), ("INSERT", "op-1", "apn", row["apn_id"]))
        self.patch(path, {"apn_ambr_dl": 5, "qci": 1, "operation_id": "op-2"})
        self.assertIn("128000", self.get("/operation_logs/last")["changes"])
        self.assertEqual(len(self.get("/operation_logs/list/table/apn")), 2)
        self.assertEqual(self.get("/operation_logs/list/table/auc"), [])
        self.assertIn("op-2", self.get("/oam/rollback_operation/last"))
        back = self.get(path)
        self.assertEqual((back["apn_ambr_dl"], back["qci"]), (128000, 9))
        self.delete(path + "?operation_id=op-3")
        self.assertIsNone(self.get(path))
        self.get("/oam/rollback_operation/op-3")
        again = self.get(path)
        self.assertEqual({**again, "last_modified": 0}, {**row, "last_modified": 0})
        self.get("/oam/rollback_operation/op-1")
        self.assertIsNone(self.get(path))
        self.assertIsNone(self.get("/oam/rollback_operation/nosuch"))

    def test_rollback_leaves_state_alone_and_holds_no_keys(self):
        auc = self.put("/auc/", {"ki": KI, "opc": OPC, "amf": "8000", "imsi": "001010000000007"})
        path = f"/auc/{auc['auc_id']}"
        self.patch(path, {"sqn": 4000, "operation_id": "sqn-op"})
        self.call("GET", "/oam/rollback_operation/sqn-op", status=400)
        self.assertGreaterEqual(self.get(path)["sqn"], 4000)
        self.delete(path + "?operation_id=gone")
        r = self.call("GET", "/oam/rollback_operation/gone", status=400)
        self.assertIn("secrets", r["reason"])

    def test_the_log_is_a_ring(self):
        row = self.put("/apn/", {"apn": "ring", "apn_ambr_dl": 1, "apn_ambr_ul": 1})
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda i: self.patch(f"/apn/{row['apn_id']}", {"apn_ambr_dl": i}),
                          range(1200)))
        n = len(self.get("/operation_logs/list?page_size=0"))
        self.assertLessEqual(n, 1064)
        self.assertGreaterEqual(n, 1000)
        self.delete(f"/apn/{row['apn_id']}")


class AuthWrites(Base):
    conf = {"api": "  auth: writes\n  provisioning_key: secret-key\n"}
    KEY = {"Provisioning-Key": "secret-key"}
    REFUSED = {"Result": "Unauthorized - Provisioning-Key Invalid"}

    def test_writes_and_telling_reads_need_the_key(self):
        for method, path in (("PUT", "/apn/"), ("PATCH", "/geored/"), ("DELETE", "/apn/1"),
                             ("GET", "/oam/rollback_operation/last"), ("GET", "/oam/deregister/1"),
                             ("GET", "/auc/aka/vector_count/1/imsi/1"),
                             ("GET", "/auc/eap_aka/plmn/00101/imsi/1"), ("GET", "/nosuch"),
                             ("PUT", "/push/clr/1"), ("PUT", "/pcrf/clr_subscriber")):
            self.assertEqual(self.call(method, path, status=401), self.REFUSED)
        self.call("GET", "/apn/list")
        self.call("GET", "/nosuch", status=404, headers=self.KEY)
        for wrong in ("", "secret-ke", "secret-keyy", "Secret-key"):
            self.call("PUT", "/apn/", {}, 401, {"Provisioning-Key": wrong})
        body = {"apn": "x", "apn_ambr_dl": 1, "apn_ambr_ul": 1}
        self.assertEqual(self.call("PUT", "/apn/", body, headers=self.KEY)["apn"], "x")
        self.assertEqual(self.h.api("GET", "/oam/ping").headers["Access-Control-Allow-Origin"], "*")


class AuthAll(Base):
    conf = {"api": "  auth: all\n  provisioning_key: secret-key\n"}

    def test_reads_need_the_key_too(self):
        for path in ("/oam/ping", "/apn/list", "/auc/list"):
            self.call("GET", path, status=401)
            self.call("GET", path, headers={"Provisioning-Key": "secret-key"})
        self.assertEqual(self.h.api("GET", "/docs/").status, 200)


class Configuration(unittest.TestCase):
    def check(self, api):
        h = Hssd(api=api, start=False)
        self.addCleanup(h.close)
        with open(f"{h.conf}/31-pyhss-api.yaml", encoding="utf-8") as f:
            text = f.read()
        if "listen: 0.0.0.0" in api:
            h.write_conf("31-pyhss-api.yaml", text.replace(
                f"  listen: 127.0.0.1:{h.api_port}\n", ""))
        return h.check()

    def test_open_to_the_world_is_refused(self):
        code, said = self.check("  listen: 0.0.0.0:8080\n")
        self.assertNotEqual(code, 0)
        self.assertIn("off loopback needs auth", said)
        code, said = self.check("  listen: 0.0.0.0:8080\n  insecure: true\n")
        self.assertEqual(code, 0, said)
        code, said = self.check("  listen: 0.0.0.0:8080\n  auth: writes\n  provisioning_key: abc\n")
        self.assertEqual(code, 0, said)

    def test_auth_without_a_key_is_refused(self):
        code, said = self.check("  auth: writes\n")
        self.assertNotEqual(code, 0)
        self.assertIn("provisioning_key", said)


if __name__ == "__main__":
    unittest.main()
