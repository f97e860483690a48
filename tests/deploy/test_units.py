"""The units and the compose file name every process; that they run is not tested here."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from portal.jobs.queues import QUEUES
from tools.catalogues import AREAS

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


@pytest.fixture
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    return found


def test_the_target_wants_a_worker_for_each_queue() -> None:
    target = (DEPLOY / "systemd/portal.target").read_text()
    wanted = re.findall(r"portal-worker@(\w+)\.service", target)
    wanted += ["mail"] if "portal-mail@1.service" in target else []

    assert sorted(wanted) == sorted(QUEUES)


def test_the_compose_file_has_a_worker_for_each_queue(services: dict[str, Any]) -> None:
    workers = {name.removeprefix("worker-") for name in services if name.startswith("worker-")}

    assert workers == set(QUEUES)


def test_every_command_that_is_started_exists(services: dict[str, Any], portal_app: Flask) -> None:
    started = {
        match for unit in UNITS for match in re.findall(r"--app wsgi (\w+)", unit.read_text())
    }
    started |= {
        each["command"][3] for each in services.values() if "flask" in each.get("command", ())
    }

    assert started <= set(portal_app.cli.commands)


def test_the_image_compiles_the_catalogue_of_every_area() -> None:
    compiled = re.search(r"for area in ([\w ]+);", (DEPLOY / "Containerfile").read_text())

    assert compiled
    assert set(compiled[1].split()) == set(AREAS)


def test_the_proxy_keeps_the_figures_from_the_world() -> None:
    assert re.search(r"location = /metrics \{\s*return 404;", (DEPLOY / "nginx.conf").read_text())
