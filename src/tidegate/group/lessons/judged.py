"""What worked and what did not, with the figures that say so."""

from dataclasses import dataclass

from tidegate.group.findings import Finding, findings
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Judged:
    """The findings, by what the figures say."""

    worked: list[Finding]
    failed: list[Finding]


def make(stock: Stock, gate: Gate) -> Judged:
    """Each rule that had something to judge."""
    found = findings(stock)
    return Judged([one for one in found if one.worked], [one for one in found if not one.worked])


SECTION = Section(1, "What worked, and what did not", "lessons/judged.html", make)
