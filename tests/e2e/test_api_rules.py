"""What scripts in the field do with the provisioning API, seen from an MME: rows are effective the moment
a call returns, ids are used again, names stand for ids, numbers come as strings."""
import re
import threading
import unittest

from diameter import TGPP, vectors
from hssd import Hssd, wait_until
from test_attach import E_ROAMING, IMSI, Base
from usim import Usim

KI_2, OPC_2 = "00112233445566778899aabbccddeeff", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"

# every method and path of the PyHSS contract that this plugin set serves; {x} is filled in
ROUTES = """
GET /apn/1|PATCH /apn/1|DELETE /apn/1|PUT /apn/|GET /apn/list
GET /auc/1|PATCH /auc/1|DELETE /auc/1|PUT /auc/|GET /auc/list|GET /auc/iccid/1|GET /auc/imsi/1
GET /auc/eap_aka/plmn/00101/imsi/001010000000001|GET /auc/aka/vector_count/1/imsi/001010000000001
GET /auc/aka/resync/imsi/001010000000001/auts/00/rand/00
GET /subscriber/1|DELETE /subscriber/1|PATCH /subscriber/1|PUT /subscriber/|GET /subscriber/imsi/1
GET /subscriber/msisdn/1|GET /subscriber/list|PUT /subscriber/routing/|GET /subscriber/routing/1/1
DELETE /subscriber/routing/1/1|PATCH /subscriber/routing/1
GET /ims_subscriber/1|PATCH /ims_subscriber/1|DELETE /ims_subscriber/1|PUT /ims_subscriber/
GET /ims_subscriber/ims_subscriber_msisdn/1|GET /ims_subscriber/ims_subscriber_imsi/1
GET /ims_subscriber/list
GET /tft/1|PATCH /tft/1|DELETE /tft/1|PUT /tft/|GET /tft/list
GET /charging_rule/1|PATCH /charging_rule/1|DELETE /charging_rule/1|PUT /charging_rule/
GET /charging_rule/list
GET /eir/1|PATCH /eir/1|DELETE /eir/1|PUT /eir/|GET /eir/list|GET /eir/eir_history/1
DELETE /eir/eir_history/1|GET /eir/eir_history/list|GET /eir/lookup_imei/1
GET /subscriber_attributes/1|PATCH /subscriber_attributes/1|DELETE /subscriber_attributes/1
PUT /subscriber_attributes/|GET /subscriber_attributes/list
PUT /roaming/rule/|GET /roaming/rule/list|GET /roaming/rule/1|PATCH /roaming/rule/1|DELETE /roaming/rule/1
PUT /roaming/network/|GET /roaming/network/list|GET /roaming/network/1|PATCH /roaming/network/1
DELETE /roaming/network/1
GET /operation_logs/list|GET /operation_logs/list/table/apn|GET /operation_logs/last
GET /oam/ping|GET /oam/diameter_peers|GET /oam/deregister/1|GET /oam/rollback_operation/last
GET /oam/rollback_operation/1|GET /oam/serving_subs|GET /oam/serving_subs_pcrf|GET /oam/serving_subs_ims
GET /oam/reconcile/ims/1
GET /pcrf/1|GET /pcrf/pcrf_subscriber/list|GET /pcrf/pcrf_subscriber_imsi/1
GET /pcrf/pcrf_subscriber_imsi/1/1|GET /pcrf/pcrf_serving_apn_ip/1|GET /pcrf/subscriber_routing/1
PUT /pcrf/clr_subscriber
PUT /pcrf/emergency_subscriber/|GET /pcrf/emergency_subscriber/list|GET /pcrf/emergency_subscriber/1
PATCH /pcrf/emergency_subscriber/1|DELETE /pcrf/emergency_subscriber/1
PATCH /geored/|GET /geored/|GET /geored/peers|GET /geored/webhooks|PUT /push/clr/1
GET /swagger.json|GET /docs/
"""


