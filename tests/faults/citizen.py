"""A citizen with a browser that has no JavaScript."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from deploy.local.ports import HOST

PATH = "/complaints/new"
CITIZENS = 4
CATEGORIES = ("C03", "C12", "C13", "C05")
WORDS = {
    "organ": "housing",
    "subject": "窗口推诿，三次都没办成",
    "facts": "我三次去窗口办理，每次都说材料不全。",
    "loss": "none",
    "name": "王某",
    "email": "wang@example.org",
    "language": "zh-Hans",
    "truthful": "y",
}


class HiddenFields(HTMLParser):
    """Collects the hidden fields of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one field."""
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.values[given.get("name") or ""] = given.get("value") or ""


@dataclass
class Citizen:
    """Files complaints at the server on *port*, one after the other."""

    port: int
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def file(self, category: str) -> tuple[int, float]:
        """File one complaint; return the status of the answer, and the seconds it took."""
        hidden = HiddenFields(self._ask("GET")[1]).values
        began = time.monotonic()
        status, _ = self._ask("POST", urlencode({**hidden, **WORDS, "category": category}))
        return status, time.monotonic() - began

    def _ask(self, method: str, body: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        connection.request(method, PATH, body, self._headers())
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            self.cookies.load(cookie)
        page = answer.read().decode()
        connection.close()
        return answer.status, page

    def _headers(self) -> dict[str, str]:
        here = {name: one for name, one in self.cookies.items() if PATH.startswith(one["path"])}
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in here.items())
        return {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}


def file_over_http(port: int, count: int) -> list[tuple[int, float]]:
    """File *count* complaints, some at a time; return what Citizen.file does of each."""

    def file_some(number: int) -> list[tuple[int, float]]:
        citizen = Citizen(port)
        return [citizen.file(CATEGORIES[number]) for _ in range(count // CITIZENS)]

    with ThreadPoolExecutor(CITIZENS) as pool:
        return [answer for some in pool.map(file_some, range(CITIZENS)) for answer in some]
