"""kill -9 in the middle of load: nothing acknowledged is lost, no SQN comes twice, CLRs owed are sent."""
import threading
import unittest

from diameter import TGPP, Closed, Mme, avp, vectors
from hssd import Hssd, wait_until
from usim import Usim


def imsi(n):
    return f"00101{n:010d}"


class Crash(unittest.TestCase):
    N = 24

    def setUp(self):
        self.h = Hssd()
        self.addCleanup(self.h.close)
        for n in range(self.N):
            self.h.provision(imsi(n), msisdn=f"1555{n:04d}")

    def mme(self, n):
        m = Mme("127.0.0.1", self.h.diameter_port, host=f"mme{n}.example.org").connect()
        self.addCleanup(m.close)
        self.assertEqual(m.cer().result, 2001)
        return m

    def test_acknowledged_registrations_survive_kill_9(self):
        acked, lock, go = {}, threading.Lock(), threading.Event()

        def attach(k):
            m = self.mme(k)
            m.handlers[317] = lambda _: [avp(268, 2001), avp(277, 1)]
            go.wait()
            try:
                for r in range(1000):
                    i = imsi((k * 7 + r) % self.N)
                    if m.ulr(i).result == 2001:
                        with lock:
                            acked.setdefault(i, []).append(m.host)
            except (Closed, OSError):
                pass

        threads = [threading.Thread(target=attach, args=(k,)) for k in range(4)]
        for t in threads:
            t.start()
        go.set()
        wait_until(lambda: sum(map(len, acked.values())) > 150, "150 registrations")
        self.h.kill()
        for t in threads:
            t.join()
        self.h.start()
        for i, hosts in acked.items():
            # the last one acknowledged, or one whose answer the crash swallowed
            row = self.h.api("GET", f"/subscriber/imsi/{i}").json
            self.assertIsNotNone(row["serving_mme"], i)

    def test_a_single_writers_registration_is_exactly_the_last_acknowledged(self):
        m = self.mme(9)
        m.handlers[317] = lambda _: [avp(268, 2001), avp(277, 1)]
        for n in range(self.N):
            self.assertEqual(m.ulr(imsi(n)).result, 2001)
        self.h.kill()
        self.h.start()
        for n in range(self.N):
            self.assertEqual(self.h.api("GET", f"/subscriber/imsi/{imsi(n)}").json["serving_mme"], m.host)

    def test_sqn_never_repeats_over_many_kills(self):
        seen = {imsi(n): set() for n in range(3)}
        sims = {i: Usim(Hssd.KI, Hssd.OPC) for i in seen}
        lock = threading.Lock()
        per_ind = {}

        def ask(k, stop):
            try:
                m = self.mme(k)
                while not stop.is_set():
                    for i in seen:
                        for rand, _, autn, _, _ in vectors(m.air(i, n=2)):
                            sqn = sims[i].sqn_of(rand, autn)
                            with lock:
                                self.assertNotIn(sqn, seen[i])
                                seen[i].add(sqn)
                            key = (i, k, sqn & 31)
                            self.assertGreater(sqn, per_ind.get(key, -1))
                            per_ind[key] = sqn
            except (Closed, OSError):
                pass

        errors = []
        for _ in range(4):
            stop = threading.Event()

            def run(k, stop=stop):
                try:
                    ask(k, stop)
                except AssertionError as e:
                    errors.append(e)

            threads = [threading.Thread(target=run, args=(k,)) for k in range(6)]
            before = sum(map(len, seen.values()))
            for t in threads:
                t.start()
            wait_until(lambda: sum(map(len, seen.values())) > before + 200 or errors, "vectors")
            self.h.kill()
            stop.set()
            for t in threads:
                t.join()
            self.assertEqual(errors, [])
            self.h.start()
        # the SIM never needs a resynchronisation, not even after the kills
        m = self.mme(1)
        for i in seen:
            v = vectors(m.air(i))[0]
            self.assertGreater(sims[i].sqn_of(v[0], v[2]) >> 5, max(seen[i]) >> 5)

    def test_owed_clr_is_sent_after_the_restart(self):
        one, two = self.mme(1), self.mme(2)
        self.assertEqual(one.ulr(imsi(0)).result, 2001)
        one.handlers[317] = lambda _: None              # takes the CLR and never answers
        self.assertEqual(two.ulr(imsi(0)).result, 2001)
        self.h.kill()
        self.h.start()
        again = Mme("127.0.0.1", self.h.diameter_port, host=one.host).connect()
        self.addCleanup(again.close)
        self.assertEqual(again.cer().result, 2001)
        clr = again.expect(317, 60)
        self.assertEqual(clr.find(1).text, imsi(0))
        self.assertEqual(clr.find(1420, TGPP).u32, 0)
        again.answer(clr, [avp(268, 2001), avp(277, 1)])


if __name__ == "__main__":
    unittest.main()
