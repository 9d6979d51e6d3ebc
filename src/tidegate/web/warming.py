"""What makes the first look quick: the overview and its charts, made before anybody asks."""

from collections.abc import Callable, Iterator
from functools import partial

from tidegate.web import drawing
from tidegate.web.catalogue import all_pages
from tidegate.web.gate import Gate
from tidegate.web.page import Visit


def warming(gate: Gate) -> Iterator[Callable[[], object]]:
    """Small tasks, to be done one by one; what they make is kept as if a page had asked for it."""
    overview = next(page for page in all_pages() if not page.path)
    for operation in gate.operations():
        visit = Visit(gate.home, operation, gate.viewer, gate.memo)
        yield partial(overview.data, visit)
        for name in [*overview.charts, "population"]:
            yield partial(drawing.drawings, visit, name)
