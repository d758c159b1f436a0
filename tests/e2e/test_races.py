"""Races: MMEs that fight for one subscriber (rulings 4.4, 4.5), an operator's echo of a whole row while
vectors are fetched (rulings 2.2)."""
import random
import threading
import unittest

from diameter import TGPP, Mme, avp, vectors
from hssd import BUILD, Hssd, wait_until
from usim import Usim

IMSI = "001010000000001"
ROUNDS = 400 if "san" in BUILD else 3000          # 3.5 ULRs each: over 10,000


class Contender(Mme):
    """Counts the CLRs that came since its last ULA, in wire order."""

    clrs = 0

    def fight(self, imsi):
        hop = self.start(16777251, 316, [avp(1, imsi), avp(1032, 1004, TGPP), avp(1405, 2, TGPP),
                                         avp(1407, b"\0\xf1\x10", TGPP)])
        while True:
            m = self.recv()
            if m.is_request and m.code == 317:
                self.take_clr(m)
            elif not m.is_request and m.hop == hop:
                self.clrs = 0
                return m.result

    def take_clr(self, m):
        self.clrs += 1
        self.answer(m, [avp(268, 2001), avp(277, 1)])

    def drain(self, want):
        """Waits for `want` CLRs."""
        while self.clrs < want:
            m = self.recv()
            if m.is_request and m.code == 317:
                self.take_clr(m)


class Races(unittest.TestCase):
    def setUp(self):
        self.h = Hssd()
        self.addCleanup(self.h.close)

    def mme(self, n, cls=Mme):
        m = cls("127.0.0.1", self.h.diameter_port, host=f"mme{n}.example.org").connect()
        self.addCleanup(m.close)
        self.assertEqual(m.cer().result, 2001)
        return m

    def test_one_stays_registered_and_every_replaced_one_hears_it_once(self):
        self.h.provision(IMSI)
        mmes = [self.mme(n, Contender) for n in range(5)]
        rnd, results, total = random.Random(3), [], 0
        pool = [threading.Barrier(n) for n in range(6) if n]
        for r in range(ROUNDS):
            some = rnd.sample(mmes, rnd.randrange(2, 6))
            gate = pool[len(some) - 1]

            def go(m, gate=gate):
                gate.wait()
                results.append(m.fight(IMSI))

            threads = [threading.Thread(target=go, args=(m,)) for m in some]
            for t in threads:
                t.start()
            for t in threads:
                t.join()
            total += len(some)
            self.assertEqual(results, [2001] * len(results))
            results.clear()
            if r % 20 == 0:
                self.settle(mmes, some)
        self.settle(mmes, some)
        self.assertGreater(total, 3.3 * ROUNDS)

    def settle(self, mmes, some):
        """Who is registered has heard nothing since; everybody else of the round exactly one CLR."""
        winner = self.h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"]
        self.assertIn(winner, [m.host for m in some])
        for m in some:
            if m.host != winner:
                m.drain(1)
        for m in mmes:
            m.handlers[317] = m.take_clr
            m.dwr()                             # whatever was on its way is here now
            if m.host == winner:
                self.assertEqual(m.clrs, 0, "the registered MME was cancelled")
            elif m in some:
                self.assertEqual(m.clrs, 1)

    def test_echoed_patch_under_air_load_repeats_no_sqn(self):
        row = self.h.provision(IMSI)
        sim, seen, stop = Usim(Hssd.KI, Hssd.OPC), set(), threading.Event()
        errors = []

        def load(k):
            m = self.mme(k)
            while not stop.is_set():
                for rand, _, autn, _, _ in vectors(m.air(IMSI, n=3)):
                    sqn = sim.sqn_of(rand, autn)
                    if sqn in seen:
                        errors.append(sqn)
                    seen.add(sqn)

        threads = [threading.Thread(target=load, args=(k,)) for k in range(3)]
        for t in threads:
            t.start()
        auc = f"/auc/{row['auc_id']}"
        old = self.h.api("GET", auc).json
        for _ in range(40):
            r = self.h.api("PATCH", auc, {**old, "sim_vendor": "echo"})
            self.assertEqual(r.status, 200, r.text)
        # sqn alone, lower: refused or ignored, never lowered
        self.h.api("PATCH", auc, {"sqn": 0})
        wait_until(lambda: len(seen) > 500, "vectors")
        stop.set()
        for t in threads:
            t.join()
        self.assertEqual(errors, [])
        shown = self.h.api("GET", auc).json["sqn"]
        self.assertGreaterEqual(shown, max(seen))       # going back to PyHSS is safe

    def test_subscriber_echo_does_not_touch_the_registration(self):
        row = self.h.provision(IMSI)
        path = f"/subscriber/{row['subscriber_id']}"
        before = self.h.api("GET", path).json           # not registered
        m = self.mme(1)
        self.assertEqual(m.ulr(IMSI).result, 2001)
        self.assertEqual(self.h.api("PATCH", path, {**before, "msisdn": "15559999"}).status, 200)
        after = self.h.api("GET", path).json
        self.assertEqual((after["serving_mme"], after["msisdn"]), (m.host, "15559999"))


if __name__ == "__main__":
    unittest.main()
