"""Opening, keeping and closing a connection: RFC 6733 5.3 to 5.6, RFC 3539, rulings 1.1 and 1.2."""
import socket
import time
import unittest

from node import (CANCEL_CMD, ECHO, ECHO_CMD, HOST, REALM, SLOW, Closed, EchoPeer, Node, accept, avp,
                  free_port, ip, listener, message)


class Capabilities(unittest.TestCase):
    def test_cea_says_who_we_are(self):
        with Node(address="192.0.2.7") as n:
            p = n.peer(open=False)
            a = p.cer(origin_state=5)
            self.assertEqual(a.result, 2001)
            self.assertEqual((a.flags, a.code, a.app), (0, 257, 0))
            self.assertEqual(a.find(264).text, HOST)
            self.assertEqual(a.find(296).text, REALM)
            self.assertEqual([x.data for x in a.all(257)], [ip("127.0.0.1"), ip("192.0.2.7")])
            self.assertEqual(a.find(278).u32, 1700000000)
            self.assertEqual(a.find(269).text, "hssd")
            self.assertEqual([x.u32 for x in a.all(265)], [10415])
            self.assertEqual([x.u32 for x in a.all(258)], [ECHO])
            self.assertEqual(a.find(260).find(258).u32, ECHO)
            self.assertEqual(n.peers(), {"mme.example.org": [REALM, "open", "0", "node"]})

    def test_kamailio_without_host_ip_address(self):
        with Node() as n:
            self.assertEqual(n.peer(open=False).cer(host_ip=False).result, 2001)

    def test_relay_application_is_common_and_marks_an_agent(self):
        with Node() as n:
            p = n.peer(apps=(), auth_apps=(0xffffffff,))
            self.assertEqual(n.peers()["mme.example.org"][-1], "agent")
            p.close()

    def test_application_alone_without_vsai(self):
        with Node() as n:
            self.assertEqual(n.peer(open=False).cer(apps=(), auth_apps=(ECHO,)).result, 2001)

    def test_no_common_application(self):
        with Node() as n:
            p = n.peer(open=False)
            a = p.cer(apps=(16777216,))
            self.assertEqual((a.result, a.is_error), (5010, False))
            self.assertTrue(p.is_closed())

    def test_inband_security(self):
        with Node() as n:
            p = n.peer(open=False)
            self.assertEqual(p.cer(extra=[avp(299, 1)]).result, 5017)
            self.assertTrue(p.is_closed())
            self.assertEqual(n.peer(open=False).cer(extra=[avp(299, 1), avp(299, 0)]).result, 2001)

    def test_bad_cers_get_their_result_and_a_close(self):
        with Node() as n:
            def cer(avps):
                p = n.peer(open=False)
                a = p.raw(message(257, 0, avps, 0x80, 7, 7))
                self.assertTrue(p.is_closed())
                return a
            body = [avp(264, "x.example.org"), avp(296, REALM), avp(257, ip("127.0.0.1")), avp(266, 1),
                    avp(269, "x", flags=0), avp(258, ECHO)]
            a = cer(body[1:])
            self.assertEqual(a.result, 5005)
            self.assertEqual(a.find(279).group[0].code, 264)
            self.assertEqual(cer([avp(264, "x\0y")] + body[1:]).result, 5004)
            self.assertEqual(cer([avp(264, "")] + body[1:]).result, 5004)
            self.assertEqual(cer(body + [avp(264, "again.example.org")]).result, 5009)
            self.assertEqual(cer([avp(264, HOST.upper())] + body[1:]).result, 3010)
            self.assertEqual(cer([avp(264, "y.example.org")] * 64 + body[1:]).result, 5009)
            self.assertEqual(cer(body + [avp(260, b"\0\0\1\2")]).result, 5014)
            self.assertEqual(cer(body + [avp(60000, b"?")]).result, 5001)
            self.assertEqual(n.peer().echo().result, 2001)

    def test_listed(self):
        one = {"host": "Mme.Example.org", "realm": "example.org", "address": "127.0.0.1"}
        two = {"host": "other.example.org", "realm": "elsewhere.org"}
        with Node(one, two, accept=2) as n:
            self.assertEqual(n.peer(open=False).cer().result, 2001)
            for host in "stranger.example.org", "other.example.org":
                p = n.peer(host, open=False)
                a = p.cer()
                self.assertEqual((a.result, a.is_error), (3010, True))
                self.assertTrue(p.is_closed())

    def test_listed_address_and_applications(self):
        with Node({"host": "mme.example.org", "address": "192.0.2.1"}) as n:
            self.assertEqual(n.peer(open=False).cer().result, 3010)
        with Node({"host": "mme.example.org", "app": 4}) as n:
            self.assertEqual(n.peer(open=False).cer().result, 5010)

    def test_cer_on_an_open_connection_is_answered(self):
        with Node() as n:
            p = n.peer()
            self.assertEqual(p.cer().result, 2001)
            self.assertEqual(p.echo().result, 2001)

    def test_ipv6_and_several_listeners(self):
        a, b = free_port(), free_port(socket.AF_INET6, "::1")
        with Node(listen=[f"listen=127.0.0.1:{a}", f"listen=::1:{b}"]) as n:
            n.port = a
            self.assertEqual(n.peer("a.example.org").echo().result, 2001)
            p = EchoPeer("::1", b, host="b.example.org")
            p.dest_realm = REALM
            cea = p.connect().cer()
            self.assertEqual(cea.find(257).data, ip("::1"))
            self.assertEqual(p.echo().result, 2001)

    def test_port_in_use(self):
        with listener() as s:
            with self.assertRaises(RuntimeError):
                Node(listen=[f"listen=127.0.0.1:{s.getsockname()[1]}"])


