"""`tidegate brief`: the paper for the weekly call."""

from pathlib import Path
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts
from tidegate.names.days import Span, parse_week

PANEL = "Group"


def register(app: typer.Typer) -> None:
    app.command("brief", rich_help_panel=PANEL)(brief)


def brief(
    operation: OperationArgument,
    week: Annotated[
        Span, typer.Option("--week", metavar="YYYY-Www", parser=parse_week, help="The coming ISO week, in UTC.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    reader: Annotated[
        str | None, typer.Option("--for", metavar="MEMBER", help="Cut to what this member may read, too.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Write the briefing for the weekly call as one HTML file: what changed, the week ahead, gaps, population."""
    from tidegate.group import briefing, document, paper
    from tidegate.group.readers import reader_of
    from tidegate.operation import opening

    opened = opening.get(home.records, operation)
    made = briefing.brief(home, opened, week, reader_of(home.records, member, reader))
    document.write(output, made.html)
    briefing.record(home.records, made, member)
    facts({"file": str(output), "week": made.week, **paper.facts(made.paper, made.html)}, as_json=json)
