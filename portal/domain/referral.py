"""Which body a matter leaves the office for: by kind of clue [5.2(4), adopted A15].

The opinion says "judicial organs"; the bodies are those of the law now in force (practice §3.4).
A crime clue is decided on within three days and sent within 24 hours of the decision; keeping it
back is itself a fault [6.11].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.text import Text


class Body(StrEnum):
    """A body outside the office that is competent to act."""

    SUPERVISORY_COMMISSION = "supervisory_commission"
    PROCURATORATE = "procuratorate"
    PUBLIC_SECURITY = "public_security"
    APPOINTING_ORGAN = "appointing_organ"
    PARTY_DISCIPLINE = "party_discipline"
    EMPLOYER = "employer"

    @property
    def text(self) -> Text:
        """Return the name of the body."""
        return BODY_TEXTS[self]


BODY_TEXTS = {
    Body.SUPERVISORY_COMMISSION: Text("监察委员会", "Supervisory commission"),
    Body.PROCURATORATE: Text("人民检察院", "People's procuratorate"),
    Body.PUBLIC_SECURITY: Text("公安机关", "Public security organ"),
    Body.APPOINTING_ORGAN: Text("任免机关", "Appointing organ"),
    Body.PARTY_DISCIPLINE: Text("纪律检查委员会", "Party discipline inspection commission"),
    Body.EMPLOYER: Text("用人单位", "Employing unit"),
}


class Clue(StrEnum):
    """What kind of crime a clue points to."""

    DUTY_CRIME = "duty_crime"
    DUTY_CRIME_PROVEN = "duty_crime_proven"
    JUDICIAL_ABUSE = "judicial_abuse"
    ORDINARY_CRIME = "ordinary_crime"

    @property
    def text(self) -> Text:
        """Return the kind in words."""
        return DESTINATIONS[self].text


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a kind of clue goes, and by which *law*."""

    body: Body
    text: Text
    law: str


DESTINATIONS: Mapping[Clue, Destination] = {
    Clue.DUTY_CRIME: Destination(
        Body.SUPERVISORY_COMMISSION,
        Text(
            "公职人员涉嫌贪污贿赂、滥用职权、玩忽职守等职务违法、职务犯罪",
            "Bribery, abuse of power, dereliction or another duty offence of a public official",
        ),
        "监察法第十一、十五、三十七条；公务员法第五十七条",
    ),
    Clue.DUTY_CRIME_PROVEN: Destination(
        Body.PROCURATORATE,
        Text(
            "监察机关已经查明、需要提起公诉的职务犯罪",
            "A duty crime that the commission has established, for prosecution",
        ),
        "监察法第五十二条",
    ),
    Clue.JUDICIAL_ABUSE: Destination(
        Body.PROCURATORATE,
        Text(
            "司法工作人员在诉讼中利用职权实施的犯罪",
            "A crime of a judicial officer who abused power in litigation",
        ),
        "刑事诉讼法第十九条",
    ),
    Clue.ORDINARY_CRIME: Destination(
        Body.PUBLIC_SECURITY,
        Text(
            "与职务无关的普通犯罪：伤害、敲诈、伪造、诈骗等",
            "A crime apart from office: assault, extortion, forgery, fraud",
        ),
        "行政执法机关移送涉嫌犯罪案件的规定第五至十二条",
    ),
}


class Standing(StrEnum):
    """What the official is, as far as it decides who may discipline them [A22]."""

    PARTY_OFFICIAL = "party_official"
    OFFICIAL = "official"
    CONTRACT_STAFF = "contract_staff"

    @property
    def text(self) -> Text:
        """Return the standing in words."""
        return STANDING_TEXTS[self]


STANDING_TEXTS = {
    Standing.PARTY_OFFICIAL: Text("公职人员，中共党员", "Public official, Party member"),
    Standing.OFFICIAL: Text("公职人员，非党员", "Public official, not a Party member"),
    Standing.CONTRACT_STAFF: Text("合同制人员", "Contract staff"),
}

DISCIPLINE_BODIES: Mapping[Standing, tuple[Body, ...]] = {
    Standing.PARTY_OFFICIAL: (
        Body.PARTY_DISCIPLINE,
        Body.APPOINTING_ORGAN,
        Body.SUPERVISORY_COMMISSION,
    ),
    Standing.OFFICIAL: (Body.APPOINTING_ORGAN, Body.SUPERVISORY_COMMISSION),
    Standing.CONTRACT_STAFF: (Body.EMPLOYER,),
}
"""Who may be asked for discipline; the Party line and the state line can run side by side.

The office only proposes; the body decides, within six months (twelve at most).
"""


def competent_body(clue: Clue) -> Body:
    """Return the body that a clue of crime is transferred to."""
    return DESTINATIONS[clue].body


def discipline_bodies(standing: Standing) -> tuple[Body, ...]:
    """Return the bodies that a proposal of discipline may go to, the usual one first."""
    return DISCIPLINE_BODIES[standing]
