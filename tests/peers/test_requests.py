"""Requests and answers: behaviour 1.1 to 1.3, rulings 1.2 to 1.4, 1.6 and 1.7. The errors are
compared octet by octet with answers written out here."""
import socket
import struct
import time
import unittest

from node import (CANCEL_CMD, ECHO, ECHO_CMD, HOST, QUIET_CMD, REALM, SLOW, Closed, Node, avp, ip, message,
                  V, M, P)

S = "mme.example.org;1;2"
OWN = [avp(264, HOST), avp(296, REALM)]


def head(**drop):
    """The AVPs of a good Echo request, without those named."""
    parts = {"session": avp(263, S), "state": avp(277, 1), "host": avp(264, "mme.example.org"),
             "realm": avp(296, REALM), "dest": avp(283, REALM), "user": avp(1, "echo")}
    parts.update({k: v for k, v in drop.items()})
    return [v for v in parts.values() if v]


class Errors(unittest.TestCase):
    """Octets in, octets out, on one open connection."""

    @classmethod
    def setUpClass(cls):
        cls.node = Node()
        cls.peer = cls.node.peer()

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()

    def ask(self, avps, code=ECHO_CMD, app=ECHO, flags=0xc0, **kw):
        return self.peer.raw(message(code, app, avps, flags, 0x11, 0x22, **kw))

    def check(self, a, result, error_bit=False, failed=None, session=True, code=ECHO_CMD, app=ECHO, p=0x40):
        self.assertEqual((a.version, a.flags, a.code, a.app, a.hop, a.end),
                         (1, p | (0x20 if error_bit else 0), code, app, 0x11, 0x22))
        self.assertEqual(a.result, result, a)
        self.assertEqual(a.find(264).text, HOST)
        self.assertEqual(a.find(296).text, REALM)
        if session:
            self.assertEqual(a.avps[0].code, 263)
            self.assertEqual(a.find(263).text, S)
        else:
            self.assertIsNone(a.find(263))
        f = a.find(279)
        self.assertEqual(f.data.hex() if f else None, failed.hex() if failed else None)
        self.assertEqual(self.peer.echo().result, 2001)         # and the connection goes on

    def test_unknown_application_octets(self):
        raw = message(999, 4242, head(), 0xc0, 0x11, 0x22)
        self.peer.send(raw)
        a = self.peer.recv()
        self.assertEqual(a.raw.hex(), message(999, 4242, [avp(263, S), *OWN, avp(268, 3007)], 0x60, 0x11,
                                              0x22).hex())

    def test_unknown_application(self):
        self.check(self.ask(head(), app=4242), 3007, True, app=4242)
        self.check(self.ask(head(), app=0xffffffff), 3007, True, app=0xffffffff)

    def test_unknown_command(self):
        self.check(self.ask(head(), code=999), 3001, True, code=999)
        self.check(self.ask(head(), code=275, app=0), 3001, True, code=275, app=0)

    def test_command_we_only_send(self):
        self.check(self.ask(head(), code=CANCEL_CMD), 3001, True, code=CANCEL_CMD)

    def test_loop(self):
        self.check(self.ask(head() + [avp(282, "a.example.org"), avp(282, HOST.upper())]), 3005, True)

    def test_missing(self):
        self.check(self.ask(head(session=None)), 5005, failed=avp(263, b""), session=False)
        self.check(self.ask(head(user=None)), 5005, failed=avp(1, b""))
        self.check(self.ask(head(state=None)), 5005, failed=avp(277, 0))

    def test_too_many(self):
        self.check(self.ask(head() + [avp(1, "second"), avp(1, "third")]), 5009, failed=avp(1, "second"))

    def test_unknown_m_bit(self):
        bad = avp(60001, b"abc", vendor=77)
        self.check(self.ask(head() + [bad]), 5001, failed=bad)

    def test_unknown_optional_is_ignored(self):
        a = self.ask(head() + [avp(60001, b"abc", vendor=77, flags=0), avp(60002, b"", flags=0)])
        self.assertEqual(a.result, 2001)

    def test_lengths(self):
        short = struct.pack(">IB3s", 1, M, b"\0\0\7")
        self.check(self.ask(head(user=None) + [short]), 5014, failed=avp(1, b""))
        beyond = struct.pack(">IB3s", 1, M, b"\0\1\0") + b"abcd"
        self.check(self.ask(head(user=None) + [beyond]), 5014, failed=avp(1, b""))
        number = struct.pack(">IB3s", 277, M, b"\0\0\x0b") + b"\0\0\1\0"
        self.check(self.ask(head(state=number)), 5014, failed=avp(277, 0))

    def test_bad_version(self):
        self.check(self.ask(head(), version=2), 5011, session=False)

    def test_length_not_a_multiple_of_four(self):
        raw = message(ECHO_CMD, ECHO, head(), 0xc0, 0x11, 0x22)
        raw += b"\0\0"
        raw = raw[:1] + len(raw).to_bytes(3, "big") + raw[4:]
        self.check(self.peer.raw(raw), 5015, session=False)

    def test_answers_never_get_an_answer(self):
        before = self.node.metric("hss_diameter_unexpected_total", "answer")
        self.peer.send(message(ECHO_CMD, ECHO, head(), 0x40, 1, 1))
        self.peer.send(message(999, 4242, head(), 0x40, 1, 1, version=3))
        self.assertEqual(self.peer.echo().result, 2001)
        self.assertEqual(self.node.metric("hss_diameter_unexpected_total", "answer"), before + 1)

    def test_lenient_bits(self):
        for flags in 0xc1, 0xcf, 0x80, 0xe0:
            self.assertEqual(self.ask(head(), flags=flags).result, 2001)
        bent = avp(1, "echo", flags=M | P | 0x1f)
        self.assertEqual(self.ask(head(user=bent)).result, 2001)
        self.assertEqual(self.ask(head(user=avp(1, "echo", flags=0))).result, 2001)

    def test_session_ids_of_any_form(self):
        self.assertEqual(self.ask(head(session=avp(263, b"\0\xff\0"))).result, 5004)    # no UTF8String
        for s in b"x", b"\0", b"; ;;", "\u00e4;1".encode(), b"", b"a" * 3000:
            a = self.ask(head(session=avp(263, s)))
            self.assertEqual((a.result, a.find(263).data), (2001, s))

    def test_proxy_info_is_echoed_in_order(self):
        one = avp(284, [avp(280, "b.example.org"), avp(33, b"12345")])
        two = avp(284, [avp(280, "a.example.org"), avp(33, b"")])
        for body, kw in ((head() + [one, avp(60002, b"z", flags=0), two], {}), (head() + [one, two], {"code": 999}),
                         (head(user=None) + [one, two], {}), ([one] + head(session=None) + [two], {})):
            a = self.ask(body, **kw)
            self.assertEqual([x.data for x in a.all(284)], [one[8:], two[8:]], a)

    def test_other_origin_host_other_destination_any_realm(self):
        a = self.ask(head(host=avp(264, "far.example.net"), realm=avp(296, "example.net"),
                          dest=avp(283, "What.Ever")) + [avp(293, "hss2.example.org")])
        self.assertEqual(a.result, 2001)

    def test_handler_results(self):
        def user(text):
            return self.ask(head(user=avp(1, text)))
        self.check(user("none"), 5012)
        self.check(user("bad"), 5012)
        self.check(user("result:3002"), 3002, True)
        self.check(user("result:5003"), 5003)
        self.check(user("result:0"), 5012)
        self.check(user("exp:5001"), -5001)
        a = user("reject:abc")
        self.check(a, 5004, failed=avp(1, "abc"))
        self.assertEqual(a.find(281).text, "no such user")
        self.check(user("two:x"), 2001)
        self.check(user("later:30"), 2001)

    def test_answer_octets(self):
        a = self.ask(head(user=avp(1, "hello")))
        self.assertEqual(a.raw.hex(), message(ECHO_CMD, ECHO, [
            avp(263, S), avp(268, 2001), avp(277, 1), *OWN, avp(25, "ok"), avp(1, "hello", flags=a.find(1).flags),
        ], 0x40, 0x11, 0x22).hex())


