"""Bad input, always: a clear error and nothing lost. From peers, from operators, from the disk."""
import os
import random
import resource
import socket
import struct
import subprocess
import unittest

from diameter import M, S6A, TGPP, V, Closed, Mme, Peer, avp, message, plmn
from hssd import SECONDS, Hssd, free_port, wait_until

IMSI = "001010000000001"


def raw_avp(code, length, data, flags=M, vendor=0):
    """An AVP whose header says what we want."""
    head = struct.pack(">IB", code, flags | (V if vendor else 0)) + length.to_bytes(3, "big")
    return head + (struct.pack(">I", vendor) if vendor else b"") + data


class Wire(unittest.TestCase):
    """One hssd; after every case a well-behaved MME must be served as before."""

    @classmethod
    def setUpClass(cls):
        cls.h = Hssd(diameter="    cer_timeout: 1s\n    send_buffer: 64KiB\n")
        cls.h.provision(IMSI)
        cls.good = Mme("127.0.0.1", cls.h.diameter_port, host="good.example.org").connect()
        cls.good.cer()

    @classmethod
    def tearDownClass(cls):
        cls.good.close()
        cls.h.close()

    def tearDown(self):
        self.assertEqual(self.good.air(IMSI).result, 2001)
        self.assertEqual(self.good.ulr(IMSI).result, 2001)

    def peer(self, cer=True, host="bad.example.org"):
        m = Mme("127.0.0.1", self.h.diameter_port, host=host).connect()
        self.addCleanup(m.close)
        if cer:
            self.assertEqual(m.cer().result, 2001)
        return m

    # ---- before the capabilities exchange

    def test_garbage_before_cer_closes(self):
        rnd = random.Random(1)
        for first in (b"GET / HTTP/1.1\r\n\r\n", b"\0" * 64, b"\xff" * 64, rnd.randbytes(4096),
                      b"\x01\x00\x00\x00" * 8):
            p = self.peer(cer=False)
            p.sock.sendall(first)
            self.assertTrue(closes(p), first[:16])

    def test_anything_but_cer_first_closes(self):
        for code, app in ((280, 0), (282, 0), (318, S6A), (316, S6A)):
            p = self.peer(cer=False)
            p.start(app, code, [avp(1, IMSI)])
            self.assertTrue(closes(p), code)

    def test_slow_loris_is_cut_off(self):
        p = self.peer(cer=False)
        p.sock.sendall(b"\x01\x00")
        self.assertTrue(closes(p))

    def test_a_thousand_connections(self):
        resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        socks = [socket.create_connection(("127.0.0.1", self.h.diameter_port)) for _ in range(1000)]
        self.assertEqual(self.good.air(IMSI).result, 2001)
        for s in socks:
            s.close()

    def test_a_peer_that_never_reads_is_cut_off(self):
        p = self.peer(cer=False)
        p.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.assertEqual(p.cer().result, 2001)
        p.sock.settimeout(SECONDS)
        with self.assertRaises(OSError):
            for _ in range(200000):
                p.start(S6A, 318, [avp(1, IMSI), avp(1408, [avp(1410, 5, TGPP)], TGPP),
                                   avp(1407, plmn(), TGPP)])
        self.assertEqual(self.good.dwr().result, 2001)

    # ---- headers

    def header(self, **kw):
        p = self.peer()
        hop = kw.pop("hop", 77)
        p.send(message(318, kw.pop("app", S6A), kw.pop("avps", p.base() + [avp(1, IMSI)]),
                       kw.pop("flags", 0xc0), hop, hop, **kw))
        return p, p.wait_answer(hop)

    def test_wrong_version(self):
        self.assertEqual(self.header(version=2)[1].result, 5011)

    def test_lengths_that_cannot_be(self):
        for length in (0, 4, 19, 21):
            p = self.peer()
            p.send(message(318, S6A, p.base(), 0xc0, 5, 5, length=length))
            try:
                self.assertEqual(p.wait_answer(5).result, 5015)
            except Closed:
                pass
            self.assertTrue(closes(p))

    def test_over_long_message_closes_with_the_reason_logged(self):
        p = self.peer()
        p.send(message(318, S6A, [], 0xc0, 5, 5, length=0x100000))
        try:
            self.assertEqual(p.wait_answer(5).result, 5015)
        except Closed:
            pass
        self.assertTrue(closes(p))
        self.h.wait_log("1048576")

    def test_unknown_application_and_command(self):
        p, a = self.header(app=16777300)
        self.assertEqual((a.result, a.is_error), (3007, True))
        a = p.request(S6A, 999, [avp(1, IMSI)])
        self.assertEqual((a.result, a.is_error), (3001, True))

    def test_every_truncation_is_answered_or_closes(self):
        whole = message(318, S6A, self.good.base() + [avp(1, IMSI), avp(1408, [avp(1410, 1, TGPP)], TGPP),
                                                      avp(1407, plmn(), TGPP)], 0xc0, 9, 9)
        for n in range(20, len(whole), 7):
            cut = whole[:n - n % 4]
            cut = cut[:1] + len(cut).to_bytes(3, "big") + cut[4:]
            p = self.peer()
            p.send(cut)
            self.assertIn(p.wait_answer(9).result, (5005, 5014, 5004, 3007, 5015), n)
            p.close()

    # ---- AVPs: (name, extra AVPs, result, has Failed-AVP)

    def test_avps(self):
        air = [avp(1408, [avp(1410, 1, TGPP)], TGPP), avp(1407, plmn(), TGPP)]
        rows = [
            ("missing User-Name", air, 5005),
            ("missing Visited-PLMN-Id", [avp(1, IMSI), air[0]], 5005),
            ("repeated User-Name", [avp(1, IMSI), avp(1, IMSI)] + air, 5009),
            ("unknown with M", [avp(1, IMSI)] + air + [avp(54321, b"x", 999)], 5001),
            ("length below the header", [avp(1, IMSI)] + air + [raw_avp(1, 4, b"")], 5014),
            ("length beyond the message", [avp(1, IMSI)] + air + [raw_avp(1, 4000, b"abcd")], 5014),
            ("Unsigned32 of 3 octets", [avp(1, IMSI), avp(1408, [avp(1410, b"\0\0\1", TGPP)], TGPP),
                                        air[1]], 5014),
            ("IMSI not digits", [avp(1, "12345abcde")] + air, 5004),
            ("IMSI empty", [avp(1, "")] + air, (5004, 5014)),
            ("IMSI with NUL", [avp(1, b"00101\0000000001")] + air, 5004),
            ("IMSI too long", [avp(1, "1" * 16)] + air, 5004),
            ("IMSI not UTF-8", [avp(1, b"\xff\xfe00101")] + air, 5004),
        ]
        p = self.peer()
        for name, avps, want in rows:
            with self.subTest(name):
                a = p.request(S6A, 318, avps)
                self.assertIn(a.result, want if isinstance(want, tuple) else (want,))
                self.assertIsNotNone(a.find(279))
                self.assertFalse(a.is_error)

    def test_no_session_id(self):
        p = self.peer()
        a = p.request(S6A, 318, [avp(277, 1), avp(264, p.host), avp(296, p.realm), avp(283, "x"),
                                 avp(1, IMSI), avp(1407, plmn(), TGPP)], raw_body=True)
        self.assertEqual(a.result, 5005)

    def test_what_must_be_tolerated(self):
        p = self.peer()
        ok = [avp(1, IMSI), avp(1408, [avp(1410, 1, TGPP)], TGPP), avp(1407, plmn(), TGPP)]
        deep = avp(1410, 1, TGPP)
        for _ in range(200):                    # nobody has to look into what the grammar does not name
            deep = avp(1408, [deep], TGPP)
        rows = [
            ("nested 200 deep", [ok[0], avp(1408, [avp(1410, 1, TGPP), deep], TGPP), ok[2]]),
            ("unknown without M", ok + [avp(54321, b"x", 999, flags=0)]),
            ("vendor AVP without M in a group", [ok[0], avp(1408, [avp(1410, 1, TGPP),
                                                 avp(7, b"x", 13019, flags=0)], TGPP), ok[2]]),
            ("P bit and reserved bits", ok + [avp(54321, b"x", 999, flags=0x3f & ~M)]),
            ("64 unknown optional AVPs", ok + [avp(50000 + i, b"y", 999, flags=0) for i in range(64)]),
        ]
        for name, avps in rows:
            with self.subTest(name):
                self.assertEqual(p.request(S6A, 318, avps).result, 2001)
        self.assertEqual(p.request(S6A, 318, ok, session="anything at all").result, 2001)
        self.assertEqual(p.request(S6A, 318, ok, origin_host="elsewhere.other.org").result, 2001)

    def test_many_origin_hosts_do_not_abort(self):
        p = self.peer()
        a = p.request(S6A, 318, [avp(264, "x.example.org")] * 64 + [avp(1, IMSI)])
        self.assertEqual(a.result, 5009)

    def test_random_octets_behind_a_good_cer(self):
        rnd = random.Random(7)
        for _ in range(30):
            p = self.peer()
            body = rnd.randbytes(rnd.randrange(0, 400) & ~3)
            p.send(message(rnd.choice((316, 318, 321, 323, 280)), rnd.choice((0, S6A)), [body], 0xc0, 3, 3))
            try:
                p.wait_answer(3)
            except (Closed, ValueError):
                pass
            p.close()


