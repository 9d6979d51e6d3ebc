"""The `[thresholds]` beyond which a change is an alert."""

from tidegate.operation.model import Thresholds
from tidegate.operation.toml.table import Table


def thresholds(top: Table) -> Thresholds:
    """The playbook's thresholds; what it leaves out keeps its default."""
    table = top.table("thresholds")
    table.only("population_band", "band_days", "exposure", "answer_days", "appeal_hours")
    default = Thresholds()
    return Thresholds(
        population_band=table.number("population_band", default.population_band, least=0, most=100),
        band_days=table.whole("band_days", default.band_days, least=1, most=366),
        exposure=table.number("exposure", default.exposure, least=0, most=1),
        answer_days=table.number("answer_days", default.answer_days, least=0, most=366),
        appeal_hours=table.number("appeal_hours", default.appeal_hours, least=0.1, most=8_784),
    )
