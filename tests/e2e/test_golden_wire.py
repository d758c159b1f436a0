"""Every error rule of RFC 6733 (behaviour 1.1, 1.2) as octets in and octets out, against a real hssd:
tests/golden/wire/rfc6733.json. Each row was read by a person; --record writes what the daemon answers."""
import json
import os
import sys
import unittest

from diameter import Closed, Message, Mme
from hssd import Hssd

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "wire", "rfc6733.json")
CONF = {
    "lenient": "",
    "strict": "    strict: true\n",
    "realm": "    realms: [epc.mnc001.mcc001.3gppnetwork.org]\n",
    "listed": "    accept: listed\n    peers:\n      - host: known.example.org\n",
}


def rows():
    with open(FILE, encoding="utf-8") as f:
        return json.load(f)


def answer_of(h, row):
    """What comes back on a fresh connection; Origin-State-Id (of this start) is written as zero."""
    p = Mme("127.0.0.1", h.diameter_port, host="mme.example.org").connect()
    try:
        if row["open"]:
            assert p.cer().result == 2001
        p.send(bytes.fromhex(row["request"]))
        try:
            a = p.recv()
        except Closed:
            return "closed"
        raw = bytearray(a.raw)
        state = a.find(278)
        if state:
            at = bytes(raw).index(b"\0\0\1\x16\x40\0\0\x0c" + state.data)
            raw[at + 8:at + 12] = b"\0\0\0\0"
        if row["closes"]:
            assert p.is_closed(), row["name"]
        return bytes(raw).hex()
    finally:
        p.close()


class Wire(unittest.TestCase):
    def test_octets_in_octets_out(self):
        seen = 0
        for conf, diameter in CONF.items():
            some = [r for r in rows() if r["conf"] == conf]
            self.assertTrue(some)
            with Hssd(diameter=diameter) as h:
                h.provision("001010000000001")
                for row in some:
                    with self.subTest(row["name"]):
                        got = answer_of(h, row)
                        self.assertEqual(got, row["answer"])
                        if got != "closed":
                            self.assertEqual(Message(bytes.fromhex(got)).result, row["result"])
                    seen += 1
        self.assertGreaterEqual(seen, 30)


def record():
    out = rows()
    for conf, diameter in CONF.items():
        with Hssd(diameter=diameter) as h:
            h.provision("001010000000001")
            for row in out:
                if row["conf"] == conf:
                    row["answer"] = answer_of(h, row)
    with open(FILE, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(r) for r in out) + "\n]\n")


if __name__ == "__main__":
    if "--record" in sys.argv:
        record()
    else:
        unittest.main()
