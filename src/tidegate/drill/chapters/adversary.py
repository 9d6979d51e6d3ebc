"""The adversary registers one gap, and the group has to find it among fifty thousand names."""

from datetime import date

from tidegate.dga import generate
from tidegate.dns.alerts import TAKEN
from tidegate.dns.collisions import exemptions
from tidegate.dns.coverage.gaps import Gap, Why, gaps
from tidegate.drill import world
from tidegate.drill.chapters.gate import single
from tidegate.drill.stage import OPERATION, Stage
from tidegate.drill.troupe import Troupe
from tidegate.drill.world import Conduct
from tidegate.operation import alerts

_OPEN = (Conduct.REFUSES, Conduct.SILENT)


def registers(stage: Stage, troupe: Troupe, day: date) -> None:
    """Take one name of `day` under a suffix whose registry does nothing."""
    playbook, now = stage.operation.playbook, stage.clock.now()
    idle = [part.registry for part in stage.globe.parts.values() if part.conduct in _OPEN]
    suffixes = {suffix for id in idle for suffix in playbook.registry(id).suffixes}
    names = [name for name in generate("conficker", day, variant="c") if name.partition(".")[2] in suffixes]
    free = set(stage.globe.unprotected(names, now)) - exemptions.accepted(stage.records, OPERATION)
    name = world.takes(sorted(free), stage.seed)
    stage.globe.take(name, now)
    stage.globe.turn()
    troupe.tempt(name, day, single(stage))
    stage.taken = name, day
    stage.tell(f"(what nobody sees: somebody registers one of the {len(free):,} open names of {day})")


def is_found(stage: Stage) -> None:
    """`tidegate gaps`, `tidegate alerts`: the probe of that day has to show the name, and an alert to tell of it."""
    assert stage.taken is not None
    name, day = stage.taken
    held = gaps(stage.lake, stage.records, stage.operation, day, why=Why.TAKEN)
    told = [alert for alert in alerts.rows(stage.records, OPERATION) if alert.rule == TAKEN]
    stage.results["adversary"] = {
        "name": name,
        "day": day,
        "found": [gap.name for gap in held],
        "alerts": [alert.alert for alert in told],
        "registry": held[0].registry if held else None,
        "evidence": held[0].reason if held else None,
    }
    for gap in held:
        _tell(stage, gap)
    stage.promises.equal("the adversary's name is found, and no other", [gap.name for gap in held], [name])
    stage.promises.equal(
        "an alert tells of it, and of no other name", [(alert.subject, alert.day) for alert in told], [(name, day)]
    )


def _tell(stage: Stage, gap: Gap) -> None:
    reach = f"about {gap.bots:,.0f} bots would try it" if gap.bots else f"{gap.share:.2%} of the bots would try it"
    stage.tell(f"ALERT: {gap.name} is held by an outsider ({gap.registry}, order {gap.order or 'none'}): {reach}")
    stage.tell(f"  {gap.reason}")