def closes(p):
    return p.is_closed(SECONDS)


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.h = Hssd()
        cls.row = cls.h.provision(IMSI)

    @classmethod
    def tearDownClass(cls):
        cls.h.close()

    def test_bad_bodies_are_4xx_with_a_reason_and_change_nothing(self):
        before = [self.h.api("GET", f"/{t}/list").json for t in ("apn", "auc", "subscriber")]
        rows = [
            ("PUT", "/auc/", {"ki": "xyz", "opc": "0" * 32, "amf": "8000", "imsi": "1" * 15}),
            ("PUT", "/auc/", {"ki": "0" * 31, "opc": "0" * 32, "amf": "8000"}),
            ("PUT", "/subscriber/", {"imsi": "not digits", "auc_id": 1, "default_apn": 1,
                                     "apn_list": "1"}),
            ("PUT", "/subscriber/", b"{ not json"),
            ("PUT", "/subscriber/", b"[]"),
            ("PUT", "/subscriber/", b""),
            ("PUT", "/apn/", {"apn": "x" * 500, "apn_ambr_dl": 1, "apn_ambr_ul": 1}),
            ("PUT", "/apn/", {"apn": "internet"}),
            ("PATCH", f"/subscriber/{self.row['subscriber_id']}", {"ue_ambr_dl": "fast"}),
            ("PUT", "/subscriber/", {"imsi": IMSI, "auc_id": 1, "default_apn": 1, "apn_list": "1"}),
            ("PUT", "/apn/", b"\xff\xfe\0garbage"),
        ]
        for method, path, body in rows:
            with self.subTest(path=path, body=body):
                r = self.h.api(method, path, body)
                self.assertTrue(400 <= r.status < 500, (r.status, r.text))
                self.assertTrue(r.text.strip())
        self.assertEqual(before, [self.h.api("GET", f"/{t}/list").json
                                  for t in ("apn", "auc", "subscriber")])

    def test_too_large_body_is_413(self):
        self.assertEqual(self.h.api("PUT", "/apn/", b"x" * (3 << 20)).status, 413)

    def test_apn_list_pointing_nowhere_is_skipped(self):
        m = Mme("127.0.0.1", self.h.diameter_port).connect()
        self.addCleanup(m.close)
        m.cer()
        sid = self.row["subscriber_id"]
        self.assertEqual(self.h.api("PATCH", f"/subscriber/{sid}", {"apn_list": "99,1,77"}).status, 200)
        prof = m.ulr(IMSI).find(1400, TGPP).find(1429, TGPP)
        self.assertEqual([a.find(493).text for a in prof.all(1430, TGPP)], ["internet"])

    def test_no_secret_in_answers_or_log(self):
        for path in ("/auc/list", f"/auc/imsi/{IMSI}", "/operation_logs/list", "/operation_logs/last"):
            text = self.h.api("GET", path).text.lower()
            self.assertNotIn(Hssd.KI, text, path)
            self.assertNotIn(Hssd.OPC, text, path)
        self.assertNotIn(Hssd.KI, self.h.v1("GET", "/v1/auc").text.lower())
        log = self.h.log().lower()
        self.assertNotIn(Hssd.KI, log)
        self.assertNotIn(Hssd.OPC, log)

    def test_http_garbage(self):
        unfinished = [socket.create_connection(("127.0.0.1", self.h.api_port)) for _ in range(20)]
        for s in unfinished:                    # cut off by the idle time-out, in nobody's way
            self.addCleanup(s.close)
            s.sendall(b"PUT /apn/ HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc")
        for junk in (b"GET\r\n\r\n", b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n",
                     b"PUT /apn/ HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                     b"PUT /apn/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"):
            with socket.create_connection(("127.0.0.1", self.h.api_port)) as s:
                s.settimeout(SECONDS)
                s.sendall(junk)
                s.shutdown(socket.SHUT_WR)
                while s.recv(4096):
                    pass
        self.assertEqual(self.h.api("GET", "/oam/ping").status, 200)


class HangUp(unittest.TestCase):
    def test_a_client_that_leaves_in_the_middle_of_a_long_list(self):
        h = Hssd()
        self.addCleanup(h.close)                # the sanitized build reports a leak at its end
        for n in range(1200):
            r = h.api("PUT", "/apn/", {"apn": f"apn{n}", "apn_ambr_dl": 1, "apn_ambr_ul": 1})
            self.assertEqual(r.status, 200)
        for _ in range(5):
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            s.connect(("127.0.0.1", h.api_port))
            s.sendall(b"GET /apn/list?page_size=0 HTTP/1.1\r\nHost: x\r\n\r\n")
            s.recv(1000)
            s.close()
        self.assertEqual(len(h.api("GET", "/apn/list?page_size=0").json), 1200)


class Start(unittest.TestCase):
    """Nothing half-started: one clear line and a non-zero exit."""

    def refuses(self, why, prepare=None, **kw):
        h = Hssd(start=False, **kw)
        self.addCleanup(h.close)
        if prepare:
            prepare(h)
        code, said = h.run_to_end()
        self.assertEqual(code, 1, said)
        self.assertIn(why, said)
        return h, said

    def test_port_in_use(self):
        for attr in ("diameter_port", "api_port"):
            h = Hssd(start=False)
            self.addCleanup(h.close)
            with socket.socket() as s:
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(("127.0.0.1", getattr(h, attr)))
                s.listen()
                code, said = h.run_to_end()
            self.assertEqual(code, 1, said)
            self.assertIn("ddress already in use", said)
            self.assertIn(str(getattr(h, attr)), said)

    def test_yaml_wrong_names_every_mistake_with_its_place(self):
        _, said = self.refuses("20-s6a.yaml:", files={
            "20-s6a.yaml": "plugin: s6a\nconfig:\n  stroe: main\n",
            "21-bad.yaml": "plugin: [\n",
            "22-dup.yaml": "plugin: sqlite\ninstance: main\nconfig: { path: /tmp/x }\n"})
        self.assertIn("20-s6a.yaml:3:3: ", said)
        self.assertIn("store", said)
        self.assertIn("21-bad.yaml:", said)
        self.assertIn("22-dup.yaml:", said)

    def test_missing_conf_dir(self):
        p = subprocess.run([os.path.join(os.environ.get("HSSD_BUILD", "build"), "hssd"), "--conf",
                            "/nonexistent/conf.d"], capture_output=True, text=True)
        self.assertEqual(p.returncode, 1)
        self.assertIn("/nonexistent/conf.d", p.stderr)

    def test_corrupt_database(self):
        def prepare(h):
            os.makedirs(h.state, 0o700)
            with open(h.db, "wb") as f:
                f.write(b"this is not a database " * 400)
        h, _ = self.refuses("hss.db", prepare)
        with open(h.db, "rb") as f:
            self.assertTrue(f.read().startswith(b"this is not a database"))

    def test_listener_off_loopback_without_authentication(self):
        port = free_port()
        self.refuses("31-pyhss-api.yaml", files={
            "31-pyhss-api.yaml": f"plugin: pyhss_api\nconfig:\n  listen: 0.0.0.0:{port}\n"})

    def test_no_store(self):
        self.refuses("no storage instance is configured", files={"10-store-sqlite.yaml": None})


class Disk(unittest.TestCase):
    def open(self, **kw):
        self.h = Hssd(**kw)
        self.addCleanup(self.h.close)
        self.h.provision(IMSI)
        m = Mme("127.0.0.1", self.h.diameter_port).connect()
        self.addCleanup(m.close)
        self.assertEqual(m.cer().result, 2001)
        return m

    def test_database_locked_by_another_process(self):
        m = self.open()
        self.assertEqual(m.ulr(IMSI).result, 2001)
        lock = subprocess.Popen(["sqlite3", self.h.db], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                text=True)
        self.addCleanup(lock.wait)
        lock.stdin.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n")
        lock.stdin.flush()
        self.assertEqual(lock.stdout.readline().strip(), "locked")
        other = Mme("127.0.0.1", self.h.diameter_port, host="mme2.example.org").connect()
        self.addCleanup(other.close)
        other.cer()
        # never "unknown subscriber", and answered within its deadline
        self.assertEqual(other.ulr(IMSI).result, 5012)
        self.assertIn(m.air(IMSI).result, (2001, -4181))
        lock.stdin.write("ROLLBACK;\n.quit\n")
        lock.stdin.flush()
        lock.communicate()
        wait_until(lambda: other.ulr(IMSI).result == 2001, "recovery by itself", 30)
        self.assertEqual(self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], other.host)

    def test_disk_full(self):
        m = self.open()
        self.assertEqual(m.ulr(IMSI).result, 2001)
        # the limit counts octets of a file: the database cannot grow beyond it from now on
        subprocess.run(["prlimit", f"--pid={self.h.proc.pid}", "--fsize=1:unlimited"], check=True)
        r = self.h.api("PUT", "/apn/", {"apn": "later", "apn_ambr_dl": 1, "apn_ambr_ul": 1})
        self.assertGreaterEqual(r.status, 400, r.text)
        m2 = Mme("127.0.0.1", self.h.diameter_port, host="mme2.example.org").connect()
        self.addCleanup(m2.close)
        m2.cer()
        self.assertEqual(m2.ulr(IMSI).result, 5012)
        self.assertTrue(self.h.is_alive())
        subprocess.run(["prlimit", f"--pid={self.h.proc.pid}", "--fsize=unlimited:unlimited"], check=True)
        wait_until(lambda: m2.ulr(IMSI).result == 2001, "recovery by itself", 30)

    def test_read_only_file_is_refused_at_start(self):
        self.open()
        self.h.stop()
        os.chmod(self.h.db, 0o400)
        if os.geteuid() == 0:                   # whom permissions do not stop
            subprocess.run(["chattr", "+i", self.h.db], check=True)
        code, said = self.h.run_to_end()
        subprocess.run(["chattr", "-i", self.h.db], check=False)
        self.assertEqual(code, 1, said)
        self.assertIn("hss.db", said)


if __name__ == "__main__":
    unittest.main()
