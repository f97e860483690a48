"""The words of a complaint's life: statuses and actions."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.text import Text


class Status(StrEnum):
    """Where a complaint stands, in the office's words."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    CLARIFICATION = "clarification"
    ACCEPTED = "accepted"
    INVESTIGATING = "investigating"
    FINDINGS_PROPOSED = "findings_proposed"
    AWAITING_APPROVAL = "awaiting_approval"
    DECIDED = "decided"
    CLOSED = "closed"
    UNDER_REVIEW = "under_review"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"

    @property
    def text(self) -> Text:
        """Return the label that the office reads."""
        return STATUS_TEXTS[self]

    @property
    def open(self) -> bool:
        """Tell whether somebody still owes the complainant something."""
        return self in OPEN


class Action(StrEnum):
    """What can be done to a complaint."""

    FILE = "file"
    ASSIGN = "assign"
    REASSIGN = "reassign"
    ASK_CLARIFICATION = "ask_clarification"
    CLARIFY = "clarify"
    ACCEPT = "accept"
    DECLINE = "decline"
    TRANSFER = "transfer"
    INVESTIGATE = "investigate"
    PROPOSE_FINDINGS = "propose_findings"
    OVERRIDE = "override"
    CONCUR = "concur"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    DELIVER = "deliver"
    CLOSE = "close"
    REPORT_BACK = "report_back"
    ASK_REVIEW = "ask_review"
    CONCLUDE_REVIEW = "conclude_review"
    ASK_SECOND_REVIEW = "ask_second_review"
    CONCLUDE_SECOND_REVIEW = "conclude_second_review"
    REOPEN = "reopen"
    RECUSE = "recuse"
    HAND_BACK = "hand_back"
    DECIDE_HAND_BACK = "decide_hand_back"
    RECKON = "reckon"
    SET_CLASS = "set_class"
    SET_ORIGIN = "set_origin"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse_extension"
    WARN = "warn"
    ESCALATE = "escalate"
    RAISE = "raise_severity"
    EXCUSE = "excuse"
    WITHDRAW = "withdraw"
    RATE = "rate"
    CALL_BACK = "call_back"
    ASK_ORGAN = "ask_organ"
    ORGAN_ANSWERS = "organ_answers"
    ORDER_MEASURE = "order_measure"
    REPORT_MEASURE = "report_measure"
    CONFIRM_MEASURE = "confirm_measure"
    OBJECT = "object"
    ANSWER_OBJECTION = "answer_objection"
    TAKE_BACK = "take_back"
    EXTEND_ENQUIRY = "extend_enquiry"
    REMIND_ORGAN = "remind_organ"
    CHASE_ORGAN = "chase_organ"
    ADD_NOTE = "add_note"
    SEND_MESSAGE = "send_message"
    STOP_WAITING = "stop_waiting"
    WRITE = "write"
    INVITE = "invite"
    RECORD_HEARING = "record_hearing"
    NAME_SECOND = "name_second"
    REGISTER_EVIDENCE = "register_evidence"
    REVEAL = "reveal"
    TELL = "tell"
    CHARGE = "charge"
    PROVE = "prove"
    REFER = "refer"
    RECORD_DISPOSAL = "record_disposal"
    ISSUE = "issue"
    JOIN = "join"
    TAKE_OUT = "take_out"
    CARRY_OVER = "carry_over"
    ANSWER_GATE = "answer_gate"
    SCREEN = "screen"
    ASK_EXPERT = "ask_expert"
    END_EXPERT = "end_expert"

    @property
    def text(self) -> Text:
        """Return the label of the button and of the log entry."""
        return ACTION_TEXTS[self]


STATUS_TEXTS: Mapping[Status, Text] = {
    Status.RECEIVED: Text("已收到", "Received"),
    Status.ASSIGNED: Text("已分派，待决定是否受理", "Assigned, acceptance to be decided"),
    Status.CLARIFICATION: Text("待投诉人补充", "Waiting for clarification"),
    Status.ACCEPTED: Text("已受理", "Accepted"),
    Status.INVESTIGATING: Text("调查中", "Under investigation"),
    Status.FINDINGS_PROPOSED: Text("已提出认定", "Findings proposed"),
    Status.AWAITING_APPROVAL: Text("待审批", "Awaiting approval"),
    Status.DECIDED: Text("已决定", "Decided"),
    Status.CLOSED: Text("已办结", "Closed"),
    Status.UNDER_REVIEW: Text("复查复核中", "Under review"),
    Status.DECLINED: Text("不予受理", "Declined"),
    Status.TRANSFERRED: Text("已转办", "Transferred"),
    Status.WITHDRAWN: Text("已撤回", "Withdrawn"),
}

