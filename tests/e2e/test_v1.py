"""/v1: every column, ETags, cursors, problems, administration."""
import os
import unittest

from hssd import Hssd

KI, OPC = "465b5ce8b199b49faa5f0a2ee238a6bc", "cd63cb71954a9f4e48a5994e37a02baf"


class Base(unittest.TestCase):
    rest = ""

    @classmethod
    def setUpClass(cls):
        cls.h = Hssd(start=False)
        cls.addClassCleanup(cls.h.close)
        cls.h.write_conf("30-rest.yaml", f"plugin: rest\nconfig:\n"
                         f"  listen: 127.0.0.1:{cls.h.v1_port}\n{cls.rest}")
        cls.h.start()

    def call(self, method, path, body=None, status=200, headers=None):
        r = self.h.v1(method, path, body, headers)
        self.assertEqual(r.status, status, f"{method} {path}: {r.text[:400]}")
        if status >= 400:
            self.assertEqual(r.headers["Content-Type"], "application/problem+json")
            self.assertEqual(r.json["status"], status)
        return r


class Rows(Base):
    def apn(self, name, **more):
        r = self.call("POST", "/v1/apn", {"apn": name, "apn_ambr_dl": 1, "apn_ambr_ul": 1, **more}, 201)
        self.addCleanup(self.h.v1, "DELETE", r.headers["Location"])
        return r

    def test_life_of_a_row(self):
        r = self.apn("internet", charging_rule_list=[1, 2], vplmn_dynamic_address_allowed=True)
        where, tag, row = r.headers["Location"], r.headers["ETag"], r.json
        self.assertEqual(where, f"/v1/apn/{row['apn_id']}")
        self.assertEqual(row["charging_rule_list"], [1, 2])
        self.assertIs(row["vplmn_dynamic_address_allowed"], True)
        r = self.call("GET", where)
        self.assertEqual((r.json, r.headers["ETag"]), (row, tag))
        self.call("PATCH", where, {"qci": 5}, 412, {"If-Match": '"999999"'})
        self.call("PATCH", where, {"qci": 5}, 412, {"If-Match": "rubbish"})
        r = self.call("PATCH", where, {"qci": 5}, headers={"If-Match": tag})
        self.assertEqual(r.json["qci"], 5)
        self.assertNotEqual(r.headers["ETag"], tag)
        self.call("PATCH", where, {"qci": 6}, 412, {"If-Match": tag})
        self.call("DELETE", where, None, 412, {"If-Match": tag})
        self.call("DELETE", where, None, 204, {"If-Match": r.headers["ETag"]})
        self.call("GET", where, None, 404)
        self.call("DELETE", where, None, 404)

    def test_problems_name_the_key(self):
        r = self.call("POST", "/v1/apn", {"apn": "x", "apn_ambr_dl": 1, "apn_ambr_ul": 1,
                                          "qci": "x"}, 400)
        self.assertEqual(r.json["key"], "qci")
        r = self.call("POST", "/v1/apn", {"nosuch": 1}, 400)
        self.assertEqual(r.json["key"], "nosuch")
        self.call("POST", "/v1/apn", b"{", 400)
        self.call("GET", "/v1/nosuch", None, 404)
        self.call("GET", "/v1/apn/abc", None, 400)
        self.call("GET", "/v1/apn?nosuch=1", None, 400)
        self.call("GET", "/v1/auc?ki=1", None, 400)
        self.call("GET", "/v1/apn?limit=0", None, 400)
        self.call("GET", "/v1/apn?cursor=zz", None, 400)

    def test_secrets_are_write_only_and_duplicates_conflict(self):
        row = {"ki": KI, "opc": OPC, "amf": "8000", "imsi": "001010000000001", "ind_bits": 5}
        r = self.call("POST", "/v1/auc", row, 201)
        for secret in ("ki", "opc", "op", "topc", "adm1"):
            self.assertNotIn(secret, r.json)
        self.assertNotIn(KI, r.text)
        self.assertEqual(r.json["ind_bits"], 5)
        self.call("POST", "/v1/auc", row, 409)
        self.call("POST", "/v1/auc", {**row, "imsi": "001010000000002",
                                      "auc_id": r.json["auc_id"]}, 409)
        self.call("DELETE", r.headers["Location"], None, 204)

    def test_cursors_visit_every_row_once(self):
        names = {f"c{i:02d}" for i in range(25)}
        for n in sorted(names):
            self.apn(n)
        seen, cursor = [], ""
        while True:
            r = self.call("GET", f"/v1/apn?limit=10{cursor}").json
            seen += [a["apn"] for a in r["items"]]
            if "next" not in r:
                break
            cursor = f"&cursor={r['next']}"
        self.assertEqual(len(seen), 25)
        self.assertEqual(set(seen), names)

    def test_lookup_by_column(self):
        self.apn("one two")
        self.assertEqual(len(self.call("GET", "/v1/apn?apn=one+two&qci=9").json["items"]), 1)
        self.assertEqual(len(self.call("GET", "/v1/apn?apn=one%20two&qci=8").json["items"]), 0)
        self.assertEqual(len(self.call("GET", "/v1/apn?pgw_address=").json["items"]), 1)

    def test_openapi(self):
        doc = self.call("GET", "/v1/openapi.json").json
        self.assertEqual(doc["openapi"][:2], "3.")
        self.assertIn("algo_profile", doc["components"]["schemas"]["auc"]["properties"])


