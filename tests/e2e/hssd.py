"""A real hssd on free loopback ports with a temporary directory: for every end-to-end test.

    with Hssd() as h:
        h.api("PUT", "/apn/", {...})
        peer = Peer("127.0.0.1", h.diameter_port)

The build directory comes from HSSD_BUILD. Everything is stopped by pid and removed at the end;
HSSD_KEEP=1 keeps the directory and prints where it is. With HSSD_PCAP=FILE all Diameter octets
that pass through a Peer are written for tshark (see diameter.py).
"""
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

BUILD = os.environ.get("HSSD_BUILD", "build")
SECONDS = 30 if "san" in BUILD else 15


def free_port():
    """A port nobody listens on, below the ephemeral range: no outgoing connection of a test can take it
    before hssd binds it."""
    for _ in range(1000):
        port = random.randrange(10000, 32000)
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass
    raise AssertionError("no free port")


def wait_until(fn, what, seconds=SECONDS):
    """Polls for an event with a deadline; the value when it is true."""
    end = time.monotonic() + seconds
    while True:
        v = fn()
        if v:
            return v
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.01)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.text = status, headers, body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.text)


class Hssd:
    """files: name -> YAML text, replacing or adding to the default conf.d (None removes one)."""

    def __init__(self, files=None, core="", diameter="", s6a="", api="", start=True, env=None,
                 plugin_dir=None):
        self.dir = tempfile.mkdtemp(prefix="hssd-e2e.")
        os.chmod(self.dir, 0o700)
        self.state = os.path.join(self.dir, "var")
        self.conf = os.path.join(self.dir, "conf.d")
        os.mkdir(self.conf)
        self.diameter_port, self.api_port, self.v1_port, self.metrics_port = (
            free_port() for _ in range(4))
        self.db = os.path.join(self.state, "hss.db")
        self.env = dict(os.environ, HSSD_STATE=self.state, **(env or {}))
        self.proc = None
        self.log_path = os.path.join(self.dir, "hssd.log")
        for name, text in {**self.default_conf(core, diameter, s6a, api, plugin_dir),
                           **(files or {})}.items():
            if text is not None:
                self.write_conf(name, text)
        if start:
            self.start()

    def default_conf(self, core, diameter, s6a, api, plugin_dir):
        # more than one loop than the cores of a small machine give, so that crossing loops is tested
        loops_line = "" if "loops:" in core else "  loops: 3\n"
        dir_line = f"  plugin_dir: {plugin_dir}\n" if plugin_dir else ""
        return {
            "00-core.yaml": f"""core:
  host: hss01.epc.mnc001.mcc001.3gppnetwork.org
  realm: epc.mnc001.mcc001.3gppnetwork.org
  mcc: "001"
  mnc: "01"
  state_dir: {self.state}
{dir_line}{loops_line}  log:
    level: debug
{core}  diameter:
    listen: ["127.0.0.1:{self.diameter_port}"]
{diameter}""",
            "10-store-sqlite.yaml": f"plugin: sqlite\ninstance: main\nconfig:\n  path: {self.db}\n",
            "20-s6a.yaml": "plugin: s6a\nconfig:\n" + (s6a or "  store: main\n"),
            "30-rest.yaml": f"plugin: rest\nconfig:\n  listen: 127.0.0.1:{self.v1_port}\n",
            "31-pyhss-api.yaml":
                f"plugin: pyhss_api\nconfig:\n  listen: 127.0.0.1:{self.api_port}\n{api}",
            "40-prometheus.yaml":
                f"plugin: prometheus\nconfig:\n  listen: 127.0.0.1:{self.metrics_port}\n",
        }

    def write_conf(self, name, text):
        with open(os.path.join(self.conf, name), "w", encoding="utf-8") as f:
            f.write(text)

    # ---- life ---------------------------------------------------------------------------

    def start(self, seconds=SECONDS):
        """Starts it and waits for READY=1 of the sd_notify protocol."""
        path = os.path.join(self.dir, "notify")
        if os.path.exists(path):
            os.unlink(path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.bind(path)
            notify.settimeout(0.05)
            with open(self.log_path, "ab") as log:
                self.proc = subprocess.Popen(
                    [os.path.join(BUILD, "hssd"), "--conf", self.conf], stdout=log, stderr=log,
                    stdin=subprocess.DEVNULL, env=dict(self.env, NOTIFY_SOCKET=path))
            end = time.monotonic() + seconds
            while True:
                try:
                    if b"READY=1" in notify.recv(256):
                        return self
                except socket.timeout:
                    pass
                if self.proc.poll() is not None:
                    raise AssertionError(f"hssd ended with {self.proc.returncode}:\n{self.log()}")
                if time.monotonic() > end:
                    self.kill()
                    raise AssertionError(f"hssd not ready within {seconds} s:\n{self.log()}")

    def check(self):
        """hssd --check: (exit code, everything it said)."""
        p = subprocess.run([os.path.join(BUILD, "hssd"), "--conf", self.conf, "--check"],
                           capture_output=True, text=True, env=self.env, timeout=SECONDS)
        return p.returncode, p.stdout + p.stderr

    def run_to_end(self):
        """Starts it where it is expected to refuse: (exit code, everything it said)."""
        p = subprocess.run([os.path.join(BUILD, "hssd"), "--conf", self.conf],
                           capture_output=True, text=True, env=self.env, timeout=SECONDS)
        return p.returncode, p.stdout + p.stderr

    def stop(self):
        """SIGTERM; returns the exit code."""
        if self.proc and self.proc.poll() is None:
            self.proc.send_signal(signal.SIGTERM)
            try:
                self.proc.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"hssd did not stop:\n{self.log()}") from None
        return self.proc.returncode if self.proc else 0

    def kill(self):
        if self.proc and self.proc.poll() is None:
            self.proc.kill()
            self.proc.wait()

    def is_alive(self):
        return self.proc is not None and self.proc.poll() is None

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as f:
            return f.read()

    def wait_log(self, text, seconds=SECONDS):
        wait_until(lambda: text in self.log(), f"log line with {text!r}", seconds)

    def close(self):
        try:
            if self.is_alive():
                code = self.stop()
                if code != 0:
                    raise AssertionError(f"hssd ended with {code}:\n{self.log()[-4000:]}")
        finally:
            self.kill()
            if os.environ.get("HSSD_KEEP"):
                print("kept:", self.dir)
            else:
                shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        if exc[0] is not None:
            print(self.log()[-6000:])
            self.kill()
        self.close()

    # ---- HTTP ---------------------------------------------------------------------------

    def request(self, port, method, path, body=None, headers=None):
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        req = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data, method=method,
                                     headers={"Content-Type": "application/json", **(headers or {})})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(req, timeout=SECONDS) as r:
                return Answer(r.status, dict(r.headers), r.read())
        except urllib.error.HTTPError as e:
            return Answer(e.code, dict(e.headers), e.read())

    def api(self, method, path, body=None, headers=None):
        """The PyHSS API."""
        return self.request(self.api_port, method, path, body, headers)

    def v1(self, method, path, body=None, headers=None):
        return self.request(self.v1_port, method, path, body, headers)

    def metrics(self):
        return self.request(self.metrics_port, "GET", "/metrics").text

    def ctl(self, *args):
        """hssctl: (exit code, stdout, stderr)."""
        p = subprocess.run([os.path.join(BUILD, "hssctl"), *args], capture_output=True, text=True,
                           env=dict(self.env, HSSCTL_API=f"http://127.0.0.1:{self.v1_port}"),
                           timeout=SECONDS, stdin=subprocess.DEVNULL)
        return p.returncode, p.stdout, p.stderr

    # ---- provisioning -------------------------------------------------------------------

    KI, OPC = "465b5ce8b199b49faa5f0a2ee238a6bc", "cd63cb71954a9f4e48a5994e37a02baf"

    def provision(self, imsi="001010000000001", msisdn="15550001", apns=("internet", "ims"), **sub):
        """APNs (once), SIM and subscriber; returns the subscriber's row."""
        known = {a["apn"]: a["apn_id"] for a in self.api("GET", "/apn/list").json}
        for name in apns:
            if name not in known:
                r = self.api("PUT", "/apn/", {"apn": name, "apn_ambr_dl": 1000000,
                                              "apn_ambr_ul": 500000})
                assert r.status == 200, r.text
                known[name] = r.json["apn_id"]
        r = self.api("PUT", "/auc/", {"ki": self.KI, "opc": self.OPC, "amf": "8000", "sqn": 0,
                                      "imsi": imsi})
        assert r.status == 200, r.text
        row = {"imsi": imsi, "enabled": True, "auc_id": r.json["auc_id"],
               "default_apn": known[apns[0]], "apn_list": ",".join(str(known[a]) for a in apns),
               "ue_ambr_dl": 2000000, "ue_ambr_ul": 1000000, **sub}
        if msisdn:
            row["msisdn"] = msisdn
        r = self.api("PUT", "/subscriber/", row)
        assert r.status == 200, r.text
        return r.json
