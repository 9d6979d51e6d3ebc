"""A bar on stderr for a long job; nothing where stderr is no terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def progress(what: str, total: int, *, hidden: bool = False) -> Iterator[Callable[[int], None]]:
    """Show how much of `total` is done; call what it gives with the number of things that were just finished."""
    hidden = hidden or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


@contextmanager
def percentage(what: str) -> Iterator[Callable[[int, int], None]]:
    """The same in per cent, where only the work itself finds out how much there is: call it with how much is done, and
    how much there is."""
    shown = 0
    with progress(f"per cent of {what}", 100) as advance:

        def tell(done: int, total: int) -> None:
            nonlocal shown
            advance(100 * done // max(1, total) - shown)
            shown = 100 * done // max(1, total)

        yield tell
