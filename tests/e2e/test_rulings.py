"""Store, provisioning and AuC as the laboratory meets them: faults of the database, echoed and rolled
back rows, bit rates, and SIMs of several kinds against a running AuC."""
import os
import random
import shutil
import subprocess
import unittest

from diameter import S6A, TGPP, Mme, avp, find, plmn, vectors
from hssd import Hssd, wait_until
from test_attach import E_NO_EPS, E_RAT, E_ROAMING, E_USER_UNKNOWN, IMSI, Base
from usim import SyncFailure, Usim

NO_STRANGERS = (E_USER_UNKNOWN, E_ROAMING, E_NO_EPS, E_RAT)
SECRETS = {"ki", "opc", "des", "kid", "psk", "adm1"}
GBIT5 = 5_000_000_000


class Faulty(Base):
    """Rulings 2.1: whatever the store does, nobody who exists is told that he does not."""

    IMSIS = [f"0010100000000{n:02d}" for n in range(1, 9)]

    def setUp(self):
        super().setUp()
        for n, imsi in enumerate(self.IMSIS):
            self.h.provision(imsi, msisdn=f"1555{n:04d}")

    def requests(self, m, imsi):
        """Results of every request: AIR, ULR from home, ULR of a roamer, PUR, NOR."""
        return (m.air(imsi, n=5).result, m.ulr(imsi).result,
                m.ulr(imsi, visited=plmn("262", "01")).result, m.pur(imsi).result, m.nor(imsi).result)

    def judge(self, m, rounds=2):
        seen = set()
        for _ in range(rounds):
            for imsi in self.IMSIS:
                air, *rest = self.requests(m, imsi)
                self.assertIn(air, (2001, -4181))
                for r in rest:
                    # 5423 is what NOR says of a node that a read proves not to serve him
                    self.assertIn(r, (2001, 5012, -5423))
                self.assertFalse({air, *rest} & set(NO_STRANGERS))
                seen |= {air, *rest}
        return seen

    def test_locked(self):
        m = self.mme(1)
        lock = subprocess.Popen(["sqlite3", self.h.db], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                text=True)
        self.addCleanup(lock.wait)
        lock.stdin.write("BEGIN EXCLUSIVE;\nSELECT 'locked';\n")
        lock.stdin.flush()
        self.assertEqual(lock.stdout.readline().strip(), "locked")
        self.assertIn(5012, self.judge(m, 1))
        lock.stdin.write("ROLLBACK;\n.quit\n")
        lock.stdin.flush()
        lock.communicate()
        wait_until(lambda: m.ulr(IMSI).result == 2001, "recovery by itself")

    def test_disk_takes_nothing_more(self):
        m = self.mme(1)
        subprocess.run(["prlimit", f"--pid={self.h.proc.pid}", "--fsize=1:unlimited"], check=True)
        self.assertIn(5012, self.judge(m))
        subprocess.run(["prlimit", f"--pid={self.h.proc.pid}", "--fsize=unlimited:unlimited"],
                       check=True)
        wait_until(lambda: m.ulr(IMSI).result == 2001, "recovery by itself")

    def broken(self, spoil):
        """Files spoilt under a running daemon that has cached nothing: only errors are true now."""
        m = self.mme(1)
        for suffix in ("-wal", ""):
            path = self.h.db + suffix
            with open(path, "r+b") as f:
                spoil(f, os.path.getsize(path))
        seen = self.judge(m)
        self.h.kill()                   # such a database cannot be closed in good order
        return seen

    def restart_cold(self):
        self.h.stop()
        path = os.path.join(self.h.conf, "00-core.yaml")
        with open(path, "a", encoding="utf-8") as f:
            f.write("  store:\n    cache: off\n")
        self.h.start()

    def test_file_cut_off(self):
        self.restart_cold()
        self.assertIn(5012, self.broken(lambda f, size: f.truncate(0)))

    def test_file_overwritten(self):
        self.restart_cold()
        self.assertIn(5012, self.broken(lambda f, size: f.write(b"\xa5" * size)))

    def test_file_zeroed(self):
        self.restart_cold()
        self.assertIn(5012, self.broken(lambda f, size: f.write(b"\0" * size)))