class BeforeTheExchange(unittest.TestCase):
    def test_anything_but_a_cer_closes(self):
        with Node() as n:
            for raw in (message(ECHO_CMD, ECHO, [avp(263, "a;1;2")], 0xc0, 1, 1),
                        message(280, 0, [], 0x80, 1, 1), message(257, 0, [], 0, 1, 1)):
                p = n.peer(open=False)
                p.send(raw)
                with self.assertRaises(Closed):
                    p.recv()
            self.assertEqual(n.metric("hss_diameter_malformed_total", "before_cer"), 3)

    def test_garbage(self):
        with Node() as n:
            for raw in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9,
                        bytes(64), b"\xff" * 4096, b"\x01\x00\x00\x14" + bytes(16)):
                p = n.peer(open=False)
                p.send(raw)
                self.assertTrue(p.is_closed(), raw[:8])
            self.assertEqual(n.peer().echo().result, 2001)

    def test_slow_loris(self):
        with Node(cer_timeout=300) as n:
            p = n.peer(open=False)
            p.send(b"\x01\x00\x00\x80\x80")
            self.assertTrue(p.is_closed(5 * SLOW))
            self.assertEqual(n.metric("hss_diameter_malformed_total", "no_cer"), 1)

    def test_max_conns(self):
        with Node(max_conns=3) as n:
            keep = [n.peer(f"p{i}.example.org") for i in range(3)]
            p = n.peer(open=False)
            self.assertTrue(p.is_closed())
            keep[0].close()
            n.wait(lambda: n.metric("hss_diameter_connections") == 2)
            self.assertEqual(n.peer("new.example.org").echo().result, 2001)

    def test_a_thousand_connections(self):
        with Node(loops=4) as n:
            peers = [n.peer(f"p{i}.example.org") for i in range(1000)]
            for p in peers[::97]:
                self.assertEqual(p.echo().result, 2001)
            self.assertEqual(n.metric("hss_diameter_peers", "open"), 1000)
            for p in peers:
                p.close()
            self.assertTrue(n.wait(lambda: n.metric("hss_diameter_connections") == 0))
            self.assertEqual(n.peers(), {})


