"""Bots go through their days at a real stand-in for the world's DNS and a listener that is not Tidegate's."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from tidegate.dga import generate
from tidegate.drill import truth
from tidegate.drill.actor import Actor
from tidegate.drill.bots import VARIANTS
from tidegate.drill.clock import Clock
from tidegate.drill.replay import Setting
from tidegate.drill.truth import Kind
from tidegate.drill.zone import Answer, Entry, build
from tidegate.errors import TidegateError
from tidegate.names.days import Span

SPAN = Span(date(2009, 3, 31), date(2009, 4, 2))
SINKHOLED = ("com", "nl")
ADVERSARY = "198.51.100.66"


def world(folder: Path, taken: str) -> None:
    """Everything under com and nl leads to our sinkhole; one name has another owner."""
    every = {name for day in SPAN for variant in VARIANTS for name in generate("conficker", day, variant=variant)}
    ours = sorted(name.encode() for name in every if name.rpartition(".")[2] in SINKHOLED)
    since = datetime(2009, 2, 1, tzinfo=UTC)
    entries = [
        Entry(np.array(ours), Answer(addresses=("127.0.0.2",)), since),
        Entry(np.array([taken.encode()]), Answer(addresses=(ADVERSARY,)), since, rank=1),
    ]
    build(entries).save(folder)


@pytest.fixture
def played(tmp_path: Path, listener):
    """What a replay of three days said, and its diary."""
    taken = next(name for name in generate("conficker", "2009-04-01", variant="c") if name.endswith(".dk"))
    world(tmp_path / "zone", taken)
    Clock(tmp_path / "clock")
    with Actor("tidegate.drill.dns", tmp_path / "zone", tmp_path / "clock") as stand_in:
        setting = Setting(
            bots=300, seed=1, first=SPAN.first, days=len(SPAN), starts=date(2009, 4, 1), sinkholed=SINKHOLED,
            sinkhole="127.0.0.2", http=listener.http, dns=listener.dns, world=("127.0.0.1", int(stand_in.hear())),
            clock=str(tmp_path / "clock"), diary=str(tmp_path / "truth.parquet"),
        )  # fmt: skip
        setting.save(tmp_path / "setting.json")
        assert Setting.read(tmp_path / "setting.json") == setting
        done: Counter[str] = Counter()
        with Actor("tidegate.drill.replay", tmp_path / "setting.json") as replay:
            replay.say(json.dumps({"taken": taken, "day": 1, "reach": 1.0}))
            for hour in (24, 72):
                replay.say(json.dumps({"until": hour}))
                done += Counter(json.loads(replay.hear()))
    return done, truth.read(tmp_path / "truth.parquet").to_pylist()


def test_what_the_bots_say_they_sent_is_what_was_heard(played, listener):
    done, deeds = played
    check_ins = [deed for deed in deeds if deed["kind"] == Kind.CHECK_IN]
    assert done["check-in answered"] == len(check_ins) > 100
    sent = Counter((deed["source"], deed["port"], deed["host"]) for deed in check_ins)
    heard = Counter(
        (source, port, message.partition(b"Host: ")[2].partition(b"\r\n")[0].decode())
        for source, port, message in listener.heard
        if b"MSIE" in message
    )
    assert sent == heard
    assert done["heard"] == len({(deed["machine"], deed["hour"]) for deed in check_ins})
    assert len(listener.questions) == done["resolver answered"] > 0
    assert done["reached the adversary"] > 10  # each bot of C whose day it was, but none spoke to it
    assert all(source.startswith("127.") for source, _, _ in listener.heard)
    strangers = Counter(deed["kind"] for deed in deeds if deed["machine"] < 0 and deed["kind"] != Kind.RESOLVER)
    assert strangers == dict.fromkeys([Kind.BROWSER, Kind.CRAWLER, Kind.MALFORMED, Kind.ENDLESS], 3)


def test_an_actor_that_fails_says_so(tmp_path: Path):
    with (
        Actor("tidegate.drill.dns", tmp_path / "no zone", tmp_path / "clock") as stand_in,
        pytest.raises(TidegateError, match=r"tidegate\.drill\.dns ended before its time"),
    ):
        stand_in.hear()
