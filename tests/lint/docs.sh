#!/bin/sh
# docs/configuration.md says what the tables say: docs.sh SOURCE_DIR BUILD_DIR
"$1/docs/generate.sh" "$2" | diff -u "$1/docs/configuration.md" - ||
	{ echo "run: docs/generate.sh BUILD_DIR > docs/configuration.md"; exit 1; }
