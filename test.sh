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

# suite PRESET CTEST_ARGS...: configure, build, run.
suite() {
	local preset=$1 dir
	shift
	dir=build-$preset
	[ "$preset" = release ] && dir=build
	echo "== $preset: build"
	cmake --preset "$preset" -DHSSD_TESTS=ON >"/tmp/hssd-$preset.$$.log" 2>&1 &&
		cmake --build "$dir" -j "$jobs" >>"/tmp/hssd-$preset.$$.log" 2>&1 || {
		tail -n 60 "/tmp/hssd-$preset.$$.log" >&2
		rm -f "/tmp/hssd-$preset.$$.log"
		return 1
	}
	rm -f "/tmp/hssd-$preset.$$.log"
	echo "== $preset: test"
	(cd "$dir" && ctest --output-on-failure --no-tests=error -j "$jobs" "$@")
}

if [ $# -gt 0 ]; then
	suite debug -R "$(IFS='|'; echo "$*")"
	exit
fi
suite release
suite asan -LE 'lint|abi|load'
suite tsan -L 'unit|threads'
suite fuzz -L fuzz