ACTION_TEXTS: Mapping[Action, Text] = {
    Action.FILE: Text("提交投诉", "File"),
    Action.ASSIGN: Text("分派", "Assign"),
    Action.REASSIGN: Text("改派", "Reassign"),
    Action.ASK_CLARIFICATION: Text("请投诉人补充", "Ask for clarification"),
    Action.CLARIFY: Text("补充说明", "Clarify"),
    Action.ACCEPT: Text("受理", "Accept"),
    Action.DECLINE: Text("不予受理", "Decline"),
    Action.TRANSFER: Text("转办", "Transfer"),
    Action.INVESTIGATE: Text("开始调查", "Begin investigation"),
    Action.PROPOSE_FINDINGS: Text("提出认定", "Propose findings"),
    Action.OVERRIDE: Text("提出改变结果", "Propose another outcome"),
    Action.CONCUR: Text("复核改变结果", "Answer a proposed outcome"),
    Action.SUBMIT: Text("提请审批", "Submit for approval"),
    Action.APPROVE: Text("批准", "Approve"),
    Action.SEND_BACK: Text("退回", "Send back"),
    Action.DECIDE: Text("作出决定", "Decide"),
    Action.DELIVER: Text("结果已送达", "The outcome is out"),
    Action.CLOSE: Text("办结", "Close"),
    Action.REPORT_BACK: Text("承办机关反馈", "Report back"),
    Action.ASK_REVIEW: Text("申请复查", "Ask for review"),
    Action.CONCLUDE_REVIEW: Text("作出复查结论", "Conclude the review"),
    Action.ASK_SECOND_REVIEW: Text("申请复核", "Ask for a second review"),
    Action.CONCLUDE_SECOND_REVIEW: Text("作出复核结论", "Conclude the second review"),
    Action.REOPEN: Text("撤销原结论，重新办理", "Set aside and handle anew"),
    Action.RECUSE: Text("申请回避", "Step back"),
    Action.HAND_BACK: Text("退回分派", "Hand back"),
    Action.DECIDE_HAND_BACK: Text("决定是否同意退回", "Decide on the hand-back"),
    Action.RECKON: Text("重新计算期限", "Reckon the deadline anew"),
    Action.SET_CLASS: Text("确定办理类别", "Set the class"),
    Action.SET_ORIGIN: Text("标明交办来源", "Mark as assigned from elsewhere"),
    Action.ASK_EXTENSION: Text("申请延长办理期限", "Ask for more time"),
    Action.EXTEND: Text("延长办理期限", "Extend"),
    Action.REFUSE_EXTENSION: Text("不同意延长办理期限", "Refuse more time"),
    Action.WARN: Text("期限预警", "Warn of a deadline"),
    Action.ESCALATE: Text("超期升级", "Escalate"),
    Action.RAISE: Text("按更严重办理", "Raise the severity"),
    Action.EXCUSE: Text("记录超期特殊原因", "Record a special reason"),
    Action.WITHDRAW: Text("撤回", "Withdraw"),
    Action.RATE: Text("评价", "Rate"),
    Action.CALL_BACK: Text("回访", "Call back"),
    Action.ASK_ORGAN: Text("问询机关", "Ask an organ"),
    Action.ORGAN_ANSWERS: Text("机关答复问询", "The organ answers"),
    Action.ORDER_MEASURE: Text("责令整改", "Order a measure"),
    Action.REPORT_MEASURE: Text("机关报告整改", "The organ reports a measure done"),
    Action.CONFIRM_MEASURE: Text("核验整改", "Check a measure"),
    Action.OBJECT: Text("机关申请复查监督决定", "The organ asks for a re-examination"),
    Action.ANSWER_OBJECTION: Text("答复机关的复查申请", "Answer the organ's objection"),
    Action.TAKE_BACK: Text("撤回问询", "Take an enquiry back"),
    Action.EXTEND_ENQUIRY: Text("延长问询答复期限", "Give an organ more time"),
    Action.REMIND_ORGAN: Text("提醒机关", "Remind an organ"),
    Action.CHASE_ORGAN: Text("机关超期督办", "Chase an organ that is late"),
    Action.ADD_NOTE: Text("内部备注", "Add a note"),
    Action.SEND_MESSAGE: Text("致函投诉人", "Write to the complainant"),
    Action.STOP_WAITING: Text("不再等待投诉人答复", "Stop waiting for the complainant"),
    Action.WRITE: Text("投诉人来信", "The complainant writes"),
    Action.INVITE: Text("通知陈述申辩", "Invite the official to be heard"),
    Action.RECORD_HEARING: Text("记录陈述申辩", "Record statement and defence"),
    Action.NAME_SECOND: Text("确定第二承办人", "Name the second investigator"),
    Action.REGISTER_EVIDENCE: Text("登记证据", "Register evidence"),
    Action.REVEAL: Text("查看投诉人身份", "Reveal who complained"),
    Action.TELL: Text("当面或者电话告知结果", "Tell the outcome without a letter"),
    Action.CHARGE: Text("确定措施由谁落实", "Charge somebody with a measure"),
    Action.PROVE: Text("记录措施落实", "Record what became of a measure"),
    Action.REFER: Text("送交有权机关", "Send to the competent body"),
    Action.RECORD_DISPOSAL: Text("记录最终处理", "Record the final disposal"),
    Action.ISSUE: Text("制发文书", "Issue a document"),
    Action.JOIN: Text("并案调查", "Join with others of the same cause"),
    Action.TAKE_OUT: Text("退出并案", "Take out of the joined ones"),
    Action.CARRY_OVER: Text("并案结果带入", "Carry over between joined ones"),
    Action.ANSWER_GATE: Text("书面说明", "Say in writing what has to be said first"),
    Action.SCREEN: Text("第二人审查", "Screen as the second person"),
    Action.ASK_EXPERT: Text("委托鉴定、征求专家意见", "Ask for an expert opinion"),
    Action.END_EXPERT: Text("鉴定、专家意见结束", "The expert opinion is in"),
}

OPEN = frozenset(Status) - {Status.CLOSED, Status.DECLINED, Status.WITHDRAWN}
"""Somebody still owes the complainant something."""

WITH_ORGANS = frozenset(
    {
        Status.ACCEPTED, Status.INVESTIGATING, Status.FINDINGS_PROPOSED,
        Status.AWAITING_APPROVAL, Status.DECIDED, Status.CLOSED, Status.UNDER_REVIEW,
    }
)  # fmt: skip
"""What was put to an organ still stands: not once a complaint is withdrawn or passed on."""
