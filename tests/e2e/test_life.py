"""Start, service manager and end: the systemd watchdog is fed, a log file is reopened on SIGHUP, and
SIGTERM leaves no accepted request unanswered."""
import os
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

from diameter import S6A, TGPP, Closed, Mme, avp, message, plmn
from hssd import SECONDS, Hssd, wait_until

IMSI = "001010000000001"


class Life(unittest.TestCase):
    def test_the_watchdog_of_systemd_is_fed_while_all_loops_turn(self):
        with tempfile.TemporaryDirectory() as d, \
                socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.bind(os.path.join(d, "notify"))
            notify.settimeout(SECONDS)
            h = Hssd(start=False)
            self.addCleanup(h.close)
            with open(h.log_path, "ab") as log:
                h.proc = subprocess.Popen(
                    [os.path.join(os.environ.get("HSSD_BUILD", "build"), "hssd"), "--conf", h.conf],
                    stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                    env=dict(h.env, NOTIFY_SOCKET=os.path.join(d, "notify"), WATCHDOG_USEC="1000000"))
            heard = []
            while heard.count(b"WATCHDOG=1") < 3:
                heard.append(notify.recv(64))
            self.assertIn(b"READY=1", heard)
            h.proc.send_signal(signal.SIGTERM)
            while b"STOPPING=1" not in heard:
                heard.append(notify.recv(64))
            self.assertEqual(h.proc.wait(SECONDS), 0)

    def test_requests_under_way_are_answered_before_the_end(self):
        h = Hssd()
        self.addCleanup(h.close)
        h.provision(IMSI)
        p = Mme("127.0.0.1", h.diameter_port).connect()
        self.addCleanup(p.close)
        p.cer()
        ulr = [avp(1, IMSI), avp(1032, 1004, TGPP), avp(1405, 0x22, TGPP), avp(1407, plmn(), TGPP)]
        p.sock.sendall(b"".join(message(316, S6A, p.base() + ulr, 0xc0, n, n) for n in range(1, 61)))
        got = {p.recv().hop}                    # they have been read, not all are answered
        h.proc.send_signal(signal.SIGTERM)
        try:
            while True:
                m = p.recv()
                if m.code == 282:
                    p.answer(m, [avp(268, 2001)])
                elif not m.is_request:
                    got.add(m.hop)
        except Closed:
            pass
        self.assertEqual(h.proc.wait(SECONDS), 0)
        self.assertEqual(got, set(range(1, 61)))

    def test_an_http_write_under_way_is_answered_before_the_end(self):
        h = Hssd()
        self.addCleanup(h.close)
        h.api("GET", "/apn/list")
        lock = subprocess.Popen(["sqlite3", h.db], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                text=True)
        self.addCleanup(lock.wait)
        lock.stdin.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n")
        lock.stdin.flush()
        self.assertEqual(lock.stdout.readline().strip(), "locked")
        answers = []

        def put(name):
            answers.append(h.api("PUT", "/apn/", {"apn": name, "apn_ambr_dl": 1, "apn_ambr_ul": 1}))

        puts = [threading.Thread(target=put, args=(f"late{n}",)) for n in range(2)]
        for t in puts:
            t.start()
        # the writer has one, which the lock holds up; the other one waits for it
        wait_until(lambda: any(line.startswith("hss_store_queue_depth{") and float(line.split()[-1]) >= 1
                               for line in h.metrics().split("\n")), "a queued write")
        h.proc.send_signal(signal.SIGTERM)
        h.wait_log("stopping")
        lock.stdin.write("ROLLBACK;\n.quit\n")
        lock.stdin.flush()
        lock.communicate()
        for t in puts:
            t.join(SECONDS)
        self.assertEqual(h.proc.wait(SECONDS), 0)
        self.assertEqual([a.status for a in answers], [200, 200])
        h.start()
        self.assertEqual({a["apn"] for a in h.api("GET", "/apn/list").json}, {"late0", "late1"})

    def test_sighup_reopens_the_log_file(self):
        h = Hssd(start=False)
        self.addCleanup(h.close)
        path = os.path.join(h.dir, "the.log")
        conf = os.path.join(h.conf, "00-core.yaml")
        with open(conf, encoding="utf-8") as f:
            text = f.read()
        h.write_conf("00-core.yaml", text.replace("    level: debug\n",
                     f"    level: debug\n    sink: file\n    file: {path}\n    format: json\n"))
        h.start()
        wait_until(lambda: os.path.exists(path) and os.path.getsize(path), "lines in the file")
        os.rename(path, path + ".1")
        h.proc.send_signal(signal.SIGHUP)
        wait_until(lambda: os.path.exists(path) and os.path.getsize(path), "a new file")
        with open(path, encoding="utf-8") as f:
            self.assertTrue(f.readline().startswith("{"))


if __name__ == "__main__":
    unittest.main()
