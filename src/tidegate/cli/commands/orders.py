"""`tidegate orders`: what was asked of whom, how far it has come, and what a registry answered."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dns.answers.importing import Imported
    from tidegate.dns.orders.order import Order
    from tidegate.operation.model import Operation
    from tidegate.store import Home

PANEL = "Orders"
COLUMNS = ("order", "registry", "action", "first", "last", "names", "send_by", "state", "late", "since", "note")
HISTORY = ("state", "at", "actor", "note")
LISTS = ("serial", "kind", "at", "actor", "format", "names", "rendezvous", "added", "withdrawn", "sha256")
ANSWERS = ("answer", "at", "actor", "file", "lines", "unread", "left", "sha256")
_SHOWN = 5


def register(app: typer.Typer) -> None:
    app.command("orders", rich_help_panel=PANEL)(orders)


def orders(
    operation: OperationArgument,
    order: Annotated[str | None, typer.Argument(help="One order: print all that is known of it.")] = None,
    step: Annotated[
        str | None,
        typer.Argument(help="What to record of it: sent, acknowledged, acted (or done), refused or released."),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What to note; the last two need it.")] = "",
    answer: Annotated[
        Path | None,
        typer.Option("--answer", metavar="FILE", help="Import the registry's answer: a name and its outcome a line."),
    ] = None,
    legal_basis: BasisOption = None,
    reference: ReferenceOption = "",
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="List only the orders in this state.")
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="List only the orders that are overdue or silent.")] = False,
    registry: Annotated[
        str | None, typer.Option("--registry", metavar="REGISTRY", help="List only this registry's orders.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the work orders, print one, or record what its registry answered.

    A list that goes out with `tidegate export --send` marks its orders as sent by itself; a probe marks them as
    verified or regressed. An answer for `--registry` without an ORDER is that to all its orders that were sent.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.orders import life as dns
    from tidegate.policy import Action

    _check_use(order, step, answer, legal_basis, registry)
    changes = step or answer or legal_basis
    found = opened(home, operation, member, Action.DECIDE if changes else Action.READ, "the work orders")
    if registry is not None:
        found.playbook.registry(registry)
    if answer is not None:
        _import(home, found, _answered(home, found, order, registry), answer, member)
    if order is None:
        wanted = dns.State.parse(state) if state else None
        rows = [_row(row, found, home) for row in dns.rows(home.records, operation)]
        rows = [row for row in rows if wanted in (None, row["state"]) and registry in (None, row["registry"])]
        report([row for row in rows if row["late"] or not late], as_json=json, columns=COLUMNS)
        return
    if legal_basis:
        _base(home, operation, order, legal_basis, reference, member)
    if step:
        _record(home, found, order, step, note, member)
    _show(home, found, dns.get(home.records, operation, order), json)


def _check_use(
    order: str | None, step: str | None, answer: Path | None, legal_basis: str | None, registry: str | None
) -> None:
    if answer is not None and (step or (order is None) == (registry is None)):
        raise typer.BadParameter("an answer is to one ORDER or to one --registry", param_hint="--answer")
    if legal_basis and order is None:
        raise typer.BadParameter("name the ORDER", param_hint="--legal-basis")


def _base(home: "Home", operation: str, order: str, text: str, reference: str, member: str) -> None:
    from tidegate.dns.orders import basis
    from tidegate.dns.orders import life as dns

    dns.base(home.records, operation, order, basis.parse(text), reference, member)


def _record(home: "Home", operation: "Operation", order: str, step: str, note: str, member: str) -> None:
    from tidegate.dns.orders import basis
    from tidegate.dns.orders import life as dns

    if dns.State.parse(step) is dns.State.SENT:
        basis.check([dns.get(home.records, operation.name, order)], operation.playbook)
    dns.advance(home.records, operation.name, order, step, member, note)


def _answered(home: "Home", operation: "Operation", order: str | None, registry: str | None) -> "list[Order]":
    """The orders to which an answer is one."""
    from tidegate.dns.orders import life as dns
    from tidegate.dns.orders.state import ENDED
    from tidegate.errors import TidegateError

    if order is not None:
        return [dns.get(home.records, operation.name, order)]
    known = [each for each in dns.rows(home.records, operation.name) if each.registry == registry]
    sent = [each for each in known if each.state is not dns.State.DRAFTED and each.state not in ENDED]
    if not sent:
        raise TidegateError(f"{registry} was sent no order that waits for an answer")
    return sent


def _import(home: "Home", operation: "Operation", asked: "list[Order]", path: Path, member: str) -> None:
    from tidegate.dns.answers.importing import answer

    made = answer(home, operation, asked, path, member)
    for one in made.unread[:_SHOWN]:
        typer.echo(f"{path}:{one.line}: not read: {one.flaw}", err=True)
    if made.unread[_SHOWN:]:
        typer.echo(f"{len(made.unread) - _SHOWN:,} more lines could not be read", err=True)
    _tell(made)


def _tell(made: "Imported") -> None:
    for order, counts in made.counts.items():
        said = ", ".join(f"{number:,} {kind}" for kind, number in asdict(counts).items() if number)
        typer.echo(f"{order}: {said}; {counts.left:,} left", err=True)


def _show(home: "Home", operation: "Operation", order: "Order", json: bool) -> None:
    from tidegate.dns.orders import life as dns
    from tidegate.dns.orders import papers

    parts: dict[str, Any] = {
        "history": [vars(step) for step in dns.history(home.records, operation.name, order.id)],
        "lists": [vars(one) for one in papers.lists(home.records, operation.name, order)],
        "answers": [vars(one) for one in papers.answers(home.records, operation.name, order.id)],
    }
    names, doubtful = _names(home, operation, order)
    values = _facts(order, operation, home)
    if json:
        facts({**values, **parts, "names_answered": names, **doubtful}, as_json=True)
        return
    facts(values, as_json=False)
    for title, columns in (("history", HISTORY), ("lists", LISTS), ("answers", ANSWERS)):
        if parts[title]:
            typer.echo("")
            report([_plain(row) for row in parts[title]], as_json=False, title=title, columns=columns)
    if names:
        typer.echo("")
        facts({"names": ", ".join(f"{number:,} {kind}" for kind, number in names.items() if number)}, as_json=False)
    for kind, found in doubtful.items():
        facts({kind: [*found[:_SHOWN], f"{len(found) - _SHOWN:,} more"] if found[_SHOWN:] else found}, as_json=False)


def _names(home: "Home", operation: "Operation", order: "Order") -> tuple[dict[str, int], dict[str, list[str]]]:
    """How the names stand by the registry's answers, and those that are in doubt; nothing where it gave none."""
    from tidegate.dns.answers.outcome import CONTRADICTORY
    from tidegate.dns.answers.reconcile import DISPROVED, count, examples
    from tidegate.dns.answers.standing import standing

    if not order.answers:
        return {}, {}
    rows = standing(home, operation, order)
    doubtful = {kind: examples(home.lake, rows, kind) for kind in (CONTRADICTORY, DISPROVED)}
    return asdict(count(home.lake, rows)), {kind: found for kind, found in doubtful.items() if found}


