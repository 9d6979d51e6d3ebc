"""One drill from beginning to end, in a home of its own."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidegate.drill import story
from tidegate.drill.clock import Clock
from tidegate.drill.globe import Globe
from tidegate.drill.narrator import Narrator
from tidegate.drill.promises import Promise, Promises
from tidegate.drill.stage import LEAST_DAYS, OPERATION, Stage, folder_of, morning, span_of
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.operation import opening
from tidegate.store import Home

BOTS, SEED, DAYS = 20_000, 2009, 61
MOST_BOTS, MOST_DAYS = 200_000, 61
"""A drill is bounded: nothing of it may run away."""
_MARK = "this-is-a-drill"
_MADE = ("records.sqlite*", "lake", "journal", "sent", "lists", "probe", "drill", "*.html")


@dataclass(frozen=True)
class Outcome:
    """What came out: the results, the promises, and the seconds that each step and the whole took."""

    home: Path
    results: dict[str, Any]
    promises: list[Promise]
    seconds: dict[str, float]
    elapsed: float

    @property
    def broken(self) -> list[Promise]:
        """The promises that did not hold."""
        return [promise for promise in self.promises if not promise.held]


def run(
    operation: str, path: Path, *, bots: int = BOTS, seed: int = SEED, days: int = DAYS, again: bool = False
) -> Outcome:
    """Play the drill of `operation` in a home of its own at `path`; `again` lets it replace an earlier drill there.

    TidegateError where there is something else, or where the figures are out of bounds.
    """
    _check(operation, bots, days)
    folder = _prepare(path, again)
    clock, narrator, promises = Clock(folder / "clock"), Narrator(), Promises()
    clock.set(morning(story.FOUNDED, 9))
    with Globe(folder / "zones", folder / "clock") as globe:
        stage = Stage(Home(path, clock.now), clock, span_of(days), bots, seed, narrator, promises, globe)
        story.play(stage)
    return Outcome(path, stage.results, promises.made, dict(narrator.seconds), narrator.elapsed)


def _check(operation: str, bots: int, days: int) -> None:
    if operation != OPERATION:
        raise UnknownNameError("drill", operation, [OPERATION])
    for what, figure, least, most in (("bots", bots, 1, MOST_BOTS), ("days", days, LEAST_DAYS, MOST_DAYS)):
        if not least <= figure <= most:
            raise TidegateError(f"a drill has {least:,} to {most:,} {what}, not {figure:,}")


def _prepare(path: Path, again: bool) -> Path:
    """An empty home with the mark of a drill; what an earlier drill left there is removed, `again` provided."""
    folder = folder_of(Home(path))
    if path.exists() and not path.is_dir():
        raise TidegateError(f"{path} is no directory")
    if path.exists() and any(path.iterdir()):
        _require_drill(path, folder, again)
        for pattern in _MADE:
            for old in path.glob(pattern):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("Made by `tidegate drill`; the next one here removes it.\n")
    return folder


def _require_drill(path: Path, folder: Path, again: bool) -> None:
    if not (folder / _MARK).exists():
        raise TidegateError(f"{path} holds something that is no drill: give an empty directory as --home")
    if not again:
        raise TidegateError(f"{path} holds a drill already: give --again to replace it, or another --home")
    others = [name for name in opening.names(Home(path).records) if name != OPERATION]
    if others:
        raise TidegateError(f"{path} holds the operation {others[0]!r} beside the drill: it is left as it is")
