"""The demo district's first inquiries that led to no complaint."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.domain.inquiry import Asked, Channel, Outcome, Remit
from portal.domain.permissions import Actor
from portal.services import first_inquiry
from portal.services.first_inquiry import Question
from portal.services.office import Office

PROMISE = timedelta(days=3)


def ask(session: Session, actor: Actor, organs: list[str], office: Office, now: datetime) -> None:
    """Record one question of each outcome about the first of two *organs*, asked at the other."""
    about, here = organs
    settled = Asked(
        channel=Channel.VISIT, name=actor.name, post="接待窗口", organ_code=here,
        remit=Remit.OWN, answer="当面说明了投诉的受理范围和办理期限。", outcome=Outcome.SETTLED,
    )  # fmt: skip
    handed_over = replace(
        settled, channel=Channel.PHONE, remit=Remit.ELSEWHERE, outcome=Outcome.HANDED_OVER,
        answer="告知办理窗口的地址、时间和电话。", handed_to="该机关办事大厅",
    )  # fmt: skip
    promised = replace(
        settled, channel=Channel.PHONE, outcome=Outcome.PROMISED,
        answer="已记下所询问的事项，查明后电话答复。", reason="须向该机关核实。",
        due_on=now.astimezone(office.zone).date() + PROMISE,
    )  # fmt: skip
    for matter, contact, asked in (
        ("询问什么情况可以投诉，多久有答复。", "", settled),
        ("询问到哪里办理，要带什么材料。", "", handed_over),
        ("询问窗口的服务承诺是否已经改为三个工作日。", "来电人 000-0000-0003", promised),
    ):
        question = Question(matter, about, contact)
        first_inquiry.record(session, question, asked, actor, office=office, now=now)
