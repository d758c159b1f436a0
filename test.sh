#!/usr/bin/env bash
# Installs what is missing, builds and runs every test: ./test.sh [NAME...]
#
#   ./test.sh                 everything: release build, ASan+UBSan, TSan, fuzzers, lint
#   ./test.sh unit_base_hash  the tests whose name matches, in the debug build only
#
# Everything runs on loopback and on free ports; what a test starts it stops, by pid.
set -euo pipefail
cd "$(dirname "$0")"
. core/dist/packages.sh
need_packages "${BUILD_PACKAGES[@]}" "${TEST_PACKAGES[@]}"

jobs=$(nproc)

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

dir_of() { [ "$1" = release ] && echo build || echo "build-$1"; }

# targets PRESET REGEX: names of the targets that match.
targets() { ninja -C "$(dir_of "$1")" -t targets all | grep -oE "^($2):" | tr -d :; }

# build PRESET [REGEX]: configure and build with the tests, all targets or those that match; the end
# of the log when it fails.
build() {
	local dir
	dir=$(dir_of "$1")
	echo "== $1: build"
	{
		cmake --preset "$1" -DHSSD_TESTS=ON &&
			cmake --build "$dir" -j "$jobs" ${2:+--target $(targets "$1" "$2")}
	} >"$logs/$1" 2>&1 || { tail -n 60 "$logs/$1" >&2; return 1; }
}

# run PRESET CTEST_ARGS...
run() {
	local dir
	dir=$(dir_of "$1")
	echo "== $1: test"
	shift
	(cd "$dir" && ctest --output-on-failure --no-tests=error -j "$jobs" "$@")
}

if [ $# -gt 0 ]; then
	build debug
	run debug -R "$(IFS='|'; echo "$*")"
	exit
fi
build release
run release
build asan
run asan -LE 'lint|abi|interop'
threaded='unit_(base_mpsc|loop_task|log_log|metrics_registry|store_threads|store_cache|auc_sqn)'
build tsan "hssd|hssctl|plugin_[a-z0-9_]+|$threaded"
run tsan -R "^$threaded\$|^e2e_(attach|races|crash|base|pcap_.*)\$"
build fuzz 'fuzz_[a-z0-9_]+|golden_[a-z0-9_]+'      # golden: makes the seeds
run fuzz -L fuzz
