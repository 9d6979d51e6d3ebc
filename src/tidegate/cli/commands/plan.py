"""`tidegate plan`: draft the work orders that the forecast asks for."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import (
    DEFAULT_HOME,
    LOCAL,
    BasisOption,
    HomeOption,
    JsonOption,
    MemberOption,
    OperationArgument,
    ReferenceOption,
)
from tidegate.cli.output import report
from tidegate.names.days import Span, parse_day

if TYPE_CHECKING:
    from tidegate.dns.orders.order import Order
    from tidegate.operation.model import Playbook

PANEL = "Orders"
COLUMNS = ("order", "registry", "action", "first", "last", "names", "send_by", "legal_basis")


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
    legal_basis: BasisOption = None,
    reference: ReferenceOption = "",
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Draft a work order for each registry and calendar month of the forecast that has none yet.

    `send by` is the UTC day by whose 10:00 the registry wants its list: its lead days before the first day begins in
    UTC+14. Orders are voluntary unless another legal basis is given.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.orders import basis
    from tidegate.dns.orders import plan as dns
    from tidegate.policy import Action

    if days is not None and to is not None:
        raise typer.BadParameter("give --days or --to, not both")
    given = basis.parse(legal_basis or "voluntary")
    found = opened(home, operation, member, Action.DECIDE, "the plan")
    span = Span(found.first, to) if to else Span.of(found.first, days) if days is not None else None
    made = dns.run(home.lake, home.records, found, member, span, given, reference)
    report(
        [{"order": order.id, **{column: vars(order)[column] for column in COLUMNS[1:]}} for order in made],
        as_json=json,
        columns=COLUMNS,
    )
    names = sum(order.names for order in made)
    typer.echo(f"{len(made):,} orders newly drafted, for {names:,} names", err=True)
    _warn(made, found.playbook)


def _warn(made: "list[Order]", playbook: "Playbook") -> None:
    """Say what registries need that their orders have not."""
    from tidegate.dns.orders.basis import lacking

    missing = dict.fromkeys(lacking(order, playbook.registry(order.registry)) for order in made)
    for what in filter(None, missing):
        typer.echo(f"warning: {what}", err=True)
