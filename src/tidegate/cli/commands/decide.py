"""`tidegate decide`: proposals and decisions by lazy consensus, on the record."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report
from tidegate.names.days import ONE_DAY, midnight, parse_day
from tidegate.policy import TLP

if TYPE_CHECKING:
    from tidegate.group.decisions import Decision
    from tidegate.store import Home

PANEL = "Group"
_WHAT = "the decisions"

DecisionArgument = Annotated[str, typer.Argument(metavar="DECISION", help="The decision, such as D1.")]


def register(app: typer.Typer) -> None:
    decide = typer.Typer(no_args_is_help=True, help="Propose, object and decide by lazy consensus.")
    decide.command("propose")(propose)
    decide.command("object")(object_to)
    decide.command("take")(take)
    decide.command("list")(show)
    app.add_typer(decide, name="decide", rich_help_panel=PANEL)


def propose(
    operation: OperationArgument,
    text: Annotated[str, typer.Argument(help="What is to be done.")],
    until: Annotated[
        date, typer.Option("--until", metavar="YYYY-MM-DD", parser=parse_day, help="The last UTC day for objections.")
    ],
    subgroup: Annotated[str, typer.Option("--subgroup", metavar="NAME", help="The subgroup it concerns.")] = "",
    tlp: Annotated[
        TLP | None,
        typer.Option("--tlp", metavar="LEVEL", parser=TLP.parse, help="Stricter than the operation's own TLP."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Propose something: it can be decided when the last day is over and nobody has objected."""
    from tidegate.cli.gate import opened
    from tidegate.group import decisions
    from tidegate.policy import PAP, Action, Label

    now = home.now()
    made = decisions.propose(
        home.records,
        opened(home, operation, member, Action.DECIDE, _WHAT),
        text,
        now=now,
        deadline=midnight(until + ONE_DAY),
        actor=member,
        subgroup=subgroup,
        label=None if tlp is None else Label(tlp, PAP.CLEAR),
    )
    facts(_row(made, now), as_json=json)


def object_to(
    operation: OperationArgument,
    decision: DecisionArgument,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why not; a better proposal begins here.")],
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Object to a proposal, which then cannot be decided."""
    from tidegate.group import decisions

    _cleared_for(home, operation, decision, member)
    made = decisions.object_to(home.records, operation, decision, reason, member)
    facts(_row(made, home.now()), as_json=json)


def take(
    operation: OperationArgument,
    decision: DecisionArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Put on the record that a proposal is decided: its last day is over and nobody has objected."""
    from tidegate.group import decisions

    now = home.now()
    _cleared_for(home, operation, decision, member)
    facts(_row(decisions.take(home.records, operation, decision, now, member), now), as_json=json)


def show(
    operation: OperationArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List an operation's proposals and decisions."""
    from tidegate.cli.gate import opened
    from tidegate.group import decisions
    from tidegate.group.labelled import Gate
    from tidegate.operation import clearance
    from tidegate.policy import Action

    now = home.now()
    opened(home, operation, member, Action.READ, _WHAT)
    gate = Gate(clearance.viewer(home.records, member))
    found = gate.each(decisions.rows(home.records, operation), lambda decision: decision.label)
    report([_row(decision, now) for decision in found], as_json=json, title="decisions")


def _cleared_for(home: "Home", operation: str, id: str, member: str) -> None:
    """Refuse a decision that the member may not see in the words for one that does not exist."""
    from tidegate.cli.gate import opened
    from tidegate.errors import UnknownNameError
    from tidegate.group import decisions
    from tidegate.group.labelled import Gate
    from tidegate.operation import clearance
    from tidegate.policy import Action

    opened(home, operation, member, Action.DECIDE, _WHAT)
    gate = Gate(clearance.viewer(home.records, member))
    known = [found.id for found in gate.each(decisions.rows(home.records, operation), lambda found: found.label)]
    if id.upper() not in known:
        raise UnknownNameError("decision", id, known)


def _row(decision: "Decision", now: datetime) -> dict[str, object]:
    return {
        "decision": decision.id,
        "state": decision.state(now),
        "text": decision.text,
        "subgroup": decision.subgroup,
        "proposed_by": decision.proposed_by,
        "until": f"{decision.deadline:%Y-%m-%d %H:%M} UTC",
        "objections": [f"{objection.member}: {objection.reason}" for objection in decision.objections],
        "taken_by": decision.taken_by,
    }
