"""The pages of what is said and kept about one complaint, at their addresses."""

from flask import Blueprint

from portal.web.office import checklist, evidence, gates, hearing, messages, notes, revealing

BOTH = ["GET", "POST"]
COMPLAINT = "/complaints/<reference>"
WAYS = {
    "add_note": notes.add_note,
    "send_message": messages.send_message,
    "stop_waiting": messages.stop_waiting,
    "invite": hearing.invite,
    "record_hearing": hearing.record_hearing,
    "name_second": checklist.name_second,
    "register_evidence": evidence.register_evidence,
    "tell": revealing.tell,
}


def register(bp: Blueprint) -> None:
    """Give *bp* these pages."""
    for way, view in WAYS.items():
        bp.add_url_rule(f"{COMPLAINT}/{way}", way, view, methods=BOTH)
    for way, view in (("answer_gate", gates.answer_gate), ("screen", gates.screen)):
        bp.add_url_rule(f"{COMPLAINT}/{way}", way, view, methods=["POST"])
    bp.add_url_rule(f"{COMPLAINT}/reveal", view_func=revealing.reveal, methods=BOTH)
    bp.add_url_rule(f"{COMPLAINT}/evidence", view_func=evidence.show_evidence)
    bp.add_url_rule(f"{COMPLAINT}/evidence.txt", view_func=evidence.manifest)
    bp.add_url_rule(
        f"{COMPLAINT}/attachments/<int:attachment_id>", view_func=evidence.download_attachment
    )
    bp.add_url_rule("/revealed", view_func=revealing.list_revealed)
    bp.add_url_rule("/to_call", view_func=revealing.to_call)