class Framing(unittest.TestCase):
    def test_every_read_boundary(self):
        with Node() as n:
            p = n.peer()
            raw = message(ECHO_CMD, ECHO, head(), 0xc0, 0x11, 0x22)
            for cut in range(1, len(raw)):
                p.send(raw[:cut])
                n.ask("peers")                       # a round trip: the first part is likely read
                p.send(raw[cut:])
                self.assertEqual(p.recv().result, 2001)

    def test_many_in_one_read_and_octet_by_octet(self):
        with Node() as n:
            p = n.peer()
            raw = message(ECHO_CMD, ECHO, head(), 0xc0, 0x11, 0x22)
            p.send(raw * 2000)
            for _ in range(2000):
                self.assertEqual(p.recv().result, 2001)
            p.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for i in range(len(raw) * 3):
                p.send((raw * 3)[i:i + 1])
            for _ in range(3):
                self.assertEqual(p.recv().result, 2001)

    def test_large_messages_and_slow_handlers(self):
        with Node(max_message=200000) as n:
            p = n.peer()
            user = "later:400"
            hops = [p.echo_start(user, extra=[avp(60002, bytes(k), flags=0)])
                    for k in list(range(1, 60000, 700)) + [150000, 199000 - 400]]
            for h in hops:
                a = p.wait_answer(h)
                self.assertEqual((a.result, a.find(1).text), (2001, "400"))

    def test_over_long_is_closed_with_a_reason(self):
        with Node() as n:
            p = n.peer()
            p.send(message(ECHO_CMD, ECHO, [], 0xc0, 0x11, 0x22, length=65540))
            a = p.recv()
            self.assertEqual((a.result, a.hop, a.end), (5015, 0x11, 0x22))
            self.assertTrue(p.is_closed())
            p = n.peer("b.example.org")
            p.send(message(ECHO_CMD, ECHO, [], 0xc0, 0x11, 0x22, length=16))
            self.assertEqual(p.recv().result, 5015)
            self.assertTrue(p.is_closed())
            self.assertEqual(n.metric("hss_diameter_malformed_total", "length"), 2)

    def test_peer_that_never_reads(self):
        with Node(send_buffer=200000, max_in_flight=100000) as n:
            p = n.peer()
            p.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw = message(ECHO_CMD, ECHO, head(user=avp(1, "big:30000")), 0xc0, 1, 1)
            try:
                for _ in range(2000):
                    p.send(raw)
            except OSError:
                pass
            self.assertTrue(n.wait(lambda: n.metric("hss_diameter_malformed_total", "peer_does_not_read")))
            self.assertEqual(n.peer("b.example.org").echo().result, 2001)

    def test_connection_lost_with_requests_in_work(self):
        with Node() as n:
            for _ in range(20):
                p = n.peer()
                for i in range(20):
                    p.echo_start(f"later:{i * 10}")
                p.close()
            # a reset may take requests along that were not read yet; every other one is answered
            self.assertTrue(n.wait(lambda: n.peers() == {} and
                                   n.metric("hss_diameter_answers_total", "Echo", "Echo", "2001") ==
                                   n.metric("hss_diameter_requests_total", "Echo", "Echo") > 100))