class Provisioning(Base):
    def api(self, *a, **kw):
        r = self.h.api(*a, **kw)
        self.assertEqual(r.status, 200, r.text)
        return r.json

    def test_roll_back_never_touches_state(self):
        row = self.h.provision(IMSI)
        path, auc = f"/subscriber/{row['subscriber_id']}", f"/auc/{row['auc_id']}"
        m = self.mme(1)
        self.api("PATCH", path, {"msisdn": "15557777", "operation_id": "op-1"})
        self.api("PATCH", auc, {"sim_vendor": "one", "operation_id": "op-2"})
        self.assertEqual(m.ulr(IMSI).result, 2001)
        high = max(self.usim.sqn_of(v[0], v[2]) for v in vectors(m.air(IMSI, n=5)))
        self.api("GET", "/oam/rollback_operation/op-1")
        self.api("GET", "/oam/rollback_operation/op-2")
        now = self.api("GET", path)
        self.assertEqual((now["msisdn"], now["serving_mme"]), ("15550001", m.host))
        self.assertIsNone(self.api("GET", auc)["sim_vendor"])
        self.assertGreaterEqual(self.api("GET", auc)["sqn"], high)
        low = min(self.usim.sqn_of(v[0], v[2]) for v in vectors(m.air(IMSI)))
        self.assertGreater(low >> 5, high >> 5)

    def test_roll_back_of_a_written_sqn_does_not_lower_it(self):
        row = self.h.provision(IMSI)
        auc = f"/auc/{row['auc_id']}"
        m = self.mme(1)
        m.air(IMSI)
        self.api("PATCH", auc, {"sqn": 1 << 30, "operation_id": "raise"})
        high = self.usim.sqn_of(*vectors(m.air(IMSI))[0][0:3:2])
        self.assertGreaterEqual(high, 1 << 30)          # what was written counts at once
        self.h.api("GET", "/oam/rollback_operation/raise")
        self.assertGreater(self.usim.sqn_of(*vectors(m.air(IMSI))[0][0:3:2]), high)
        self.assertGreaterEqual(self.api("GET", auc)["sqn"], high)

    def test_a_deleted_sim_cannot_come_back_with_old_numbers(self):
        row = self.h.provision(IMSI)
        auc = f"/auc/{row['auc_id']}"
        m = self.mme(1)
        high = max(self.usim.sqn_of(v[0], v[2]) for v in vectors(m.air(IMSI, n=5)))
        self.api("DELETE", f"{auc}?operation_id=gone")
        self.assertEqual(m.air(IMSI).result, -4181)     # not "unknown"
        # the log holds no keys, so the row cannot come back, nor its SQN
        r = self.h.api("GET", "/oam/rollback_operation/gone")
        self.assertEqual(r.status, 400, r.text)
        self.assertEqual(m.air(IMSI).result, -4181)
        # provisioned again with the number it had, under the id it had
        self.api("PUT", "/auc/", {"auc_id": row["auc_id"], "ki": Hssd.KI, "opc": Hssd.OPC, "amf": "8000",
                                  "sqn": high, "imsi": IMSI})
        v = vectors(m.air(IMSI))[0]
        self.assertGreater(self.usim.sqn_of(v[0], v[2]) >> 5, high >> 5)

    def test_no_way_to_lower_sqn(self):
        row = self.h.provision(IMSI)
        auc, m = f"/auc/{row['auc_id']}", self.mme(1)
        self.api("PATCH", auc, {"sqn": 1 << 34})
        high = self.usim.sqn_of(*vectors(m.air(IMSI))[0][0:3:2])
        for send in (lambda: self.h.api("PATCH", auc, {"sqn": 0}),
                     lambda: self.h.api("PATCH", auc, {"sqn": None}),
                     lambda: self.h.api("PATCH", auc, {"sqn": "5"}),
                     lambda: self.h.api("PATCH", auc, {"sqn": 1 << 33, "sim_vendor": "x"}),
                     lambda: self.h.api("PATCH", "/geored/", {"auc_id": row["auc_id"], "sqn": 7}),
                     lambda: self.h.v1("PATCH", f"/v1/auc/{row['auc_id']}", {"sqn": 9})):
            send()
            now = self.usim.sqn_of(*vectors(m.air(IMSI))[0][0:3:2])
            self.assertGreater(now >> 5, high >> 5)
            high = now
        shown = self.api("GET", auc)["sqn"]
        self.assertTrue(high <= shown < 1 << 48, shown)

    def test_sqn_of_pyhss_is_carried_on(self):
        m = self.mme(1)
        for n, sqn in enumerate((None, 0, 100, 12345, "4711", (1 << 40) + 77)):
            imsi = f"00101000000010{n}"
            row = self.h.provision(imsi)
            self.api("DELETE", f"/auc/{row['auc_id']}")
            self.api("PUT", "/auc/", {"auc_id": row["auc_id"], "ki": Hssd.KI, "opc": Hssd.OPC,
                                      "amf": "8000", "sqn": sqn, "imsi": imsi})
            v = vectors(m.air(imsi))[0]
            self.assertEqual(self.usim.sqn_of(v[0], v[2]) >> 5, (int(sqn or 0) >> 5) + 1)

    def test_restored_backup_jumps(self):
        self.h.provision(IMSI)
        copy = os.path.join(self.h.dir, "copy.db")
        m = self.mme(1)
        m.air(IMSI)
        code, out, err = self.h.ctl("backup", copy)
        self.assertEqual(code, 0, out + err)
        high = 0
        for _ in range(60):
            high = max([high] + [self.usim.sqn_of(v[0], v[2]) for v in vectors(m.air(IMSI, n=5))])
        self.h.stop()
        for suffix in ("-wal", "-shm"):
            if os.path.exists(self.h.db + suffix):
                os.unlink(self.h.db + suffix)
        shutil.copy(copy, self.h.db)
        self.h.start()
        v = vectors(self.mme(1).air(IMSI))[0]
        self.assertGreater(self.usim.sqn_of(v[0], v[2]) >> 5, high >> 5)

    def test_last_seen_is_state_too(self):
        row = self.h.provision(IMSI)
        path = f"/subscriber/{row['subscriber_id']}"
        m = self.mme(1)
        before = self.api("GET", path)
        m.ulr(IMSI)
        ecgi = avp(1602, plmn() + bytes.fromhex("00012345"), TGPP, 0)
        tai = avp(1603, plmn() + b"\x12\x34", TGPP, 0)
        m.pur(IMSI, extra=[avp(1496, [avp(1600, [ecgi, tai], TGPP, 0)], TGPP, 0)])
        m.ulr(IMSI)
        seen = self.api("GET", path)
        self.assertEqual((seen["last_seen_cell_id"], seen["last_seen_tac"], seen["last_seen_mcc"],
                          seen["last_seen_mnc"]), (str(0x45), str(0x1234), "001", "01"))
        after = self.api("PATCH", path, {**before, "msisdn": "15551212"})
        for key in seen:
            if key.startswith(("last_seen", "serving", "last_location")):
                self.assertEqual(after[key], seen[key], key)
        self.assertEqual(after["msisdn"], "15551212")

    def test_s_cscf_and_p_cscf_are_state_too(self):
        row = self.api("PUT", "/ims_subscriber/", {"imsi": IMSI, "msisdn": "15550001", "ifc_path": "a.xml"})
        path = f"/ims_subscriber/{row['ims_subscriber_id']}"
        self.api("PATCH", "/geored/", {"imsi": IMSI, "scscf": "sip:scscf:6060", "scscf_realm": "r",
                                       "scscf_peer": "None"})
        self.api("PATCH", "/geored/", {"imsi": IMSI, "pcscf": "pcscf.example.org", "pcscf_realm": "r"})
        seen = self.api("GET", path)
        self.assertEqual((seen["scscf"], seen["scscf_peer"], seen["pcscf"]),
                         ("sip:scscf:6060", "None", "pcscf.example.org"))
        self.assertIsNone(self.h.v1("GET", f"/v1{path}").json["scscf_peer"])    # stored as null
        after = self.api("PATCH", path, {**row, "ifc_path": "b.xml", "operation_id": "ims"})
        for key in seen:
            if key.startswith(("scscf", "pcscf")):
                self.assertEqual(after[key], seen[key], key)
        self.api("GET", "/oam/rollback_operation/ims")
        after = self.api("GET", path)
        self.assertEqual((after["ifc_path"], after["scscf"], after["pcscf"]),
                         ("a.xml", "sip:scscf:6060", "pcscf.example.org"))

    def test_a_fresh_start_provisions_nothing(self):
        for what in ("apn", "auc", "subscriber", "ims_subscriber", "eir"):
            self.assertEqual(self.api("GET", f"/{what}/list"), [])

    # ---- 2.3, 4.9

    def ambr(self, m):
        a = m.ulr(IMSI)
        self.assertEqual(a.result, 2001)
        sd = a.find(1400, TGPP)
        apn = sd.find(1429, TGPP).find(1430, TGPP)
        return [tuple(x.u32 if x else None for x in (g.find(515, TGPP), g.find(516, TGPP),
                                                     g.find(554, TGPP), g.find(555, TGPP)))
                for g in (sd.find(1435, TGPP), apn.find(1435, TGPP))]

    def test_rates_beyond_32_bits(self):
        row = self.h.provision(IMSI, ue_ambr_dl=GBIT5, ue_ambr_ul=4294967295)
        path = f"/subscriber/{row['subscriber_id']}"
        self.api("PATCH", f"/apn/{row['default_apn']}", {"apn_ambr_dl": 4294967296,
                                                         "apn_ambr_ul": "7000000000"})
        m = self.mme(1)
        self.assertEqual(self.ambr(m), [(4294967295, 4294967295, GBIT5 // 1000, None),
                                        (4294967295, 4294967295, 4294967, 7000000)])
        self.assertEqual(self.api("GET", path)["ue_ambr_dl"], GBIT5)
        self.assertEqual(self.h.v1("GET", f"/v1/subscriber/{row['subscriber_id']}").json["ue_ambr_dl"],
                         GBIT5)
        # null is the default, never an empty answer
        self.api("PATCH", path, {"ue_ambr_dl": None, "ue_ambr_ul": None})
        self.assertEqual(self.ambr(m)[0], (999999, 999999, None, None))
        self.api("PATCH", path, {"ue_ambr_dl": 0})
        self.assertEqual(self.ambr(m)[0][0], 0)

    def test_null_rates_become_the_configured_ones(self):
        h = Hssd(s6a="  default_ue_ambr_dl: 50000000\n  default_ue_ambr_ul: 6000000000\n")
        self.addCleanup(h.close)
        row = h.provision(IMSI)
        r = h.api("PATCH", f"/subscriber/{row['subscriber_id']}", {"ue_ambr_dl": None, "ue_ambr_ul": None})
        self.assertEqual(r.status, 200, r.text)
        m = Mme("127.0.0.1", h.diameter_port).connect()
        self.addCleanup(m.close)
        m.cer()
        self.assertEqual(self.ambr(m)[0], (50000000, 4294967295, None, 6000000))

    def test_pre_emption_upside_down(self):
        row, m = self.h.provision(IMSI), self.mme(1)
        for cap in (True, False):
            for vul in (True, False):
                self.api("PATCH", f"/apn/{row['default_apn']}",
                         {"arp_preemption_capability": cap, "arp_preemption_vulnerability": vul,
                          "arp_priority": 7, "qci": 5})
                qos = m.ulr(IMSI).find(1400, TGPP).find(1429, TGPP).find(1430, TGPP).find(1431, TGPP)
                arp = qos.find(1034, TGPP)
                self.assertEqual([qos.find(1028, TGPP).u32] + [arp.find(c, TGPP).u32
                                                               for c in (1046, 1047, 1048)],
                                 [5, 7, 0 if cap else 1, 0 if vul else 1])


class Auc(Base):
    def next(self, m, n=1):
        return [(v[0], v[2]) for v in vectors(m.air(IMSI, n=n))]

    def scscf(self, n=1, imsi=IMSI):
        """What an S-CSCF-like requester outside of S6a gets."""
        r = self.h.api("GET", f"/auc/aka/vector_count/{n}/imsi/{imsi}")
        self.assertEqual(r.status, 200, r.text)
        return [(bytes.fromhex(v["rand"]), bytes.fromhex(v["autn"])) for v in r.json]

    def test_mmes_and_scscf_interleave(self):
        mmes = [self.mme(n) for n in range(1, 4)]
        for n, sim in enumerate((Usim(Hssd.KI, Hssd.OPC),
                                 Usim(Hssd.KI, Hssd.OPC, age_limit=1 << 12))):
            imsi = f"00101000000020{n}"
            self.h.provision(imsi)
            held, rnd = {k: [] for k in range(4)}, random.Random(7)
            for _ in range(200):
                who = rnd.randrange(4)
                if not held[who]:
                    k = rnd.randrange(1, 6)
                    held[who] = (self.scscf(k, imsi) if who == 3 else
                                 [(v[0], v[2]) for v in vectors(mmes[who].air(imsi, n=k))])
                sim.authenticate(*held[who].pop(0))

    def test_second_vector_an_hour_later(self):
        self.h.provision(IMSI)
        one, two = self.mme(1), self.mme(2)
        mine = self.next(one, 5)
        self.usim.authenticate(*mine[0])
        for _ in range(50):
            self.usim.authenticate(*self.scscf()[0])
            self.usim.authenticate(*self.next(two)[0])
        for v in mine[1:]:
            self.usim.authenticate(*v)

    def test_strictly_increasing_sim(self):
        row = self.h.provision(IMSI)
        r = self.h.api("PATCH", f"/auc/{row['auc_id']}", {"ind_bits": 0})
        self.assertEqual(r.status, 200, r.text)
        sim = Usim(Hssd.KI, Hssd.OPC, ind_bits=0)
        mmes = [self.mme(n) for n in range(1, 4)]
        last = 0
        for k in range(120):
            rand, autn = self.scscf()[0] if k % 4 == 3 else self.next(mmes[k % 4])[0]
            sim.authenticate(rand, autn)
            self.assertGreater(sim.seq_ms, last)
            last = sim.seq_ms

    def resync(self, m, auts, rand):
        return m.air(IMSI, resync=rand + auts)

    def test_far_ahead_comes_down_to_the_sim(self):
        row, m = self.h.provision(IMSI), self.mme(1)
        self.usim.seq[3] = 50
        r = self.h.api("PATCH", f"/auc/{row['auc_id']}", {"sqn": ((1 << 29) + 100) << 5})
        self.assertEqual(r.status, 200, r.text)
        rand, autn = self.next(m)[0]
        with self.assertRaises(SyncFailure) as e:
            self.usim.authenticate(rand, autn)
        auts = e.exception.auts
        for v in vectors(self.resync(m, auts, rand)):
            self.usim.authenticate(v[0], v[2])
        self.assertLess(self.usim.seq_ms, 200)
        for _ in range(20):
            self.usim.authenticate(*self.next(m)[0])
        # the pair once more: nothing changes, no number comes again
        before = self.usim.seq_ms
        a = self.resync(m, auts, rand)
        if a.result == 2001:
            for v in vectors(a):
                self.usim.authenticate(v[0], v[2])
        self.usim.authenticate(*self.next(m)[0])
        self.assertGreater(self.usim.seq_ms, before)
        # and it outlives a crash
        self.h.kill()
        self.h.start()
        m = self.mme(1)
        self.usim.authenticate(*self.next(m)[0])

    def test_within_the_window_an_auts_changes_nothing(self):
        self.h.provision(IMSI)
        m = self.mme(1)
        for _ in range(30):
            last = self.usim.sqn_of(*self.next(m)[0])
        self.usim.seq[0] = 3
        auts = self.usim.auts(bytes(16))
        v = vectors(self.resync(m, auts, bytes(16)))[0]
        self.assertGreater(self.usim.sqn_of(v[0], v[2]) >> 5, last >> 5)

    def test_replay_after_a_jump_does_not_move_back(self):
        self.h.provision(IMSI)
        m = self.mme(1)
        self.usim.seq = [1 << 33] * 32
        rand, autn = self.next(m)[0]
        with self.assertRaises(SyncFailure) as e:
            self.usim.authenticate(rand, autn)
        auts = e.exception.auts
        for _ in range(3):
            a = self.resync(m, auts, rand)
            for v in vectors(a):
                self.usim.authenticate(v[0], v[2])
        self.usim.authenticate(*self.next(m)[0])

    def test_near_the_end_of_the_numbers(self):
        self.h.provision(IMSI)
        m = self.mme(1)
        for seq in ((1 << 43) - 200, (1 << 43) - 2, (1 << 43) - 1):
            self.usim.seq = [0] * 32
            self.usim.seq[0] = seq
            auts = self.usim.auts(bytes(15) + bytes([seq & 0xff]))
            a = self.resync(m, auts, bytes(15) + bytes([seq & 0xff]))
            self.assertIn(a.result, (2001, -4181))
            if seq == (1 << 43) - 200:
                for v in vectors(a):
                    self.usim.authenticate(v[0], v[2])
            self.assertIn(m.air(IMSI).result, (2001, -4181))
        self.assertTrue(self.h.is_alive())

    def test_separation_bit_and_the_other_fifteen(self):
        row, m = self.h.provision(IMSI), self.mme(1)
        for amf in ("0000", "8000", "7fff", "ffff", "1234"):
            self.h.api("PATCH", f"/auc/{row['auc_id']}", {"amf": amf})
            want = int(amf, 16)
            rand, autn = self.next(m)[0]
            self.assertEqual(int.from_bytes(autn[6:8], "big"), want | 0x8000, amf)
            self.usim.authenticate(rand, autn)
            rand, autn = self.scscf()[0]
            self.assertEqual(int.from_bytes(autn[6:8], "big"), want & 0x7fff, amf)
            self.usim.authenticate(rand, autn)
            # UTRAN vectors over S6a
            a = m.request(S6A, 318, [avp(1, IMSI), avp(1409, [avp(1410, 1, TGPP)], TGPP),
                                     avp(1407, plmn(), TGPP)])
            self.assertEqual(a.result, 2001)
            v = a.find(1413, TGPP).find(1415, TGPP).group
            rand, autn = find(v, 1447, TGPP).data, find(v, 1449, TGPP).data
            self.assertEqual(int.from_bytes(autn[6:8], "big"), want & 0x7fff, amf)
            self.usim.authenticate(rand, autn)

    def test_2g_sim_gets_no_e_utran(self):
        self.h.provision(IMSI)
        r = self.h.api("PUT", "/auc/", {"ki": Hssd.KI, "opc": "", "amf": "8000", "imsi": "001010000000009",
                                        "algo": "1"})
        self.assertEqual(r.status, 200, r.text)
        apn = self.h.api("GET", "/apn/list").json[0]["apn_id"]
        r = self.h.api("PUT", "/subscriber/", {"imsi": "001010000000009", "auc_id": r.json["auc_id"],
                                               "default_apn": apn, "apn_list": str(apn)})
        self.assertEqual(r.status, 200, r.text)
        a = self.mme(1).air("001010000000009")
        self.assertEqual((a.result, a.find(1413, TGPP)), (5003, None))

    def test_kasme_takes_the_three_octets_as_they_came(self):
        import hashlib
        import hmac
        self.h.provision(IMSI)
        m = self.mme(1)
        for octets in (plmn(), plmn("262", "01"), plmn("310", "410"), b"\x00\x01\x10"):
            rand, _, autn, kasme, _ = vectors(m.air(IMSI, visited=octets))[0]
            _, ck, ik = self.usim.authenticate(rand, autn)
            s = b"\x10" + octets + b"\0\3" + autn[:6] + b"\0\6"
            self.assertEqual(hmac.new(ck + ik, s, hashlib.sha256).digest(), kasme)


if __name__ == "__main__":
    unittest.main()
