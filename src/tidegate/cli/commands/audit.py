"""`tidegate audit`: is the record what was written?"""

from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from tidegate.cli.output import facts, report
from tidegate.errors import TidegateError

PANEL = "Record"


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
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    json: JsonOption = False,
) -> None:
    """Print the event log, oldest first."""
    rows = [
        {
            "seq": event.seq,
            "at": event.at,
            "actor": event.actor,
            "operation": event.operation,
            "kind": event.kind,
            "body": dict(event.body),
        }
        for event in home.records.events(operation)
    ]
    report(rows, as_json=json, columns=["seq", "at", "actor", "operation", "kind", "body"])
