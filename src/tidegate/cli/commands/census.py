"""`tidegate census`: how large the botnet is, where it is, and what changed."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.names.days import Span, parse_day
from tidegate.store.files import whole
from tidegate.store.home import Home

if TYPE_CHECKING:
    from tidegate.census.places import Place
    from tidegate.census.report import Census

PANEL = "Census"


class By(StrEnum):
    """How long one count lasts."""

    DAY = "day"
    HOUR = "hour"


class Format(StrEnum):
    """How to write a census."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def register(app: typer.Typer) -> None:
    app.command("census", rich_help_panel=PANEL)(census)


def census(
    operation: OperationArgument,
    by: Annotated[By, typer.Option(help="Count per UTC day or hour.")] = By.DAY,
    first: Annotated[
        date | None, typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="The first UTC day.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, help="How many days; without it, up to the newest.")] = None,
    asn: Annotated[Path | None, typer.Option(metavar="FILE", help="Count per network, by this MMDB file.")] = None,
    country: Annotated[Path | None, typer.Option(metavar="FILE", help="Count per country, by this MMDB file.")] = None,
    top: Annotated[int, typer.Option(min=1, help="Networks and countries that are shown one by one.")] = 10,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Count the addresses that check in: live, and as a footprint; look for what changed, and raise alerts."""
    from tidegate.census.alerts import raise_alerts
    from tidegate.census.report import take
    from tidegate.cli.gate import opened
    from tidegate.policy import Action

    written = Format.JSON if json else format
    if output and written is Format.TABLE:
        raise typer.BadParameter(
            "a table is for the screen; give --format csv or json beside it", param_hint="--output"
        )
    found = opened(home, operation, member, Action.EXPORT if output else Action.READ, "the census")
    taken = take(home.lake, operation, _span(home, operation, first, days), by.value, asn, country, top)
    new = raise_alerts(home, found, member)
    if written is Format.TABLE:
        _show(taken, str(found.label), new)
    else:
        _put(_text(taken, str(found.label), new, written), output)


def _span(home: Home, operation: str, first: date | None, days: int | None) -> Span | None:
    """The days that were asked for; the end that was not is where the sightings begin or end."""
    known = home.lake.days("sightings", operation)
    if not known or (first is None and days is None):
        return None
    start = first or known[0]
    return Span.of(start, days) if days else Span(start, max(start, known[-1]))


def _text(census: "Census", label: str, new: list[str], format: Format) -> str:
    from tidegate.census.telling import csv_text, document, json_text

    if format is Format.CSV:
        return csv_text(census, label)
    return json_text({"label": label, **document(census), "new_alerts": new})


def _put(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text, nl=False)
        return
    with whole(output) as stream:
        stream.write(text.encode())


def _show(census: "Census", label: str, new: list[str]) -> None:
    from tidegate.census.telling import answer, table

    for line in (*answer(census), label):
        typer.echo(line)
    if census.days is None:
        return
    report(table(census), as_json=False, title="\ndistinct addresses")
    for title, places in (("network", census.networks), ("country", census.countries)):
        if places:
            report([_place(title, place) for place in places], as_json=False, title=f"\nfootprint per {title}")
    for source in census.sources:
        typer.echo(f"by {source.file}, built {source.built:%Y-%m-%d}")
    if new:
        typer.echo(f"\n{len(new)} new {'alert' if len(new) == 1 else 'alerts'}: tidegate alerts {census.operation}")


def _place(title: str, place: "Place") -> dict[str, object]:
    return {title: place.place, "addresses": place.addresses, "share": f"{place.share:.1%}"}
