"""RFC 6733 and RFC 3539 as a peer sees them, with the rulings of section 1: who gets in, who is put out,
what is answered, and the way out to others."""
import socket
import threading
import time
import unittest

from diameter import RELAY, S6A, TGPP, Closed, Mme, Peer, avp, ip, message, plmn
from hssd import SECONDS, Hssd, free_port, wait_until

IMSI = "001010000000001"
OWN = "hss01.epc.mnc001.mcc001.3gppnetwork.org"
REALM = "epc.mnc001.mcc001.3gppnetwork.org"
AIR = [avp(1, IMSI), avp(1408, [avp(1410, 1, TGPP)], TGPP), avp(1407, plmn(), TGPP)]


class Base(unittest.TestCase):
    diameter = ""

    @classmethod
    def setUpClass(cls):
        cls.h = Hssd(diameter=cls.diameter)
        cls.h.provision(IMSI)

    @classmethod
    def tearDownClass(cls):
        cls.h.close()

    def peer(self, host="mme.example.org", cer=True, cls=Mme, **kw):
        p = cls("127.0.0.1", self.h.diameter_port, host=host).connect()
        self.addCleanup(p.close)
        if cer:
            self.assertEqual(p.cer(**kw).result, 2001)
        return p

    def open_peers(self):
        return [p["host"] for p in self.h.v1("GET", "/v1/admin/peers").json["items"]
                if p["state"] == "open"]


class Capabilities(Base):
    def test_cea_carries_what_it_must(self):
        p = self.peer(cer=False)
        a = p.cer()
        self.assertEqual((a.flags, a.result, a.find(264).text, a.find(296).text),
                         (0, 2001, OWN, REALM))
        self.assertTrue(a.all(257))
        self.assertIsNotNone(a.find(266))
        self.assertEqual(a.find(269).flags & 0x40, 0)           # Product-Name without M
        self.assertIn(TGPP, [x.u32 for x in a.all(265)])
        apps = [x.find(258).u32 for x in a.all(260)] + [x.u32 for x in a.all(258)]
        self.assertIn(S6A, apps)
        state = a.find(278).u32
        self.assertEqual(self.peer("other.example.org", cer=False).cer().find(278).u32, state)

    def test_real_peers_get_in(self):
        rows = [("no Host-IP-Address (Kamailio)", {"host_ip": False}),
                ("relay", {"apps": (), "auth_apps": (RELAY,)}),
                ("S6a as plain Auth-Application-Id", {"apps": (), "auth_apps": (S6A,)}),
                ("vendor AVP without M", {"extra": [avp(7777, b"x", 13019, flags=0)]}),
                ("inband security none", {"extra": [avp(299, 0)]})]
        for name, kw in rows:
            with self.subTest(name):
                p = self.peer(host=name.split()[0].lower() + ".example.org", **kw)
                self.assertEqual(p.request(S6A, 318, AIR).result, 2001)

    def test_no_common_application_is_5010_and_closes(self):
        p = self.peer(cer=False)
        self.assertEqual(p.cer(apps=(16777999,)).result, 5010)
        self.assertTrue(p.is_closed())

    def test_missing_origin_host_is_5005_and_closes(self):
        p = self.peer(cer=False)
        p.send(message(257, 0, [avp(296, "x"), avp(257, ip("127.0.0.1")), avp(266, 0), avp(269, "y"),
                                avp(258, S6A)], 0x80, 5, 5))
        a = p.wait_answer(5)
        self.assertEqual((a.result, a.find(279).group[0].code), (5005, 264))
        self.assertTrue(p.is_closed())