class WatchdogAndDisconnect(unittest.TestCase):
    def test_dwr_is_answered(self):
        with Node() as n:
            a = n.peer().dwr()
            self.assertEqual((a.result, a.find(278).u32, a.flags), (2001, 1700000000, 0))

    def test_dwr_with_a_fault_is_answered(self):
        with Node() as n:
            p = n.peer()
            a = p.raw(message(280, 0, [avp(264, "m")], 0x80, 3, 4))
            self.assertEqual((a.result, a.hop, a.end), (5005, 3, 4))
            self.assertEqual(p.echo().result, 2001)

    def test_silent_peer_is_asked_then_closed(self):
        with Node(watchdog=600) as n:
            p = n.peer()
            del p.handlers[280]
            m = p.expect(280)
            self.assertEqual((m.find(264).text, m.flags), (HOST, 0x80))
            self.assertTrue(p.is_closed(10 * SLOW))
            self.assertTrue(n.wait(lambda: n.peers() == {}))

    def test_answering_peer_stays(self):
        with Node(watchdog=300) as n:
            p = n.peer()
            for _ in range(4):
                m = p.recv()
                self.assertEqual(m.code, 280)
                p.answer(m, [avp(268, 2001)])
            self.assertEqual(p.echo().result, 2001)

    def test_dpr_from_the_peer(self):
        with Node() as n:
            p = n.peer()
            hop = p.echo_start("later:300")
            self.assertEqual(p.dpr().result, 2001)
            # what it had asked before is still answered
            self.assertEqual(p.wait_answer(hop).result, 2001)
            self.assertTrue(n.wait(lambda: not n.peers()))
            p.close()

    def test_drain(self):
        with Node() as n:
            p = n.peer()
            hop = p.echo_start("later:500")
            n.ask("drain")
            m = p.expect(282)
            self.assertEqual(m.find(273).u32, 0)
            p.answer(m, [avp(268, 2001)])
            self.assertEqual(p.wait_answer(hop).result, 2001)
            self.assertTrue(p.is_closed())
            self.assertTrue(n.wait(lambda: n.ask("drained") == [["1"]]))
            with self.assertRaises(OSError):
                n.peer(open=False)


class SecondConnection(unittest.TestCase):
    def test_black_holed_connection_is_replaced_within_two_seconds(self):
        with Node(loops=3) as n:
            old = n.peer(origin_state=1)            # never reads again: no DWA
            at = time.monotonic()
            new = n.peer(open=False)
            self.assertEqual(new.cer(origin_state=1).result, 2001)
            self.assertEqual(new.echo().result, 2001)
            self.assertLess(time.monotonic() - at, 2)
            self.assertTrue(old.is_closed())

    def test_higher_origin_state_id_replaces_at_once(self):
        with Node(loops=3) as n:
            n.peer(origin_state=1)
            at = time.monotonic()
            new = n.peer(origin_state=2)
            self.assertLess(time.monotonic() - at, 0.8)
            self.assertEqual(new.echo().result, 2001)

    def second(self, multiple):
        n = Node(multiple=multiple, loops=3)
        old = n.peer()
        new = n.peer("MME.example.org", open=False)
        new.sock.settimeout(1)
        new.send(message(257, 0, [avp(264, new.host), avp(296, REALM), avp(257, ip("127.0.0.1")),
                                  avp(266, 0), avp(269, "x", flags=0), avp(258, ECHO)], 0x80, 9, 9))
        del old.handlers[280]
        old.answer(old.expect(280), [avp(268, 2001)])
        return n, old, new, new.recv()

    def test_alive_replace(self):
        n, old, new, cea = self.second(1)
        with n:
            self.assertEqual(cea.result, 2001)
            self.assertTrue(old.is_closed())
            self.assertEqual(new.echo().result, 2001)

    def test_alive_reject(self):
        n, old, new, cea = self.second(2)
        with n:
            self.assertEqual(cea.result, 4003)
            self.assertTrue(new.is_closed())
            self.assertEqual(old.echo().result, 2001)

    def test_alive_allow(self):
        n, old, new, cea = self.second(3)
        with n:
            self.assertEqual(cea.result, 2001)
            self.assertEqual(old.echo().result, 2001)
            self.assertEqual(new.echo().result, 2001)
            old.close()
            self.assertEqual(new.echo().result, 2001)
            self.assertEqual(n.peers()["mme.example.org"][1], "open")

    def test_request_behind_the_held_cer_is_not_lost(self):
        with Node() as n:
            n.peer()
            new = n.peer(open=False)
            new.send(message(257, 0, [avp(264, new.host), avp(296, REALM), avp(257, ip("127.0.0.1")),
                                      avp(266, 0), avp(269, "x", flags=0), avp(258, ECHO)], 0x80, 9, 9))
            self.assertEqual(new.echo().result, 2001)