class Strict(unittest.TestCase):
    def test_bits(self):
        with Node(strict=1) as n:
            p = n.peer()
            def ask(avps, flags=0xc0):
                return p.raw(message(ECHO_CMD, ECHO, avps, flags, 1, 2))
            self.assertEqual(ask(head(), 0xc1).result, 5013)
            a = ask(head(), 0xe0)
            self.assertEqual((a.result, a.is_error), (3008, True))
            self.assertEqual(ask(head(), 0x80).result, 3008)
            self.assertEqual(ask(head(user=avp(1, "echo", flags=M | 1))).result, 3009)
            self.assertEqual(ask(head()).result, 2001)


class Destinations(unittest.TestCase):
    def test_realms_listed(self):
        with Node(realm=["Example.org", "old.example.org"], aka="hss-old.example.org") as n:
            p = n.peer()
            def ask(realm=REALM, host=None):
                a = p.raw(message(ECHO_CMD, ECHO, head(dest=avp(283, realm)) +
                                  ([avp(293, host)] if host else []), 0xc0, 1, 2))
                return a.result
            self.assertEqual(ask("EXAMPLE.ORG", HOST.upper()), 2001)
            self.assertEqual(ask("old.example.org", "HSS-OLD.example.org"), 2001)
            self.assertEqual(ask("foreign.org"), 3003)
            self.assertEqual(ask(REALM, "hss2.example.org"), 3002)


