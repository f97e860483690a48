"""What the tests of the office begin with: complaints at a stage, and forms filled in."""

import re
from typing import Any

from portal.models.complaint import Complaint
from tests.desk import Browser

FOUND = {
    "verified": "yes", "loss": "none", "impact": "none", "circumstances": "slight",
    "intent": "negligent", "crime": "no", "violation": "presumed", "prior_12m": "0",
    "conclusion": "经查阅监控，情况属实。",
}  # fmt: skip
FIELD = re.compile(r'name="(p\d+-(\w+))"')


def address(complaint: Complaint, action: str = "") -> str:
    """Return the page of *complaint*, or of an *action* on it."""
    return f"/office/complaints/{complaint.reference}{action and '/'}{action}"


def do(browser: Browser, complaint: Complaint, action: str, **fields: Any) -> Any:
    """Look at the complaint and at *action*, where that has a page, then carry it out."""
    return send(browser, complaint, action, **fields)


def send(browser: Browser, complaint: Complaint, action: str, **fields: Any) -> Any:
    """Look at the complaint and at the form of *action* on it, then send that form."""
    browser.get(address(complaint))
    browser.get(address(complaint, action))
    return browser.post(address(complaint, action), **fields)


def findings(browser: Browser, complaint: Complaint, **changes: str) -> dict[str, str]:
    """Return the findings form of *complaint*, filled in alike for every point."""
    page = browser.get(address(complaint, "findings"))
    filled = {**FOUND, **changes}
    return {name: filled[kind] for name, kind in FIELD.findall(page.text) if kind in filled}
