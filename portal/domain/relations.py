"""How somebody stands to a complaint: whose work it is, who signs, decides, agrees or screens."""

from portal.domain.actors import Actor, Case
from portal.domain.severity.signing import signature_for


def assigned(actor: Actor, case: Case) -> bool:
    """Allow the member of staff to whom the complaint is assigned."""
    return actor.staff_id is not None and actor.staff_id == case.assignee_id


def not_assigned(actor: Actor, case: Case) -> bool:
    """Allow everyone but the one whose work it is: nobody approves own work."""
    return not assigned(actor, case)


def signing(actor: Actor, case: Case) -> bool:
    """Allow who can give a missing signature: never an author, nobody twice [6.6, 7.7]."""
    if actor.staff_id is None or assigned(actor, case):
        return False
    return signature_for(case.missing, actor.role, actor.staff_id, case.involved) is not None


def deciding(actor: Actor, case: Case) -> bool:
    """Allow whose work it is, once every signature is there [6.6]."""
    return case.approved and assigned(actor, case)


def issuing(_actor: Actor, case: Case) -> bool:
    """Allow everyone who has the role, once every signature is there [6.6]."""
    return case.approved


def asked_to_agree(actor: Actor, case: Case) -> bool:
    """Allow the second person named for an override [severity M6]."""
    return actor.staff_id is not None and actor.staff_id in case.seconds


def screening(actor: Actor, case: Case) -> bool:
    """Allow a second person: neither whose work it is nor who made a finding [5.2(4), 6.11]."""
    outside = actor.staff_id is not None and not assigned(actor, case)
    return outside and bool(case.finders) and actor.staff_id not in case.finders
