"""`tidegate appeal`: an owner claims a name, an answer is due, and what was taken is given back."""

from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from datetime import datetime

    from tidegate.dns.appeals.life import Appeal

PANEL = "Collisions"
_WHAT = "the appeals"
COLUMNS = ("name", "state", "due", "overdue", "contact", "reason", "asked", "decided_by", "decision", "awaiting")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The rendezvous that is somebody's.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; the owner's words, or ours.")]


def register(app: typer.Typer) -> None:
    appeal = typer.Typer(no_args_is_help=True, help="Answer owners who claim a name, and give names back.")
    appeal.command("open")(open_appeal)
    appeal.command("decide")(decide)
    appeal.command("released")(released)
    appeal.command("list")(show)
    app.add_typer(appeal, name="appeal", rich_help_panel=PANEL)


def open_appeal(
    operation: OperationArgument,
    name: NameArgument,
    contact: Annotated[str, typer.Option("--contact", metavar="TEXT", help="How the owner is reached.")],
    reason: ReasonOption,
    hours: Annotated[
        float | None, typer.Option("--hours", min=0.1, help="When the answer is due, if not as the playbook says.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Put an owner's claim on the record: from now on an answer is due, and an alert tells everybody."""
    from tidegate.cli.gate import opened
    from tidegate.dns.appeals import life
    from tidegate.dns.appeals.alerts import raise_alerts
    from tidegate.dns.appeals.reach import asked
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, _WHAT)
    registries = asked(home, found, name)
    appeal = life.open_appeal(home, found, name, contact, reason, member, registries, hours)
    raise_alerts(home, found, member)
    facts(_row(appeal, home.now()), as_json=json)


def decide(
    operation: OperationArgument,
    name: NameArgument,
    reason: ReasonOption,
    accept: Annotated[bool, typer.Option("--accept/--reject", help="Give the name back, or do not.")],
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Answer a claim. An accepted one exempts the name, so that the next lists withdraw it everywhere."""
    from tidegate.cli.gate import opened
    from tidegate.dns.appeals import life
    from tidegate.dns.appeals.alerts import raise_alerts
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, _WHAT)
    act = life.accept if accept else life.reject
    appeal = act(home, found, name, reason, member)
    raise_alerts(home, found, member)
    facts(_row(appeal, home.now()), as_json=json)
    for registry in appeal.awaiting:
        typer.echo(f"send {registry} what changed: tidegate export {operation} --registry {registry} --delta", err=True)


def released(
    operation: OperationArgument,
    name: NameArgument,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="The registry or the resolver that confirms it.")],
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What they said.")] = "",
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Put on the record that a registry or a resolver has released a name that was given back."""
    from tidegate.cli.gate import opened
    from tidegate.dns.appeals import life
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, _WHAT)
    facts(_row(life.released(home, found, name, by, member, note), home.now()), as_json=json)


def show(
    operation: OperationArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the appeals, what is due first; raise an alert for what is overdue."""
    from tidegate.cli.gate import opened
    from tidegate.dns.appeals import life
    from tidegate.dns.appeals.alerts import raise_alerts
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.READ, _WHAT)
    raise_alerts(home, found, member)
    rows = life.rows(home.records, operation)
    report([_row(appeal, home.now()) for appeal in rows], as_json=json, columns=COLUMNS)


def _row(appeal: "Appeal", now: "datetime") -> dict[str, object]:
    row: dict[str, object] = {column: getattr(appeal, column, None) for column in COLUMNS}
    row["overdue"] = appeal.is_overdue(now)
    row["released"] = [f"{release.by} {release.at:%Y-%m-%d %H:%M} UTC" for release in appeal.releases]
    return row
