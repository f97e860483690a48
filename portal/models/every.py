"""Every table, imported so that the metadata and the wall are complete."""

from portal.models.accountability_case import AccountabilityCase
from portal.models.allegation import Allegation
from portal.models.approval import ApprovalRound, GivenApproval
from portal.models.attachment import Attachment
from portal.models.breach import Breach
from portal.models.bulk_run import BulkItem, BulkRun
from portal.models.calendar import OrderedDay, PublishedYear
from portal.models.case_log import CaseLog
from portal.models.clock import ClockTolling, RunningClock
from portal.models.cluster import Cluster, ClusterMember
from portal.models.commitment import PublishedCommitment
from portal.models.commitment_proposal import CommitmentProposal
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint, Recusal
from portal.models.decision import Decision
from portal.models.disclosure import Disclosure
from portal.models.dispatch import Dispatch
from portal.models.document import Document
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.evidence import Evidence
from portal.models.expert_opinion import ExpertOpinion
from portal.models.filer_mark import FilerMark
from portal.models.finding import Finding
from portal.models.gate_answer import GateAnswer
from portal.models.glance import Glance
from portal.models.hand_back import HandBack
from portal.models.hearing import Hearing
from portal.models.inquiry import Inquiry
from portal.models.letter_log import LetterLog
from portal.models.likeness import ComparedUpTo, Likeness
from portal.models.message import Message
from portal.models.note import Note
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.origin import Origin
from portal.models.outage import Outage
from portal.models.outbox import OutboxRow
from portal.models.outcome_person import OutcomePerson
from portal.models.override import ProposedOverride
from portal.models.person_measure import PersonMeasure
from portal.models.rating import Rating
from portal.models.saved_view import SavedView
from portal.models.search_text import SearchText
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff, StaffSession, StaffTie
from portal.models.tag import ComplaintTag, Tag
from portal.models.telling import Telling
from portal.models.wall import visible_to
from portal.models.warning import GivenWarning

__all__ = [
    "AccountabilityCase",
    "Allegation",
    "ApprovalRound",
    "Attachment",
    "Breach",
    "BulkItem",
    "BulkRun",
    "CaseLog",
    "ClockTolling",
    "Cluster",
    "ClusterMember",
    "CommitmentProposal",
    "ComparedUpTo",
    "Complainant",
    "Complaint",
    "ComplaintTag",
    "Decision",
    "Disclosure",
    "Dispatch",
    "Document",
    "Enquiry",
    "Evidence",
    "ExpertOpinion",
    "FilerMark",
    "Finding",
    "GateAnswer",
    "GivenApproval",
    "GivenWarning",
    "Glance",
    "HandBack",
    "Hearing",
    "Inquiry",
    "LetterLog",
    "Likeness",
    "Message",
    "Note",
    "Official",
    "OrderedDay",
    "OrderedMeasure",
    "Organ",
    "Origin",
    "Outage",
    "OutboxRow",
    "OutcomePerson",
    "PersonMeasure",
    "ProposedOverride",
    "PublishedCommitment",
    "PublishedYear",
    "Rating",
    "Recusal",
    "RunningClock",
    "SavedView",
    "SearchText",
    "SecondInvestigator",
    "Staff",
    "StaffSession",
    "StaffTie",
    "Tag",
    "Telling",
    "visible_to",
]
