"""`tidegate orders`: what was asked of whom, how far it has come, and what a registry answered."""

from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report

if TYPE_CHECKING:
    from tidegate.dns.orders.life import Order

PANEL = "DNS"
COLUMNS = ("order", "registry", "action", "first", "last", "names", "send_by", "state", "since", "note")
HISTORY = ("order", "state", "at", "actor", "note")


def register(app: typer.Typer) -> None:
    app.command("orders", rich_help_panel=PANEL)(orders)


def orders(
    operation: OperationArgument,
    order: Annotated[str | None, typer.Argument(help="One order: print its history.")] = None,
    answer: Annotated[
        str | None, typer.Argument(help="What to record of it: sent, acknowledged, done or refused.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What to note; a refusal needs it.")] = "",
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="List only the orders in this state.")
    ] = None,
    registry: Annotated[
        str | None, typer.Option("--registry", metavar="REGISTRY", help="List only this registry's orders.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the work orders, print one's history, or record what its registry answered.

    A list that goes out with `tidegate export --send` marks its orders as sent by itself.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.orders import life as dns
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE if answer else Action.READ, "the work orders")
    if order is None:
        wanted = dns.State.parse(state) if state else None
        if registry is not None:
            found.playbook.registry(registry)
        rows = [
            _row(row)
            for row in dns.rows(home.records, operation)
            if wanted in (None, row.state) and registry in (None, row.registry)
        ]
        report(rows, as_json=json, columns=COLUMNS)
        return
    dns.get(home.records, operation, order)
    if answer:
        dns.advance(home.records, operation, order, answer, member, note)
    report([vars(step) for step in dns.history(home.records, operation, order)], as_json=json, columns=HISTORY)


def _row(order: "Order") -> dict[str, object]:
    values = {**vars(order), "order": order.id, "since": order.updated_at}
    return {column: values[column] for column in COLUMNS}