def _facts(order: "Order", operation: "Operation", home: "Home") -> dict[str, object]:
    from tidegate.dns.orders.basis import lacking
    from tidegate.dns.orders.due import due, lateness, local

    registry = operation.playbook.registry(order.registry)
    return {
        "order": order.id,
        "registry": order.registry,
        "action": order.action,
        "days": str(order.span),
        "rendezvous": order.names,
        "state": order.state,
        "late": lateness(order, home.now(), operation.playbook.thresholds.answer_days),
        "due": due(order),
        "due_there": f"{local(due(order), registry.time_zone)} ({registry.time_zone})",
        "legal_basis": order.legal_basis,
        "reference": order.reference,
        "lacking": lacking(order, registry),
        "label": str(order.tlp or operation.label.tlp),
    }


def _row(order: "Order", operation: "Operation", home: "Home") -> dict[str, object]:
    from tidegate.dns.orders.due import lateness

    late = lateness(order, home.now(), operation.playbook.thresholds.answer_days)
    values = {**vars(order), "order": order.id, "since": order.updated_at, "late": late}
    return {column: values[column] for column in COLUMNS}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """`row` with its digests in short, and numbers that are no counts as text."""
    short = {"sha256": [text[:12] for text in row["sha256"].values()]} if isinstance(row.get("sha256"), dict) else {}
    return {**row, **short, **({"serial": str(row["serial"])} if "serial" in row else {})}
