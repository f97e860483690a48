"""What the demo's people say: hearings, evidence and second investigators, letters and notes."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo.shapes import DemoComplaint
from portal.domain.category import Category
from portal.domain.checklist import ItemId
from portal.domain.evidence import EvidenceKind, Source
from portal.domain.hearing import Ended, Told
from portal.domain.permissions import Actor, Role
from portal.domain.severity import Gate
from portal.domain.severity.gates import SECOND_PERSON
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import (
    assignment,
    checklists,
    evidence,
    gates,
    hearings,
    messages,
    notes,
    second_investigators,
)
from portal.services.evidence import Piece
from portal.services.gates import Reply
from portal.services.hearings import Heard, Invitation
from portal.services.office import Office
from portal.services.second_investigators import Choice

INVITED_BEFORE = timedelta(days=12)
HOUR = timedelta(hours=1)
PUT = "经初步核实，办理中存在未按规定告知和拖延的情形，请就经过、原因和依据作出说明。"
DEFENCE = "当时同时办理两个窗口的业务，没有及时登记和答复，本人承认并愿意改正。"
ASKED = "请补充办理当天的取号单或者缴费凭证；没有的，请说明大致时间和窗口号。"
ANSWERED = "取号单已经找到，是上午九点四十分三号窗口，照片随后上传。"
TOLD = "您补充的情况已经收到，正在与机关的登记核对。核对后会再告诉您。"
NOTED = "已与机关档案员约定周四上午查阅窗口登记簿，原件不外借。"
SAID = {
    Gate.CRIME_SCREENING: "已与承办人以外的人员核对笔录和票据，未见徇私牟利情节，无犯罪线索。",
    Gate.AMOUNT_SCREENING: "核对票据，涉及烟酒合计不足五百元，此前无同类处理，未达立案线索标准。",
    Gate.SEPARATE_LETTERS: "按核查结果答复并说明理由；未对被投诉人名誉造成影响。",
    Gate.EXPLANATION_PROVED: "窗口录像显示工作人员逐条解释约二十分钟，态度平和，录像已附卷。",
    Gate.REASON_PROVED: "当周全区系统停机，停机公告和值班记录已附卷。",
    Gate.EXEMPTION_NAMED: "依据政府信息公开条例第十五条，涉及第三方商业秘密，不予公开。",
    Gate.VIOLATION_REBUTTED: "经查并非本人收受，材料为他人误送并当日退回，有登记。",
    Gate.MANUAL_READING: "已对照第五部分各条逐项核对，没有造成损失，按最接近的条目处理。",
    Gate.CLUE_LET_GO: "线索经核对与本件无关，来源不实，已记录核对过程。",
}
"""What the demo's people say of each gate."""
CORRECTED = "更正：查阅时间改为周五上午。"


def prepare(session: Session, office: Office, complaint: Complaint, at: datetime) -> None:
    """Do what the checklist asks before an outcome is put up for signature."""
    who = session.get_one(Staff, complaint.assignee_id).as_actor()
    left = {item.id for item in checklists.open_items(session, complaint)}
    if ItemId.HEARING in left:
        hear(session, office, complaint, who, at)
    if ItemId.SECOND in left:
        name_second(session, complaint, at)
    if ItemId.EVIDENCE in left:
        points = select(Allegation.category).where(Allegation.complaint_id == complaint.id)
        piece = Piece(
            "窗口登记簿（封存原件）", EvidenceKind.DOCUMENT, Source.ORGAN, at.date(), "机关档案室",
            tuple(map(Category, session.scalars(points))), "两名承办人在场提取，封存于三号柜。",
        )  # fmt: skip
        evidence.register(session, complaint.id, piece, who, now=at)
    say_first(session, office, complaint, at)


