"""Options and arguments that many commands share, so that they read the same everywhere."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tidegate.names.days import parse_day
from tidegate.store.home import Home, use


def _home(text: str) -> Home:
    return use(Home(Path(text).expanduser()))


HomeOption = Annotated[
    Home,
    typer.Option(
        "--home", envvar="TIDEGATE_HOME", metavar="DIR", parser=_home, help="Where Tidegate keeps its stores."
    ),
]
DEFAULT_HOME = "~/.tidegate"
"""The default of HomeOption; typer parses it like a given text, hence `# type: ignore[assignment]` where it is used."""

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
OperationArgument = Annotated[str, typer.Argument(help="The operation, as named at `tidegate init`.")]
DayOption = Annotated[date, typer.Option("--date", metavar="YYYY-MM-DD", parser=parse_day, help="A UTC day.")]
MemberOption = Annotated[
    str, typer.Option("--as", envvar="TIDEGATE_MEMBER", metavar="MEMBER", help="The member who acts.")
]
FamilyOption = Annotated[
    list[str] | None, typer.Option(metavar="FAMILY", help="Only this family, by its name or an alias; repeat it.")
]
IndexOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where the index of names is, or else in the home.")
]
LogOption = Annotated[
    str | None, typer.Option(metavar="FORMAT", help="The log's format, or else what its beginning looks like.")
]
ColumnOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="The log's field that holds the names, where it has fields.")
]
BasisOption = Annotated[
    str | None,
    typer.Option("--legal-basis", metavar="BASIS", help="voluntary, security-response-waiver or court-order."),
]
ReferenceOption = Annotated[
    str, typer.Option("--reference", metavar="TEXT", help="Which waiver or court's order the legal basis is.")
]
LOCAL = "local"
"""The member who acts where nobody else is named: the one at this keyboard."""
