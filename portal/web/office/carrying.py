"""The pages of what follows a decision, at their addresses."""

from flask import Blueprint

from portal.web.office import documents, proving

BOTH = ["GET", "POST"]
COMPLAINT = "/complaints/<reference>"
WAYS = {
    "charge": proving.charge,
    "prove": proving.prove,
    "refer": proving.refer,
    "record_disposal": proving.record_disposal,
    "issue": documents.issue,
}


def register(bp: Blueprint) -> None:
    """Give *bp* these pages."""
    for way, view in WAYS.items():
        bp.add_url_rule(f"{COMPLAINT}/{way}", way, view, methods=BOTH)
    bp.add_url_rule(f"{COMPLAINT}/documents/<int:document_id>", view_func=documents.show_document)
    bp.add_url_rule(
        f"{COMPLAINT}/documents/<int:document_id>.pdf", view_func=documents.download_document
    )
