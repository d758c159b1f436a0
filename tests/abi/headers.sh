#!/bin/sh
# Every SDK header compiles alone as C11, C17 and C++17, with gcc and clang.
set -eu
include=$1
n=0
for header in "$include"/hss/*.h; do
	name=hss/$(basename "$header")
	for cc in gcc clang; do
		for std in c11 c17; do
			echo "#include <$name>" | $cc -std=$std -Wall -Wextra -Werror -I"$include" -xc \
				-fsyntax-only - || { echo "$name: $cc $std"; exit 1; }
			n=$((n + 1))
		done
	done
	echo "#include <$name>" | clang++ -std=c++17 -Wall -Wextra -Werror -I"$include" -xc++ \
		-fsyntax-only - || { echo "$name: C++17"; exit 1; }
done
echo "$n compilations"
[ "$n" -ge 60 ]
