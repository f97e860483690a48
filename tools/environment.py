"""Make `.venv` and install the pinned packages into it. Standard library only."""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from deploy.local.child import kill_group, spawn
from deploy.local.ending import end_when_told

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STATE = ENVIRONMENT / "portal-state"  # what was installed, or that it was not finished
BASE = os.path.realpath(sys.executable)  # we may run from the environment that is to be replaced
PINS = ROOT / "requirements-dev.txt"
VAR = ROOT / "var"
UNFINISHED = "unfinished"
INSTALL = ("install", "-qq", "--no-input", "--require-hashes", "-r", str(PINS))


def main() -> int:
    """Bring the environment up to date; one process at a time."""
    end_when_told()
    try:
        with lock():
            if state() != wanted():
                update()
    except subprocess.CalledProcessError as error:
        print(f"Setting up .venv failed (status {error.returncode}).", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Setting up .venv failed: {error}", file=sys.stderr)
        return 1
    return 0


@contextlib.contextmanager
def lock() -> Iterator[None]:
    """Wait for another run in this checkout that is at the same work."""
    VAR.mkdir(mode=0o700, exist_ok=True)
    with (VAR / "environment.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def wanted() -> str:
    """Describe the environment that the pins ask for, this place and this Python."""
    pins = hashlib.sha256(PINS.read_bytes()).hexdigest()
    return f"{pins} {sys.version_info.major}.{sys.version_info.minor} {ENVIRONMENT}"


def state() -> str:
    """Describe the environment as it is; empty when there is none that runs."""
    if not PYTHON.exists():
        return ""
    with contextlib.suppress(FileNotFoundError):
        return STATE.read_text("utf-8")
    return ""


def update() -> None:
    """Install the pins, over what is there or from the ground up."""
    if not usable():
        print("Making the environment .venv …", flush=True)
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        ENVIRONMENT.mkdir()
        STATE.write_text(UNFINISHED, "utf-8")
        run(BASE, "-m", "venv", *without_pip(), str(ENVIRONMENT))
    STATE.write_text(UNFINISHED, "utf-8")
    print("Installing the pinned packages; about a minute the first time …", flush=True)
    run(*pip_command(), *INSTALL)
    STATE.write_text(wanted(), "utf-8")


def usable() -> bool:
    """Tell whether new pins can go over what is there: same Python, same place, finished."""
    version, place = wanted().split(" ", 1)[1].split(" ", 1)
    library = ENVIRONMENT / "lib" / f"python{version}"
    fits = not state() or state().endswith(f" {version} {place}")
    return PYTHON.exists() and library.exists() and fits


def without_pip() -> list[str]:
    """Return the option for a Python that comes without pip, as Debian's does."""
    return [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]


def pip_command() -> list[str]:
    """Return how to call pip for the environment: its own, the system's, or Debian's wheel."""
    if (ENVIRONMENT / "bin" / "pip").exists():
        return [str(PYTHON), "-m", "pip"]
    asked = subprocess.run([BASE, "-m", "pip", "--version"], check=False, capture_output=True)
    if asked.returncode == 0:
        return [BASE, "-m", "pip", "--python", str(PYTHON)]
    return [str(PYTHON), f"{debian_wheel()}/pip"]


def debian_wheel() -> str:
    """Fetch pip from Debian's archive; ends the program with a word when that fails."""
    folder = VAR / "pip"
    if shutil.which("apt-get"):
        shutil.rmtree(folder, ignore_errors=True)
        script = str(ROOT / "tools" / "debian_pip.sh")
        done = subprocess.run([script, folder], check=False, stdout=subprocess.PIPE, text=True)
        if done.returncode == 0:
            return done.stdout.strip()
    sys.exit("This Python has neither pip nor ensurepip (Debian: apt install python3-venv).")


def run(*command: str) -> None:
    """Run a command, and end all of it when we are told to end."""
    process = spawn(command)
    try:
        status = process.wait()
    finally:
        kill_group(process)
    if status:
        raise subprocess.CalledProcessError(status, command)


if __name__ == "__main__":
    sys.exit(main())
