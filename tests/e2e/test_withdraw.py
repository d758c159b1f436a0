"""Deleting a subscriber owes his MME a Cancel-Location that survives kill -9 (rulings 4.5)."""
import unittest

from diameter import TGPP, Mme, avp
from hssd import Hssd

IMSI = "001010000000001"


class Withdraw(unittest.TestCase):
    def mme(self, h, **kw):
        m = Mme("127.0.0.1", h.diameter_port, host="mme1.example.org").connect()
        self.addCleanup(m.close)
        self.assertEqual(m.cer().result, 2001)
        return m

    def delete(self, h, row, v1):
        path = f"/v1/subscriber/{row['subscriber_id']}"
        if v1:                                  # the ETag that a client has seen still fits
            tag = h.v1("GET", path).headers["ETag"]
            self.assertEqual(h.v1("DELETE", path, headers={"If-Match": tag}).status, 204)
        else:
            self.assertEqual(h.api("DELETE", f"/subscriber/{row['subscriber_id']}").status, 200)

    def test_delete_then_kill_9_still_cancels(self):
        for v1 in (False, True):
            with self.subTest(v1=v1):
                h = Hssd()
                self.addCleanup(h.close)
                for n in range(5):
                    imsi = f"00101000000010{n}"
                    row = h.provision(imsi, msisdn=None)
                    m = self.mme(h)
                    m.handlers[317] = lambda _: None        # takes it and never answers
                    self.assertEqual(m.ulr(imsi).result, 2001)
                    self.delete(h, row, v1)
                    h.kill()
                    m.close()
                    h.start()
                    again = self.mme(h)
                    clr = again.expect(317, 20)
                    self.assertEqual((clr.find(1).text, clr.find(1420, TGPP).u32), (imsi, 2))
                    again.answer(clr, [avp(268, 2001), avp(277, 1)])
                    again.dwr()
                    again.close()
                    self.assertEqual(again.requests, [])

    def test_refused_delete_leaves_him_on_the_network(self):
        h = Hssd()
        self.addCleanup(h.close)
        row = h.provision(IMSI)
        m = self.mme(h)
        self.assertEqual(m.ulr(IMSI).result, 2001)
        r = h.v1("DELETE", f"/v1/subscriber/{row['subscriber_id']}", headers={"If-Match": '"1"'})
        self.assertEqual(r.status, 412)
        m.dwr()
        self.assertEqual(m.requests, [])
        self.assertEqual(h.api("GET", f"/subscriber/imsi/{IMSI}").json["serving_mme"], m.host)


if __name__ == "__main__":
    unittest.main()
