"""`tidegate overlap`: which names do two operators both hold, without either showing its list?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import JsonOption
from tidegate.cli.output import report
from tidegate.dns.overlap import MOST

if TYPE_CHECKING:
    from tidegate.dns.overlap import Question

PANEL = "Collisions"
NamesArgument = Annotated[Path, typer.Argument(help="A file with a name a line; # begins a comment.")]


def register(app: typer.Typer) -> None:
    noun = typer.Typer(
        no_args_is_help=True, help="Compare lists of names with another operator; neither shows its list."
    )
    noun.command("ask")(ask)
    noun.command("answer")(answer)
    noun.command("read")(read)
    app.add_typer(noun, name="overlap", rich_help_panel=PANEL)


def ask(
    names: NamesArgument,
    out: Annotated[Path, typer.Option("--out", help="The question, to be sent to the other operator.")],
    keep: Annotated[Path, typer.Option("--keep", help="What you need to read the answer. Keep it private.")],
) -> None:
    """Ask which of your names the other operator has; it learns how many they are, and nothing else."""
    from tidegate.dns import overlap

    question = overlap.ask(_names(names))
    _write(keep, question.key.hex().encode() + b"\n" + "\n".join(question.names).encode() + b"\n", private=True)
    _write(out, question.message)
    typer.echo(f"{len(question.names):,} names asked about in {out}; keep {keep} to read the answer")


def answer(
    question: Annotated[Path, typer.Argument(help="The question that the other operator sent.")],
    names: NamesArgument,
    out: Annotated[Path, typer.Option("--out", help="The answer, to be sent back.")],
    most: Annotated[int, typer.Option(min=1, help="How many names the question may ask about.")] = MOST,
) -> None:
    """Answer another operator's question: it learns which of its own names you have, and how many you have."""
    from tidegate.dns import overlap
    from tidegate.store.files import content

    held = _names(names)
    _write(out, overlap.answer(content(question), held, str(question), most))
    typer.echo(f"{out}: the answer, from {len(held):,} names")


def read(
    answer: Annotated[Path, typer.Argument(help="The answer that came back.")],
    kept: Annotated[Path, typer.Option("--kept", help="What `ask` had you keep.")],
    question: Annotated[Path, typer.Option("--question", help="The question that was sent.")],
    json: JsonOption = False,
) -> None:
    """Print the names that both hold."""
    from tidegate.dns import overlap
    from tidegate.store.files import content

    found = overlap.common(_question(kept, question), content(answer), str(answer))
    report([{"name": name} for name in found], as_json=json, columns=("name",))


def _question(kept: Path, question: Path) -> "Question":
    from tidegate.dns.overlap import Question
    from tidegate.errors import TidegateError
    from tidegate.store.files import content

    try:
        key, *names = content(kept).decode("ascii").split()
        return Question(tuple(names), bytes.fromhex(key), content(question))
    except ValueError:
        raise TidegateError(f"{kept}: is not what `tidegate overlap ask` keeps") from None


def _names(file: Path) -> list[str]:
    from tidegate.errors import TidegateError
    from tidegate.names.domain import BadDomainError, normalise
    from tidegate.store.files import content

    names = []
    for number, line in enumerate(content(file).decode("utf-8", "replace").splitlines(), 1):
        if text := line.partition("#")[0].strip():
            try:
                names.append(normalise(text))
            except BadDomainError as error:
                raise TidegateError(f"{file}:{number}: {error}") from None
    return names


def _write(file: Path, body: bytes, private: bool = False) -> None:
    import os

    from tidegate.store.files import whole

    with whole(file) as stream:
        if private:
            os.fchmod(stream.fileno(), 0o600)
        stream.write(body)
