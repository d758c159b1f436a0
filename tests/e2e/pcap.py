"""Writes what test peers send and receive as TCP streams into $HSSD_PCAP, for tshark.

No capture rights are needed, and only the tests' own octets are seen. Each Stream has ports of its
own; the Diameter side's port is written as 3868, so that tshark decodes it without being told.
"""
import os
import struct
import threading
import time

_lock = threading.Lock()


def _append(data):
    path = os.environ["HSSD_PCAP"]
    with _lock, open(path, "ab") as f:
        if f.tell() == 0:
            f.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144, 101))   # raw IP
        now = time.time()
        f.write(struct.pack("<IIII", int(now), int(now % 1 * 1e6), len(data), len(data)) + data)


def _checksum(data):
    if len(data) % 2:
        data += b"\0"
    s = sum(struct.unpack(f">{len(data) // 2}H", data))
    while s >> 16:
        s = (s & 0xffff) + (s >> 16)
    return ~s & 0xffff


class Stream:
    """One TCP connection; sent() and received() from the test's side."""

    def __init__(self, local, remote):
        self.client, self.server = local[1], 3868
        self.seq = [1, 1]
        self._packet(0, b"", 2)
        self._packet(1, b"", 0x12)

    def sent(self, data):
        self._split(0, data)

    def received(self, data):
        self._split(1, data)

    def _split(self, way, data):
        for at in range(0, len(data), 1400):
            self._packet(way, data[at:at + 1400], 0x18)

    def _packet(self, way, data, flags):
        src, dst = (self.client, self.server) if way == 0 else (self.server, self.client)
        tcp = struct.pack(">HHIIBBHHH", src, dst, self.seq[way], self.seq[1 - way], 0x50, flags, 65535,
                          0, 0) + data
        a, b = (1, 2) if way == 0 else (2, 1)
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, 6, 0,
                         bytes([127, 0, 0, a]), bytes([127, 0, 0, b]))
        ip = ip[:10] + struct.pack(">H", _checksum(ip)) + ip[12:]
        self.seq[way] = (self.seq[way] + len(data) + (1 if flags & 2 else 0)) & 0xffffffff
        _append(ip + tcp)
