#!/usr/bin/env python3
"""Writes the messages of a capture (tests/vectors/captures) to files, as seeds for the fuzzers.

usage: seeds.py s6a|session CAPTURE.json DIRECTORY

s6a: one message a file, in the circumstances fuzz_s6a reads from the Hop-by-Hop Identifier.
session: connections as fuzz_cer takes them, each message alone and behind the options of an open
connection, and a few whole exchanges.
"""
import json
import os
import struct
import sys


TGPP = 10415


def avp(code, data, vendor=0):
    """data: octets, a number or a list of AVPs."""
    if isinstance(data, list):
        data = b"".join(data)
    elif isinstance(data, int):
        data = struct.pack(">I", data)
    head = struct.pack(">IB", code, 0xc0 if vendor else 0x40)
    own = struct.pack(">I", vendor) if vendor else b""
    return head + (8 + len(own) + len(data)).to_bytes(3, "big") + own + data + b"\0" * (-len(data) % 4)


def message(code, app, avps, flags=0x80, hop=1):
    body = b"".join(avps)
    return (b"\1" + (20 + len(body)).to_bytes(3, "big") + bytes([flags]) + code.to_bytes(3, "big") +
            struct.pack(">III", app, hop, hop) + body)


IDENTITY = [avp(264, b"mme.example.org"), avp(296, b"example.org")]


def request(user, hop, flags=0xc0):
    return message(316, 16777251, [avp(263, b"mme;1;1"), *IDENTITY, avp(283, b"example.org"), avp(1, user)],
                   flags, hop)


def sessions(messages):
    for m in messages:
        for options in 0x00, 0x01, 0x05, 0x03:
            yield bytes([options, 0]) + m
        yield b"\x10\0" + m[20:]
    dwr, dpr = message(280, 0, IDENTITY), message(282, 0, [*IDENTITY, avp(273, 0)])
    asked = [request(u, i) for i, u in enumerate((b"echo", b"l", b"h", b"n", b"c", b"x", b"t", b"e"))]
    for options in 1, 3, 5, 9, 33, 65:
        yield bytes([options, 7]) + dwr + b"".join(asked) + dwr + dpr
        yield bytes([options, 0]) + asked[0] + request(b"echo", 9, 0xd0) + dpr + asked[1]
        for a in asked:
            yield bytes([options, 0]) + a


def s6a_requests():
    base = [avp(263, b"mme;1;1"), avp(277, 1), avp(264, b"mme1.example.org"), IDENTITY[1],
            avp(283, b"example.org"), avp(1, b"001010000000001")]
    home = avp(1407, b"\x00\xf1\x10", TGPP)
    agent = avp(486, [avp(334, b"\0\1\x7f\0\0\1"), avp(348, [avp(283, b"example.org"), avp(293, b"pgw.example.org")])])
    sgsn = [avp(1489, b"\x19\x46", TGPP)]
    apn = [avp(1423, 1, TGPP), avp(493, b"internet")]
    terminal = avp(1401, [avp(1402, b"35609204079300", TGPP), avp(1403, b"01", TGPP)], TGPP)
    features = avp(628, [avp(266, TGPP), avp(629, 1, TGPP), avp(630, 0xffffffff, TGPP)], TGPP)
    bodies = [
        (316, [avp(1032, 1004, TGPP), avp(1405, 0x22, TGPP), home, terminal, features]),
        (316, [avp(1032, 1000, TGPP), avp(1405, 0x01, TGPP), home, *sgsn, features]),
        (316, [avp(1032, 1004, TGPP), avp(1405, 0x26, TGPP), home, avp(1612, [*apn, agent], TGPP)]),
        (318, [avp(1408, [avp(1410, 5, TGPP), avp(1412, 1, TGPP), avp(1411, bytes(30), TGPP)], TGPP), home]),
        (318, [avp(1409, [avp(1410, 2, TGPP)], TGPP), home, avp(1679, 1, TGPP)]),
        (321, []), (321, [avp(1635, 1, TGPP)]), (321, [avp(1635, 2, TGPP)]),
        (323, [avp(1443, 0x100, TGPP), agent, *apn]), (323, [avp(1443, 0x100, TGPP), terminal]),
        (323, [avp(1443, 0x201, TGPP), avp(1493, 1, TGPP)]), (323, [agent, apn[1]]),
    ]
    return [message(code, 16777251, base + body, 0xc0) for code, body in bodies]


# bits of fuzz_s6a.c: as it is, attached, disabled, no APN, roaming refused, shuffled; then each of the
# first store operations failing in four ways
HOWS = ([0, 1, 3, 5, 9, 0x801, 0x803, 0x1003, 0x103, 0x203, 0x403] +
        [3 | 0x10 | kind | at << 16 | rc << 20
         for at in range(6) for kind, rc in ((0, 3), (0x40, 1), (0x80, 4), (0x20, 5))])


def circumstances(messages):
    for m in messages:
        for how in HOWS if m in OWN else HOWS[1:3]:
            yield m[:12] + struct.pack(">I", how) + m[16:]


OWN = s6a_requests()


def main():
    kind, capture, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    with open(capture, encoding="utf-8") as f:
        messages = [bytes.fromhex(m["hex"]) for m in json.load(f)]
    for i, m in enumerate(sessions(messages) if kind == "session" else circumstances(OWN + messages)):
        with open(os.path.join(folder, f"seed-{i}"), "wb") as out:
            out.write(m)


main()
