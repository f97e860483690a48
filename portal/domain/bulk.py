"""What can be done to many complaints at once, and why it may not be done to one of them."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.lifecycle import Action, Status, possible_actions
from portal.domain.permissions import OFFICE_ROLES, PERMISSIONS, Actor, Case, Role, may
from portal.domain.text import Text

ITEMS_MAX = 500
"""So many complaints make up one run; who wants more begins another."""
BATCH = 20
"""So many are done in one transaction: what a crash can make the workers do again."""
TAG_MAX = 30
TAGGING = OFFICE_ROLES - {Role.AUDITOR}
"""Who may tag; an auditor looks and leaves no mark."""


class Deed(StrEnum):
    """What is done to each complaint of a run."""

    ASSIGN = "assign"
    TAG = "tag"
    UNTAG = "untag"
    SET_CLASS = "set_class"
    EXPORT = "export"
    GIVE_BACK = "give_back"

    @property
    def text(self) -> Text:
        """Return what it is called."""
        return DEED_TEXTS[self]


DEED_TEXTS: Mapping[Deed, Text] = {
    Deed.ASSIGN: Text("改派", "Reassign"),
    Deed.TAG: Text("加标签", "Add a tag"),
    Deed.UNTAG: Text("去标签", "Remove a tag"),
    Deed.SET_CLASS: Text("定办理类别", "Set the class"),
    Deed.EXPORT: Text("导出 CSV", "Export as CSV"),
    Deed.GIVE_BACK: Text("撤销改派", "Undo a reassignment"),
}
OFFERED = tuple(deed for deed in Deed if deed is not Deed.GIVE_BACK)
"""What is done to what was ticked; giving back is asked for where a run is reported."""

ACTIONS: Mapping[Deed, Action] = {
    Deed.ASSIGN: Action.REASSIGN,
    Deed.SET_CLASS: Action.SET_CLASS,
    Deed.GIVE_BACK: Action.REASSIGN,
}
"""Deeds that are an action of the lifecycle."""


class Undone(StrEnum):
    """Why something was not done to one complaint."""

    FORBIDDEN = "forbidden"
    NOT_NOW = "not_now"
    UNSUITABLE = "unsuitable"
    MOVED_ON = "moved_on"
    UNSEEN = "unseen"
    CHANGED = "changed"
    FAILED = "failed"

    @property
    def text(self) -> Text:
        """Return the reason in words."""
        return UNDONE_TEXTS[self]


UNDONE_TEXTS: Mapping[Undone, Text] = {
    Undone.FORBIDDEN: Text("您无权对这件投诉这样做", "You may not do this to this complaint"),
    Undone.NOT_NOW: Text(
        "按投诉目前的状态不能这样做", "It cannot be done as the complaint stands now"
    ),
    Undone.UNSUITABLE: Text(
        "所选的人不能承办这件投诉：已经由其承办、应当回避，或者级别不够",
        "Whoever was chosen has it already, is walled off or may not take it",
    ),
    Undone.MOVED_ON: Text(
        "改派之后又换了承办人，现在的承办人不变",
        "Somebody else has had it since, and keeps it",
    ),
    Undone.UNSEEN: Text("投诉已不在您可见的范围内", "The complaint is out of your sight"),
    Undone.CHANGED: Text("有人正在同时处理这件投诉", "Somebody was changing it at the same moment"),
    Undone.FAILED: Text("系统出错，已记录", "Something went wrong on our side; it was noted"),
}


def may_bulk(role: Role, deed: Deed) -> bool:
    """Tell whether *role* can ever carry out *deed*; each complaint is asked about again."""
    if deed in ACTIONS:
        return (role, ACTIONS[deed]) in PERMISSIONS
    return role in (OFFICE_ROLES if deed is Deed.EXPORT else TAGGING)


def foreseen(actor: Actor, deed: Deed, status: Status, assignee_id: int | None) -> Undone | None:
    """Return why *deed* could not be done to a complaint as it stands, as far as can be told.

    That of a finished complaint is its status, whoever asks.
    """
    action = ACTIONS.get(deed)
    if action is None:
        return None if may_bulk(actor.role, deed) else Undone.FORBIDDEN
    if action not in possible_actions(status):
        return Undone.NOT_NOW
    held = Case(complaint_id=0, assignee_id=assignee_id)  # these deeds look at nothing else
    return None if may(actor, action, held) else Undone.FORBIDDEN
