"""Cells hold what each registry's names are to each model's bots, and add up to the coverage."""

from datetime import date

from tidegate.dns.coverage.cells import cells, open_names, sizes
from tidegate.dns.coverage.measure import exposures
from tidegate.names.days import Span

DAY = date(2009, 4, 1)


def test_cells_are_per_model_and_registry_and_leave_the_exempt_out(home, operation, forecast, order, exempt):
    forecast(DAY, a=["a.co.uk", "site.co.uk"], c=["a.co.uk", "b.pl", "c.com"])
    order("nominet", "sent", DAY)
    exempt("site.co.uk", DAY)
    found = cells(home.lake, home.records, operation, Span.of(DAY, 1))
    seen = {(cell.model.key, cell.registry): (cell.names, cell.contested, cell.gaps) for cell in found}
    assert seen[("conficker/a", "nominet")] == (2, 1, 1)
    assert seen[("conficker/c", "nominet")] == (1, 1, 1)
    assert sum(names for (model, _), (names, _, _) in seen.items() if model == "conficker/c") == 3


def test_cells_add_up_to_the_exposures_of_the_coverage(home, operation, forecast, order, probed):
    forecast(DAY, a=["a.co.uk", "b.pl"], c=["a.co.uk", "b.pl", "c.com", "d.com"])
    order("nominet", "acted", DAY)
    probed(DAY, 8, {"a.co.uk": "blocked", "c.com": "sinkholed by us", "d.com": "taken"})
    span = Span.of(DAY, 1)
    found = cells(home.lake, home.records, operation, span)
    measured = {row.model: (row.names, row.gaps) for row in exposures(home.lake, home.records, operation, span)}
    names, gaps = sizes(found), open_names(found)
    assert {model.key: (names[day, model], gaps[day, model]) for day, model in names} == measured