class Reconnect(Base):
    diameter = "    watchdog: 30s\n"

    def test_a_peer_comes_back_over_a_dead_connection_within_two_seconds(self):
        old = self.peer("lost.example.org")
        self.assertEqual(old.request(S6A, 318, AIR).result, 2001)
        # from now on `old` is a black hole: nobody reads it, nobody answers its DWR
        start = time.monotonic()
        new = self.peer("lost.example.org", cer=False)
        self.assertEqual(new.cer().result, 2001)
        self.assertEqual(new.request(S6A, 318, AIR).result, 2001)
        self.assertLess(time.monotonic() - start, 2)
        self.assertEqual(self.open_peers().count("lost.example.org"), 1)

    def test_a_higher_origin_state_id_replaces_at_once(self):
        old = self.peer("boot.example.org", origin_state=5)
        new = self.peer("boot.example.org", origin_state=6)
        self.assertTrue(old.is_closed())
        self.assertEqual(new.request(S6A, 318, AIR).result, 2001)

    def test_a_living_connection_is_replaced_by_default(self):
        old = self.peer("twice.example.org")
        done = threading.Event()

        def live():
            try:
                while not done.is_set():
                    old._take(old.recv(0.05))
            except (Closed, OSError):
                done.set()
            except socket.timeout:
                pass

        def run():
            while not done.is_set():
                live()

        t = threading.Thread(target=run)
        t.start()
        new = self.peer("twice.example.org")
        self.assertEqual(new.request(S6A, 318, AIR).result, 2001)
        self.assertTrue(done.wait(SECONDS))
        t.join()


class Requests(Base):
    def test_dwr_dpr(self):
        p = self.peer()
        a = p.dwr()
        self.assertEqual((a.result, a.find(264).text, a.flags), (2001, OWN, 0))
        a = p.dpr()
        self.assertEqual(a.result, 2001)
        self.assertTrue(p.is_closed())
        self.assertNotIn("mme.example.org", self.open_peers())

    def test_answer_echoes_what_it_must(self):
        p = self.peer()
        infos = [avp(284, [avp(280, f"proxy{n}.example.org"), avp(33, bytes([n] * (n + 1)))])
                 for n in range(3)]
        hop = p.start(S6A, 318, AIR + infos, end=0xabcdef)
        a = p.wait_answer(hop)
        self.assertEqual((a.result, a.flags, a.hop, a.end), (2001, 0x40, hop, 0xabcdef))
        self.assertEqual([x.find(33).data for x in a.all(284)], [bytes([n] * (n + 1)) for n in range(3)])
        self.assertEqual(a.avps[0].code, 263)
        a = p.request(S6A, 318, AIR, flags=0x80)
        self.assertEqual(a.flags & 0x40, 0)

    def test_proxy_info_is_echoed_in_errors_too(self):
        p = self.peer()
        info = avp(284, [avp(280, "proxy.example.org"), avp(33, b"state")])
        for code, avps, want in ((318, [info], 5005), (999, [info], 3001)):
            a = p.request(S6A, code, avps)
            self.assertEqual(a.result, want)
            self.assertEqual(a.find(284).find(33).data, b"state")

    def test_an_answer_nobody_waits_for_is_ignored(self):
        p = self.peer()
        p.send(message(317, S6A, [avp(263, "x;1;1"), avp(268, 2001)], 0x40, 0xdead, 0xbeef))
        self.assertEqual(p.request(S6A, 318, AIR).result, 2001)

    def test_loop_is_detected(self):
        p = self.peer()
        a = p.request(S6A, 318, AIR + [avp(282, OWN)])
        self.assertEqual((a.result, a.is_error), (3005, True))

    def test_any_realm_and_host_in_the_laboratory(self):
        p = self.peer()
        for dest_host, realm in ((None, "SOMEWHERE.else"), ("old-hss.example.org", REALM.upper())):
            p.dest_realm = realm
            self.assertEqual(p.request(S6A, 318, AIR, dest_host=dest_host).result, 2001)

    def test_duplicates(self):
        p = self.peer()
        ulr = [avp(1, IMSI), avp(1032, 1004, TGPP), avp(1405, 0x22, TGPP), avp(1407, plmn(), TGPP)]
        session = p.session()
        one = p.wait_answer(p.start(S6A, 316, ulr, end=0x51, session=session))
        # T set and everything else the same: the stored answer
        two = p.wait_answer(p.start(S6A, 316, ulr, end=0x51, session=session, flags=0xd0))
        self.assertEqual(one.raw[20:], two.raw[20:])
        # a repeated AIR gets fresh vectors
        a = p.wait_answer(p.start(S6A, 318, AIR, end=0x52, session=session))
        b = p.wait_answer(p.start(S6A, 318, AIR, end=0x52, session=session, flags=0xd0))
        self.assertEqual((a.result, b.result), (2001, 2001))
        self.assertNotEqual(a.find(1413, TGPP).data, b.find(1413, TGPP).data)

    def test_reads_across_every_boundary(self):
        p = self.peer()
        raw = b"".join(message(318, S6A, p.base() + AIR, 0xc0, 100 + n, n) for n in range(3))
        for step in (1, 3, 19, 20, 21, 64):
            for at in range(0, len(raw), step):
                p.sock.sendall(raw[at:at + step])
            self.assertEqual([p.wait_answer(100 + n).result for n in range(3)], [2001] * 3)

    def test_two_hundred_requests_in_one_go(self):
        p = self.peer()
        p.sock.sendall(b"".join(message(318, S6A, p.base() + AIR, 0xc0, 9000 + n, n)
                                for n in range(200)))
        self.assertEqual({p.wait_answer(9000 + n).result for n in range(200)}, {2001})

    def test_stop_tells_the_peers(self):
        h = Hssd()
        self.addCleanup(h.close)
        p = Mme("127.0.0.1", h.diameter_port).connect()
        self.addCleanup(p.close)
        p.cer()
        t = threading.Thread(target=h.stop)
        t.start()
        dpr = p.expect(282)
        self.assertEqual(dpr.find(273).u32, 0)                  # REBOOTING
        p.answer(dpr, [avp(268, 2001)])
        self.assertTrue(p.is_closed())
        t.join()
        self.assertEqual(h.proc.returncode, 0)


