#!/usr/bin/env bash
# Builds hssd and starts it in the foreground: ./run.sh [--conf DIR] [--no-demo] [--build-only]
#
# Installs the Debian packages it needs, builds into build/, keeps data under var/. On the first start
# with an empty database it provisions a demo set through the API: APNs internet and ims, one SIM
# with published test keys (TS 35.208 test set 1's K and OPc), one IMS subscriber.
set -euo pipefail
cd "$(dirname "$0")"

conf=conf.d demo=1 build_only=0
while [ $# -gt 0 ]; do
	case $1 in
	--conf) conf=${2:?--conf needs a directory}; shift ;;
	--no-demo) demo=0 ;;
	--build-only) build_only=1 ;;
	-h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
	*) echo "run.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
	esac
	shift
done

. core/dist/packages.sh
need_packages "${BUILD_PACKAGES[@]}"

echo "== building into build/"
log=$(mktemp)
{
	# a build with tests, made by test.sh, is used as it is
	{ [ -f build/CMakeCache.txt ] || cmake --preset release -DHSSD_TESTS=OFF; } && cmake --build build
} >"$log" 2>&1 || { tail -n 40 "$log" >&2; rm -f "$log"; exit 1; }
rm -f "$log"
[ "$build_only" = 1 ] && { echo "built: build/hssd build/hssctl build/plugins/*.so"; exit 0; }

export HSSD_STATE=${HSSD_STATE:-$PWD/var}
mkdir -p -m 700 "$HSSD_STATE"
build/hssd --conf "$conf" --check >/dev/null

build/hssd --conf "$conf" &
pid=$!
trap 'kill -TERM $pid 2>/dev/null || true' INT TERM
if ! build/hssctl wait --pid "$pid" --seconds 30; then
	wait "$pid" || exit $?
	exit 1
fi
[ "$demo" = 1 ] && core/dist/demo.sh build/hssctl
cat <<END

hssd is running (pid $pid), data in $HSSD_STATE, configuration in $conf:
  Diameter  127.0.0.1:3868   S6a; any peer may connect (diameter: accept: any)
  API       http://127.0.0.1:8080   documentation: http://127.0.0.1:8080/docs/
  /v1       http://127.0.0.1:8081   used by hssctl
  metrics   http://127.0.0.1:9191/metrics

Try in another terminal:
  build/hssctl status
  build/hssctl probe s6a --imsi 001010000000001 --ki 465b5ce8b199b49faa5f0a2ee238a6bc --opc cd63cb71954a9f4e48a5994e37a02baf

END
status=0
while kill -0 "$pid" 2>/dev/null; do
	wait "$pid" && status=0 || status=$?
done
exit "$status"
