"""`tidegate observe`: which config, and which clock, explains what was seen?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from tidegate.cli.output import report
from tidegate.cli.progress import progress
from tidegate.errors import TidegateError
from tidegate.names.figures import percent

if TYPE_CHECKING:
    from tidegate.identify.observations import Observations
    from tidegate.identify.observe import Explanation

PANEL = "Analysis"


def register(app: typer.Typer) -> None:
    app.command("observe", rich_help_panel=PANEL)(observe)


def observe(
    family: Annotated[str, typer.Argument(help="A family, by its name or an alias.")],
    file: Annotated[Path, typer.Argument(help="CSV with the columns name and time (ISO 8601, UTC).")],
    days: Annotated[int, typer.Option(min=0, max=3660, help="Clocks may be so many days wrong, to either side.")] = 7,
    config: Annotated[
        list[str] | None,
        typer.Option(metavar="K=A..B", help="Search these values of an input, or K=A|B|C; repeat it for another."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many models.")] = 10,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    json: JsonOption = False,
) -> None:
    """Find the config and the clock that explain observed names best, and say how well.

    Every variant is tried with its known configs, or with the values that --config names. Exit 1 where none explains
    anything.
    """
    from tidegate.dga.catalogue import find
    from tidegate.dga.config import read_pairs
    from tidegate.identify.candidates import candidates
    from tidegate.identify.observe import best_first, explain

    models = candidates(find(family), read_pairs(config or []))
    seen = _read(file)
    with progress("configs", len(models)) as advance:
        found = []
        for model in models:
            explanation = explain(model, seen, days)
            found += [explanation] if explanation.explained else []
            advance(1)
    rows = [_row(explanation, json) for explanation in best_first(found)[:limit]]
    report(rows, as_json=json, columns=["variant", "config", "offset", "explained", "share", "on_time", "anyhow"])
    if not found:
        raise TidegateError(f"{file}: none of {len(models):,} configs of {family} explains any of {len(seen):,} names")
    for sentence in meaning(best_first(found)[0]):
        typer.echo(sentence, err=True)


def meaning(best: "Explanation") -> list[str]:
    """What the best explanation says about the bots, in sentences."""
    share = percent(best.share)
    if best.offset == 0:
        told = [f"{best.model} explains {share} of {best.observations:,} observations with clocks that are right."]
    else:
        way = "ahead" if best.offset > 0 else "behind"
        told = [
            f"{best.model} explains {share} of {best.observations:,} observations with clocks {abs(best.offset)} days "
            f"{way}: the bots' clocks are wrong, or the times that were recorded."
        ]
    others = best.anyhow - best.explained
    if others:
        told.append(f"{percent(others / best.observations)} more have other clocks: bots whose date is wrong.")
    left = best.observations - best.anyhow
    if left:
        told.append(f"{percent(left / best.observations)} it does not explain.")
    return told


def _read(file: Path) -> "Observations":
    from tidegate.identify.observations import read

    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return read(lines, str(file))
    except OSError as error:
        raise TidegateError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TidegateError(f"{file}: is not UTF-8 text: {error.reason} at byte {error.start}") from None


def _row(one: "Explanation", json: bool) -> dict[str, Any]:
    return {
        "variant": one.model.name,
        "config": one.model.config,
        "offset": one.offset,
        "explained": one.explained,
        "share": round(one.share, 6) if json else percent(one.share),
        "on_time": one.on_time,
        "anyhow": one.anyhow,
    }