class Admin(Base):
    def test_status_and_peers(self):
        s = self.call("GET", "/v1/admin/status").json
        self.assertEqual(s["identity"]["host"], "hss01.epc.mnc001.mcc001.3gppnetwork.org")
        self.assertGreater(s["uptime_ms"], 0)
        by = {i["plugin"]: i for i in s["instances"]}
        self.assertTrue(by["sqlite"]["healthy"])
        self.assertEqual(by["rest"]["state"], "ready")
        self.assertEqual(self.call("GET", "/v1/admin/peers").json, {"items": []})

    def test_backup(self):
        to = os.path.join(self.h.dir, "backup.db")
        self.call("POST", "/v1/admin/backup", {"path": "relative.db"}, 400)
        self.call("POST", "/v1/admin/backup", {}, 400)
        self.call("POST", "/v1/admin/backup", {"path": to})
        with open(to, "rb") as f:
            self.assertEqual(f.read(15), b"SQLite format 3")
        self.call("POST", "/v1/admin/backup", {"path": "/nosuch/dir/x.db"}, 500)

    def test_sqn_goes_down_only_by_force(self):
        r = self.call("POST", "/v1/auc", {"ki": KI, "opc": OPC, "amf": "8000", "sqn": 5000}, 201)
        where, set_sqn = r.headers["Location"], r.headers["Location"] + "/set-sqn"
        self.call("PATCH", where, {"sqn": 1}, 400)
        self.call("POST", set_sqn, {"sqn": 1}, 409)
        self.call("POST", set_sqn, {"sqn": 2 ** 48}, 400)
        self.call("POST", set_sqn, {"sqn": 1, "force": True})
        self.assertLess(self.call("GET", where).json["sqn"], 5000)
        self.call("POST", "/v1/auc/9999/set-sqn", {"sqn": 1}, 404)

    def test_rotation_without_a_key_is_a_conflict_or_does_nothing(self):
        r = self.h.v1("POST", "/v1/admin/keys/rotate", {})
        self.assertIn(r.status, (200, 409), r.text)

    def test_pages_of_other_sites_are_refused(self):
        self.call("GET", "/v1/admin/status", None, 403, {"Origin": "http://evil.example"})
        self.call("POST", "/v1/admin/backup", {}, 403, {"Sec-Fetch-Site": "cross-site"})


class Token(Base):
    rest = "  auth: writes\n  token: sesame\n"
    GOOD = {"Authorization": "Bearer sesame"}

    def test_writes_need_the_token(self):
        self.call("GET", "/v1/apn")
        body = {"apn": "x", "apn_ambr_dl": 1, "apn_ambr_ul": 1}
        for headers in ({}, {"Authorization": "Bearer sesam"}, {"Authorization": "sesame"}):
            r = self.call("POST", "/v1/apn", body, 401, headers)
            self.assertEqual(r.headers["WWW-Authenticate"], "Bearer")
        self.call("POST", "/v1/apn", body, 201, self.GOOD)
        self.call("POST", "/v1/admin/keys/rotate", {}, 401)


if __name__ == "__main__":
    unittest.main()
