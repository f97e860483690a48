"""A member of staff at a browser, for tests."""

import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.models.staff import Staff
from portal.services import sign_ins
from portal.web.context import now
from tests.web.browsing import Visitor

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
VERSION = re.compile(r'name="version"[^>]*value="([^"]+)"')
PASSWORD = "correct horse battery staple"


@dataclass
class Browser:
    """One browser, in English, that keeps the tokens of the forms it was shown."""

    client: Visitor
    csrf: str = ""
    version: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Language": "en"})

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page and note the tokens of its forms."""
        response = self._open(path, **options)
        if response.mimetype == "text/html":
            self.csrf = self._found(TOKEN, response) or self.csrf
            self.version = self._found(VERSION, response) or self.version
        return response

    def post(self, path: str, **fields: Any) -> TestResponse:
        """Send a form with the tokens last seen; a field given as None is left out."""
        if not self.csrf:
            self.get("/track")
        data = {"csrf_token": self.csrf, "version": self.version, **fields}
        data = {name: value for name, value in data.items() if value is not None}
        return self._open(path, method="POST", data=data)

    def _open(self, path: str, **options: Any) -> TestResponse:
        headers = {**self.headers, **options.pop("headers", {})}
        return self.client.open(path, headers=headers, buffered=True, **options)

    @staticmethod
    def _found(pattern: re.Pattern[str], response: TestResponse) -> str:
        match = pattern.search(response.text)
        return unescape(match[1]) if match else ""


@dataclass
class Desk:
    """Seats members of staff at browsers."""

    app: Flask
    session: Session

    def browser(self) -> Browser:
        """Return a browser in which nobody has signed in."""
        return Browser(Visitor(self.app, use_cookies=True))

    def seat(self, staff: Staff) -> Browser:
        """Return a browser in which *staff* has signed in; what the test made is committed."""
        self.session.commit()
        token = secrets.token_urlsafe(16)
        sign_ins.begin(self.session, staff.id, token, now=now(), second_factor=True)
        self.session.commit()
        browser = self.browser()
        browser.client.set_cookie("portal_staff", token)
        return browser
