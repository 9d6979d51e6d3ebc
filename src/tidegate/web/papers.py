"""The briefing as the file that it is: one self-contained page, shown with no more rights than it needs."""

import hashlib
import re
from base64 import b64encode
from datetime import datetime

from starlette.responses import HTMLResponse, Response

from tidegate.errors import TidegateError
from tidegate.group import briefing
from tidegate.names.days import parse_week
from tidegate.policy import Label
from tidegate.web.page import EVERYTHING, NotFoundError, Visit

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def answer(visit: Visit) -> Response:
    """The briefing for the week in the address, as the viewer may read it; it may stand in a frame of ours."""
    text, _ = composed(visit, visit.path["week"])
    return HTMLResponse(text, headers={"content-security-policy": policy(text), "x-frame-options": "SAMEORIGIN"})


def composed(visit: Visit, week: str) -> tuple[str, Label]:
    """The briefing for `week` as HTML, and the label that it carries."""
    made: tuple[str, Label] = visit.remember(_composed, week, _hour(visit.home.now()), reads=EVERYTHING)
    return made


def policy(text: str) -> str:
    """What a self-contained file may do: be styled by just the style that it brings, and nothing else."""
    styles = " ".join(f"'sha256-{_digest(style)}'" for style in _STYLE.findall(text)) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )


def _composed(visit: Visit, week: str, _as_of: datetime) -> tuple[str, Label]:
    try:
        days = parse_week(week)
    except TidegateError as error:
        raise NotFoundError(str(error)) from None
    made = briefing.brief(visit.home, visit.operation, days, visit.viewer)
    return made.html, made.paper.label


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
