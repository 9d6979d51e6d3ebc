"""A chart as SVG, as PNG, or as the specification that the page draws for itself. Nothing is fetched."""

import html
from typing import Any

import altair as alt
import vl_convert

from tidegate.charts.frame import Chart
from tidegate.charts.theme import config

VEGA_LITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
"""The Vega-Lite that Altair writes for, as vl-convert names it: `6.4`."""


def spec(chart: Chart, dark: bool = False, fluid: bool = False) -> dict[str, Any]:
    """The Vega-Lite specification, theme and data included; `fluid` takes the width of the element it is put into."""
    made: dict[str, Any] = chart.to_dict()
    made["config"] = config(dark)
    if fluid:
        made["width"] = "container"
        made["autosize"] = {"type": "fit-x", "contains": "padding"}
    return made


def svg(chart: Chart, dark: bool = False) -> str:
    """A drawing for a page or a file: it scales with its width and names itself to a screen reader."""
    made = spec(chart, dark)
    drawing: str = vl_convert.vegalite_to_svg(made, vl_version=VEGA_LITE)
    label = html.escape(str(made.get("description", "chart")), quote=True)
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def png(chart: Chart, dark: bool = False, scale: float = 2.0) -> bytes:
    """A picture, `scale` pixels to a unit, on a transparent ground."""
    made: bytes = vl_convert.vegalite_to_png(spec(chart, dark), vl_version=VEGA_LITE, scale=scale)
    return made
