#!/usr/bin/env python3
"""The house rules that a compiler does not know.

usage: lint.py SOURCE_DIR BUILD_DIR CHECK
Checks: size (files, functions), words (left-over marks, dead code), globals (mutable data),
symbols (a plugin exports hss_plugin and nothing else), names (header comments).
"""
import os
import re
import subprocess
import sys

SOURCE, BUILD, CHECK = sys.argv[1:4]
MAX_FILE, MAX_FUNCTION = 600, 80
# the mutable data that DESIGN allows, by symbol
GLOBALS_ALLOWED = {"innermost", "this_loop", "the_app", "hss_host", "shard", "this_shard"}
# data that OpenSSL, libc or a compiler puts there
GLOBALS_IGNORED = re.compile(r"^(\.|__|_ZZ|completed|DW\.ref|asan|ubsan)|\.(str|LC)")


def sources(*endings):
    out = subprocess.run(["git", "-C", SOURCE, "ls-files", "-co", "--exclude-standard"],
                         capture_output=True, text=True, check=True).stdout.split("\n")
    return [f for f in out if f.endswith(endings) and os.path.exists(os.path.join(SOURCE, f))]


def lines(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as f:
        return f.read().split("\n")


def check_size():
    for name in sources(".c", ".h"):
        text = lines(name)
        if len(text) - 1 > MAX_FILE:
            yield f"{name}: {len(text) - 1} lines, at most {MAX_FILE}"
        start = None
        for n, line in enumerate(text, 1):
            if line == "{":
                start = n
            elif line == "}" and start:
                if n - start - 1 > MAX_FUNCTION and not name.startswith("tests/"):
                    yield f"{name}:{start}: function of {n - start - 1} lines, at most {MAX_FUNCTION}"
                start = None


def check_words():
    bad = re.compile(r"\b(TODO|FIXME|XXX)\b|#if 0|/(work|home|root)/[a-z]")
    for name in sources(".c", ".h", ".py", ".sh", ".cmake", ".txt", ".yaml", ".md"):
        if name.startswith("tests/lint/") or "package-lock" in name:
            continue
        for n, line in enumerate(lines(name), 1):
            if bad.search(line):
                yield f"{name}:{n}: {line.strip()[:100]}"
            if name.endswith((".c", ".h")) and line != line.rstrip():
                yield f"{name}:{n}: blank at the end of the line"
    for name in sources(".c"):
        if not name.startswith(("core/", "plugins/")):
            continue
        for n, line in enumerate(lines(name), 1):
            if re.search(r"\b(assert|abort)\s*\(", line):
                yield f"{name}:{n}: assertions are not for what comes from outside"


def objects():
    for root in ("core", "plugins", "sdk"):
        for d, _, files in os.walk(os.path.join(BUILD, root)):
            for f in files:
                if f.endswith(".o"):
                    yield os.path.join(d, f)


def check_globals():
    seen = 0
    for obj in objects():
        out = subprocess.run(["objdump", "-t", obj], capture_output=True, text=True).stdout
        for line in out.split("\n"):
            # value flags section size name; constants with addresses are in .data.rel.ro
            m = re.match(r"[0-9a-f]+ .{7} (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)$", line)
            if not m or " O " not in line and "*COM*" not in line:
                continue
            seen += 1
            section, symbol = m.groups()
            if not re.match(r"\.(data|bss|tdata|tbss)(\.|$)|\*COM\*", section) or \
                    section.startswith(".data.rel.ro"):
                continue
            name = symbol.split(".")[0]
            if name not in GLOBALS_ALLOWED and not GLOBALS_IGNORED.search(symbol):
                yield f"{os.path.relpath(obj, BUILD)}: mutable global {symbol}"
    if not seen:
        yield "no object file with data was found: the check itself is broken"


def check_symbols():
    plugins = os.path.join(BUILD, "plugins")
    found = [f for f in os.listdir(plugins) if f.endswith(".so")] if os.path.isdir(plugins) else []
    for f in found:
        out = subprocess.run(["nm", "-D", "--defined-only", os.path.join(plugins, f)],
                             capture_output=True, text=True).stdout
        names = {line.split()[-1] for line in out.split("\n") if line}
        if names != {"hss_plugin"}:
            yield f"{f}: exports {sorted(names)}, must be hss_plugin alone"
    if not found:
        yield "no plugin was found: the check itself is broken"


def check_names():
    for name in sources(".h", ".c"):
        if name.startswith(("core/", "plugins/", "sdk/")) and not lines(name)[0].startswith("/*"):
            yield f"{name}:1: a file begins with what it is, in a comment"


def main():
    bad = list({"size": check_size, "words": check_words, "globals": check_globals,
                "symbols": check_symbols, "names": check_names}[CHECK]())
    for line in bad:
        print(line)
    print(f"{CHECK}: {len(bad)} finding(s)")
    return 1 if bad else 0


sys.exit(main())
