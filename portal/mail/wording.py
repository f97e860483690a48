"""Facts put into the words that the letters' templates set: dates, quotations, ways to turn."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from flask import current_app
from flask_babel import force_locale
from jinja2 import Environment

from portal.domain.filing import Language
from portal.domain.text import Text
from portal.mail.cleaning import clipped, one_line, printable, quotable
from portal.mail.facts import LetterFacts, Route

QUOTE_MAX = 60
NAME_MAX = 60
REASON_MAX = 4_000
LOCALES = {language: Locale.parse(language.value, sep="-") for language in Language}


def common_words(facts: LetterFacts) -> dict[str, Any]:
    """Return what every letter may say: strings and flags only."""
    address = facts.public_address.rstrip("/")
    return {
        "anonymous": facts.anonymous,
        "filed": moment(facts.filed_at, facts.language),
        "home_address": address,
        "language": facts.language.value,
        "next_on": day(facts.next_on, facts.language),
        "next_provisional": facts.next_provisional,
        "next_what": said(facts.next_what, facts.language),
        "office_address": f"{address}/office/complaints/{facts.reference}",
        "office_name": said(facts.office_name, facts.language),
        "office_phone": one_line(facts.office_phone, NAME_MAX),
        "officer": one_line(facts.officer, NAME_MAX),
        "organ": said(facts.organ, facts.language),
        "quoted": quotable(facts.subject, QUOTE_MAX),
        "reference": facts.reference,
        "replies": facts.reply_to is not None,
        "track_address": f"{address}/track",
    }


def said(text: Text | None, language: Language) -> str:
    """Return *text* in *language* by the filter that pages use; none as nothing."""
    return _said(current_app.jinja_env, text, language) if text else ""


@lru_cache(maxsize=1024)
def _said(templates: Environment, text: Text, language: Language) -> str:
    with force_locale(LOCALES[language]):
        return one_line(str(templates.filters["say"](text)), REASON_MAX)


@lru_cache(maxsize=256)
def day(on: date | None, language: Language) -> str:
    """Return a day as people of *language* write it, with its weekday; none as nothing."""
    if on is None:
        return ""
    pattern = "EEEE d MMMM y" if language is Language.ENGLISH else "y年M月d日（EEEE）"
    return format_date(on, pattern, locale=LOCALES[language])


def moment(at: datetime, language: Language) -> str:
    """Return a day and time, as its own zone counts them."""
    return f"{_plain_day(at.date(), language)} {at:%H:%M}"


@lru_cache(maxsize=256)
def _plain_day(on: date, language: Language) -> str:
    pattern = "d MMMM y" if language is Language.ENGLISH else "y年M月d日"
    return format_date(on, pattern, locale=LOCALES[language])


def route_words(route: Route, language: Language) -> dict[str, str]:
    """Return to whom to turn, at which page or address, until which day."""
    address = one_line(route.address, REASON_MAX)
    online = address.startswith(("https://", "http://"))
    return {
        "body": said(route.body, language),
        "address": "" if online else address,
        "online": address if online else "",
        "until": day(route.until, language),
    }


def paragraphs(text: str) -> list[str]:
    """Return what somebody wrote as its lines, fit for a letter."""
    lines = printable(clipped(text, REASON_MAX)).splitlines()
    return [line.strip() for line in lines if line.strip()]
