"""`tidegate review`: the lessons learned."""

from pathlib import Path
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts

PANEL = "Group"


def register(app: typer.Typer) -> None:
    app.command("review", rich_help_panel=PANEL)(review)


def review(
    operation: OperationArgument,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    reader: Annotated[
        str | None, typer.Option("--for", metavar="MEMBER", help="Cut to what this member may read, too.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Write the lessons-learned report as one HTML file, from the event log and the lake."""
    from tidegate.group import document, paper
    from tidegate.group import review as reviewing
    from tidegate.group.readers import reader_of
    from tidegate.operation import opening

    opened = opening.get(home.records, operation)
    made = reviewing.review(home, opened, reader_of(home.records, member, reader))
    document.write(output, made.html)
    reviewing.record(home.records, made, member)
    facts({"file": str(output), "days": str(made.paper.days), **paper.facts(made.paper, made.html)}, as_json=json)
