"""`make run`: everything the portal needs, on this machine, until told to stop."""

import http
import http.client
import os
import sys
import time
from collections.abc import Callable

from deploy.local.child import ServerFailedError, end, spawn
from deploy.local.ending import hold_on
from deploy.local.keeper import Keeper, VitalEndedError
from deploy.local.leftovers import leftovers, mark, sweep
from deploy.local.place import NotOursError, Place
from deploy.local.ports import HOST, PortError, check_free, wanted_port
from deploy.local.processes import DEMO_ACCOUNTS, Plan, Step, the_portal
from deploy.local.running import Running
from deploy.local.screen import say
from deploy.local.server import ROOT
from deploy.local.services import all_variables, services
from deploy.local.variables import write_variables

PORT = "8000"
COMMAND = "make run"
READY_SECONDS = 120.0
LOOK_SECONDS = 0.1
SWEEP_SECONDS = 5.0


class StepFailedError(Exception):
    """A step of the plan did not succeed."""


PROBLEMS = (NotOursError, PortError, ServerFailedError, StepFailedError, VitalEndedError)


def run(place: Place, plan: Callable[[int], Plan] = the_portal) -> int:
    """Run the plan in `place` until a signal comes; return the exit status."""
    try:
        _refuse_production()
        place.make()
        with place.held():
            _alone(place, plan)
    except PROBLEMS as error:
        print(error, file=sys.stderr)
    return 1


def _refuse_production() -> None:
    if os.environ.get("PORTAL_ENV", "local") != "local":
        raise StepFailedError(f"{COMMAND} is for PORTAL_ENV=local only; unset PORTAL_ENV.")


def _alone(place: Place, plan: Callable[[int], Plan]) -> None:
    """Run with the place to ourselves, and leave nothing behind, however it ends."""
    _end_earlier(place)
    mark(place.var)
    try:
        port = wanted_port(os.environ.get("PORT") or PORT, "PORT")
        check_free(port, "PORT", COMMAND)
        with Keeper() as keeper:
            _up(place, plan(port), port, keeper)
    finally:
        hold_on()
        sweep(place.var, patience=0)
        say("Stopped; nothing is left running.")


def _end_earlier(place: Place) -> None:
    if sweep(place.var, patience=SWEEP_SECONDS):
        say("Ended what an earlier run had left behind.")
    if left := leftovers(place.var):
        raise StepFailedError(f"Processes of an earlier run do not end: {left}")


def _up(place: Place, plan: Plan, port: int, keeper: Keeper) -> None:
    address = f"http://{HOST}:{port}"
    servers, found = services(place)
    variables = all_variables(place, address, found)
    os.environ.update(variables, PYTHONUNBUFFERED="1")
    write_variables(place.settings, variables)
    keeper.start(servers)
    for step in plan.steps:
        _do(step)
    keeper.start([Running(program) for program in plan.programs if program.vital])
    _wait_until_ready(plan, port, keeper)
    keeper.start([Running(program) for program in plan.programs if not program.vital])
    say(f"Ready: {address}")
    say(f"Demo accounts: {DEMO_ACCOUNTS}")
    say(f"Password of all of them: {variables['DEMO_PASSWORD']}")
    keeper.keep()


def _do(step: Step) -> None:
    say(f"{step.says} …")
    process = spawn(step.command, cwd=ROOT)
    try:
        status = process.wait()
    finally:
        end(process)
    if status != 0:
        raise StepFailedError(f"{step.says}: failed with status {status}.")


def _wait_until_ready(plan: Plan, port: int, keeper: Keeper) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not all(_healthy(port, path) for path in plan.health):
        keeper.look()
        if time.monotonic() > deadline:
            raise StepFailedError(f"Not ready after {READY_SECONDS:g} s; the lines above say why.")
        time.sleep(LOOK_SECONDS)


def _healthy(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
