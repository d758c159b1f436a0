#!/usr/bin/env python3
"""Judges nobody here wrote read the page: promtool, and the strict parser of prometheus_client."""
import shutil
import subprocess
import sys


def page(program, form):
    return subprocess.run([program, "--page", form], stdout=subprocess.PIPE, check=True).stdout


def promtool(text):
    done = subprocess.run(["promtool", "check", "metrics"], input=text, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    if done.returncode or done.stdout.strip():
        sys.exit("promtool: " + done.stdout.decode())


def client(text, opened):
    from prometheus_client.openmetrics import parser as strict
    from prometheus_client import parser as plain
    parse = strict.text_string_to_metric_families if opened else plain.text_string_to_metric_families
    families = {f.name: f for f in parse(text.decode())}
    values = {(s.name, s.labels.get("le")): s.value
              for f in families.values() for s in f.samples}
    assert values[("hss_requests_total", None)] == 1, values
    assert values[("hss_busy_seconds_total", None)] == 1.500000001, values
    assert values[("hss_peers", None)] == -3
    assert values[("hss_latency_seconds_bucket", "0.005")] == 1
    assert values[("hss_latency_seconds_bucket", "+Inf")] == 2
    assert values[("hss_batch_size_bucket", "1.048576e+06")] == 1
    odd = [s for s in families["hss_requests"].samples if s.value == 1]
    assert odd[0].labels["command"] == 'a"b\\c\nd', odd


def main():
    text, opened = page(sys.argv[1], "text"), page(sys.argv[1], "open")
    judges = 0
    if shutil.which("promtool"):
        promtool(text)
        judges += 1
    try:
        import prometheus_client  # noqa: F401
    except ImportError:
        pass
    else:
        client(text, False)
        client(opened, True)
        judges += 1
    if not judges:
        print("neither promtool nor prometheus_client is installed")
        sys.exit(77)
    print("judges:", judges)


main()
