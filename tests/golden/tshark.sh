#!/bin/sh
# tshark.sh <runner> <case file> ... - Wireshark's dissector as judge of the golden messages that
# our encoder reproduces octet by octet: nothing may be malformed, unknown or left over.
set -eu
command -v tshark >/dev/null && command -v text2pcap >/dev/null || exit 77
runner=$1
shift
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$runner" --seeds "$dir" "$@"
cd "$dir"
for seed in seed-*; do
	od -Ax -tx1 -v "$seed"
done >hex
text2pcap -q -T 3868,3868 hex pcap 2>text2pcap.log || { cat text2pcap.log; exit 1; }
tshark -r pcap -d tcp.port==3868,diameter -O diameter >text 2>tshark.log
want=$(ls seed-* | wc -l)
got=$(grep -c '^Diameter Protocol' text) || true
if [ "$got" -ne "$want" ]; then
	echo "tshark sees $got Diameter messages of $want"
	exit 1
fi
if grep -inE 'malformed|unknown|undecoded|expert info.*(error|warn)|wrong|bogus' text; then
	exit 1
fi
echo "$got messages judged"
