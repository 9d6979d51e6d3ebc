"""`tidegate dga check`: are the models right?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from tidegate.cli.output import facts, report
from tidegate.errors import TidegateError

if TYPE_CHECKING:
    from tidegate.dga.check import Outcome
    from tidegate.dga.family import Family


def check(
    files: Annotated[list[Path], typer.Argument(help="JSON lines: family, variant, config, date, domains, truncated.")],
    model: Annotated[
        Path | None, typer.Option(metavar="FILE.wasm", help="Check this WebAssembly model, and no other.")
    ] = None,
    by_family: Annotated[bool, typer.Option("--by-family", help="Count at the end for each family.")] = False,
    json: JsonOption = False,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Hold the models against known answers; print each miss with the first index that differs.

    Every reading of a model is checked, the plain and the compiled one. Answers for a family or variant without a model
    are counted apart: they neither pass nor fail. Exit 1 on a miss, and when nothing could be checked at all.
    """
    tally, find = Tally(), _finder(model)
    for outcome in (outcome for file in files for outcome in _outcomes(file, find)):
        tally.add(outcome)
        if outcome.flaw and outcome.modelled and not json:
            typer.echo(f"{outcome.answer.place}: {outcome.answer}: {outcome.flaw}")
    if json:
        facts(vars(tally), as_json=True)
    else:
        tally.tell(by_family=by_family)
    if tally.misses or not tally.passed:
        raise typer.Exit(1)


@dataclass
class Tally:
    """What became of the known answers so far."""

    passed: int = 0
    failed: int = 0
    misses: list[dict[str, str]] = field(default_factory=list)
    no_model: dict[str, int] = field(default_factory=dict)
    by_family: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, outcome: "Outcome") -> None:
        answer = outcome.answer
        counts = self.by_family.setdefault(answer.family, {"passed": 0, "failed": 0, "no_model": 0, "names": 0})
        if not outcome.modelled:
            key = f"{answer.family}/{answer.variant}"
            self.no_model[key] = self.no_model.get(key, 0) + 1
            counts["no_model"] += 1
        elif outcome.flaw:
            self.failed += 1
            self.misses.append({"place": answer.place, "answer": str(answer), "flaw": outcome.flaw})
            counts["failed"] += 1
        else:
            self.passed += 1
            counts["passed"] += 1
            counts["names"] += len(answer.domains)

    def tell(self, *, by_family: bool) -> None:
        if by_family:
            report(self._rows(), as_json=False, columns=["family", "passed", "failed", "no_model", "names"])
        if self.no_model:
            names = ", ".join(f"{key} ({count})" for key, count in sorted(self.no_model.items()))
            typer.echo(f"no model: {names}")
        typer.echo(f"{self.passed} passed, {self.failed} failed")

    def _rows(self) -> list[dict[str, Any]]:
        return [{"family": family, **counts} for family, counts in sorted(self.by_family.items())]


def _finder(model: Path | None) -> Callable[[str], "Family"]:
    from tidegate.dga.catalogue import find
    from tidegate.errors import UnknownNameError

    if model is None:
        return find
    from tidegate.dga.wasm.model import load

    loaded = load(model)

    def only(name: str) -> "Family":
        if name.lower() not in (loaded.name, *loaded.aliases):
            raise UnknownNameError("family", name, [loaded.name])
        return loaded

    return only


def _outcomes(file: Path, find: Callable[[str], "Family"]) -> Iterator["Outcome"]:
    from tidegate.dga.check import check, read

    try:
        with file.open(encoding="utf-8") as lines:
            for answer in read(lines, str(file)):
                yield check(answer, find)
    except OSError as error:
        raise TidegateError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TidegateError(f"{file}: is not UTF-8 text: {error.reason} at byte {error.start}") from None