class Load(unittest.TestCase):
    def test_in_flight_cap(self):
        with Node(max_in_flight=3) as n:
            p = n.peer()
            hang = [p.echo_start("later:500") for _ in range(3)]
            self.assertEqual(p.echo().result, 5012)
            self.assertEqual(p.echo(code=QUIET_CMD).result, -4181)
            for h in hang:
                self.assertEqual(p.wait_answer(h).result, 2001)
            self.assertEqual(p.echo().result, 2001)

    def test_agent_gets_too_busy(self):
        with Node({"host": "dra.example.org", "dra": 1, "max_in_flight": 1}) as n:
            p = n.peer("dra.example.org")
            p.echo_start("later:500")
            a = p.echo()
            self.assertEqual((a.result, a.is_error), (3004, True))

    def test_deadline(self):
        with Node(request_timeout=300) as n:
            p = n.peer()
            self.assertEqual(p.echo("hang").result, 5012)
            self.assertEqual(p.echo("hang", code=QUIET_CMD).result, -4181)
            hop = p.echo_start("later:600")          # its own answer comes too late, and nowhere
            self.assertEqual(p.wait_answer(hop).result, 5012)
            time.sleep(0)
            self.assertEqual(p.echo().result, 2001)
            self.assertEqual(n.peers()["mme.example.org"][2], "0")


class Duplicates(unittest.TestCase):
    def counted(self, p, flags, end, extra=(), host="far.example.org", session=S, hop=5):
        raw = message(ECHO_CMD, ECHO, head(session=avp(263, session), host=avp(264, host), user=avp(1, "count")) +
                      list(extra), flags, hop, end)
        return p.raw(raw)

    def test_t_flag(self):
        with Node(loops=3) as n:
            a, b = n.peer("dra1.example.org"), n.peer("dra2.example.org")
            first = self.counted(a, 0xc0, 77, [avp(284, [avp(280, "a"), avp(33, b"1")])])
            self.assertEqual(first.find(1).text, "1")
            # the same by another way: Route-Record and Proxy-Info differ
            proxy = avp(284, [avp(280, "bb"), avp(33, b"22")])
            again = self.counted(b, 0xd0, 77, [avp(282, "x.example.org"), proxy], host="FAR.example.org", hop=9)
            # Origin-Host is content too: another spelling is another request
            self.assertEqual(again.find(1).text, "2")
            again = self.counted(b, 0xd0, 77, [avp(282, "x.example.org"), proxy], hop=9)
            self.assertEqual((again.find(1).text, again.hop, again.end), ("1", 9, 77))
            self.assertEqual([x.data for x in again.all(284)], [proxy[8:]])
            self.assertEqual(n.metric("hss_diameter_repeated_answers_total", "Echo", "Echo"), 1)

    def test_what_is_no_duplicate(self):
        with Node() as n:
            p = n.peer()
            seen = [self.counted(p, 0xc0, 77).find(1).text, self.counted(p, 0xc0, 77).find(1).text,
                    self.counted(p, 0xd0, 78).find(1).text, self.counted(p, 0xd0, 77, session="other").find(1).text,
                    self.counted(p, 0xd0, 77, host="b.example.org").find(1).text]
            self.assertEqual(seen, ["1", "2", "3", "4", "5"])

    def test_command_without_state_runs_again(self):
        with Node() as n:
            p = n.peer()
            for want in "1", "2":
                self.assertEqual(p.echo("count", code=QUIET_CMD, flags=0xd0, end=9, session=S).find(1).text, want)

    def test_failure_is_tried_again(self):
        with Node() as n:
            p = n.peer()
            self.assertEqual(p.echo("none", end=9, session=S).result, 5012)
            self.assertEqual(p.echo("none", end=9, session=S, flags=0xd0).result, 5012)
            self.assertEqual(n.metric("hss_diameter_repeated_answers_total", "Echo", "Echo"), 0)

    def test_answer_of_a_lost_connection_is_repeated(self):
        with Node() as n:
            p = n.peer("dra1.example.org")
            p.echo_start("later:100", end=9, session=S, origin_host="far.example.org")
            p.close()
            self.assertTrue(n.wait(lambda: n.metric("hss_diameter_answers_total", "Echo", "Echo", "2001") == 1))
            p = n.peer("dra2.example.org")
            p.echo("later:100", end=9, session=S, origin_host="far.example.org", flags=0xd0)
            self.assertEqual(n.metric("hss_diameter_repeated_answers_total", "Echo", "Echo"), 1)


if __name__ == "__main__":
    unittest.main()
