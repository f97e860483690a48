"""What is said of a breach: to the office in the case log, to whoever complained on their page."""

from datetime import date

from portal.domain.clock import CLOCKS, ClockKind
from portal.domain.escalating import NO_REASON
from portal.domain.text import Text

STAYS = Text("已在最上一级，仍由其办理", "nobody above can take it, so it stays where it is")


def kept(kind: ClockKind, due_on: date, next_on: date, why: Text, to: str | None) -> Text:
    """Return the sentence that the case log keeps: what was late, who has it now, until when.

    *to* is who took it over, None where it stays.
    """
    what = CLOCKS[kind].text
    who = STAYS if to is None else Text(f"升至 {to}", f"passed up to {to}")
    return Text(
        f"超期：{what.zh}（{due_on}）；{who.zh}；新期限 {next_on}。{why.zh}",
        f"Overdue: {what.en} ({due_on}); {who.en}; new date {next_on}. {why.en}",
    )


def told(kind: ClockKind, due_on: date, next_on: date, why: Text) -> Text:
    """Return what whoever complained reads: the day promised, the reason, the new day [1.3(b)]."""
    what = CLOCKS[kind].text
    return Text(
        f"应于 {due_on} 前完成：{what.zh}，未能按时完成。{why.zh}新的期限：{next_on}。",
        f"Due by {due_on}: {what.en}. It was not done in time. {why.en} The new date is {next_on}.",
    )


def reason(special_reason: str | None, outage: str | None) -> Text:
    """Return why nobody is held to account for a breach, or that no special reason is known.

    *outage* is what was down on its last day, if something was.
    """
    if special_reason is not None:
        return Text(f"特殊原因：{special_reason}。", f"Special reason: {special_reason}.")
    if outage is not None:
        return outage_text(outage)
    return NO_REASON


def outage_text(what: str) -> Text:
    """Return what an outage excuses, as the case log and letters say it."""
    return Text(
        f"期限最后一日系统故障（{what}），不追究个人责任。",
        f"The portal was down on the last day ({what}); nobody is held to account.",
    )
