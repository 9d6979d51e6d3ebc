"""What worked and what did not, each with the figure that says so and the rule it was judged by. Pure.

A rule is a function from the stock to a finding, or to None where there is nothing to judge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from tidegate.census.kinds import ALL
from tidegate.dns.collisions.exemptions import State as ExemptionState
from tidegate.dns.coverage.counts import Counts
from tidegate.dns.orders.life import State
from tidegate.group.registries import Reaction, reactions
from tidegate.group.stocktaking import Stock
from tidegate.group.wording import duration, listed, percent

MOST = 0.95
"""From this share on, something that many had to do counts as having worked."""
_WEEK = 7


@dataclass(frozen=True)
class Finding:
    """One lesson: whether it `worked`, what the figures are, and by which rule that was judged."""

    worked: bool
    text: str
    rule: str


def findings(stock: Stock) -> list[Finding]:
    """Every rule's finding, in the order of an operation's story."""
    return [finding for rule in _RULES if (finding := rule(stock)) is not None]


def _lists_in_time(stock: Stock) -> Finding | None:
    sent = {reaction.order: reaction.sent for reaction in _reactions(stock)}
    due = [order for order in stock.orders if order.id in sent or order.send_by < stock.as_of.date()]
    if not due:
        return None
    late = [order for order in due if order.id not in sent or sent[order.id].date() > order.send_by]
    in_time = 1 - len(late) / len(due)
    text = f"Lists sent by the day on which the registry wanted them: {_of(len(due) - len(late), len(due))}"
    slow = f"; late or never: {listed(sorted({order.registry for order in late}), 8)}" if late else ""
    return Finding(in_time >= MOST, f"{text}{slow}.", f"at least {percent(MOST)} of the lists sent in time")


def _registries_acted(stock: Stock) -> Finding | None:
    asked = _reactions(stock)
    if not asked:
        return None
    did = [reaction for reaction in asked if reaction.done]
    refused = sorted({reaction.registry for reaction in asked if reaction.state is State.REFUSED})
    share = len(did) / len(asked)
    took = f", in a median of {duration(_median(did))}" if did else ""
    said_no = f"; refused: {listed(refused, 8)}" if refused else ""
    text = f"Orders done, of those sent: {_of(len(did), len(asked))}{took}{said_no}."
    return Finding(share >= MOST, text, f"at least {percent(MOST)} of the orders done")


def _before_the_day(stock: Stock) -> Finding | None:
    first = {order.id: order.first for order in stock.orders}
    did = [reaction for reaction in _reactions(stock) if reaction.done]
    if not did:
        return None
    early = [reaction for reaction in did if (reaction.sent + reaction.took).date() < first[reaction.order]]
    share = len(early) / len(did)
    text = f"Orders done before their first day, of those done: {_of(len(early), len(did))}."
    return Finding(share >= MOST, text, f"at least {percent(MOST)} done before the first day")


def _claims_proved(stock: Stock) -> Finding | None:
    total = Counts.of(stock.totals)
    if not total.probed:
        return None
    share = 1 - total.contradicted / total.probed
    wrong = _of(total.contradicted, total.probed)
    text = f"Names said to be done where the live DNS said otherwise, of those probed: {wrong}."
    return Finding(share >= MOST, text, f"at most {percent(1 - MOST)} of the probed names contradict a claim")


def _days_at_risk(stock: Stock) -> Finding | None:
    if not stock.past:
        return None
    risky = [day for day in stock.past if day.at_risk]
    threshold = stock.operation.playbook.thresholds.exposure
    text = f"Days with an exposure above {percent(threshold)}: {_of(len(risky), len(stock.past))}."
    return Finding(not risky, text, "no day above the exposure that the playbook allows")


def _nothing_taken(stock: Stock) -> Finding | None:
    total = Counts.of(stock.totals)
    if not total.probed:
        return None
    text = f"Names in the hands of somebody else, of those probed: {_of(total.taken, total.probed)}."
    return Finding(not total.taken, text, "no name that was probed belonged to an outsider")


def _owners_spared(stock: Stock) -> Finding | None:
    accepted = [found for found in stock.exemptions if found.state is ExemptionState.ACCEPTED and found.days]
    if not accepted:
        return None
    late = [found for found in accepted if found.decided_at and found.decided_at.date() >= min(found.days)]
    text = f"Owners' names exempted before their day: {_of(len(accepted) - len(late), len(accepted))}"
    after = f"; too late: {listed([found.name for found in late], 8)}" if late else ""
    return Finding(not late, f"{text}{after}.", "every owner's name exempted before its day")


def _population_fell(stock: Stock) -> Finding | None:
    daily = {row.at: row.addresses for row in stock.live if row.model == ALL}
    counts = [count for _, count in sorted(daily.items(), key=lambda item: str(item[0]))]
    if len(counts) < 2 * _WEEK:
        return None
    first, last = median(counts[:_WEEK]), median(counts[-_WEEK:])
    change = last / first - 1
    text = (
        f"The live population went from {first:,.0f} to {last:,.0f} addresses a day ({100 * change:+.1f} %; medians of "
        "the first and the last seven days with sightings)."
    )
    return Finding(change < 0, text, "fewer addresses at the end than at the beginning")


def _objections_heard(stock: Stock) -> Finding | None:
    taken = [decision for decision in stock.decisions if decision.taken_at is not None]
    if not stock.decisions:
        return None
    waiting = [decision.id for decision in stock.decisions if decision.state(stock.as_of) == "due"]
    text = f"Proposals decided: {_of(len(taken), len(stock.decisions))}"
    left = f"; nobody took {listed(waiting, 8)}, to which nobody had objected" if waiting else ""
    return Finding(not waiting, f"{text}{left}.", "no proposal left lying after its deadline")


def _of(some: int, every: int) -> str:
    """`3 of 4 (75 %)`."""
    return f"{some:,} of {every:,} ({percent(some / every)})"


def _median(did: Sequence[Reaction]) -> timedelta:
    return timedelta(seconds=median(reaction.took.total_seconds() for reaction in did))


def _reactions(stock: Stock) -> list[Reaction]:
    return reactions(stock.orders, stock.history, stock.operation.playbook, stock.as_of)


_RULES: tuple[Callable[[Stock], Finding | None], ...] = (
    _lists_in_time,
    _registries_acted,
    _before_the_day,
    _claims_proved,
    _days_at_risk,
    _nothing_taken,
    _owners_spared,
    _population_fell,
    _objections_heard,
)
