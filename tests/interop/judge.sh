#!/bin/sh
# The pcap files that the end-to-end tests of this build wrote, each of them.
set -eu
dir=$1/tmp/pcap
ls "$dir"/*.pcap >/dev/null 2>&1 || { echo "no capture in $dir: run the tests with label e2e first"; exit 77; }
exec python3 "$(dirname "$0")/judge.py" "$dir"/*.pcap
