"""What if a registry refuses, or acts: the exposure then, beside today's."""

from datetime import date

from tidegate.dga.family import Behaviour
from tidegate.dns.coverage.cells import Cell
from tidegate.dns.coverage.exposure import exposure
from tidegate.dns.coverage.whatif import answered, outlooks
from tidegate.operation.model import Model

DAY = date(2009, 4, 1)
MODEL = Model("conficker", "c", "", Behaviour(tries=500), population=1_300_000)
CELLS = [
    Cell(DAY, MODEL, "cn", 45_000, 44_990, 100),
    Cell(DAY, MODEL, "uk", 5_000, 4_999, 0),
]


def test_a_registry_that_refuses_opens_all_its_names_but_the_exempt():
    (found,) = outlooks(CELLS, answered(CELLS, ["uk"], []))
    assert (found.gaps, found.gaps_then) == (100, 5_099)
    assert found.exposure_then == exposure(50_000, 5_099, 500)
    assert found.bots_then == 1_300_000 * found.exposure_then


def test_a_registry_that_acts_closes_all_its_names():
    (found,) = outlooks(CELLS, answered(CELLS, [], ["cn"]))
    assert (found.gaps_then, found.exposure_then, found.bots_then) == (0, 0.0, 0.0)


def test_nobody_knows_how_many_bots_where_the_population_is_not_known():
    unknown = Model("conficker", "c", "", Behaviour(tries=500))
    (found,) = outlooks([Cell(DAY, unknown, "cn", 100, 100, 1)], [Cell(DAY, unknown, "cn", 100, 100, 0)])
    assert found.bots is found.bots_then is None
