"""`tidegate audit`: is the record what was written?"""

from json import dumps
from textwrap import shorten
from typing import Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption
from tidegate.cli.output import facts, report
from tidegate.errors import TidegateError
from tidegate.store import Event

PANEL = "Record"

_SHORT = 100


def register(app: typer.Typer) -> None:
    audit = typer.Typer(no_args_is_help=True, help="Read and verify the event log.")
    audit.command("verify")(verify)
    audit.command("log")(log)
    app.add_typer(audit, name="audit", rich_help_panel=PANEL)


def verify(home: HomeOption = DEFAULT_HOME, json: JsonOption = False) -> None:  # type: ignore[assignment]
    """Recompute the hash chain of the event log; exit 1 and name the first event that was changed."""
    audit = home.records.verify()
    facts({"events": audit.events, "head": audit.head, "flaw": audit.flaw or "none"}, as_json=json)
    if audit.flaw:
        raise TidegateError(f"the event log was tampered with: {audit.flaw}")


def log(
    operation: Annotated[str | None, typer.Argument(help="Only this operation's events.")] = None,
    member: MemberOption = LOCAL,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    json: JsonOption = False,
) -> None:
    """Print the event log, oldest first; `--json` prints each event's whole body."""
    from tidegate.cli.gate import opened
    from tidegate.operation import clearance
    from tidegate.policy import Action, Label, require

    if operation is None:
        require(clearance.viewer(home.records, member), Action.READ, Label(), "the whole record")
    else:
        opened(home, operation, member, Action.READ, "the record")
    rows = [_row(event, whole=json) for event in home.records.events(operation)]
    report(rows, as_json=json, columns=["seq", "at", "actor", "operation", "kind", "body"])


def _row(event: Event, *, whole: bool) -> dict[str, Any]:
    body = dict(event.body) if whole else shorten(dumps(event.body), width=_SHORT, placeholder=" ...")
    return {
        "seq": event.seq,
        "at": event.at if whole else f"{event.at:%Y-%m-%d %H:%M:%S}",
        "actor": event.actor,
        "operation": event.operation,
        "kind": event.kind,
        "body": body,
    }
