#!/usr/bin/env python3
"""tshark as the judge of every Diameter octet that hssd sent in the end-to-end tests.

usage: judge.py FILE.pcap...   Nothing we sent may be malformed, unknown to the dissector or carry a
wrong flag. What a test made wrong on purpose comes back inside Failed-AVP: that group is not judged.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as ET


def messages(path):
    out = subprocess.run(["tshark", "-r", path, "-Y", "diameter && tcp.srcport == 3868", "-T", "pdml",
                          "-d", "tcp.port==3868,diameter"], capture_output=True, check=True).stdout
    for packet in ET.fromstring(out).iter("packet"):
        for proto in packet.iter("proto"):
            if proto.get("name") in ("diameter", "_ws.malformed"):
                yield packet, proto


def walk(field):
    """Every field outside Failed-AVP (code 279)."""
    if "AVP: Failed-AVP(279)" in (field.get("showname") or field.get("show") or ""):
        return
    yield field
    for f in field:
        yield from walk(f)


def judge(proto):
    for f in walk(proto):
        text = f.get("showname") or f.get("show") or ""
        name = f.get("name") or ""
        if name.startswith("_ws.malformed") or "Malformed" in text:
            yield f"malformed: {text}"
        if re.search(r"AVP: Unknown\(|Unknown AVP|Unknown Vendor|Data is empty", text):
            yield f"unknown: {text}"
        if name == "_ws.expert.severity" and f.get("showname", "").endswith("Error"):
            yield f"expert error: {text}"


def main():
    n, bad = 0, 0
    for path in sys.argv[1:]:
        for packet, proto in messages(path):
            n += 1
            for why in judge(proto):
                frame = packet.find(".//field[@name='frame.number']")
                print(f"{path}: frame {frame.get('show') if frame is not None else '?'}: {why}")
                bad += 1
    print(f"{n} messages judged, {bad} complaint(s)")
    return 1 if bad or not n else 0


sys.exit(main())
