"""What one letter tells beyond what all do, in words: a function for each, found by its name.

Templates find these words under the letter's name.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from portal.domain.clauses import CLAUSES
from portal.domain.filing import Language
from portal.domain.text import Text
from portal.mail.cleaning import one_line
from portal.mail.facts import (
    ApprovalFacts,
    ClarificationFacts,
    DeclineFacts,
    DisposalFacts,
    ExtensionFacts,
    FindingFacts,
    MessageFacts,
    MovedDay,
    OutcomeFacts,
    OverdueFacts,
    ProgressFacts,
    RatingFacts,
    ReviewFacts,
    TransferFacts,
)
from portal.mail.organ_facts import EnquiryFacts, OrganNewsFacts, OrganWorkFacts
from portal.mail.prose import prose
from portal.mail.wording import NAME_MAX, day, route_words, said

OPINION_SYSTEMS = ("1.", "2.", "3.", "4.", "5.")
ADOPTED_SYSTEMS = ("6.", "7.", "8.")

Words = dict[str, Any]


def declined_words(declined: DeclineFacts, language: Language) -> Words:
    """Return what a letter says about a complaint that is declined."""
    return {
        "code": declined.code,
        "reason": _sentence(declined.reason, language),
        "more": prose(declined.more),
        "instead": _sentence(declined.instead, language),
        "review": route_words(declined.review, language),
    }


def outcome_words(outcome: OutcomeFacts, language: Language) -> Words:
    """Return what a letter says about an outcome; of what was referred, nothing but that."""
    told = not outcome.referred
    return {
        "findings": [_finding(finding, language) for finding in outcome.findings],
        "severity": said(outcome.severity, language) if told else "",
        "summary": prose(outcome.summary) if told else "",
        "measures": _said_all(outcome.measures, language) if told else [],
        "review": route_words(outcome.review, language),
    }


def transferred_words(transfer: TransferFacts, language: Language) -> Words:
    """Return what a letter says about a complaint passed on; of what was referred, only that."""
    told = not transfer.referred
    return {
        "referred": transfer.referred,
        "body": said(transfer.body, language) if told else "",
        "reason": prose(transfer.reason) if told else "",
    }


def clarification_words(clarification: ClarificationFacts, _language: Language) -> Words:
    """Return what a letter asks of the complainant."""
    return {"question": prose(clarification.question), "accepted": clarification.accepted}


def message_words(message: MessageFacts, _language: Language) -> Words:
    """Return what the office writes to the complainant."""
    return {"words": prose(message.words)}


def extended_words(extension: ExtensionFacts, language: Language) -> Words:
    """Return what a letter says about days that moved."""
    return {
        "reason": said(extension.reason, language),
        "more": prose(extension.more),
        "moved": [_moved_day(each, language) for each in extension.moved],
        "granted": extension.granted,
    }


def _moved_day(moved: MovedDay, language: Language) -> Words:
    return {
        "what": said(moved.what, language),
        "before": day(moved.before, language),
        "until": day(moved.until, language),
        "second": moved.second,
        "provisional": moved.provisional,
    }


def progress_words(progress: ProgressFacts, language: Language) -> Words:
    """Return what a letter says about an answer that is late."""
    return {
        "promised": day(progress.promised, language),
        "reason": prose(progress.reason),
        "until": day(progress.until, language),
    }


def disposal_words(disposal: DisposalFacts, language: Language) -> Words:
    """Return what a letter says about another body's final disposal."""
    return {
        "body": said(disposal.body, language),
        "decided": day(disposal.decided_on, language),
        "disposal": prose(disposal.disposal),
        "challenge": route_words(disposal.challenge, language) if disposal.challenge else None,
    }


def review_words(review: ReviewFacts, language: Language) -> Words:
    """Return what a letter says about the result of a review."""
    return {
        "reason": prose(review.reason),
        "second": review.second,
        "reopened": review.reopened,
        "further": route_words(review.further, language) if review.further else None,
    }


def rating_words(rating: RatingFacts, language: Language) -> Words:
    """Return where and until when the handling can be rated."""
    return {"address": rating.address, "until": day(rating.until, language)}


def overdue_words(overdue: OverdueFacts, language: Language) -> Words:
    """Return what was due, when, and who is told of it now."""
    return {
        "what": said(overdue.what, language),
        "due": day(overdue.due_on, language),
        "escalated_to": one_line(overdue.escalated_to, NAME_MAX),
    }


def approval_words(approval: ApprovalFacts, language: Language) -> Words:
    """Return who asks for an approval, and until when."""
    return {
        "asked_by": one_line(approval.asked_by, NAME_MAX),
        "until": day(approval.until, language),
    }


def enquiry_words(enquiry: EnquiryFacts, language: Language) -> Words:
    """Return what is put to an organ."""
    return {
        "question": prose(enquiry.question),
        "until": day(enquiry.until, language),
        "address": enquiry.address,
        "passage": prose(enquiry.passage),
    }


def organ_news_words(told: OrganNewsFacts, language: Language) -> Words:
    """Return what there is to tell an organ about what was put to it."""
    return {
        "news": said(told.news.text, language),
        "until": day(told.until, language),
        "address": told.address,
        "head": told.head,
    }


def organ_work_words(told: OrganWorkFacts, language: Language) -> Words:
    """Return what an organ did or did not do."""
    return {
        "news": said(told.news.text, language),
        "number": told.number,
        "asked": one_line(said(told.asked, language), NAME_MAX),
        "due": day(told.due_on, language),
        "late": told.late,
    }


def _finding(finding: FindingFacts, language: Language) -> Words:
    if finding.referred:
        return {"allegation": said(finding.allegation, language), "referred": True}
    return {
        "allegation": said(finding.allegation, language),
        "conclusion": said(finding.conclusion, language),
        "reason": prose(finding.reason),
        "rules": [_rule(clause, language) for clause in finding.clauses],
        "measures": _said_all(finding.measures, language),
        "changed": said(finding.changed, language),
    }


def _rule(clause: str, language: Language) -> Words:
    """Return a clause with its words, where they are ours to quote, and whose rule it is."""
    known = CLAUSES.get(clause)
    return {
        "clause": clause,
        "words": said(known.text, language).rstrip(";；") if known else "",
        "own": clause.startswith(OPINION_SYSTEMS),
        "adopted": clause.startswith(ADOPTED_SYSTEMS),
    }


def _sentence(text: Text | None, language: Language) -> str:
    """Return *text* with the full stop that a label does without; none as nothing."""
    words = said(text, language).rstrip(".。")
    return words and words + ("." if language is Language.ENGLISH else "。")


def _said_all(texts: Iterable[Text], language: Language) -> list[str]:
    return [said(text, language) for text in texts]


CONTENTS: Mapping[str, Callable[[Any, Language], Words]] = {
    "declined": declined_words,
    "transferred": transferred_words,
    "clarification": clarification_words,
    "message": message_words,
    "extended": extended_words,
    "progress": progress_words,
    "outcome": outcome_words,
    "disposal": disposal_words,
    "review_result": review_words,
    "rating": rating_words,
    "overdue": overdue_words,
    "approval": approval_words,
    "enquiry": enquiry_words,
    "organ_news": organ_news_words,
    "organ_work": organ_work_words,
}
"""The letters that tell more than what all letters do; each takes the fact of its own name."""
