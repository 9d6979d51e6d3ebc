"""How every chart looks: calm, few lines, transparent, in light and in dark.

The categorical colours are of Okabe and Ito's palette (Color Universal Design, 2008), darkened or lightened until they
stand out from the background; the ramp is one hue whose lightness alone tells the order.
"""

from dataclasses import dataclass
from typing import Any

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif'
"""The reader's own font. It must end in `sans-serif`: a font that nobody has is drawn as nothing."""


@dataclass(frozen=True)
class Theme:
    """One set of colours."""

    ink: str
    muted: str
    line: str
    paper: str  # the background that the other colours are chosen for; charts themselves are transparent
    warning: str
    categories: tuple[str, ...]
    ramp: tuple[str, ...]  # from nothing to everything, six steps


LIGHT = Theme(
    ink="#1d2733",
    muted="#5b6875",
    line="#e3e7eb",
    paper="#ffffff",
    warning="#b3261e",
    categories=("#0072b2", "#c75000", "#00805c", "#a3478c", "#8a6d00", "#5b6fd0"),
    ramp=("#e8edf1", "#f8cd9b", "#f0a04f", "#d9701c", "#a9470b", "#6b2103"),
)
DARK = Theme(
    ink="#e6ebf0",
    muted="#9aa7b4",
    line="#2b3641",
    paper="#12181f",
    warning="#ff8a80",
    categories=("#56b4e9", "#f0884a", "#35c79d", "#e59ccb", "#e6c453", "#a5b4fc"),
    ramp=("#222c36", "#503420", "#8a4d1c", "#cc7424", "#f3a456", "#ffe2bd"),
)


def config(dark: bool = False) -> dict[str, Any]:
    """The Vega-Lite configuration that a chart is drawn with."""
    theme = DARK if dark else LIGHT
    return {
        "background": None,
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "title": _title(theme),
        "axis": _axis(theme),
        "axisX": {"grid": False},
        "legend": _legend(theme),
        "range": {"ordinal": list(theme.ramp)},
        "params": [{"name": name, "value": value} for name, value in _inks(theme).items()],
        "text": {"color": theme.ink, "fontSize": 11, "font": FONT},
        "mark": {"color": theme.categories[0]},
        "rule": {"color": theme.muted},
        "style": _styles(theme),
    }


def _inks(theme: Theme) -> dict[str, Any]:
    """What a chart may name as a colour (`charts.series.palette`)."""
    return {"ink": theme.ink, "muted": theme.muted, "category": list(theme.categories)}


def _title(theme: Theme) -> dict[str, Any]:
    return {
        "anchor": "start",
        "frame": "bounds",
        "color": theme.ink,
        "fontSize": 14,
        "fontWeight": 600,
        "subtitleColor": theme.muted,
        "subtitleFontSize": 12,
        "subtitlePadding": 4,
        "offset": 12,
    }


def _axis(theme: Theme) -> dict[str, Any]:
    return {
        "domain": False,
        "ticks": False,
        "grid": True,
        "gridColor": theme.line,
        "labelColor": theme.muted,
        "labelFontSize": 11,
        "labelPadding": 6,
        "title": None,
        "titleColor": theme.muted,
    }


def _legend(theme: Theme) -> dict[str, Any]:
    return {
        "title": None,
        "orient": "top",
        "offset": 8,
        "labelColor": theme.ink,
        "labelFontSize": 11,
        "titleColor": theme.muted,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "titleLimit": 400,
    }


def _styles(theme: Theme) -> dict[str, Any]:
    return {
        "warning-line": {"color": theme.warning, "strokeDash": [5, 4], "strokeWidth": 1},
        "warning-text": {"color": theme.warning, "fontSize": 11},
        "muted-text": {"color": theme.muted, "fontSize": 11},
    }
