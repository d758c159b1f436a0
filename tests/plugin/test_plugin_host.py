"""Plugins that misbehave: refused with the reason, or survived, counted and named."""
import os
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "e2e"))
from diameter import Peer                                       # noqa: E402
from hssd import BUILD, Hssd, free_port                         # noqa: E402

BAD = os.path.join(BUILD, "bad-plugins")
APP = 16777999

REFUSALS = {
    "sin_magic": "wrong magic",
    "sin_major": "built for ABI 7.0, this hssd speaks ABI 1.0",
    "sin_minor": "needs at least ABI 1.900, this hssd speaks ABI 1.0",
    "sin_size": "shorter than ABI 1.0",
    "sin_name": "holds plugin \"somebody_else\", not \"sin_name\"",
    "sin_kind": "unknown kind 9",
    "sin_no_create": "has no create()",
    "sin_no_store": "exactly one of submit() and exec()",
    "sin_two_store": "exactly one of submit() and exec()",
    "sin_reload": "HSS_PF_RELOAD without reload()",
    "sin_conf": "configuration table is wrong",
    "sin_no_symbol": "exports no symbol hss_plugin",
}


def plugins_with(*names):
    """A plugin directory: the real ones and some bad ones."""
    d = os.path.join(BUILD, "tmp", f"plugins-{os.getpid()}-{names[0] if names else 'none'}")
    shutil.rmtree(d, ignore_errors=True)
    os.makedirs(d)
    for f in (f for f in os.listdir(os.path.join(BUILD, "plugins")) if f.endswith(".so")):
        shutil.copy(os.path.join(BUILD, "plugins", f), d)
    for n in names:
        shutil.copy(os.path.join(BAD, n + ".so"), d)
    return d


class Refused(unittest.TestCase):
    def test_each_refusal_says_exactly_why(self):
        d = plugins_with(*REFUSALS)
        for name, why in REFUSALS.items():
            with self.subTest(name):
                h = Hssd({"50-bad.yaml": f"plugin: {name}\n"}, start=False, plugin_dir=d)
                code, said = h.check()
                self.assertEqual(code, 1, said)
                self.assertIn(why, said)
                self.assertIn("50-bad.yaml:", said)
                self.assertFalse(os.path.exists(h.db), "something was started")
                h.close()
        shutil.rmtree(d)

    def test_inspect_tells_the_same(self):
        for name in ("sin_major", "sin_no_symbol"):
            p = subprocess.run([os.path.join(BUILD, "hssd"), "--inspect",
                                os.path.join(BAD, name + ".so")], capture_output=True, text=True)
            self.assertEqual(p.returncode, 1)
            self.assertIn(REFUSALS[name], p.stderr)
        p = subprocess.run([os.path.join(BUILD, "hssd"), "--inspect",
                            os.path.join(BUILD, "plugins", "s6a.so")], capture_output=True, text=True)
        self.assertEqual(p.returncode, 0, p.stderr)
        self.assertIn("kind:     interface", p.stdout)

    def test_missing_plugin_names_it(self):
        h = Hssd({"50-bad.yaml": "plugin: no_such_plugin\n"}, start=False)
        code, said = h.check()
        self.assertEqual(code, 1)
        self.assertIn("there is no no_such_plugin.so", said)
        h.close()

    def test_others_may_not_write_the_file(self):
        d = plugins_with("sinner")
        os.chmod(os.path.join(d, "sinner.so"), 0o777)
        h = Hssd({"50-bad.yaml": "plugin: sinner\n"}, start=False, plugin_dir=d)
        code, said = h.check()
        self.assertEqual(code, 1)
        self.assertIn("writable by others", said)
        h.close()
        shutil.rmtree(d)

    def test_create_that_registers_nothing_or_fails_ends_the_start(self):
        d = plugins_with("sin_registers_nothing", "sin_fails_create")
        for name, why in (("sin_registers_nothing", "registered no application"),
                          ("sin_fails_create", "the moon is full")):
            h = Hssd({"50-bad.yaml": f"plugin: {name}\n"}, start=False, plugin_dir=d)
            code, said = h.run_to_end()
            self.assertEqual(code, 1, said)
            self.assertIn(why, said)
            h.close()
        shutil.rmtree(d)

    def test_not_required_starts_without_and_status_says_so(self):
        d = plugins_with("sin_major", "sin_fails_create")
        files = {"50-a.yaml": "plugin: sin_major\nrequired: false\n",
                 "51-b.yaml": "plugin: sin_fails_create\nrequired: false\n",
                 "52-c.yaml": "plugin: no_such\nrequired: false\n"}
        with Hssd(files, plugin_dir=d) as h:
            s = h.v1("GET", "/v1/admin/status").json
            why = {i["name"]: i["why"] for i in s["instances"]}
            self.assertIn("ABI 7.0", why["sin_major"])
            self.assertIn("the moon is full", why["sin_fails_create"])
            self.assertIn("no_such.so", why["no_such"])
        shutil.rmtree(d)


class Survived(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = plugins_with("sinner")
        cls.port = free_port()
        cls.h = Hssd({"50-sin.yaml": "plugin: sinner\n"}, plugin_dir=cls.dir,
                     env={"SINNER_PORT": str(cls.port)})
        cls.peer = Peer("127.0.0.1", cls.h.diameter_port, host="peer.example.org",
                        realm="example.org")
        cls.peer.connect()
        cls.peer.cer(apps=[APP])

    @classmethod
    def tearDownClass(cls):
        cls.peer.close()
        cls.h.close()
        shutil.rmtree(cls.dir)

    def violations(self, kind):
        for line in self.h.metrics().split("\n"):
            if line.startswith("hss_plugin_violations_total") and \
                    f'kind="{kind}"' in line and 'instance="sinner"' in line:
                return float(line.split()[-1])
        return 0

    def ask(self, cmd):
        return self.peer.request(APP, cmd, [])

    def test_good(self):
        self.assertEqual(self.ask(1).result, 2001)

    def test_second_answer_is_counted_and_never_sent(self):
        before = self.violations("two_answers")
        self.assertEqual(self.ask(2).result, 2001)
        self.assertEqual(self.ask(1).result, 2001)      # the next message is the next answer
        self.assertEqual(self.violations("two_answers"), before + 1)

    def test_no_answer_becomes_5012_at_once(self):
        before = self.violations("no_answer")
        self.assertEqual(self.ask(3).result, 5012)
        self.assertEqual(self.violations("no_answer"), before + 1)

    def test_leaked_hold_is_answered_at_its_deadline(self):
        self.assertEqual(self.ask(4).result, 5012)
        self.assertEqual(self.ask(1).result, 2001)

    def test_slow_callback_is_named_by_the_watchdog(self):
        self.assertEqual(self.ask(5).result, 2001)
        self.h.wait_log("ms in sinner")

    def test_answer_against_its_grammar_becomes_5012(self):
        self.assertEqual(self.ask(6).result, 5012)
        self.h.wait_log("User-Name")

    def test_late_answer_is_harmless(self):
        self.assertEqual(self.ask(7).result, 5012)
        self.assertEqual(self.ask(1).result, 2001)

    def test_http_no_answer_and_two_answers(self):
        r = self.h.request(self.port, "GET", "/none")
        self.assertEqual(r.status, 500)
        before = self.violations("two_answers")
        r = self.h.request(self.port, "GET", "/two")
        self.assertEqual((r.status, r.text), (200, "once"))
        self.assertEqual(self.violations("two_answers"), before + 1)


if __name__ == "__main__":
    unittest.main()
