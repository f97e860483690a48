"""The addresses of the queue: changes, views, and deeds done to many complaints."""

from flask import Blueprint

from portal.web.office import bulk, live, queue, views, way_back

BOTH = ["GET", "POST"]
POST = ["POST"]


def register(bp: Blueprint) -> None:
    """Give the office's pages their queue."""
    bp.add_url_rule("/", view_func=queue.queue)
    bp.add_url_rule("/rows", view_func=queue.queue_rows)
    bp.add_url_rule("/changes", view_func=live.queue_changes)
    bp.add_url_rule("/views", view_func=views.list_views, methods=BOTH)
    bp.add_url_rule("/views/<int:view_id>", view_func=views.change_view, methods=POST)
    bp.add_url_rule("/bulk", view_func=bulk.list_bulk)
    bp.add_url_rule("/bulk/begin", view_func=bulk.begin_bulk, methods=POST)
    bp.add_url_rule("/bulk/<int:run_id>", view_func=bulk.show_bulk)
    bp.add_url_rule("/bulk/<int:run_id>/undo", view_func=bulk.undo_bulk, methods=POST)
    bp.add_url_rule("/bulk/<int:run_id>/table.csv", view_func=bulk.export_bulk)
    bp.add_url_rule("/complaints/<reference>/stay", view_func=live.stay, methods=POST)
    bp.add_app_template_global(live.others_here)
    way_back.register(bp)
