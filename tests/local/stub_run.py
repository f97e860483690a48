"""A run whose programs are stubs: `python stub_run.py VAR [PROGRAM…]`, in the checkout."""

import sys
from pathlib import Path

from deploy.local.ending import end_when_told
from deploy.local.place import Place
from deploy.local.processes import Plan, Program, Step
from deploy.local.run import run

WEB = """
import http.server, sys
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Healthy).serve_forever()
"""
STUBBORN = """
import os, signal, time
if os.fork() == 0:
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("standing firm", flush=True)
    time.sleep(600)
time.sleep(600)
"""
SCRIPTS = {
    "stubborn": STUBBORN,
    "short": "print('短 line', flush=True)",
    "sleeper": "import time; time.sleep(600)",
}


def stub_plan(port: int) -> Plan:
    """Return a plan of stubs: two slow steps, a web server, and the programs asked for."""
    asked = sys.argv[2:]
    return Plan(
        steps=tuple(Step(f"Step {n}", _python("import time; time.sleep(0.3)")) for n in (1, 2)),
        programs=(
            Program("web", _python(WEB, str(port)), vital=True),
            *(Program(name, _python(SCRIPTS[name])) for name in asked),
        ),
    )


def _python(script: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", script, *arguments)


if __name__ == "__main__":
    end_when_told()
    sys.exit(run(Place(Path(sys.argv[1])), stub_plan))
