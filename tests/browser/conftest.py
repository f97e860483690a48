"""The portal on a real port, and Chromium to look at it with."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from portal.jobs.queues import QUEUES
from portal.settings import Settings
from tests.faults.processes import PATIENCE_SECONDS, Crew
from tools import catalogues

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Look = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _compiled_catalogues() -> None:
    """The catalogues as they stand in the tree."""
    for area in catalogues.AREAS:
        catalogues.compile_area(area)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; Debian's where there is one."""
    with sync_playwright() as playwright:
        path = CHROMIUM if CHROMIUM.exists() else None
        expect.set_options(timeout=PATIENCE_SECONDS * 1000)  # a busy machine is slow, not wrong
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of the running portal."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def look(chromium: Browser, address: str) -> Iterator[Look]:
    """Open pages of the portal, each in a browser without history, 375 pixels wide unless told."""
    contexts = []

    def opened(path: str = "/", *, width: int = 375, **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="zh-CN", base_url=address, **options
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def machine(settings: Settings, tmp_path: Path) -> Iterator[Crew]:
    """The relay and a worker for each queue, over the servers that the pages use."""
    values = settings.model_dump() | {"drain_linger": 0.2, "relay_poll": 0.3}
    own = {name.upper(): revealed(value) for name, value in values.items() if value is not None}
    crew = Crew(tmp_path, {**os.environ, **own})
    crew.flask("relay")
    for queue in QUEUES:
        crew.flask("worker", queue)
    yield crew
    crew.end()


def revealed(value: object) -> str:
    """Return a setting as the environment has it."""
    return str(getattr(value, "get_secret_value", lambda: value)())
