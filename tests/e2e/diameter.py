"""An independent little Diameter: encoder, decoder, and a scripted peer for the tests.

    p = Peer("127.0.0.1", port, host="mme.example.org", realm="example.org")
    p.connect(); p.cer()
    a = p.request(S6A, 318, [avp(1, "001010000000001"), ...])
    a.result, a.find(1413, TGPP)

Written from RFC 6733 alone and sharing nothing with the daemon's codec. With HSSD_PCAP=FILE every
octet is also written as a TCP stream of a pcap file, for tshark (see pcap.py).
"""
import itertools
import os
import socket
import struct
import threading
import time

TGPP = 10415
S6A = 16777251
RELAY = 0xffffffff
V, M, P = 0x80, 0x40, 0x20
SECONDS = 30 if "san" in os.environ.get("HSSD_BUILD", "") else 10


# ---- AVPs -----------------------------------------------------------------------------------

def avp(code, value, vendor=0, flags=None):
    """One AVP. value: bytes, str, int (Unsigned32) or a list of AVPs (a group)."""
    if isinstance(value, list):
        value = b"".join(value)
    elif isinstance(value, str):
        value = value.encode()
    elif isinstance(value, int):
        value = struct.pack(">I", value)
    if flags is None:
        flags = M
    if vendor:
        flags |= V
    head = 12 if vendor else 8
    out = struct.pack(">IB", code, flags) + (head + len(value)).to_bytes(3, "big")
    if vendor:
        out += struct.pack(">I", vendor)
    return out + value + b"\0" * (-len(value) % 4)


def u64(v):
    return struct.pack(">Q", v)


def ip(text):
    """An Address (RFC 6733 4.3.1)."""
    if ":" in text:
        return b"\0\2" + socket.inet_pton(socket.AF_INET6, text)
    return b"\0\1" + socket.inet_pton(socket.AF_INET, text)


class Avp:
    def __init__(self, code, vendor, flags, data):
        self.code, self.vendor, self.flags, self.data = code, vendor, flags, data

    @property
    def u32(self):
        return struct.unpack(">I", self.data)[0]

    @property
    def text(self):
        return self.data.decode()

    @property
    def group(self):
        return parse(self.data)

    def find(self, code, vendor=0):
        return find(self.group, code, vendor)

    def all(self, code, vendor=0):
        return [a for a in self.group if (a.code, a.vendor) == (code, vendor)]

    def __repr__(self):
        return f"Avp({self.code}, {self.vendor}, {self.data.hex()})"


def parse(data):
    out, at = [], 0
    while at < len(data):
        code, flags = struct.unpack_from(">IB", data, at)
        length = int.from_bytes(data[at + 5:at + 8], "big")
        head = 12 if flags & V else 8
        vendor = struct.unpack_from(">I", data, at + 8)[0] if flags & V else 0
        if length < head or at + length > len(data):
            raise ValueError(f"AVP {code} of {length} octets does not fit")
        out.append(Avp(code, vendor, flags, data[at + head:at + length]))
        at += length + -length % 4
    if at != len(data):
        raise ValueError("padding of the last AVP is missing")
    return out


def find(avps, code, vendor=0):
    for a in avps:
        if (a.code, a.vendor) == (code, vendor):
            return a
    return None


# ---- messages ---------------------------------------------------------------------------------

class Message:
    def __init__(self, raw):
        self.raw = raw
        self.version = raw[0]
        self.length = int.from_bytes(raw[1:4], "big")
        self.flags = raw[4]
        self.code = int.from_bytes(raw[5:8], "big")
        self.app, self.hop, self.end = struct.unpack_from(">III", raw, 8)
        self.avps = parse(raw[20:])

    @property
    def is_request(self):
        return bool(self.flags & 0x80)

    @property
    def is_error(self):
        return bool(self.flags & 0x20)

    @property
    def result(self):
        """Result-Code, or the Experimental-Result-Code as a negative number."""
        a = self.find(268)
        e = self.find(297)
        if a and e:
            raise ValueError("both Result-Code and Experimental-Result")
        return a.u32 if a else -e.find(298).u32 if e else None

    def find(self, code, vendor=0):
        return find(self.avps, code, vendor)

    def all(self, code, vendor=0):
        return [a for a in self.avps if (a.code, a.vendor) == (code, vendor)]

    def __repr__(self):
        return f"Message(code={self.code}, app={self.app}, flags={self.flags:#x}, {self.avps})"


