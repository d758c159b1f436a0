#!/usr/bin/env python3
"""Layout of the public structs: "struct offset member type" lines, by clang.

usage: layout.py INCLUDE_DIR GOLDEN [--write]
The golden list must be a prefix of today's per struct: an appended member passes, an inserted,
moved, retyped or removed one is named (DESIGN 11).
"""
import os
import re
import subprocess
import sys

INCLUDE, GOLDEN = sys.argv[1:3]


def today():
    """struct name -> ["offset type member", ...], for structs of our own headers."""
    src = "#include <hss/plugin.h>\n"
    names = set()
    for name in sorted(os.listdir(os.path.join(INCLUDE, "hss"))):
        if name.endswith(".h"):
            with open(os.path.join(INCLUDE, "hss", name), encoding="utf-8") as f:
                names |= set(re.findall(r"^struct (hss_\w+) \{", f.read(), re.M))
    names |= {"hss_" + e for e in ("apn", "auc", "subscriber", "ims_subscriber")}
    src += "".join(f"struct {n} v_{n};\n" for n in sorted(names))
    out = subprocess.run(["clang", "-std=c17", "-fsyntax-only", "-Xclang",
                          "-fdump-record-layouts-complete", "-I", INCLUDE, "-xc", "-"],
                         input=src, capture_output=True, text=True, check=True).stdout
    layout = {}
    for block in out.split("*** Dumping AST Record Layout")[1:]:
        rows = [l for l in block.split("\n") if "|" in l]
        m = re.match(r"\s*0 \| struct (hss_\w+)$", rows[0])
        if not m or m.group(1) not in names:
            continue
        members = []
        for row in rows[1:]:
            r = re.match(r"\s*(\d+) \|   (\S.*)$", row)     # direct members only
            if r:
                members.append(f"{r.group(1)} {r.group(2)}")
        layout[m.group(1)] = members
    return layout


def read_golden():
    layout = {}
    with open(GOLDEN, encoding="utf-8") as f:
        for line in f:
            name, rest = line.rstrip("\n").split(" ", 1)
            layout.setdefault(name, []).append(rest)
    return layout


def main():
    now = today()
    if len(now) < 50:
        print(f"only {len(now)} structs found: the check itself is broken")
        return 1
    if "--write" in sys.argv:
        with open(GOLDEN, "w", encoding="utf-8") as f:
            for name in sorted(now):
                f.writelines(f"{name} {m}\n" for m in now[name])
        return 0
    bad = 0
    for name, members in read_golden().items():
        got = now.get(name, [])
        for i, want in enumerate(members):
            if i >= len(got) or got[i] != want:
                print(f"struct {name}: was \"{want}\", is \"{got[i] if i < len(got) else 'gone'}\"")
                bad += 1
                break
    print(f"{len(now)} structs, {bad} changed")
    return 1 if bad else 0


sys.exit(main())
