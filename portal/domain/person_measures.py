"""Measures per person: who may prove what, and how an apology reaches whoever was wronged.

A measure is done with proof, or there is none with a reason. What goes to a competent body is done
by being sent [5.2(3), 5.2(4)]; a referral cannot be dropped for a reason [6.11].
"""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.severity import Measure
from portal.domain.text import Text

BEARER_MAX = 100
PROOF_MAX = 2_000
REASON_MAX = 2_000


class Form(StrEnum):
    """How an apology was made, or why none could be delivered [2.4(a)]."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    BY_ORGAN = "by_organ"
    NO_CONTACT = "no_contact"

    @property
    def text(self) -> Text:
        """Return the form in words."""
        return FORM_TEXTS[self]


FORM_TEXTS = {
    Form.SPOKEN: Text("当面或者电话口头道歉", "Spoken, in person or by phone"),
    Form.WRITTEN: Text("书面道歉", "Written"),
    Form.BY_ORGAN: Text("由所在机关代为道歉", "By the organ on behalf of the official"),
    Form.NO_CONTACT: Text("投诉人表示不愿接触", "The complainant declines contact"),
}

SENT = frozenset({Measure.DISCIPLINE, Measure.REFERRAL})
"""Measures that another body takes: for the office they are done once they are sent."""

NEVER_DROPPED = frozenset({Measure.REFERRAL})

CARRIERS: Mapping[Measure, Text] = {
    Measure.ADVICE: Text("所在机关分管领导", "The leader in charge at the organ"),
    Measure.WARNING: Text("本办公室主任", "The director of this office"),
    Measure.ADMONITORY_EDUCATION: Text("所在机关主要负责人", "The head of the organ"),
    Measure.APOLOGY: Text("责任人本人", "The official in person"),
    Measure.RECTIFY: Text("被投诉机关", "The organ complained about"),
    Measure.PUBLISH: Text("被投诉机关", "The organ complained about"),
    Measure.DISCIPLINE: Text("本办公室送有权机关", "This office, to the competent body"),
    Measure.REFERRAL: Text("本办公室移送有权机关", "This office, to the competent body"),
}
"""Who carries a measure out unless somebody else is charged with it."""


def needs_form(measure: Measure) -> bool:
    """Tell whether it must be said in which form it was delivered: an apology."""
    return measure is Measure.APOLOGY
