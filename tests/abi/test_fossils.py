"""Plugins built against frozen headers of older minors run on today's core: the promise itself, not only
the layout (DESIGN 11)."""
import os
import shutil
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))
from diameter import Peer, avp                                  # noqa: E402
from hssd import BUILD, Hssd                                    # noqa: E402


class Fossils(unittest.TestCase):
    def test_abi_1_0(self):
        d = os.path.join(BUILD, "tmp", f"fossils-{os.getpid()}")
        shutil.rmtree(d, ignore_errors=True)
        os.makedirs(d)
        for f in os.listdir(os.path.join(BUILD, "plugins")):
            if f.endswith(".so"):
                shutil.copy(os.path.join(BUILD, "plugins", f), d)
        shutil.copy(os.path.join(BUILD, "fossils", "fossil_1_0.so"), d)
        with Hssd({"60-fossil.yaml": "plugin: fossil_1_0\nconfig:\n  greeting: still here\n"},
                  plugin_dir=d) as h:
            h.api("PUT", "/apn/", {"apn": "internet", "apn_ambr_dl": 1, "apn_ambr_ul": 1})
            p = Peer("127.0.0.1", h.diameter_port).connect()
            self.addCleanup(p.close)
            self.assertEqual(p.cer(apps=(), auth_apps=(16777997,)).result, 2001)
            a = p.request(16777997, 8388001, [avp(1, "1")])
            self.assertEqual((a.result, a.find(1).text), (2001, "internet"))
            self.assertEqual(p.request(16777997, 8388001, [avp(1, "9")]).result, 5012)
            self.assertEqual(p.request(16777997, 8388001, []).result, 5005)
            h.wait_log("still here")
        shutil.rmtree(d)


if __name__ == "__main__":
    unittest.main()
