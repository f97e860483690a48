#!/bin/sh
# Print the path of a pip wheel fetched from Debian's own archive into the folder named.
# Debian's python3 comes without pip; this needs neither root nor an installed package.
set -eu
folder=$1
mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
cd "$folder"
apt() {
    apt-get -qq -o Dir::State="$folder/state" -o Dir::State::status=/var/lib/dpkg/status \
        -o Dir::Cache="$folder/cache" -o APT::Sandbox::User="$(id -un)" "$@" >&2
}
apt update
apt download python3-pip-whl
dpkg-deb -x python3-pip-whl_*.deb "$folder/wheel"
rm -rf "$folder/state" "$folder/cache"
find "$folder/wheel" -name 'pip-*.whl'