def message(code, app, avps, flags=0xc0, hop=0, end=0, version=1, length=None):
    body = b"".join(avps)
    length = 20 + len(body) if length is None else length
    return (struct.pack(">B", version) + length.to_bytes(3, "big") + struct.pack(">B", flags) +
            code.to_bytes(3, "big") + struct.pack(">III", app, hop, end) + body)


# ---- a peer -----------------------------------------------------------------------------------

class Closed(Exception):
    """The other side closed the connection."""


class Peer:
    """A blocking connection. Requests of the other side that come while an answer is awaited are
    answered by `handlers` (code -> fn(message) -> list of AVPs) or kept in `requests`."""

    ids = itertools.count(1)
    lock = threading.Lock()

    def __init__(self, addr, port, host="mme.example.org", realm="example.org", seconds=SECONDS):
        self.addr, self.port, self.host, self.realm, self.seconds = addr, port, host, realm, seconds
        self.sock, self.buf = None, b""
        self.hops = itertools.count(0x1000)
        self.answers, self.requests, self.handlers = {}, [], {}
        self.handlers[280] = lambda m: [avp(268, 2001)]
        self.dest_realm = "epc.mnc001.mcc001.3gppnetwork.org"
        self.pcap = None

    # ---- connection

    def connect(self):
        self.sock = socket.create_connection((self.addr, self.port), self.seconds)
        self.buf = b""
        if os.environ.get("HSSD_PCAP"):
            import pcap
            self.pcap = pcap.Stream(self.sock.getsockname(), self.sock.getpeername())
        return self

    def close(self):
        if self.sock:
            self.sock.close()
            self.sock = None

    def send(self, raw):
        if self.pcap:
            self.pcap.sent(raw)
        self.sock.sendall(raw)

    def recv(self, seconds=None):
        """The next message, whatever it is; Closed, or socket.timeout."""
        end = time.monotonic() + (seconds or self.seconds)
        while True:
            if len(self.buf) >= 4:
                n = int.from_bytes(self.buf[1:4], "big")
                if len(self.buf) >= max(n, 20):
                    raw, self.buf = self.buf[:n], self.buf[n:]
                    return Message(raw)
            self.sock.settimeout(max(0.001, end - time.monotonic()))
            try:
                got = self.sock.recv(65536)
            except ConnectionResetError:
                got = b""
            if self.pcap and got:
                self.pcap.received(got)
            if not got:
                raise Closed()
            self.buf += got

    def is_closed(self, seconds=None):
        """Waits until the other side closes."""
        try:
            while True:
                self.recv(seconds)
        except Closed:
            return True
        except socket.timeout:
            return False

    # ---- messages

    def answer(self, req, avps, flags=None):
        out = []
        session = req.find(263)
        if session:
            out.append(avp(263, session.data))
        names = [a for a in avps]
        out += [avp(264, self.host), avp(296, self.realm)]
        out = out[:1] + names[:1] + out[1:] + names[1:] if session else names[:1] + out + names[1:]
        self.send(message(req.code, req.app, out, req.flags & 0x40 if flags is None else flags,
                          req.hop, req.end))

    def _take(self, m):
        if not m.is_request:
            self.answers[m.hop] = m
        elif m.code in self.handlers:
            avps = self.handlers[m.code](m)
            if avps is not None:
                self.answer(m, avps)
        else:
            self.requests.append(m)

    def wait_answer(self, hop, seconds=None):
        end = time.monotonic() + (seconds or self.seconds)
        while hop not in self.answers:
            self._take(self.recv(max(0.001, end - time.monotonic())))
        return self.answers.pop(hop)

    def expect(self, code, seconds=None):
        """The next request with this command code from the other side, not yet answered."""
        end = time.monotonic() + (seconds or self.seconds)
        while True:
            for i, m in enumerate(self.requests):
                if m.code == code:
                    return self.requests.pop(i)
            self._take(self.recv(max(0.001, end - time.monotonic())))

    def cer(self, apps=(S6A,), host_ip=True, extra=(), auth_apps=(), seconds=None, origin_state=None,
            hop=None):
        """Sends a CER and returns the CEA."""
        body = [avp(264, self.host), avp(296, self.realm)]
        if host_ip:
            body.append(avp(257, ip("127.0.0.1")))
        body += [avp(266, TGPP), avp(269, "test peer", flags=0)]
        if origin_state is not None:
            body.append(avp(278, origin_state))
        body.append(avp(265, TGPP))
        body += [avp(258, a) for a in auth_apps]
        body += [avp(260, [avp(266, TGPP), avp(258, a)]) for a in apps]
        hop = next(self.hops) if hop is None else hop
        self.send(message(257, 0, body + list(extra), 0x80, hop, hop))
        return self.wait_answer(hop, seconds)

    def dwr(self):
        hop = next(self.hops)
        self.send(message(280, 0, [avp(264, self.host), avp(296, self.realm)], 0x80, hop, hop))
        return self.wait_answer(hop)

    def dpr(self, cause=0):
        hop = next(self.hops)
        self.send(message(282, 0, [avp(264, self.host), avp(296, self.realm), avp(273, cause)], 0x80,
                          hop, hop))
        return self.wait_answer(hop)

    def session(self):
        with Peer.lock:
            return f"{self.host};1;{next(Peer.ids)};test"

    def base(self, session=None, dest_host=None, origin_host=None, origin_realm=None):
        """What every 3GPP request begins with."""
        out = [avp(263, session or self.session()),
               avp(277, 1), avp(264, origin_host or self.host), avp(296, origin_realm or self.realm)]
        if dest_host:
            out.append(avp(293, dest_host))
        return out + [avp(283, self.dest_realm)]

    def start(self, app, code, avps, flags=0xc0, end=None, raw_body=False, **base):
        """Sends a request; returns its Hop-by-Hop id."""
        hop = next(self.hops)
        body = list(avps) if raw_body else self.base(**base) + list(avps)
        self.send(message(code, app, body, flags, hop, hop if end is None else end))
        return hop

    def request(self, app, code, avps, seconds=None, **kw):
        return self.wait_answer(self.start(app, code, avps, **kw), seconds)


