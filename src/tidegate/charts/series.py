"""Several lines in one picture: each has its colour and its shape, and keeps them wherever it appears."""

from collections.abc import Iterable, Mapping

import altair as alt

ALL = "all"
SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")


def ordered(names: Iterable[str]) -> list[str]:
    """The distinct `names` in the order that gives them their colours: by name, the sum of all last."""
    return sorted(set(names), key=lambda name: (name == ALL, name))


def colour(field: str, names: list[str]) -> alt.Color:
    """A colour for each of `names`; the sum of all is drawn in ink."""
    inks = ["ink" if name == ALL else f"category[{index % 6}]" for index, name in enumerate(names)]
    return palette(field, dict(zip(names, inks, strict=True)))


def palette(field: str, inks: Mapping[str, str], legend: alt.Legend | None = None) -> alt.Color:
    """A colour of the theme for each name: `ink`, `muted` or `category[0]` to `category[5]`."""
    scale = alt.Scale(domain=list(inks), range=[alt.ExprRef(ink) for ink in inks.values()])
    return alt.Color(field, type="nominal", scale=scale, legend=legend)


def shape(field: str, names: list[str]) -> alt.Shape:
    """A shape for each of `names`, so that no reader depends on colours."""
    scale = alt.Scale(domain=names, range=[SHAPES[index % len(SHAPES)] for index in range(len(names))])
    return alt.Shape(field, type="nominal", scale=scale, legend=None)
