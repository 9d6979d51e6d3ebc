"""`tidegate collateral`: what owners of colliding names would have to bear, and the letters that warn them."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.names.days import parse_day

if TYPE_CHECKING:
    from tidegate.dns.collisions.collateral import Load
    from tidegate.names.days import Span
    from tidegate.operation.model import Operation
    from tidegate.store import Home

PANEL = "Collisions"
COLUMNS = ("name", "day", "begins", "ends", "requests", "mean_an_hour", "most_an_hour", "models")


def register(app: typer.Typer) -> None:
    app.command("collateral", rich_help_panel=PANEL)(collateral)


def collateral(
    operation: OperationArgument,
    first: Annotated[
        date | None, typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="The first UTC day.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", metavar="YYYY-MM-DD", parser=parse_day, help="The last UTC day.")
    ] = None,
    letters: Annotated[
        Path | None, typer.Option("--letters", metavar="DIR", help="Write a letter to each owner into this folder.")
    ] = None,
    contact: Annotated[
        str, typer.Option("--contact", metavar="TEXT", help="Where owners can write to; --letters needs it.")
    ] = "",
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Say which owner gets how many requests an hour on which day, the heaviest load first; write letters to warn them.

    Owners are those of names that were found to be somebody's (`tidegate judge`).
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import finding
    from tidegate.dns.collisions.collateral import loads
    from tidegate.dns.collisions.judging import judgements
    from tidegate.policy import Action

    if letters is not None and not contact.strip():
        raise typer.BadParameter("letters need an address that owners can write to", param_hint="--contact")
    what = "the collateral" if letters is None else "letters"
    found = opened(home, operation, member, Action.READ if letters is None else Action.EXPORT, what)
    span = _span(found, first, last)
    rows = finding.rows(home.lake, operation, span)
    made = loads(rows, judgements(home, found, span), found.playbook.models)
    report([_row(load) for load in made], as_json=json, columns=COLUMNS)
    if letters is not None:
        written = _write(home, found, made, letters, contact)
        typer.echo(f"{written:,} letters in {letters}; send them only to the owners ({found.label.tlp})", err=True)


def _span(operation: "Operation", first: date | None, last: date | None) -> "Span | None":
    from tidegate.names.days import Span

    return None if first is None and last is None else Span(first or date.min, last or date.max)


def _write(home: "Home", operation: "Operation", made: list["Load"], folder: Path, contact: str) -> int:
    """Write a letter for each name; all of them are made before the first is written."""
    from tidegate.dns.collisions.warning import letter
    from tidegate.store.files import whole

    days: dict[str, list[Load]] = {}
    for load in made:
        days.setdefault(load.name, []).append(load)
    sender = operation.playbook.title
    today = home.now().date()
    texts = {name: letter(name, loads, operation.label, sender, contact.strip(), today) for name, loads in days.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        with whole(folder / f"{name}.txt") as stream:
            stream.write(text.encode())
    return len(texts)


def _row(load: "Load") -> dict[str, object]:
    values = vars(load)
    hours = {"mean_an_hour": load.mean, "most_an_hour": load.most}
    return {column: hours.get(column, values.get(column)) for column in COLUMNS}
