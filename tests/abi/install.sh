#!/bin/sh
# cmake --install into a DESTDIR puts everything in place, and a third party's plugin builds against
# that and is accepted: install.sh BUILD_DIR
set -eu
build=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
DESTDIR=$root/image cmake --install "$build" >"$root/log" || { cat "$root/log"; exit 1; }
prefix=$root/image$(grep -m1 '^CMAKE_INSTALL_PREFIX' "$build/CMakeCache.txt" | cut -d= -f2)
for f in sbin/hssd bin/hssctl include/hss/plugin.h include/hss/avp/base.h etc/hssd/conf.d/00-core.yaml \
	lib/systemd/system/hssd.service; do
	[ -e "$prefix/$f" ] || { echo "not installed: $f"; exit 1; }
done
[ -n "$(find "$prefix" -name s6a.so)" ] || { echo "not installed: s6a.so"; exit 1; }
pc=$(dirname "$(find "$prefix" -name hss-sdk.pc)")
PKG_CONFIG_PATH=$pc pkg-config --variable=plugindir hss-sdk | grep -q hssd/plugins
cp -r "$(dirname "$0")/../../sdk/template" "$root/mine"
cmake -S "$root/mine" -B "$root/out" -DCMAKE_PREFIX_PATH="$prefix" >"$root/log" 2>&1 &&
	cmake --build "$root/out" >>"$root/log" 2>&1 || { cat "$root/log"; exit 1; }
so=$(find "$root/out" -name my_plugin.so)
"$prefix/sbin/hssd" --inspect "$so"
