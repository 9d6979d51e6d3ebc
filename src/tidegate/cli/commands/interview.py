"""`tidegate interview`: the seven questions for the review, and what members answered."""

from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.policy import TLP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tidegate.group.interview import Answer, Question
    from tidegate.policy import Label
    from tidegate.store import Home

PANEL = "Group"

TlpOption = Annotated[
    TLP | None,
    typer.Option(
        "--tlp", metavar="LEVEL", parser=TLP.parse, help="Who may read your words; without it the operation's label."
    ),
]


def register(app: typer.Typer) -> None:
    interview = typer.Typer(no_args_is_help=True, help="Ask members the seven questions of the lessons learned.")
    interview.command("ask")(ask)
    interview.command("answer")(answer)
    interview.command("list")(show)
    app.add_typer(interview, name="interview", rich_help_panel=PANEL)


def ask(
    operation: OperationArgument,
    tlp: TlpOption = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
) -> None:
    """Ask all seven questions in turn; an empty answer leaves a question out."""
    from tidegate.group import interview

    label = _label(home, operation, member, tlp)
    for question in interview.Question:
        text = typer.prompt(f"{question.text}\n", default="", show_default=False, prompt_suffix="> ")
        if text.strip():
            interview.answer(home.records, operation, question, text, label, member)


def answer(
    operation: OperationArgument,
    question: Annotated[str, typer.Argument(help="join, goals, met, worked, failed, advice or future.")],
    text: Annotated[str, typer.Argument(help="The answer; a later one takes its place.")],
    tlp: TlpOption = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
) -> None:
    """Answer one of the questions."""
    from tidegate.group import interview

    asked = interview.question(question)
    interview.answer(home.records, operation, asked, text, _label(home, operation, member, tlp), member)


def show(
    operation: OperationArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the questions, each with the answers that you may read."""
    from tidegate.group import interview
    from tidegate.group.labelled import Gate
    from tidegate.operation import clearance, opening

    opening.get(home.records, operation)
    gate = Gate(clearance.viewer(home.records, member))
    known = gate.each(interview.answers(home.records, operation), lambda given: given.label)
    rows = [row for question in interview.Question for row in _rows(question, known)]
    report(rows, as_json=json, title="interview", columns=["word", "question", "member", "answer"])


def _rows(question: "Question", known: "Sequence[Answer]") -> list[dict[str, object]]:
    asked: dict[str, object] = {"word": question, "question": question.text}
    given = [answer for answer in known if answer.question is question]
    return [{**asked, "member": answer.member, "answer": answer.text} for answer in given] or [asked]


def _label(home: "Home", operation: str, member: str, tlp: TLP | None) -> "Label":
    from tidegate.cli.gate import opened
    from tidegate.policy import PAP, Action, Label

    found = opened(home, operation, member, Action.DECIDE, "the interview")
    return found.label if tlp is None else Label(tlp, PAP.CLEAR)