def say_first(session: Session, office: Office, complaint: Complaint, at: datetime) -> None:
    """Say in writing what the findings ask to be said: what is screened, by somebody else."""
    for each in gates.asked(session, complaint):
        who = complaint.assignee_id
        if each.gate in SECOND_PERSON:
            taken = {who, *complaint.as_case().finders}
            free = assignment.candidates(session, complaint, now=at)
            who = next(one.staff_id for one in free if not one.walled and one.staff_id not in taken)
        reply = Reply(each.finding.id, each.gate, SAID[each.gate])
        actor = session.get_one(Staff, who).as_actor()
        gates.answer(session, complaint, actor, reply, office=office, now=at)


def hear(session: Session, office: Office, complaint: Complaint, who: Actor, at: datetime) -> None:
    """Hear the official, who was told twelve days before."""
    invited = max(at - INVITED_BEFORE, complaint.accepted_at or at)
    named = " ".join(filter(None, (complaint.official_name, complaint.official_post)))
    until = hearings.earliest(session, office=office, now=invited)
    row = hearings.invite(
        session, complaint, who, Invitation(named, PUT, Told.LETTER, until),
        office=office, now=invited,
    )  # fmt: skip
    session.flush()  # gives the id
    heard = Heard(Ended.STATED, DEFENCE)
    hearings.record(session, complaint, who, row.id, heard, office=office, now=at)


def name_second(session: Session, complaint: Complaint, at: datetime) -> None:
    """Let a leader name somebody whom no wall keeps off."""
    chosen = second_investigators.eligible(session, complaint, now=at)
    leaders = (Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)
    leader = session.scalars(
        select(Staff).where(Staff.role.in_(leaders)).order_by(Staff.id)
    ).first()
    if chosen and leader:
        choice = Choice(chosen[0].staff_id, "熟悉该领域业务，无须回避。")
        second_investigators.name(session, complaint, leader.as_actor(), choice, now=at)


def talked(session: Session, office: Office, complaint: Complaint, at: datetime) -> None:
    """Ask, be answered, and answer; with a note that is corrected."""
    asked(session, office, complaint, at)
    own = Actor.complainant(complaint.id)
    messages.write(session, complaint, own, ANSWERED, office=office, now=at + HOUR)
    who = session.get_one(Staff, complaint.assignee_id).as_actor()
    messages.send(session, complaint, who, TOLD, office=office, now=at + 2 * HOUR)
    for reader in (own, who):
        messages.mark_read(session, complaint.id, reader, now=at + 2 * HOUR)
    first = notes.add(session, complaint, who, NOTED, now=at + HOUR)
    notes.add(session, complaint, who, CORRECTED, now=at + 2 * HOUR, corrects=first.id)


def asked(session: Session, office: Office, complaint: Complaint, at: datetime) -> None:
    """Ask, and wait for the answer."""
    who = session.get_one(Staff, complaint.assignee_id).as_actor()
    messages.send(session, complaint, who, ASKED, waits=True, office=office, now=at)


def invited(session: Session, office: Office, complaint: Complaint, at: datetime) -> None:
    """Invite the official, whose time runs."""
    who = session.get_one(Staff, complaint.assignee_id).as_actor()
    named = " ".join(filter(None, (complaint.official_name, complaint.official_post))) or "窗口人员"
    until = hearings.earliest(session, office=office, now=at)
    hearings.invite(
        session, complaint, who, Invitation(named, PUT, Told.IN_PERSON, until, tolls=True),
        office=office, now=at,
    )  # fmt: skip


Talk = Callable[[Session, Office, Complaint, datetime], None]
TALKS: Mapping[str, Talk] = {
    "four-months-without-a-lift": talked,
    "two-soft-packs-a-week": talked,
    "seven-calls-after-a-search": asked,
    "my-letter-in-the-neighbours-hand": invited,
    "laughed-at-for-my-accent": invited,
}
"""By the key of the complaint."""


def add_talk(
    session: Session, office: Office, story: DemoComplaint, complaint: Complaint, at: datetime
) -> None:
    """Let the people of a complaint say what they say once it has come where it stands."""
    said = TALKS.get(story.key)
    if said:
        said(session, office, complaint, at)
