"""At the gate: a day's names are asked for in the live DNS, and the coverage is measured against what is true."""

from datetime import date
from math import prod

from tidegate.dga import generate
from tidegate.dns.alerts import raise_alerts
from tidegate.dns.collisions import exemptions
from tidegate.dns.coverage import measure as coverage
from tidegate.dns.coverage.measure import Coverage, Exposure
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.state import CLAIMED
from tidegate.dns.probe import session as probe
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.summary import Summary
from tidegate.dns.probe.wanted import Wanted
from tidegate.drill.stage import DEADLINE, OPERATION, Stage
from tidegate.drill.world import LEADS
from tidegate.names.days import Span
from tidegate.operation.model import Model

RATE = 20_000.0
"""Questions a second: the resolver is our own and on this machine."""
PATIENCE = (2.0, 4.0, 8.0, 16.0)
"""Seconds for each attempt: on a busy machine a datagram may be lost, and a name that is unknown proves nothing."""
_C = "conficker/c"


def probes(stage: Stage, day: date) -> Summary:
    """`tidegate probe`"""
    host, port = stage.globe.resolver
    with stage.narrator.step("probes"):
        wanted = Wanted(day, (Resolver(host, port),), rate=RATE, patience=PATIENCE)
        made = probe.run(stage.home, stage.operation, wanted, stage.member)
        raise_alerts(stage.home, stage.operation, stage.member, Span.of(day, 1))
    verdicts = {verdict: count for verdict, count in made.verdicts.items() if count}
    each = ", ".join(f"{count:,} {verdict}" for verdict, count in verdicts.items())
    stage.tell(f"{made.names:,} names of {day} asked for: {each}")
    return made


def is_shut(stage: Stage, day: date) -> None:
    """`tidegate coverage` of a day before C's: the registries of A and B have acted, every one."""
    totals = coverage.measure(stage.lake, stage.records, stage.operation, Span.of(day, 1)).totals
    names, exempt, verified = (sum(totals[count].to_pylist()) for count in ("names", "exempt", "verified"))
    stage.promises.equal(f"every name of {day} that is nobody's is denied, and seen to be", verified, names - exempt)


def measures(stage: Stage, day: date) -> Exposure:
    """`tidegate coverage`: claimed and verified, and the exposure of C, which is what the gate is for."""
    with stage.narrator.step("coverage"):
        measured = coverage.measure(stage.lake, stage.records, stage.operation, Span.of(day, 1))
    counts = {name: sum(measured.totals[name].to_pylist()) for name in coverage.COUNTS}
    contested = counts["names"] - counts["exempt"]
    exposed = _of_c(measured)
    stage.results[f"coverage_{day}"] = {
        **counts,
        "claimed_share": counts["claimed"] / contested,
        "verified_share": counts["verified"] / contested,
        "exposure": {row.model: row.exposure for row in measured.exposures},
    }
    stage.tell(
        f"coverage of {day}: {counts['claimed'] / contested:.2%} claimed, {counts['verified'] / contested:.2%} "
        f"verified, {counts['gaps']:,} gaps; a bot of C would reach an adversary there with {exposed.exposure:.2%}"
    )
    _check(stage, day, counts, exposed)
    return exposed


def single(stage: Stage) -> float:
    """The chance that a bot of C has one given name among its own."""
    (model,) = (model for model in stage.operation.playbook.models if model.key == _C)
    return (model.behaviour.tries or 0) / len(generate(model.family, DEADLINE, variant=model.variant))


def _check(stage: Stage, day: date, counts: dict[str, int], exposed: Exposure) -> None:
    """Compare with the world: which names look open to a group that believes what the DNS cannot disprove?"""
    exempt = exemptions.accepted(stage.records, OPERATION)
    by_model = {model.key: generate(model.family, day, variant=model.variant) for model in _awake(stage, day)}
    names = {name for made in by_model.values() for name in made} - exempt
    look_open = _look_open(stage, names)
    stage.promises.equal(f"the gaps of {day} are those that the world shows", counts["gaps"], len(look_open))
    held = sum(name in look_open for name in by_model[_C])
    expected = _exposure(len(by_model[_C]), held, exposed.tries or 0)
    close = abs(exposed.exposure - expected) < 1e-9
    stage.promises.check(f"the exposure of {day} is that of these gaps", close, f"{exposed.exposure:.6%}")
    really = set(stage.globe.unprotected(names, stage.clock.now()))
    stage.results[f"unseen_{day}"] = len(really - look_open)
    if really - look_open:
        stage.tell(f"(what nobody can see: {len(really - look_open):,} more names are said to be blocked, and are not)")


def _look_open(stage: Stage, names: set[str]) -> set[str]:
    """The names that lead to no sinkhole, and whose registry has not said that it blocked them."""
    playbook, now = stage.operation.playbook, stage.clock.now()
    done = {order.registry for order in orders.rows(stage.records, OPERATION) if order.state in CLAIMED}
    word = {
        suffix
        for registry in playbook.registries
        if registry.id in done and registry.action not in LEADS
        for suffix in registry.suffixes
    }
    sinkholes = {str(network.network_address) for sinkhole in playbook.sinkholes for network in sinkhole.networks}

    def is_open(name: str) -> bool:
        answer = stage.globe.answer(name, now)
        if answer.addresses:
            return not sinkholes.issuperset(answer.addresses)
        return name.partition(".")[2] not in word

    return {name for name in names if is_open(name)}


def _awake(stage: Stage, day: date) -> list[Model]:
    models = stage.operation.playbook.models
    return [model for model in models if model.behaviour.starts is None or day >= model.behaviour.starts]


def _of_c(measured: Coverage) -> Exposure:
    (found,) = (row for row in measured.exposures if row.model == _C)
    return found


def _exposure(names: int, gaps: int, tries: int) -> float:
    """The chance that at least one of `tries` draws out of `names`, none twice, is one of `gaps`; draw by draw."""
    return 1 - prod((names - gaps - drawn) / (names - drawn) for drawn in range(tries)) if gaps else 0.0
