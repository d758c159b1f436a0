#!/usr/bin/env python3
"""tshark as the judge of every Diameter octet that hssd sent in the end-to-end tests.

usage: judge.py FILE.pcap...   Nothing we sent may be malformed, unknown to the dissector or carry a
wrong flag. What a test made wrong on purpose comes back inside Failed-AVP: that group is not judged.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

OURS = "diameter && tcp.srcport == 3868"
SUSPECT = f'{OURS} && (_ws.malformed || _ws.expert.message matches "(?i)unknown|undecoded|malformed|wrong|bad|reserved|not aligned|invalid")'


def tshark(path, *args):
    return subprocess.run(["tshark", "-r", path, "-d", "tcp.port==3868,diameter", *args],
                          capture_output=True, check=True).stdout


def frames(path, what):
    return tshark(path, "-Y", what, "-T", "fields", "-e", "frame.number").split()


def walk(field):
    """Every field outside Failed-AVP (code 279)."""
    if "AVP: Failed-AVP(279)" in (field.get("showname") or field.get("show") or ""):
        return
    yield field
    for f in field:
        yield from walk(f)


def judge(packet):
    """Complaints about one frame."""
    text = ET.tostring(packet, encoding="unicode")
    echoes = "AVP: Failed-AVP(279)" in text
    for proto in packet.iter("proto"):
        if proto.get("name") == "_ws.malformed" and not echoes:
            yield "malformed"
        if proto.get("name") != "diameter":
            continue
        for f in walk(proto):
            shown = f.get("showname") or f.get("show") or ""
            if re.search(r"AVP: Unknown\(|Unknown AVP|Unknown Vendor|Malformed", shown):
                yield shown
            if f.get("name") == "_ws.expert.severity" and "Error" in shown:
                yield f"expert error: {shown}"


def main():
    total = bad = 0
    for path in sys.argv[1:]:
        n = len(frames(path, OURS))
        total += n
        suspects = frames(path, SUSPECT)
        print(f"{path}: {n} messages, {len(suspects)} to look at")
        for at in range(0, len(suspects), 50):
            some = b",".join(suspects[at:at + 50]).decode()
            out = tshark(path, "-Y", f"frame.number in {{{some}}}", "-T", "pdml")
            for packet in ET.fromstring(out).iter("packet"):
                number = packet.find(".//field[@name='frame.number']").get("show")
                for why in judge(packet):
                    print(f"{path}: frame {number}: {why}")
                    bad += 1
    print(f"{total} messages judged, {bad} complaint(s)")
    return 1 if bad or not total else 0


sys.exit(main())
