"""Requests the node sends: routing (rulings 1.5), fail-over, time-outs, late answers."""
import time
import unittest

from node import CANCEL_CMD, ECHO, HOST, REALM, SLOW, Node, avp

UNREACH, TIMEOUT, CANCELED, PROTO = "-9", "-7", "-8", "-10"


def cla(user):
    return [avp(268, 2001), avp(277, 1), avp(25, "ok"), avp(1, user)]


class Calls(unittest.TestCase):
    def node(self, *peers, **kw):
        n = Node(*peers, loops=3, **kw)
        self.addCleanup(n.stop)
        return n

    def call(self, p, host="", realm="", via="", flags=0, word="call"):
        """What the caller heard: rc, result, the answer's User-Name."""
        return p.echo(f"{word}:{host},{realm},{via},{flags}", seconds=20).find(1).text

    def call_and_serve(self, p, other, user, **kw):
        hop = p.echo_start(f"call:{kw.get('host', '')},{kw.get('realm', '')},{kw.get('via', '')},{kw.get('flags', 0)}")
        m = other.expect(CANCEL_CMD)
        other.answer(m, cla(user))
        return m, p.wait_answer(hop).find(1).text

    def test_to_the_host_it_names(self):
        n = self.node()
        p = n.peer("caller.example.org")
        others = [n.peer(f"mme{i}.example.org") for i in range(4)]
        for i, o in enumerate(others):
            m, heard = self.call_and_serve(p, o, f"from{i}", host=f"MME{i}.example.org")
            self.assertEqual(heard, f"0 2001 from{i}")
            self.assertEqual((m.flags, m.app), (0xc0, ECHO))
            self.assertEqual(m.avps[0].code, 263)
            self.assertTrue(m.find(263).text.startswith(HOST + ";"))
            self.assertEqual(m.find(264).text, HOST)
            self.assertEqual(m.find(293).text, f"MME{i}.example.org")
            self.assertEqual(m.find(283).text, "example.org")
            self.assertEqual(m.find(277).u32, 1)
        self.assertEqual(n.metric("hss_diameter_tx_answers_total", "Echo", "Cancel", "2001"), 4)

    def test_sessions_and_identifiers_differ(self):
        n = self.node()
        p = n.peer("caller.example.org")
        o = n.peer("mme.example.org")
        got = [self.call_and_serve(p, o, "x", host="mme.example.org")[0] for _ in range(20)]
        for values in ({m.find(263).text for m in got}, {m.hop for m in got}, {m.end for m in got}):
            self.assertEqual(len(values), 20)

    def test_via_the_peer_that_brought_it(self):
        n = self.node()
        p, agent, direct = n.peer("caller.example.org"), n.peer("dra.example.org"), n.peer("mme.example.org")
        m, heard = self.call_and_serve(p, agent, "agent", host="mme.example.org", via="dra.example.org")
        self.assertEqual((m.find(293).text, heard), ("mme.example.org", "0 2001 agent"))
        agent.close()
        n.wait(lambda: "dra.example.org" not in n.peers())
        _, heard = self.call_and_serve(p, direct, "direct", host="mme.example.org", via="dra.example.org")
        self.assertEqual(heard, "0 2001 direct")

    def test_realm_then_dra(self):
        n = self.node({"host": "dra.example.net", "dra": 1})
        p = n.peer("caller.example.org")
        dra = n.peer("dra.example.net", apps=(), auth_apps=(0xffffffff,))
        agent = n.peer("agent.visited.org", open=False)
        agent.realm = "visited.org"
        self.assertEqual(agent.cer(apps=(), auth_apps=(0xffffffff,)).result, 2001)
        _, heard = self.call_and_serve(p, agent, "agent", host="mme.visited.org", realm="Visited.org")
        self.assertEqual(heard, "0 2001 agent")
        agent.close()
        n.wait(lambda: "agent.visited.org" not in n.peers())
        _, heard = self.call_and_serve(p, dra, "dra", host="mme.visited.org", realm="visited.org")
        self.assertEqual(heard, "0 2001 dra")
        self.assertEqual(self.call(p, "mme.visited.org", "visited.org", flags=1), f"{UNREACH} 0 -")

    def test_no_other_node_of_the_realm_stands_in_for_one_that_was_connected_itself(self):
        n = self.node()
        p = n.peer("caller.example.org")

        def visited(name, **apps):
            q = n.peer(name, open=False)
            q.realm = "visited.org"
            self.assertEqual(q.cer(**apps).result, 2001)
            return q

        visited("mme1.visited.org").close()
        other = visited("mme2.visited.org")
        n.wait(lambda: "mme1.visited.org" not in n.peers())
        self.assertEqual(self.call(p, "mme1.visited.org", "visited.org", "MME1.visited.org"), f"{UNREACH} 0 -")
        # behind an agent that does not call itself one, its sibling may do
        _, heard = self.call_and_serve(p, other, "sibling", host="mme9.visited.org", realm="visited.org",
                                       via="dra1.visited.org")
        self.assertEqual(heard, "0 2001 sibling")
        agent = visited("agent.visited.org", apps=(), auth_apps=(0xffffffff,))
        _, heard = self.call_and_serve(p, agent, "agent", host="mme1.visited.org", realm="visited.org",
                                       via="mme1.visited.org")
        self.assertEqual(heard, "0 2001 agent")

    def test_nobody(self):
        n = self.node()
        self.assertEqual(self.call(n.peer(), "mme9.example.net", "example.net"), f"{UNREACH} 0 -")

    def test_error_answers(self):
        n = self.node()
        p, o = n.peer("caller.example.org"), n.peer("mme.example.org")
        for avps, flags, heard in (([avp(297, [avp(266, 10415), avp(298, 5001)])], 0x40, "0 E5001 -"),
                                   ([avp(268, 3002)], 0x60, "0 3002 -"),
                                   ([avp(268, 2001)], 0x40, f"{PROTO} 0 -"),       # Class is missing
                                   ([], 0x40, f"{PROTO} 0 -")):
            hop = p.echo_start("call:mme.example.org")
            o.answer(o.expect(CANCEL_CMD), avps, flags)
            self.assertEqual(p.wait_answer(hop).find(1).text, heard)

    def test_timeout_and_the_late_answer(self):
        n = self.node(call_timeout=300)
        p, o = n.peer("caller.example.org"), n.peer("mme.example.org")
        self.assertEqual(self.call(p, "mme.example.org"), f"{TIMEOUT} 0 -")
        o.answer(o.expect(CANCEL_CMD), cla("late"))
        self.assertEqual(o.echo().result, 2001)
        self.assertEqual(n.metric("hss_diameter_unexpected_total", "answer"), 1)

    def test_cancel(self):
        n = self.node(call_timeout=500)
        p, o = n.peer("caller.example.org"), n.peer("mme.example.org")
        self.assertEqual(self.call(p, "mme.example.org", word="cancel"), f"{CANCELED} 0 -")
        o.answer(o.expect(CANCEL_CMD), cla("late"))
        self.assertEqual(p.echo().result, 2001)

    def test_peer_lost_goes_elsewhere_with_t(self):
        n = self.node({"host": "dra.example.net", "dra": 1})
        p, o = n.peer("caller.example.org"), n.peer("mme.example.org")
        dra = n.peer("dra.example.net", apps=(), auth_apps=(0xffffffff,))
        hop = p.echo_start("call:mme.example.org")
        first = o.expect(CANCEL_CMD)
        o.close()
        m = dra.expect(CANCEL_CMD)
        self.assertEqual((first.flags, m.flags, m.end), (0xc0, 0xd0, first.end))
        self.assertEqual(m.find(263).text, first.find(263).text)
        dra.answer(m, cla("dra"))
        self.assertEqual(p.wait_answer(hop).find(1).text, "0 2001 dra")

    def test_peer_lost_without_another_way(self):
        n = self.node()
        p, o = n.peer("caller.example.org"), n.peer("mme.example.net", open=False)
        o.realm = "example.net"
        o.cer()
        hop = p.echo_start("call:mme.example.net,example.net")
        o.expect(CANCEL_CMD)
        o.close()
        self.assertEqual(p.wait_answer(hop).find(1).text, f"{UNREACH} 0 -")

    def test_silent_peer_loses_its_requests_to_another(self):
        n = self.node({"host": "dra.example.net", "dra": 1}, watchdog=400, call_timeout=10000)
        p, o = n.peer("caller.example.org"), n.peer("mme.example.org")
        dra = n.peer("dra.example.net", apps=(), auth_apps=(0xffffffff,))
        hop = p.echo_start("call:mme.example.org")
        while not dra.requests:                       # answer the watchdogs of those that live
            for q in (p, dra):
                q.sock.settimeout(0.05)
                try:
                    q._take(q.recv(0.05))
                except TimeoutError:
                    pass
        m = dra.expect(CANCEL_CMD)
        self.assertEqual(m.flags, 0xd0)
        dra.answer(m, cla("dra"))
        self.assertEqual(p.wait_answer(hop).find(1).text, "0 2001 dra")

    def test_many_at_once_over_loops(self):
        n = self.node()
        p = n.peer("caller.example.org")
        others = [n.peer(f"mme{i}.example.org") for i in range(6)]
        hops = [(i, p.echo_start(f"call:mme{i % 6}.example.org")) for i in range(300)]
        for o in others:
            for _ in range(50):
                m = o.expect(CANCEL_CMD)
                o.answer(m, cla(m.find(1).text))
        for i, h in hops:
            self.assertEqual(p.wait_answer(h).find(1).text, f"0 2001 mme{i % 6}.example.org")


if __name__ == "__main__":
    unittest.main()