class Outgoing(unittest.TestCase):
    def test_we_dial_and_speak_first(self):
        with listener() as s:
            to = {"host": "dra.example.org", "connect": f"127.0.0.1:{s.getsockname()[1]}"}
            with Node(to, reconnect=1000) as n:
                p = accept(s, "dra.example.org")
                m = p.expect(257)
                self.assertEqual((m.find(264).text, m.flags), (HOST, 0x80))
                self.assertEqual(m.find(260).find(258).u32, ECHO)
                caps = [avp(268, 2001), avp(257, ip("127.0.0.1")), avp(266, 0),
                        avp(269, "x", flags=0), avp(258, 0xffffffff)]
                p.answer(m, caps)
                self.assertTrue(n.wait(lambda: n.peers()["dra.example.org"][1] == "open"))
                p.dest_realm = REALM
                self.assertEqual(p.echo().result, 2001)
                p.close()
                p = accept(s, "dra.example.org")    # and again by itself
                p.answer(p.expect(257), caps)
                self.assertEqual(p.dwr().result, 2001)

    def test_wrong_cea_is_not_a_peer(self):
        with listener() as s:
            to = {"host": "dra.example.org", "connect": f"localhost:{s.getsockname()[1]}"}
            with Node(to, reconnect=1000) as n:
                for host, avps in (("other.example.org", [avp(268, 2001)]),
                                   ("dra.example.org", [avp(268, 3010)]), ("dra.example.org", [])):
                    p = accept(s, host)
                    p.answer(p.expect(257), avps + [avp(257, ip("127.0.0.1")), avp(266, 0),
                                                    avp(269, "x", flags=0), avp(258, ECHO)])
                    self.assertTrue(p.is_closed())
                p = accept(s, host)
                p.expect(257)
                p.send(message(ECHO_CMD, ECHO, [], 0xc0, 1, 1))
                self.assertTrue(p.is_closed())
                self.assertEqual(n.peers()["dra.example.org"][1], "down")

    def election(self, host, survivor):
        """Both sides connect at once; `survivor` says whose connection stays."""
        with listener() as s:
            to = {"host": host, "connect": f"127.0.0.1:{s.getsockname()[1]}"}
            with Node(to, reconnect=30000) as n:
                theirs = accept(s, host)
                cer = theirs.expect(257)
                ours = n.peer(host, open=False)
                body = [avp(264, host), avp(296, REALM), avp(257, ip("127.0.0.1")), avp(266, 0),
                        avp(269, "x", flags=0), avp(258, ECHO)]
                ours.send(message(257, 0, body, 0x80, 9, 9))
                self.assertTrue(n.wait(lambda: n.said("event=r_conn_cer")))
                if survivor == "ours":              # the node wins: it keeps what the peer opened
                    self.assertEqual(ours.recv().result, 2001)
                    self.assertTrue(theirs.is_closed())
                    stays = ours
                else:                               # the peer wins and answers the node's CER
                    theirs.answer(cer, [avp(268, 2001)] + body[2:])
                    self.assertTrue(ours.is_closed())
                    stays = theirs
                stays.dest_realm = REALM
                self.assertEqual(stays.echo().result, 2001)
                self.assertEqual(n.peers()[host][1], "open")

    def test_election_won(self):
        self.election("aaa.example.org", "ours")

    def test_election_lost(self):
        self.election("zzz.example.org", "theirs")

    def test_nobody_listens(self):
        to = {"host": "dra.example.org", "connect": f"127.0.0.1:{free_port()}"}
        with Node(to, reconnect=500) as n:
            self.assertEqual(n.peers()["dra.example.org"][1], "down")
            self.assertEqual(n.peer().echo().result, 2001)


if __name__ == "__main__":
    unittest.main()
