import re
from collections.abc import Iterable
from datetime import date

from portal import demo
from portal.demo.dating import MARK
from portal.demo.shapes import DemoComplaint
from portal.domain import filing as limits

SUNDAY = date(2026, 9, 20)
SANCTIONS = ("记过", "记大过", "降级", "撤职", "开除", "警告")
SPOKEN = ("facts", "question", "enquiry", "organ_answer", "decline_explanation", "transfer_reason",
          "withdrawal_reason", "outcome", "review_request")  # fmt: skip


def keys(complaints: Iterable[DemoComplaint]) -> list[str]:
    return [complaint.key for complaint in complaints]


def written(complaint: DemoComplaint) -> list[str]:
    conclusions = [finding.conclusion for finding in complaint.findings]
    return [getattr(complaint, name) for name in SPOKEN] + conclusions


def days_in(text: str) -> list[int]:
    return [int(mark) for mark in MARK.findall(text)]


def test_contacts_are_plainly_fictitious() -> None:
    people = [complaint.identity for complaint in demo.complaints()]

    assert all(who.email.endswith("@example.org") for who in people if who.email)
    assert all(who.phone.startswith("000-0000-") for who in people if who.phone)


def test_facts_have_a_readable_length() -> None:
    odd = [each for each in demo.complaints() if not 80 <= len(each.facts) <= 900]

    assert keys(odd) == []


def test_the_other_fields_fit_the_form() -> None:
    lengths = {
        "subject": limits.SUBJECT_MAX,
        "post": limits.POST_MAX,
        "place": limits.PLACE_MAX,
        "commitment": limits.COMMITMENT_MAX,
        "wish": limits.WISH_MAX,
    }

    for name, most in lengths.items():
        assert keys(each for each in demo.complaints() if len(getattr(each, name)) > most) == []


def test_complainants_tell_only_of_what_lies_behind_them() -> None:
    odd = [each for each in demo.complaints() if any(day >= 0 for day in days_in(each.facts))]

    assert keys(odd) == []


def test_nobody_tells_of_what_is_yet_to_come() -> None:
    odd = [
        each
        for each in demo.complaints()
        if any(day > each.filed_days_ago for text in written(each) for day in days_in(text))
    ]

    assert keys(odd) == []


def test_filings_of_a_sunday_tell_of_working_days() -> None:
    filings = [complaint.filing_on(SUNDAY, "key") for complaint in demo.complaints()]

    assert not any("{" in filing.facts for filing in filings)
    assert all(filing.occurred_on.weekday() < 5 for filing in filings if filing.occurred_on)


def test_the_official_hears_nothing_of_who_complained() -> None:
    told = [(each.enquiry + each.organ_answer, each.identity) for each in demo.complaints()]

    assert not any(
        part in text for text, who in told for part in (who.name, who.email, who.phone) if part
    )


def test_an_outcome_never_names_the_sanction() -> None:
    odd = [each for each in demo.complaints() if any(word in each.outcome for word in SANCTIONS)]

    assert keys(odd) == []


def test_admonitory_education_never_bears_the_name_of_the_statutory_measure() -> None:
    odd = [
        each
        for each in demo.complaints()
        if any(re.search("(诫勉|誡勉)(?!教育)", text) for text in written(each))
    ]

    assert keys(odd) == []