class Overload(Base):
    diameter = "    max_in_flight: 4\n"

    def test_the_error_of_the_application_not_3004(self):
        p = self.peer()
        ulr = [avp(1, IMSI), avp(1032, 1004, TGPP), avp(1405, 0x22, TGPP), avp(1407, plmn(), TGPP)]
        p.sock.sendall(b"".join(message(316, S6A, p.base() + ulr, 0xc0, n, n) for n in range(1, 201)))
        results = [p.wait_answer(n).result for n in range(1, 201)]
        self.assertEqual(set(results) - {2001, 5012}, set())
        self.assertIn(5012, results)
        self.assertIn(2001, results)
        # AIR: E 4181, which an MME takes for "try again" (the ULRs keep the connection's cap filled)
        p.sock.sendall(b"".join(message(code, S6A, p.base() + avps, 0xc0, n, n)
                                for n in range(1001, 1401)
                                for code, avps in [(318, AIR) if n % 10 == 0 else (316, ulr)]))
        results = {p.wait_answer(n).result for n in range(1010, 1401, 10)}
        self.assertLessEqual(results, {2001, -4181})
        self.assertIn(-4181, results)


class Strict(Base):
    diameter = "    strict: true\n"

    def test_header_and_avp_bits(self):
        p = self.peer()
        self.assertEqual(p.request(S6A, 318, AIR, flags=0xc1).result, 5013)
        self.assertEqual(p.request(S6A, 318, AIR, flags=0x80).result, 3008)
        a = p.request(S6A, 318, AIR + [avp(54321, b"x", 999, flags=0x10)])
        self.assertEqual(a.result, 3009)


class OwnRealm(Base):
    diameter = f"    realms: [{REALM}]\n    also_known_as: [hss-old.example.org]\n"

    def test_others_are_refused(self):
        p = self.peer()
        p.dest_realm = REALM.upper()
        self.assertEqual(p.request(S6A, 318, AIR).result, 2001)
        self.assertEqual(p.request(S6A, 318, AIR, dest_host="HSS-OLD.example.org").result, 2001)
        self.assertEqual(p.request(S6A, 318, AIR, dest_host="other.example.org").result, 3002)
        p.dest_realm = "elsewhere.org"
        self.assertEqual(p.request(S6A, 318, AIR).result, 3003)


class Listed(Base):
    diameter = f"""    accept: listed
    peers:
      - host: known.example.org
        addresses: ["127.0.0.1"]
      - host: far.example.org
        addresses: ["10.9.8.7"]
      - host: other-app.example.org
        applications: [16777999]
"""

    def test_only_the_listed_get_in(self):
        self.assertEqual(self.peer("KNOWN.example.org").request(S6A, 318, AIR).result, 2001)
        for host, want in (("unknown.example.org", 3010), ("far.example.org", 3010)):
            p = self.peer(host, cer=False)
            self.assertEqual(p.cer().result, want)
            self.assertTrue(p.is_closed())

    def test_only_the_listed_applications(self):
        p = self.peer("other-app.example.org", cer=False)
        self.assertEqual(p.cer().result, 5010)


