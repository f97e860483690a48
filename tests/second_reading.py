"""Who may do what beside the way of a complaint, and while it stands how, read a second time."""

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Role

R, A = Role, Action
LEADERS = (R.SUPERVISOR, R.DIRECTOR, R.SUPERIOR)
INVESTIGATORS = (R.OFFICER, *LEADERS)

WITH_ORGANS = {
    **{
        (role, action): "w"
        for action in (
            A.ASK_ORGAN,
            A.TAKE_BACK,
            A.EXTEND_ENQUIRY,
            A.ORDER_MEASURE,
            A.CONFIRM_MEASURE,
        )
        for role in INVESTIGATORS
    },
    **{(role, A.ANSWER_OBJECTION): "n" for role in LEADERS},
    **{(R.LIAISON, action): "a" for action in (A.ORGAN_ANSWERS, A.REPORT_MEASURE, A.OBJECT)},
}

MATRIX = """
                   intake officer supervisor director superior complainant
add_note           a      a       a          a        a        .
send_message       .      w       w          w        w        .
stop_waiting       .      w       w          w        w        .
write              .      .       .          .        .        c
invite             .      w       w          w        w        .
record_hearing     .      w       w          w        w        .
name_second        .      .       a          a        a        .
register_evidence  a      w       a          a        a        .
reveal             .      w       a          a        a        .
tell               a      w       a          a        a        .
charge             .      w       a          a        a        .
prove              .      w       a          a        a        .
refer              .      w       a          a        a        .
record_disposal    .      w       a          a        a        .
issue              .      w       a          a        a        .
join               a      a       a          a        a        .
take_out           a      a       a          a        a        .
carry_over         .      w       w          w        w        .
answer_gate        .      w       w          w        w        .
screen             .      2nd     2nd        2nd      2nd      .
ask_expert         .      w       w          w        w        .
end_expert         .      w       w          w        w        .
"""
ROLES, *LINES = [line.split() for line in MATRIX.strip().splitlines()]
CODES = {
    (Role(role), Action(action)): code
    for action, *codes in LINES
    for role, code in zip(ROLES, codes, strict=True)
} | WITH_ORGANS
CODES[R.SYSTEM, A.TAKE_OUT] = "a"  # the one that is left alone

ANY = (
    "received assigned clarification accepted investigating findings_proposed awaiting_approval"
    " decided closed under_review declined transferred withdrawn"
)
ANSWERED_LATER = "accepted investigating findings_proposed under_review"
NOT_OVER = ANY.replace(" closed", "").replace(" declined", "").replace(" withdrawn", "")
WHILE = {
    "add_note": ANY,
    "reveal": ANY,
    "send_message": ANY.replace("received ", "").replace(" withdrawn", ""),
    "stop_waiting": ANSWERED_LATER,
    "write": NOT_OVER.replace(" clarification", ""),
    "invite": ANSWERED_LATER,
    "name_second": ANSWERED_LATER,
    "record_hearing": f"{ANSWERED_LATER} awaiting_approval",
    "register_evidence": NOT_OVER,
    "join": NOT_OVER.replace("received ", "")
    .replace(" under_review", "")
    .replace(" transferred", ""),
    "take_out": ANY,
    "answer_gate": "findings_proposed",
    "screen": "findings_proposed awaiting_approval",
    "ask_expert": ANSWERED_LATER,
    "end_expert": ANSWERED_LATER,
    "carry_over": "accepted investigating findings_proposed awaiting_approval decided",
    **dict.fromkeys(
        ("tell", "charge", "prove", "refer", "record_disposal", "issue"),
        "decided closed under_review",
    ),
}
TALK = {(S, A(act)): S for act, there in WHILE.items() for S in map(Status, there.split())}
