"""What stands around every page: its label, who reads it, where else to go; and the same data as JSON."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tidegate.operation.model import Operation
from tidegate.policy import Viewer
from tidegate.web import drawing, templating
from tidegate.web.answers import html_answer, json_answer, wants_json
from tidegate.web.page import Data, Page, Visit

_ERRORS = {403: "Not allowed", 404: "Not found", 500: "Something broke"}


def page(request: Request, visit: Visit, page: Page, data: Data) -> Response:
    """One page of an operation, in the form that was asked for; it carries the operation's label or a stricter one."""
    operation = visit.operation
    label = data.get("label", operation.label)
    frame = {"operation": operation.name, "made_at": visit.home.now()}
    if wants_json(request):
        return json_answer({**frame, "page": page.title, **data, "label": str(label)})
    values = {
        **frame,
        "visit": visit,
        "page": page,
        "title": page.title,
        "viewer": visit.viewer,
        "json_address": f"{request.url.path}.json{templating.query(request.query_params.multi_items())}",
        "address": f"/operations/{operation.name}",
        "draw": lambda name: _drawing(visit, name),
        **data,
        "label": label,
    }
    return html_answer(templating.render(page.template, values))


def operations(request: Request, viewer: Viewer, found: Sequence[Operation]) -> Response:
    """The operations that `viewer` may read."""
    rows = [
        {"operation": one.name, "title": one.playbook.title, "label": str(one.label), "first": one.first}
        for one in found
    ]
    if wants_json(request):
        return json_answer({"page": "Operations", "operations": rows})
    return html_answer(templating.render("operations.html", {"title": "Operations", "viewer": viewer, "rows": rows}))


def error(request: Request, status: int, words: str) -> Response:
    """What went wrong, in words that tell nothing which the reader may not know."""
    if wants_json(request):
        return json_answer({"error": words}, status)
    return html_answer(templating.render("error.html", {"title": _ERRORS[status], "words": words}), status)


def _drawing(visit: Visit, name: str) -> dict[str, Any]:
    return {"address": f"/operations/{visit.operation.name}/charts/{name}", **drawing.drawings(visit, name)}
