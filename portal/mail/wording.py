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
from portal.mail.cleaning import one_line, quotable
from portal.mail.facts import LetterFacts, Route

QUOTE_MAX = 60
NAME_MAX = 100
LABEL_MAX = 1_000
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
        "office_name": one_line(said(facts.office_name, facts.language), NAME_MAX),
        "office_phone": one_line(facts.office_phone, NAME_MAX),
        "post_address": one_line(facts.post_address, LABEL_MAX),
        "officer": one_line(facts.officer, NAME_MAX),
        "organ": one_line(said(facts.organ, facts.language), NAME_MAX),
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
        return one_line(str(templates.filters["say"](text)), LABEL_MAX)


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


def route_words(route: Route, language: Language) -> dict[str, Any]:
    """Return to whom to turn, at which page or address, how long, and by whose rule."""
    address = one_line(route.address, LABEL_MAX)
    online = address.startswith(("https://", "http://"))
    return {
        "body": said(route.body, language),
        "address": "" if online else address,
        "online": address if online else "",
        "until": day(route.until, language),
        "provisional": route.provisional,
        "within": said(route.within, language),
        "answered": said(route.answered, language),
        "clause": route.clause,
    }
