"""`tidegate ingest`: from the sensors' journals to sightings in the lake."""

from dataclasses import asdict
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts
from tidegate.errors import TidegateError

PANEL = "Sinkhole"


def register(app: typer.Typer) -> None:
    app.command("ingest", rich_help_panel=PANEL)(ingest)


def ingest(
    operation: OperationArgument,
    anew: Annotated[
        bool, typer.Option("--anew", help="Read every segment again, and decide anew what is unknown.")
    ] = False,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Bring what the sensors journalled into the lake, as sightings; as often as you like, while they run.

    Exit 1, naming file and bytes, when something that was written can no longer be read; all else is brought in.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import exemptions
    from tidegate.policy import Action
    from tidegate.sinkhole import ingest as journals

    opened(home, operation, member, Action.READ, "the sightings")
    summary = journals.ingest(home, operation, exempt=exemptions.accepted(home.records, operation), anew=anew)
    told = asdict(summary)
    if not json:
        drops = told.pop("drops")
        told |= {"damage": list(summary.damage) or "none"}
        told |= {"drops": [f"{count} {why}" for why, count in drops.items()] or "none"}
    facts(told, as_json=json)
    if summary.damage:
        raise TidegateError(f"the journal is damaged: {'; '.join(summary.damage)}")
