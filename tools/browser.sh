#!/bin/sh
# See to it that the browser tests find a Chromium, and a font with Chinese characters.
set -u
cd "$(dirname "$0")/.."

missing=''
[ -x /usr/bin/chromium ] || missing='chromium'
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the browser tests: $missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # one word per package
    apt-get -qq update && apt-get -qq install --no-install-recommends -y $missing fontconfig \
        >/dev/null && exit 0
fi
case $missing in
*chromium*)
    .venv/bin/python -m playwright install chromium ||
        echo 'No browser: its tests will fail. As root: apt install chromium fonts-noto-cjk' >&2
    ;;
*)
    echo 'No Chinese font: pages will show boxes. As root: apt install fonts-noto-cjk' >&2
    ;;
esac
exit 0
