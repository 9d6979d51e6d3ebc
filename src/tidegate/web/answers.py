"""One address, two forms: a page for people, the same data as JSON for programs."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

SUFFIX = ".json"


class JsonAddresses:
    """Takes `.json` off the end of an address and remembers that JSON was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if path.startswith("/operations") and path.endswith(SUFFIX):
            scope = {**scope, "path": path.removesuffix(SUFFIX), "json": True}
        await self._app(scope, receive, send)


def wants_json(request: Request) -> bool:
    """Whether the address or the Accept header asks for JSON rather than a page."""
    if request.scope.get("json"):
        return True
    return _quality(request, "application/json") > max(_quality(request, "text/html"), _quality(request, "*/*"))


def json_answer(data: Mapping[str, Any], status: int = 200) -> Response:
    """`data` as JSON: days as `2009-04-01`, moments as ISO 8601, how long in seconds, dataclasses as objects."""
    text = json.dumps(data, default=plain, ensure_ascii=False, allow_nan=False)
    return Response(text, status, {"vary": "accept"}, "application/json")


def html_answer(text: str, status: int = 200) -> Response:
    """A page."""
    return HTMLResponse(text, status, {"vary": "accept"})


def plain(value: Any) -> Any:
    """What JSON has no form of, in one that it has."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Enum):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"a page's data holds a {type(value).__name__}, which JSON has no form of")


def _quality(request: Request, media: str) -> float:
    for part in request.headers.get("accept", "").split(","):
        name, _, parameters = part.strip().partition(";")
        if name.strip() == media:
            return _q(parameters)
    return 0.0


def _q(parameters: str) -> float:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
