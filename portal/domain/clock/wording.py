"""The words in which a deadline explains its days."""

from collections.abc import Iterable, Sequence

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.hours import TICKS_AN_HOUR
from portal.domain.clock.limit import Limit, Unit
from portal.domain.clock.steps import Leg, Mark, Step
from portal.domain.clock.tolling import Tolling, tolled_by
from portal.domain.text import Text

EVENT_WORDS = Text("起算当日，不计入", "not counted: the day of the event")
AT_ONCE_WORDS = Text("应当立即办理，当日到期", "to be done at once: due on this day")
PROVISIONAL = Text("暂定", "provisional")
"""What marks a day that depends on a year whose holidays are not published, wherever it is told."""
MINUTES_AN_HOUR = 60


def step_words(
    step: Step, leg: Leg, calendar: Calendar, tolled: Sequence[Tolling], *, extended: bool
) -> Text:
    """Return why the day of *step* was counted or not; *extended*: in an extension."""
    if step.mark is Mark.AT_ONCE:
        return AT_ONCE_WORDS
    if step.mark is Mark.TOLLED:
        return tolled_words(tolling.text for tolling in tolled_by(step.date, tolled))
    if step.mark is Mark.COUNTED:
        return counted_words(step, leg, calendar, extended=extended)
    return uncounted_words(step, calendar)


def tolled_words(causes: Iterable[Text]) -> Text:
    """Return each cause, once, for which the clock stands still on the day."""
    named = tuple(dict.fromkeys(causes))
    return Text(
        "不计入：期限中止，" + "；".join(cause.zh for cause in named),
        "not counted: tolled, " + "; ".join(cause.en for cause in named),
    )


def uncounted_words(step: Step, calendar: Calendar) -> Text:
    """Return which day off is left out, or moves the last day on."""
    why = calendar.why(step.date)
    if step.mark is Mark.MOVED_ON:
        return Text(
            f"不计入：最后一日不能落在休息日，顺延（{why.zh}）",
            f"not counted: the last day may not be a day off, it moves on ({why.en})",
        )
    return Text(f"不计入：{why.zh}", f"not counted: {why.en}")


def counted_words(step: Step, leg: Leg, calendar: Calendar, *, extended: bool) -> Text:
    """Return which day of how many it is, and what the calendar calls it."""
    if isinstance(leg.limit, Limit) and leg.limit.unit is Unit.HOURS:
        return hour_words(step)
    working = isinstance(leg.limit, Limit) and leg.limit.unit is Unit.WORKING_DAYS
    name = calendar.why(step.date) if step.asked else calendar.name(step.date)
    zh = f"第{step.used}{'个工作日' if working else '日'}，共{leg.total}{'个' if working else '日'}"
    en = f"{'working day' if working else 'day'} {step.used} of {leg.total}"
    return Text(
        f"计入：{'延长' if extended else ''}{zh}（{name.zh}）",
        f"counted: {en}{' of the extension' if extended else ''} ({name.en})",
    )


def hour_words(step: Step) -> Text:
    """Return how much of a limit in hours ran on the day."""
    hours, minutes = divmod(step.taken * MINUTES_AN_HOUR // TICKS_AN_HOUR, MINUTES_AN_HOUR)
    return Text(f"计入：{hours}小时{minutes:02}分", f"counted: {hours} h {minutes:02} min")
