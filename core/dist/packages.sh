# packages.sh - Debian packages, by what they are for; sourced by run.sh and test.sh.

BUILD_PACKAGES=(
	gcc cmake ninja-build pkg-config libc6-dev      # compiler and build
	libssl-dev                                      # AES, HMAC for the AuC
	libyaml-dev                                     # conf.d
	libmicrohttpd-dev                               # REST API and metrics
	libjansson-dev                                  # JSON
	libsqlite3-dev                                  # embedded store
	libcurl4-gnutls-dev                             # hssctl, outgoing HTTP
	zlib1g-dev
)
TEST_PACKAGES=(
	libcmocka-dev                                   # unit tests
	clang llvm libclang-rt-14-dev                   # second compiler, fuzzers
	python3                                         # scripted peers
	tshark                                          # judges every message we send
	libosmocore-utils                               # osmo-auc-gen judges the AuC
	freediameterd freediameter-extensions           # interoperation
	libfreediameter-dev
	prometheus                                      # promtool judges the metrics
	sqlite3 openssl e2fsprogs git binutils
)

# need_packages NAME...: installs those that are missing, as root or with sudo, and says so.
need_packages() {
	local missing=() p sudo=
	for p in "$@"; do
		dpkg-query -W -f='${db:Status-Abbrev}' "$p" 2>/dev/null | grep -q '^ii' || missing+=("$p")
	done
	[ ${#missing[@]} -eq 0 ] && return 0
	if [ "$(id -u)" != 0 ]; then
		sudo=sudo
		command -v sudo >/dev/null || {
			echo "missing Debian packages, and neither root nor sudo: ${missing[*]}" >&2
			return 1
		}
	fi
	echo "== installing missing Debian packages: ${missing[*]}"
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null
	# freeDiameter and Prometheus are wanted as programs, not as services on their well-known ports
	local policy=/usr/sbin/policy-rc.d status=0
	if [ -e $policy ]; then
		policy=
	else
		printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy >/dev/null
		$sudo chmod 755 $policy
	fi
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
		"${missing[@]}" >/dev/null || status=$?
	[ -z "$policy" ] || $sudo rm -f $policy
	return $status
}