class Api(Base):
    def api(self, method, path, body=None, status=200):
        r = self.h.api(method, path, body)
        self.assertEqual(r.status, status, f"{method} {path}: {r.text}")
        return r.json

    def sim(self, m, imsi=IMSI, ki=Hssd.KI, opc=Hssd.OPC):
        """Does a vector of this SIM open with these keys? The SEQ, or None."""
        card = Usim(ki, opc)
        rand, _, autn, _, _ = vectors(m.air(imsi))[0]
        try:
            card.authenticate(rand, autn)
        except ValueError:
            return None
        return card.sqn_of(rand, autn) >> 5

    # ---- usable the moment the call returns

    def test_effective_the_moment_the_call_returns(self):
        apn = self.api("PUT", "/apn/", {"apn": "internet", "apn_ambr_dl": 1, "apn_ambr_ul": 1})["apn_id"]
        errors = []

        def work(k):
            try:
                m = self.mme(k)
                for n in range(25):
                    imsi = f"0010100{k:02d}{n:06d}"
                    if m.air(imsi).result != E_ROAMING:             # the miss may be remembered
                        raise AssertionError("known before")
                    auc = self.api("PUT", "/auc/", {"ki": Hssd.KI, "opc": Hssd.OPC, "amf": "8000",
                                                    "imsi": imsi, "sqn": 0})["auc_id"]
                    sub = self.api("PUT", "/subscriber/", {"imsi": imsi, "auc_id": auc, "default_apn": apn,
                                                           "apn_list": str(apn)})["subscriber_id"]
                    got = [m.air(imsi).result, m.ulr(imsi).result]
                    self.api("PATCH", f"/subscriber/{sub}", {"enabled": False})
                    got.append(m.air(imsi).result)
                    self.api("PATCH", f"/subscriber/{sub}", {"enabled": True, "msisdn": f"1{n}"})
                    got.append(m.ulr(imsi).result)
                    self.api("DELETE", f"/subscriber/{sub}")
                    got += [m.air(imsi).result, m.ulr(imsi).result]
                    if got != [2001, 2001, 5003, 2001, E_ROAMING, E_ROAMING]:
                        raise AssertionError(f"{imsi}: {got}")
            except Exception as e:                                  # told by the main thread
                errors.append(e)

        threads = [threading.Thread(target=work, args=(k,)) for k in range(1, 5)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(errors, [])

    def test_new_keys_count_at_once(self):
        row = self.h.provision(IMSI)
        m = self.mme(1)
        self.assertIsNotNone(self.sim(m))
        self.api("PATCH", f"/auc/{row['auc_id']}", {"ki": KI_2, "opc": OPC_2.upper()})
        self.assertIsNotNone(self.sim(m, ki=KI_2, opc=OPC_2))

    def test_auc_id_used_again_for_another_sim(self):
        row = self.h.provision(IMSI)
        m, number = self.mme(1), row["auc_id"]
        for _ in range(3):
            high = self.sim(m)
        self.api("DELETE", f"/auc/{number}")
        self.assertEqual(m.air(IMSI).result, -4181)
        self.assertEqual(m.ulr(IMSI).result, 2001)                  # needs no key
        self.api("PUT", "/auc/", {"auc_id": str(number), "ki": KI_2, "opc": OPC_2, "amf": "8000", "sqn": 0,
                                  "imsi": IMSI})
        seq = self.sim(m, ki=KI_2, opc=OPC_2)
        self.assertIsNotNone(seq)
        self.assertLess(seq, high + 64)
        # the row goes before the subscriber that points to it
        self.api("DELETE", f"/auc/{number}")
        self.api("DELETE", f"/subscriber/{row['subscriber_id']}")
        self.assertEqual(m.air(IMSI).result, E_ROAMING)

    def test_the_sim_is_the_one_auc_id_names(self):
        row = self.h.provision(IMSI)
        m = self.mme(1)
        # a row without an IMSI, as many databases of PyHSS have them
        new = self.api("PUT", "/auc/", {"ki": KI_2, "opc": OPC_2, "amf": "8000", "sqn": 0})["auc_id"]
        self.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"auc_id": new})

        def routes(ki, opc):
            for path in (f"/auc/aka/vector_count/1/imsi/{IMSI}", f"/auc/eap_aka/plmn/00101/imsi/{IMSI}"):
                v = self.api("GET", path)
                v = v[0] if isinstance(v, list) else v
                Usim(ki, opc).authenticate(bytes.fromhex(v["rand"]), bytes.fromhex(v["autn"]))

        self.assertIsNotNone(self.sim(m, ki=KI_2, opc=OPC_2))
        routes(KI_2, OPC_2)
        # the SIM follows the subscriber to another number
        self.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"imsi": "001010000000099"})
        self.assertIsNotNone(self.sim(m, "001010000000099", KI_2, OPC_2))
        self.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"imsi": IMSI})
        # its row gone, the one with his IMSI is meant; a SIM without a subscriber has vectors too
        self.api("DELETE", f"/auc/{new}")
        self.assertIsNotNone(self.sim(m))
        routes(Hssd.KI, Hssd.OPC)
        self.api("DELETE", f"/subscriber/{row['subscriber_id']}")
        routes(Hssd.KI, Hssd.OPC)
        self.api("DELETE", f"/auc/{row['auc_id']}")
        self.assertIsNone(self.api("GET", f"/auc/aka/vector_count/1/imsi/{IMSI}"))

    def test_strings_and_names(self):
        for name in ("internet", "ims"):
            self.api("PUT", "/apn/", {"apn": name, "apn_ambr_dl": "1000", "apn_ambr_ul": "2000", "qci": "9",
                                      "ip_version": "2", "arp_preemption_capability": "true"})
        auc = self.api("PUT", "/auc/", {"ki": Hssd.KI, "opc": Hssd.OPC, "amf": "8000", "sqn": "64",
                                        "imsi": IMSI, "auc_id": "4711"})
        self.assertEqual((auc["auc_id"], set(auc) & {"ki", "opc", "des", "kid", "psk", "adm1"}), (4711, set()))
        sub = self.api("PUT", "/subscriber/", {"imsi": IMSI, "enabled": "true", "auc_id": "4711",
                                               "default_apn": "ims", "apn_list": "internet,ims",
                                               "ue_ambr_dl": "5000000000", "ue_ambr_ul": "7", "nam": "2",
                                               "msisdn": 15550001, "subscribed_rau_tau_timer": "600"})
        m = self.mme(1)
        self.assertGreater(self.sim(m), 2)
        sd = m.ulr(IMSI).find(1400, TGPP)
        names = [c.find(493).text for c in sd.find(1429, TGPP).all(1430, TGPP)]
        self.assertEqual((names, sd.find(1619, TGPP).u32, sd.find(1435, TGPP).find(554, TGPP).u32),
                         (["ims", "internet"], 600, 5000000))
        self.api("PATCH", f"/subscriber/{sub['subscriber_id']}", {"default_apn": "internet"})
        self.assertEqual(m.ulr(IMSI).find(1400, TGPP).find(1429, TGPP).find(1430, TGPP).find(493).text,
                         "internet")
        self.h.api("PATCH", f"/subscriber/{sub['subscriber_id']}", {"default_apn": "nowhere"})
        self.assertEqual(self.api("GET", f"/subscriber/{sub['subscriber_id']}")["default_apn"],
                         self.api("GET", "/apn/list")[0]["apn_id"])

    # ---- columns of our own

    def test_own_columns_are_accepted_kept_and_never_shown(self):
        row = self.h.provision(IMSI, access_restriction=8, external_identifier="a@b.example")
        path = f"/subscriber/{row['subscriber_id']}"
        self.assertEqual(len(row), 31)                              # last_modified is one of them
        self.assertNotIn("external_identifier", row)
        own = self.h.v1("GET", f"/v1{path}").json
        self.assertEqual((own["external_identifier"], own["access_restriction"]), ("a@b.example", 8))
        self.api("PATCH", path, {"stn_sr": "15559999"})
        self.api("PATCH", path, self.api("GET", path))              # an echo leaves what it does not name
        own = self.h.v1("GET", f"/v1{path}").json
        self.assertEqual((own["stn_sr"], own["external_identifier"]), ("15559999", "a@b.example"))
        for p in (path, f"/auc/{row['auc_id']}", f"/apn/{row['default_apn']}"):
            self.assertLess(set(self.api("GET", p)), set(self.h.v1("GET", f"/v1{p}").json))

    # ---- operations

    def test_an_operation_is_rolled_back_whole(self):
        row = self.h.provision(IMSI)
        path = f"/subscriber/{row['subscriber_id']}"
        before = self.api("GET", path)
        self.api("PATCH", path, {"msisdn": "15553333", "operation_id": "big"})
        self.api("PATCH", f"/apn/{row['default_apn']}?operation_id=big", {"qci": 5, "apn_ambr_dl": 128000})
        new = self.api("PUT", "/apn/", {"apn": "extra", "apn_ambr_dl": 1, "apn_ambr_ul": 1,
                                        "operation_id": "big"})["apn_id"]
        self.api("PATCH", path, {"apn_list": f"{row['apn_list']},{new}", "operation_id": "big"})
        ims = int(row["apn_list"].split(",")[1])
        attribute = self.api("PUT", "/subscriber_attributes/", {
            "subscriber_id": row["subscriber_id"], "key": "rat_restriction_4g", "value": "forbidden"})
        self.api("DELETE", f"/subscriber_attributes/{attribute['subscriber_attributes_id']}?operation_id=big")
        m = self.mme(1)
        self.assertEqual(m.ulr(IMSI).result, 2001)
        said = self.api("GET", "/oam/rollback_operation/big")
        self.assertIn("big", said)
        after = self.api("GET", path)
        for key in set(before) - {"last_modified"}:
            if not key.startswith("serving_mme"):
                self.assertEqual(after[key], before[key], key)
        self.assertEqual(after["serving_mme"], m.host)
        apn = self.api("GET", f"/apn/{row['default_apn']}")
        self.assertEqual((apn["qci"], apn["apn_ambr_dl"]), (9, 1000000))
        self.assertIsNone(self.api("GET", f"/apn/{new}"))
        self.assertEqual(self.api("GET", "/subscriber_attributes/list")[0]["value"], "forbidden")
        self.assertEqual(m.ulr(IMSI).result, -5421)
        self.assertIsNotNone(self.api("GET", f"/apn/{ims}"))

    # ---- paths

    def test_every_path_of_the_contract_is_there(self):
        nowhere = self.h.api("GET", "/no/such/path")
        self.assertIn(nowhere.status, (401, 404))
        self.assertIsInstance(self.h.api("GET", "/oam/eir_rules").json, dict)
        doc = self.h.api("GET", "/swagger.json").json["paths"]
        patterns = [(re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", p).rstrip("/") + "/?$"), set(v))
                    for p, v in doc.items()]
        for route in ROUTES.replace("\n", "|").split("|"):
            if not route:
                continue
            method, path = route.split(" ")
            r = self.h.api(method, path, {} if method in ("PUT", "PATCH") else None)
            self.assertFalse(r.status in (404, 405) or "Not Found" in r.text and r.status != 200,
                             f"{route}: {r.status} {r.text[:80]}")
            self.assertNotEqual(r.status, 401, route)
            if not path.startswith(("/docs", "/swagger")):
                self.assertTrue(any(p.match(path) and method.lower() in verbs for p, verbs in patterns),
                                f"{route} is not documented")

    def test_peers_are_listed(self):
        m = self.mme(1)

        def connected():
            return [p for p in self.api("GET", "/oam/diameter_peers").values()
                    if p["Hostname"] == m.host and p["Connected"]]

        self.assertEqual(len(connected()), 1)
        m.close()
        wait_until(lambda: not connected(), "gone")


if __name__ == "__main__":
    unittest.main()
