"""Starts echo_node on free ports and talks to it; scripted peers come from tests/e2e/diameter.py."""
import os
import random
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
from diameter import Avp, Closed, Message, Peer, avp, ip, message, parse, V, M, P  # noqa: E402,F401

ECHO, ECHO_CMD, QUIET_CMD, CANCEL_CMD = 16777999, 8388700, 8388701, 8388702
SLOW = 4 if "san" in os.environ.get("HSSD_BUILD", "") else 1
HOST, REALM = "hss.example.org", "example.org"


def free_port(family=socket.AF_INET, addr="127.0.0.1"):
    """Nobody listens there, and it lies below the ephemeral range: no outgoing connection takes it first."""
    for _ in range(1000):
        port = random.randrange(10000, 32000)
        with socket.socket(family) as s:
            try:
                s.bind((addr, port))
                return port
            except OSError:
                pass
    raise AssertionError("no free port")


class Node:
    """One echo_node. Keyword arguments become its key=value; a list repeats the key."""

    def __init__(self, *peers, listen=True, **conf):
        self.port = free_port()
        args = [f"listen=127.0.0.1:{self.port}"] if listen is True else list(listen)
        for key, value in conf.items():
            for v in value if isinstance(value, list) else [value]:
                args.append(f"{key}={v}")
        for p in peers:
            args += [f"peer={p.pop('host')}"] + [f"peer.{k}={v}" for k, v in p.items()]
        self.log = tempfile.TemporaryFile("w+")
        self.proc = subprocess.Popen([os.environ["ECHO_NODE"], *args], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.proc.stdout.readline()
        if line != "ready\n":
            self.proc.wait()
            raise RuntimeError("echo_node did not start")

    def ask(self, word):
        self.proc.stdin.write(word + "\n")
        self.proc.stdin.flush()
        out = []
        while True:
            line = self.proc.stdout.readline()
            if not line:
                raise RuntimeError("echo_node died")
            if line == ".\n":
                return out
            out.append(line.split())

    def said(self, text):
        """Is it in the log so far?"""
        return text in os.pread(self.log.fileno(), 1 << 26, 0).decode(errors="replace")

    def metric(self, *name):
        for line in self.ask("metrics"):
            if line[:-1] == list(name):
                return int(line[-1])
        return 0

    def peers(self):
        return {p[1]: p[2:] for p in self.ask("peers")}

    def wait(self, fn, seconds=10 * SLOW):
        """Asks again until fn() is true; returns what it gave."""
        end = time.monotonic() + seconds
        while True:
            got = fn()
            if got or time.monotonic() > end:
                return got
            time.sleep(0.01)

    def stop(self):
        """Ends it; a sanitizer's complaint is a failure."""
        self.proc.stdin.close()
        self.proc.stdout.close()
        rc = self.proc.wait(30 * SLOW)
        log = os.pread(self.log.fileno(), 1 << 26, 0).decode(errors="replace")
        self.log.close()
        if rc:
            print(log[-8000:], file=sys.stderr)
            raise RuntimeError(f"echo_node ended with {rc}")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.proc.kill()
            self.proc.wait()
        else:
            self.stop()

    def peer(self, host="mme.example.org", open=True, **kw):
        p = EchoPeer("127.0.0.1", self.port, host=host)
        p.dest_realm = REALM
        p.connect()
        if open:
            cea = p.cer(**kw)
            assert cea.result == 2001, cea
        return p


class EchoPeer(Peer):
    def cer(self, apps=(ECHO,), **kw):
        return super().cer(apps=apps, **kw)

    def echo(self, user="echo", code=ECHO_CMD, extra=(), seconds=None, **kw):
        return self.request(ECHO, code, [avp(1, user), *extra], seconds=seconds, **kw)

    def echo_start(self, user="echo", code=ECHO_CMD, extra=(), **kw):
        return self.start(ECHO, code, [avp(1, user), *extra], **kw)

    def raw(self, data):
        """Sends octets and returns the next message."""
        self.send(data)
        return self.recv()


def accept(sock, host, realm=REALM, seconds=10 * SLOW):
    """A connection the node opens to `sock`, as a peer that has not spoken yet."""
    sock.settimeout(seconds)
    s, _ = sock.accept()
    p = EchoPeer(*s.getpeername()[:2], host=host, realm=realm)
    p.sock = s
    return p


def listener():
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", 0))
    s.listen(8)
    return s