class Watchdog(Base):
    diameter = "    watchdog: 300ms\n"

    def test_silence_brings_a_dwr_and_no_answer_closes(self):
        p = self.peer()
        p.handlers.pop(280)
        dwr = p.expect(280)
        self.assertEqual(dwr.find(264).text, OWN)
        p.answer(dwr, [avp(268, 2001)])
        self.assertIn("mme.example.org", self.open_peers())
        p.expect(280)                                           # not answered this time
        self.assertTrue(p.is_closed())
        wait_until(lambda: "mme.example.org" not in self.open_peers(), "peer down")


class Acceptor(threading.Thread):
    """Somebody hssd dials: accepts, answers CER and DWR, keeps what else comes."""

    def __init__(self, host, apps=(), relay=False):
        super().__init__(daemon=True)
        self.host, self.apps, self.relay = host, apps, relay
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.port = self.sock.getsockname()[1]
        self.peer, self.n_cer = None, 0
        self.ready = threading.Event()

    def run(self):
        try:
            while True:
                s, _ = self.sock.accept()
                p = Peer("127.0.0.1", 0, host=self.host)
                p.sock = s
                cer = p.recv()
                self.n_cer += 1
                apps = [avp(258, RELAY)] if self.relay else \
                    [avp(260, [avp(266, TGPP), avp(258, a)]) for a in self.apps]
                p.answer(cer, [avp(268, 2001), avp(257, ip("127.0.0.1")), avp(266, 0), avp(269, "x"), *apps])
                self.peer = p
                self.ready.set()
        except (OSError, Closed):
            pass

    def stop(self):
        self.sock.close()
        if self.peer:
            self.peer.close()


class Dialling(unittest.TestCase):
    def test_connects_with_back_off_and_sends_by_the_default_route(self):
        dra = Acceptor("dra.example.org", relay=True)
        dra.start()
        self.addCleanup(dra.stop)
        h = Hssd(diameter=f"""    reconnect: 300ms
    peers:
      - host: dra.example.org
        connect: 127.0.0.1:{dra.port}
        dra: true
""")
        self.addCleanup(h.close)
        h.provision(IMSI)
        self.assertTrue(dra.ready.wait(SECONDS))
        # an MME registers over a connection of its own and loses it: CLR goes by the DRA
        m = Mme("127.0.0.1", h.diameter_port, host="mme1.far.org").connect()
        m.cer()
        self.assertEqual(m.ulr(IMSI).result, 2001)
        m.close()
        wait_until(lambda: "mme1.far.org" not in [p["host"] for p in
                   h.v1("GET", "/v1/admin/peers").json["items"] if p["state"] == "open"], "down")
        two = Mme("127.0.0.1", h.diameter_port, host="mme2.far.org").connect()
        self.addCleanup(two.close)
        two.cer()
        self.assertEqual(two.ulr(IMSI).result, 2001)
        clr = dra.peer.expect(317)
        self.assertEqual(clr.find(293).text, "mme1.far.org")
        dra.peer.answer(clr, [avp(268, 2001), avp(277, 1)])
        # the DRA goes away and comes back
        dra.ready.clear()
        dra.peer.close()
        self.assertTrue(dra.ready.wait(SECONDS))
        self.assertEqual(dra.n_cer, 2)


class Listeners(unittest.TestCase):
    def test_several_listeners_and_ipv6(self):
        extra = free_port()
        h = Hssd()
        self.addCleanup(h.close)
        h.stop()
        with open(f"{h.conf}/00-core.yaml", encoding="utf-8") as f:
            text = f.read()
        h.write_conf("00-core.yaml", text.replace(
            f'["127.0.0.1:{h.diameter_port}"]', f'["127.0.0.1:{h.diameter_port}", "[::1]:{extra}"]'))
        h.start()
        h.provision(IMSI)
        for addr, port in (("127.0.0.1", h.diameter_port), ("::1", extra)):
            m = Mme(addr, port, host=f"mme-{port}.example.org").connect()
            self.addCleanup(m.close)
            a = m.cer()
            self.assertEqual(a.result, 2001)
            self.assertEqual(len(a.all(257)), 2)                # both addresses
            self.assertEqual(m.air(IMSI).result, 2001)


if __name__ == "__main__":
    unittest.main()
