"""`tidegate coverage`: how many of a day's names are denied to the adversary, as claimed and as verified?"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, DayOption, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dns.coverage.measure import Coverage, Exposure
    from tidegate.names.days import Span
    from tidegate.operation.model import Operation

PANEL = "Proof"


_EXPOSURE = ("day", "model", "names", "tries", "gaps", "exposure", "by_claims_alone", "by_proof_alone")
_LIVE = ("live_from", "live_until")
_COUNTS = ("names", "exempt", "claimed", "probed", "verified", "gaps", "contradicted", "taken")


class By(StrEnum):
    """What the last table has a line for."""

    REGISTRY = "registry"
    SUFFIX = "suffix"
    DAY = "day"


def register(app: typer.Typer) -> None:
    app.command("coverage", rich_help_panel=PANEL)(coverage)


def coverage(
    operation: OperationArgument,
    day: DayOption,
    days: Annotated[int, typer.Option(min=1, help="How many days, from --date on.")] = 1,
    by: Annotated[By, typer.Option(help="A line for each of these in the last table.")] = By.REGISTRY,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Say how many names are denied, as the registries claim and as the DNS shows, and what a bot could still reach."""
    from tidegate.cli.gate import opened
    from tidegate.dns.coverage.measure import measure
    from tidegate.errors import TidegateError
    from tidegate.names.days import Span
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.READ, "the coverage")
    span = Span.of(day, days)
    measured = measure(home.lake, home.records, found, span)
    if not len(measured.totals):
        raise TidegateError(f"{operation} has no forecast for {span}: nothing to cover")
    if json:
        values = {"operation": operation, "label": found.label, **_values(span, measured)}
        facts({**values, "other_channels": _other_channels(found)}, as_json=True)
    else:
        _tell(span, measured, by)
        for model, channels in _other_channels(found).items():
            typer.echo(f"{model} has other channels, which no DNS covers: {', '.join(channels)}")
        typer.echo(str(found.label))


def _tell(span: "Span", measured: "Coverage", by: By) -> None:
    from tidegate.dns.coverage.measure import roll_up, total
    from tidegate.names.figures import moment

    sums = total(measured.totals)
    contested = sums["names"] - sums["exempt"]
    typer.echo(
        f"{span}: claimed {_share(sums['claimed'], contested)}, verified {_share(sums['verified'], contested)}, "
        f"exposure {_worst(measured)}"
    )
    typer.echo(
        f"{sums['names']:,} names, {sums['exempt']:,} of them exempt; {sums['probed']:,} probed, "
        f"newest probe {moment(measured.as_of)}; {sums['gaps']:,} known gaps, "
        f"{sums['contradicted']:,} of them said to be done, {sums['taken']:,} held by an outsider\n"
    )
    report(
        [_exposure(row) for row in measured.exposures], as_json=False, title="Exposure", columns=(*_EXPOSURE, *_LIVE)
    )
    rows = roll_up(measured.totals, (by.value,)).to_pylist()
    shown = sorted(
        (row for row in rows if _unproved(row)), key=lambda row: (-row["gaps"], -_unproved(row), str(row[by.value]))
    )
    typer.echo()
    report(shown, as_json=False, title=f"Not wholly verified, per {by}, most gaps first", columns=(by.value, *_COUNTS))
    if len(shown) < len(rows):
        typer.echo(f"{len(rows) - len(shown):,} more are wholly verified")


def _other_channels(operation: "Operation") -> dict[str, tuple[str, ...]]:
    return {model.key: model.other_channels for model in operation.playbook.models if model.other_channels}


def _unproved(row: dict[str, Any]) -> int:
    return int(row["names"] - row["exempt"] - row["verified"])


def _share(part: int, whole: int) -> str:
    from tidegate.names.figures import percent

    return f"{percent(part / whole) if whole else percent(None)} ({part:,} of {whole:,})"


def _worst(measured: "Coverage") -> str:
    from tidegate.names.figures import percent

    worst = max(measured.exposures, key=lambda row: row.exposure, default=None)
    if worst is None:
        return percent(None)
    return f"{percent(worst.exposure)} ({worst.model} on {worst.day})"


def _exposure(row: "Exposure") -> dict[str, Any]:
    from tidegate.names.figures import moment, percent

    return {
        "day": row.day,
        "model": row.model,
        "names": row.names,
        "tries": row.tries or "all",
        "gaps": row.gaps,
        "exposure": percent(row.exposure),
        "by_claims_alone": percent(row.claimed_exposure),
        "by_proof_alone": percent(row.verified_exposure),
        "live_from": moment(row.opens),
        "live_until": moment(row.closes),
    }


def _values(span: "Span", measured: "Coverage") -> dict[str, Any]:
    from tidegate.dns.coverage.measure import roll_up, total

    return {
        "first": span.first,
        "last": span.last,
        "as_of": measured.as_of,
        "total": total(measured.totals),
        "exposures": [vars(row) for row in measured.exposures],
        **{f"by_{by}": roll_up(measured.totals, (by.value,)).to_pylist() for by in By},
    }
