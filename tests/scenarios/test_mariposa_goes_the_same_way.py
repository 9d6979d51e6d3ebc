"""Mariposa has no generator, only a list of hosts. The same commands carry it, without a special case."""

import asyncio
import json
from datetime import UTC, datetime

from tidegate.drill.actor import Actor
from tidegate.drill.clock import Clock
from tidegate.drill.send import Sender

DAY = "2009-12-24"
CHRISTMAS = datetime(2009, 12, 24, 18, tzinfo=UTC)


def test_mariposa_goes_the_same_way(tidegate, world, tmp_path):
    # The list is a model whose names are valid every day.
    tidegate("init", "mariposa", "--playbook", "mariposa", "--from", DAY)
    [model] = tidegate.rows("forecast", "mariposa", "--days", 7)
    hosts = model["names"] // 7
    assert model["model"] == "mariposa/butterfly"

    # Orders, lists and answers.
    drafted = tidegate.rows("plan", "mariposa")
    assert sum(order["names"] for order in drafted) > 0
    listed = {name for registry in ("no-ip", "cdmon") for name in tidegate.list_of(registry, "mariposa")}
    assert {name.partition(".")[2] for name in listed} >= {"no-ip.org", "sinip.es"}
    for order in tidegate.rows("orders", "mariposa"):
        if order["registry"] in ("no-ip", "cdmon"):
            tidegate("orders", "mariposa", order["order"], "done")
    world.sinkholes(sorted(listed))

    # The gate: what those two run is held, the rest is open.
    probed = tidegate.rows("probe", "mariposa", "--date", DAY, "--resolver", world.resolver, "--rate", 5000)
    assert probed["names"] <= hosts
    assert probed["verdicts"]["sinkholed-ours"] == len(listed)
    [exposed] = tidegate.rows("coverage", "mariposa", "--date", DAY)["exposures"]
    assert exposed["exposure"] == 1.0  # a bot tries the whole list: one open host is enough

    # A bot comes to the sinkhole, and is known by the name that it came to.
    host = sorted(listed)[0]
    _check_in(tidegate.home, tmp_path, host)
    assert tidegate.rows("ingest", "mariposa")["sightings"] == 1
    [seen] = tidegate.rows("census", "mariposa", "--by", "day")["seen"]
    assert seen["sightings"] == 1

    # And the papers for the call.
    brief = tmp_path / "brief.html"
    tidegate("brief", "mariposa", "--week", "2009-W52", "-o", brief)
    assert "mariposa" in brief.read_text()
    tidegate("review", "mariposa", "-o", tmp_path / "review.html")
    assert json.loads(tidegate("audit", "verify", "--json"))["flaw"] == "none"


def _check_in(home, folder, host):
    clock = folder / "sensor-clock"
    Clock(clock).set(CHRISTMAS)
    with Actor("tidegate.drill.sensor", home, "mariposa", clock, DAY, 7, log=folder / "sensor.log") as sensor:
        http, dns = map(int, sensor.hear().split())
        request = f"GET /forum HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        sent = asyncio.run(Sender("127.0.0.2", http, dns).http("127.30.0.1", request))
    assert sent.answer.startswith(b"HTTP/1.1")
