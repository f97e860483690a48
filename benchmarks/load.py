"""The load: filings posted over kept connections, a few clients at a time."""

import http.client
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from benchmarks.stage import Web
from deploy.local.ports import HOST

TOKEN = re.compile(r'name="csrf_token"[^>]*?value="([^"]+)"')
FACTS = "2026年9月我三次到窗口办理变更登记，每次都被告知材料不全，清单前后不一致。" * 6
FIELDS = [
    ("organ", "bench"),
    ("official_name", "李某"),
    ("category", "C03"),
    ("category", "C12"),
    ("subject", "窗口推诿，三次都没办成"),
    ("facts", FACTS),
    ("loss", "none"),
    ("name", "王某"),
    ("email", "wang@example.org"),
    ("phone", "000-0000-0000"),
    ("language", "zh-Hans"),
    ("truthful", "y"),
]
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Measured:
    """One round: how many filings, in how many seconds, for how much processor time."""

    filings: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        """Return filings per second."""
        return self.filings / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Return milliseconds of processor time per filing."""
        return 1000 * self.cpu / self.filings


class Client:
    """One browser: a kept connection, a session cookie and a token."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)
        self.connection.request("GET", "/complaints/new")
        response = self.connection.getresponse()
        found = TOKEN.search(response.read().decode())
        if found is None:
            raise ValueError("the form has no token")
        self.token = found[1]
        self.cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]

    def file(self) -> None:
        """File one complaint; raises ValueError unless it is answered with 303."""
        fields = [*FIELDS, ("csrf_token", self.token), ("filing_key", secrets.token_hex(16))]
        body = urlencode(fields)
        headers = {**HEADERS, "Cookie": self.cookie}
        self.connection.request("POST", "/complaints/new", body, headers)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != http.client.SEE_OTHER:
            raise ValueError(f"{response.status}: {answer[:500]!r}")


def clients(web: Web, count: int) -> list[Client]:
    """Return *count* browsers that have opened the form."""
    return [Client(web.port) for _ in range(count)]


def measure(web: Web, browsers: list[Client], filings: int) -> Measured:
    """File *filings* complaints, spread over *browsers*, and say what it took."""
    cpu, began = web.cpu_seconds(), time.perf_counter()
    together([partial(repeat, browser, filings // len(browsers)) for browser in browsers])
    seconds = time.perf_counter() - began
    return Measured(filings // len(browsers) * len(browsers), seconds, web.cpu_seconds() - cpu)


def repeat(browser: Client, times: int) -> None:
    """File *times* complaints one after the other."""
    for _ in range(times):
        browser.file()


def together(tasks: list[Callable[[], None]]) -> None:
    """Run *tasks* at the same time; the first failure is raised."""
    failures: list[BaseException] = []

    def guarded(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001 -- handed on below
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
