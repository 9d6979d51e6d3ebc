"""`tidegate taking`: hold or transfer a registered name, which takes two members and five answers."""

from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dns.collisions.takings import Taking

PANEL = "Collisions"
COLUMNS = ("name", "means", "state", "reason", "proposed_by", "unanswered", "confirmed_by", "confirmed_at", "note")
_WHAT = "the takings"

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The registered rendezvous.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]


def register(app: typer.Typer) -> None:
    taking = typer.Typer(no_args_is_help=True, help="Hold or transfer a registered name: two members, five answers.")
    taking.command("propose")(propose)
    taking.command("answer")(answer)
    taking.command("confirm")(confirm)
    taking.command("withdraw")(withdraw)
    taking.command("list")(show)
    app.add_typer(taking, name="taking", rich_help_panel=PANEL)


def propose(
    operation: OperationArgument,
    name: NameArgument,
    reason: ReasonOption,
    means: Annotated[str, typer.Option("--means", metavar="hold|transfer", help="What is to be done.")] = "hold",
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Propose to hold or transfer a name that somebody has registered."""
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import takings
    from tidegate.errors import UnknownNameError
    from tidegate.policy import Action

    if means not in list(takings.Means):
        raise UnknownNameError("way to take a name", means, takings.Means)
    found = opened(home, operation, member, Action.DECIDE, _WHAT)
    facts(
        _row(takings.propose(home.records, found, name, takings.Means(means), reason, member), questions=True),
        as_json=json,
    )


def answer(
    operation: OperationArgument,
    name: NameArgument,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, such as hosting.")],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="The answer, for the record.")],
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Answer one of ICANN's five questions for a proposal."""
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import takings
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, _WHAT)
    facts(_row(takings.answer(home.records, found, name, question, text, member), questions=True), as_json=json)


def confirm(
    operation: OperationArgument,
    name: NameArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Confirm what another member proposed, once all five questions are answered."""
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import takings
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, _WHAT)
    facts(_row(takings.confirm(home.records, found, name, member)), as_json=json)


def withdraw(
    operation: OperationArgument,
    name: NameArgument,
    reason: ReasonOption,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Withdraw a taking, confirmed or not: the name is withheld from every list again."""
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import takings
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.DECIDE, _WHAT)
    facts(_row(takings.withdraw(home.records, found, name, reason, member)), as_json=json)


def show(
    operation: OperationArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the takings: proposed, confirmed and withdrawn, with what is still to be answered.

    They name what outsiders hold: the list is TLP:AMBER+STRICT at least.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import takings
    from tidegate.dns.coverage.gaps import label
    from tidegate.operation import clearance
    from tidegate.policy import Action, require

    found = opened(home, operation, member, Action.READ, _WHAT)
    require(clearance.viewer(home.records, member), Action.READ, label(found), f"{_WHAT} of {operation}")
    report([_row(row) for row in takings.rows(home.records, operation)], as_json=json, columns=COLUMNS)


def _row(taking: "Taking", questions: bool = False) -> dict[str, object]:
    from tidegate.dns.collisions.questions import QUESTIONS

    row = {column: getattr(taking, column) for column in COLUMNS}
    if not questions:
        return row
    return {**row, **{key: taking.answers.get(key, f"({question})") for key, question in QUESTIONS.items()}}
