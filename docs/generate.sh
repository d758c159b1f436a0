#!/bin/sh
# Prints docs/configuration.md from the schema tables of a build: docs/generate.sh BUILD_DIR
set -eu
build=$1
cat <<END
# Configuration

Made from the schema tables by \`docs/generate.sh\`; do not edit. One file in conf.d has \`core:\`, every
other one a plugin instance:

    plugin: s6a          # which plugin
    instance: s6a        # its name, the plugin's when left out
    enabled: true
    required: true       # false: start without it when it cannot be loaded
    config:              # the keys below

The column "live" marks what a reload may change; this version has no reload yet: restart.

END
"$build/hssd" --reference core
for so in sqlite s6a pyhss_api rest prometheus; do
	echo
	"$build/hssd" --reference "$so"
done