# ---- S6a -----------------------------------------------------------------------------------------

def plmn(mcc="001", mnc="01"):
    """Visited-PLMN-Id's three octets."""
    d3 = 15 if len(mnc) == 2 else int(mnc[2])
    return bytes([int(mcc[1]) << 4 | int(mcc[0]), d3 << 4 | int(mcc[2]), int(mnc[1]) << 4 | int(mnc[0])])


class Mme(Peer):
    """The four requests an MME sends, with what an attach needs."""

    def air(self, imsi, n=1, visited=None, resync=None, extra=(), **kw):
        info = [avp(1410, n, TGPP), avp(1412, 1, TGPP)]
        if resync:
            info.append(avp(1411, resync, TGPP))
        return self.request(S6A, 318, [avp(1, imsi), avp(1408, info, TGPP),
                                       avp(1407, plmn() if visited is None else visited, TGPP), *extra], **kw)

    def ulr(self, imsi, flags=0x22, visited=None, rat=1004, extra=(), **kw):
        return self.request(S6A, 316, [avp(1, imsi), avp(1032, rat, TGPP), avp(1405, flags, TGPP),
                                       avp(1407, plmn() if visited is None else visited, TGPP), *extra], **kw)

    def pur(self, imsi, extra=(), **kw):
        return self.request(S6A, 321, [avp(1, imsi), *extra], **kw)

    def nor(self, imsi, extra=(), **kw):
        return self.request(S6A, 323, [avp(1, imsi), *extra], **kw)


def vectors(aia):
    """[(rand, xres, autn, kasme, item number)] of an AIA."""
    info = aia.find(1413, TGPP)
    out = []
    for v in info.all(1414, TGPP) if info else []:
        item = v.find(1419, TGPP)
        out.append((v.find(1447, TGPP).data, v.find(1448, TGPP).data, v.find(1449, TGPP).data,
                    v.find(1450, TGPP).data, item.u32 if item else None))
    return out
