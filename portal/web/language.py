"""Which language a page speaks.

What was asked for, then what was chosen before, then what the browser prefers, then Simplified
Chinese.
"""

from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Flask, Response, g, request
from flask_babel import format_date, get_locale, refresh
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept

from portal.domain.clock.calendar import WEEKDAYS
from portal.domain.clock.wording import PROVISIONAL
from portal.domain.filing import Language
from portal.domain.text import Text
from portal.extensions import babel
from portal.web.traditional import in_traditional

COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600


class Endonym(NamedTuple):
    """What a language calls itself, also where there is little room."""

    full: str
    short: str


ENDONYMS = {
    Language.SIMPLIFIED: Endonym("简体中文", "简"),
    Language.TRADITIONAL: Endonym("繁體中文", "繁"),
    Language.ENGLISH: Endonym("English", "EN"),
}
TRADITIONAL_PLACES = ("tw", "hk", "mo", "hant")


def register(app: Flask, zone: ZoneInfo) -> None:
    """Teach *app* its languages; days and hours are shown as they are in *zone*."""
    babel.init_app(app, locale_selector=select_locale)
    app.add_template_filter(say)
    app.add_template_filter(chinese)
    app.add_template_filter(weekday)
    app.add_template_filter(beside_weekday)
    app.add_template_filter(lambda on: full_day(on, zone), "full_day")
    app.add_template_filter(lambda at: day(at, zone), "day")
    app.add_template_filter(lambda on, provisional: due_day(on, provisional, zone), "due_day")
    app.add_template_filter(lambda at: moment(at, zone), "moment")
    app.add_template_global(provisional_mark)
    app.context_processor(offer)
    app.after_request(remember)


def select_locale() -> str:
    """Return Babel's name of the language of this request."""
    return current().value.replace("-", "_")


def current() -> Language:
    """Return the language of this request, worked out once."""
    if "language" not in g:
        asked = named(request.args.get("language", ""))
        if asked:
            choose(asked)
        else:
            cookie = named(request.cookies.get(COOKIE, ""))
            g.language = cookie or preferred(request.accept_languages)
    language: Language = g.language
    return language


def choose(language: Language) -> None:
    """Answer in *language* from now on: this request and those that follow."""
    g.language = g.chosen_language = language
    refresh()


def named(code: str) -> Language | None:
    """Return the language that *code* names exactly, if any."""
    try:
        return Language(code)
    except ValueError:
        return None


def preferred(accepted: LanguageAccept) -> Language:
    """Return the first language a browser accepts that we have."""
    for tag in accepted.values():
        if language := understood(tag):
            return language
    return Language.SIMPLIFIED


def understood(tag: str) -> Language | None:
    """Return our language for a browser's tag: zh-TW reads Traditional, zh and zh-SG Simplified."""
    first, *rest = tag.lower().replace("_", "-").split("-")
    if first == "en":
        return Language.ENGLISH
    if first != "zh":
        return None
    traditional = "hans" not in rest and any(place in rest for place in TRADITIONAL_PLACES)
    return Language.TRADITIONAL if traditional else Language.SIMPLIFIED


def say(text: Text) -> str:
    """Return *text* in the language of the page or letter that is being written.

    What is the same in both languages was written by somebody, and stays as it is.
    """
    locale = get_locale()
    if text.zh == text.en or (locale and locale.language == "en"):
        return text.en
    return in_traditional(text.zh) if locale and locale.script == "Hant" else text.zh


def chinese(words: str) -> str:
    """Return *words*, which only Chinese has, in the script of the page."""
    return in_traditional(words) if str(get_locale()) == "zh_Hant" else words


def day(at: date, zone: ZoneInfo) -> str:
    """Return the day of an instant, or a date, in the words of the page: as letters write it."""
    on = at.astimezone(zone).date() if isinstance(at, datetime) else at
    english = str(get_locale()).startswith("en")
    return str(format_date(on, "d MMMM y" if english else "long"))


def due_day(on: date, provisional: bool, zone: ZoneInfo) -> Markup:  # noqa: FBT001 -- as templates give it
    """Return a last day, marked where it is *provisional*: everywhere in this one way."""
    mark = " " + provisional_mark() if provisional else ""
    return Markup.escape(day(on, zone)) + mark


def provisional_mark() -> Markup:
    """Return the mark of a day that depends on a year whose holidays are not published."""
    return Markup('<strong class="provisional">{}</strong>').format(say(PROVISIONAL))


def weekday(on: date) -> str:
    """Return the day of the week."""
    return say(WEEKDAYS[on.weekday()])


def full_day(on: date, zone: ZoneInfo) -> str:
    """Return a date with its day of the week, in the order of the language."""
    parts = [day(on, zone), weekday(on)]
    return ", ".join(reversed(parts)) if str(get_locale()).startswith("en") else " ".join(parts)


def beside_weekday(words: str, on: date) -> str:
    """Return *words* without the day of the week in brackets: it stands beside them already."""
    name = weekday(on)
    return words.replace(f"（{name}）", "").replace(f" ({name})", "")


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Return an instant as day and time of day in the office."""
    return f"{day(at, zone)} {at.astimezone(zone):%H:%M}"


def offer() -> dict[str, object]:
    """Give every template the language it is in and those it could be in."""
    return {"language": current(), "languages": ENDONYMS, "language_address": address_in}


def address_in(language: Language) -> str:
    """Return the address of this page in *language*, other arguments kept."""
    kept = [(name, text) for name, text in request.args.items(multi=True) if name != "language"]
    return request.path + "?" + urlencode([*kept, ("language", language.value)])


def remember(response: Response) -> Response:
    """Keep a language that was chosen, and say which one this answer is in."""
    if "chosen_language" in g:
        response.set_cookie(
            COOKIE, g.chosen_language.value, COOKIE_SECONDS, httponly=True, samesite="Lax",
            secure=request.is_secure,
        )  # fmt: skip
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", current().value)
        response.vary.update(("Accept-Language", "Cookie"))
    return response
