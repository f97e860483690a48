"""A program of the plan while it runs."""

import subprocess
import threading

from deploy.local.child import end, spawn
from deploy.local.processes import Program
from deploy.local.screen import relay
from deploy.local.server import ROOT

END_SECONDS = 2.0  # it has been asked before, and waited for


class Running:
    """One program, its lines on our terminal."""

    def __init__(self, program: Program) -> None:
        self.name, self.vital = program.name, program.vital
        self._command = program.command
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program."""
        self._process = spawn(self._command, output=subprocess.PIPE, cwd=ROOT)
        given = (self.name, self._process.stdout)
        threading.Thread(target=relay, args=given, daemon=True).start()

    def ended(self) -> int | None:
        """Return the exit status once the program has ended."""
        return None if self._process is None else self._process.poll()

    def running(self) -> bool:
        """Tell whether the program was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def ask_to_end(self) -> None:
        """Ask the program to end, without waiting."""
        if self._process is not None and self.running():
            self._process.terminate()

    def stop(self) -> None:
        """End the program and its children, by force when it does not within END_SECONDS."""
        if self._process is not None:
            end(self._process, patience=END_SECONDS)
            self._process = None
