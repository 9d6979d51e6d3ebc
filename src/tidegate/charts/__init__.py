"""One definition a picture, for the pages, the briefing and the review alike: rows in, an Altair chart out.

`rows` are mappings, dataclasses or an Arrow table. No rows make a chart that says so. Colours and fonts come from
`charts.theme` when `charts.render` turns the chart into SVG, PNG or a specification for the page.
"""

from tidegate.charts.action_times import time_to_act
from tidegate.charts.coverage_calendar import coverage
from tidegate.charts.exposure_lines import exposure
from tidegate.charts.order_states import orders
from tidegate.charts.place_bars import places
from tidegate.charts.population_curve import footprint, population
from tidegate.charts.sighting_bars import sightings

__all__ = ["coverage", "exposure", "footprint", "orders", "places", "population", "sightings", "time_to_act"]
