"""Both themes can be read, by everybody."""

from itertools import pairwise

import pytest

from tidegate import charts
from tidegate.charts import render
from tidegate.charts.theme import DARK, FONT, LIGHT, config


def luminance(colour):
    """The relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """From 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_lines_stand_out_from_the_ground(theme):
    for text in (theme.ink, theme.muted, theme.warning, *theme.categories):
        assert contrast(text, theme.paper) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ramp_is_told_by_lightness_alone(theme):
    shades = [luminance(shade) for shade in theme.ramp]
    assert shades in (sorted(shades), sorted(shades, reverse=True))
    assert all(contrast(one, other) >= 1.2 for one, other in pairwise(theme.ramp))


def test_the_ground_is_transparent():
    assert config()["background"] is config(dark=True)["background"] is None
    assert "<rect" not in render.svg(charts.orders([]))


def test_the_fonts_end_in_one_that_everybody_has():
    assert FONT.endswith("sans-serif")


def test_light_and_dark_are_the_same_picture_in_other_colours():
    chart = charts.orders([{"state": "acted", "names": 3}])
    light, dark = render.svg(chart), render.svg(chart, dark=True)
    assert light != dark
    assert LIGHT.categories[0] in light
    assert DARK.categories[0] in dark
    assert light.count("<path") == dark.count("<path")


def test_a_fluid_chart_takes_the_width_of_its_element():
    chart = charts.orders([{"state": "acted", "names": 3}])
    assert render.spec(chart)["width"] == 640
    assert render.spec(chart, fluid=True)["width"] == "container"
