"""`tidegate plan`: draft the work orders that the forecast asks for."""

from datetime import date
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.names.days import Span, parse_day

PANEL = "DNS"
COLUMNS = ("order", "registry", "action", "first", "last", "names", "send_by")


def register(app: typer.Typer) -> None:
    app.command("plan", rich_help_panel=PANEL)(plan)


def plan(
    operation: OperationArgument,
    days: Annotated[
        int | None, typer.Option("--days", metavar="N", help="Only for the operation's first N days.")
    ] = None,
    to: Annotated[
        date | None, typer.Option("--to", metavar="YYYY-MM-DD", parser=parse_day, help="Only up to this UTC day.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Draft a work order for each registry and calendar month of the forecast that has none yet.

    `send by` is the UTC day by whose 10:00 the registry wants its list: its lead days before the first day begins in
    UTC+14.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.orders import plan as dns
    from tidegate.policy import Action

    if days is not None and to is not None:
        raise typer.BadParameter("give --days or --to, not both")
    found = opened(home, operation, member, Action.DECIDE, "the plan")
    span = Span(found.first, to) if to else Span.of(found.first, days) if days is not None else None
    made = dns.run(home.lake, home.records, found, member, span)
    rows = [{"order": order.id, **{column: vars(order)[column] for column in COLUMNS[1:]}} for order in made]
    report(rows, as_json=json, columns=COLUMNS)
    names = sum(order.names for order in made)
    typer.echo(f"{len(made):,} orders newly drafted, for {names:,} names", err=True)
