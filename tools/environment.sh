#!/bin/sh
# Make the checkout's environment (.venv) as the pins say; quick when nothing changed.
# PYTHON names the interpreter; otherwise the first of 3.11 to 3.13 on PATH is taken.
set -eu
cd "$(dirname "$0")/.."

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

if [ -n "${PYTHON:-}" ]; then
    fits "$PYTHON" || { echo "PYTHON=$PYTHON does not run as Python 3.11, 3.12 or 3.13." >&2; exit 1; }
    exec "$PYTHON" -m tools.environment
fi
for candidate in .venv/bin/python python3 python3.13 python3.12 python3.11; do
    if fits "$candidate"; then
        exec "$candidate" -m tools.environment
    fi
done
echo "Python 3.11, 3.12 or 3.13 is needed (Debian: apt install python3); PYTHON=… names one." >&2
exit 1
