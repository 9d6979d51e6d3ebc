"""Lists go out to the registries, and what they answer comes in."""

from collections.abc import Collection
from datetime import datetime

from tidegate.dns.export import csv
from tidegate.dns.export.request import Request
from tidegate.dns.export.run import export_each
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Order, State
from tidegate.drill.stage import DEADLINE, OPERATION, Stage, listed
from tidegate.drill.world import cast
from tidegate.names.days import midnight


def firm(stage: Stage) -> set[str]:
    """The registries of the variants that are about already: they agreed in February, and act."""
    return {order.registry for order in orders.rows(stage.records, OPERATION) if order.first < DEADLINE}


def settle(stage: Stage, early: datetime, late: datetime) -> None:
    """Decide what each registry will do: the firm ones get their lists `early`, the others `late`."""
    playbook, known = stage.operation.playbook, firm(stage)
    sent = {registry.id: early if registry.id in known else late for registry in playbook.registries}
    stage.globe.people(cast(playbook, sent, known, midnight(DEADLINE), stage.seed).values())


def send(stage: Stage, registries: Collection[str]) -> None:
    """`tidegate export --send`: each of `registries` gets its own list as CSV, and reads it."""
    folder, rows = stage.home.path / "lists", 0
    requests = [Request(id, csv.FORMAT.name, send=True) for id in sorted(registries)]
    with stage.narrator.step("exports"):
        for made in export_each(stage.home, stage.operation, requests, folder, stage.member):
            (file,) = made.manifest.files
            rows += made.manifest.facts.rendezvous
            stage.globe.receive(stage.operation.playbook, made.manifest.registry, made.folder / file.name)
        stage.globe.turn()
    stage.tell(f"lists sent to {len(registries)} registries: {rows:,} lines")


def read_mail(stage: Stage) -> None:
    """`tidegate orders ORDER STATE`: what the registries wrote since yesterday."""
    letters = stage.globe.mail(stage.clock.now())
    by_registry: dict[str, list[Order]] = {}
    for order in orders.rows(stage.records, OPERATION) if letters else ():
        by_registry.setdefault(order.registry, []).append(order)
    for letter in letters:
        ids = [order.id for order in by_registry[letter.registry]]
        orders.advance_all(stage.records, OPERATION, ids, letter.state, "coordinator", letter.note)
    for state in (State.ACTED, State.REFUSED):
        wrote = sorted({letter.registry for letter in letters if State.parse(letter.state) is state})
        if wrote:
            stage.tell(f"{len(wrote)} {state}: {listed(wrote)}")
