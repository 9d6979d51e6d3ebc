"""Conficker C in April 2009, from the first list to the name that is given back, with real servers.

116 suffixes and 50,000 names a day; 109 registries, of which most act and answer (by file, in a word, over EPP), some
refuse, some are silent, some lie. What each does is loaded into BIND, which is the world's DNS. Gaps, an adversary's
registrations and names of owners are planted by a seed; what Tidegate finds has to be these and no others.

Two days here; the week of 350,000 names is `python -m bench story`.
"""

import csv
import json
import re
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.publisher import Published
from tidegate.dns.serving.rolling import Rolling
from tidegate.dns.serving.service import Confirmed
from tidegate.dns.serving.service import serving as served
from tidegate.operation import opening
from tidegate.operation.playbook import load
from tidegate.store import Home

pytestmark = [pytest.mark.peer, pytest.mark.slow]
FIRST = date(2009, 4, 1)
SINKHOLING = 24
COUNTS = ("names", "exempt", "claimed", "probed", "verified", "gaps", "contradicted", "taken")


def test_what_was_planted_is_found_and_no_more(
    tidegate, clock, steps, days, cast, world, serving, password, papers, resolver, free_port, tmp_path
):
    story = Story(tidegate, clock, days, tmp_path)
    with steps("open, forecast"):
        story.open()
    drawn = story.plot(cast)
    with steps("BIND: the world as it was"):
        dns = world(story.suffixes, [drawn.appellant])
    with steps("collisions, plan"):
        story.ask_for()
    with steps(f"a list for each of {len(drawn.parts)} registries"):
        lists = story.send()
    assert lists == {id: {*part.names} - {*drawn.known} for id, part in drawn.parts.items()}

    clock.set(datetime(2009, 3, 24, 9, tzinfo=UTC))
    for part in drawn.of("epp"):
        with steps(f"EPP: {part.registry}"), serving(validate=False) as registry:
            story.submit(part, registry, password, papers)
    with steps("answers: files, words, refusals"):
        story.answer()
    with steps("BIND: what each registry did"):
        dns.load(drawn.zones())

    clock.set(datetime(2009, 3, 30, 9, tzinfo=UTC))
    with steps(f"probe {days * 50_000:,} names"):
        story.probe(dns)
    with steps("coverage, gaps, orders, alerts"):
        story.find_the_gaps()

    with steps("collisions with evidence, judge"):
        story.find_the_owners()
    with steps("give back what evidence shows"):
        story.give_back(dns)

    clock.set(datetime(2009, 3, 31, 9, tzinfo=UTC))
    with steps("the adversary moves, probe again"):
        story.adversary_moves(dns)

    story.appeal(steps, dns, resolver, free_port())


class Story:
    """The group's side, in the commands that a coordinator types, and what it is held against."""

    def __init__(self, tidegate, clock, days, folder):
        self._tidegate, self._clock, self._folder = tidegate, clock, folder
        self._days = [FIRST + timedelta(days=number) for number in range(days)]
        self._home = Home(tidegate.home, now=clock)

    def open(self):
        """The playbook for C alone, in a group that may ask the registries' own servers."""
        _, text = load("conficker")
        before = re.compile(r'\[\[models\]\]\nfamily = "conficker"\nvariant = "[ab]"\n.*\n.*\n\n')
        playbook = self._write("c.toml", before.sub("", text).replace('pap = "GREEN"', 'pap = "CLEAR"'))
        self._tidegate("init", "conficker", "--playbook", playbook, "--from", FIRST)
        self._tidegate("forecast", "conficker", "--days", len(self._days))

    def plot(self, cast):
        """What is planted, in the names of the forecast."""
        registry_of = opening.get(self._home.records, "conficker").playbook.registry_of_suffix
        lake = self._home.lake
        names = lake.table("forecast", "conficker").select("day", "name", "suffix").distinct()
        rendezvous, self.suffixes = {}, set()
        for row in lake.execute(names.order_by("day", "name")).to_pylist():
            rendezvous.setdefault(registry_of[row["suffix"]].id, []).append((row["day"], row["name"]))
            self.suffixes.add(row["suffix"])
        sinkholing = [
            each.id for each in {*registry_of.values()} if each.id in rendezvous and each.action == "sinkhole"
        ]
        self._talked = sorted({*rendezvous} - {*sinkholing})[:: len(rendezvous) // (SINKHOLING - len(sinkholing))]
        self.drawn = cast(rendezvous, [*sinkholing, *self._talked], self._days[-1])
        return self.drawn

    def ask_for(self):
        """Some registries said that they would sinkhole; sites that everybody knows are let be; the orders."""
        said = "".join(f'[registries.{id}]\naction = "sinkhole"\n' for id in self._talked)
        self._tidegate("registry", "amend", "conficker", self._write("said.toml", said))
        popular = [*(f"site-{number}.example" for number in range(10_000)), *self.drawn.known]
        ranks = self._write("top.csv", "".join(f"{rank},{host}\n" for rank, host in enumerate(popular, 1)))
        found = self._tidegate.rows("collisions", "conficker", "--popular", ranks)
        assert {(row["name"], row["kind"]) for row in found} == {(name, "popular") for name in self.drawn.known}
        for name in self.drawn.known:
            self._tidegate("exempt", "conficker", "accept", name)
        self._tidegate("plan", "conficker", "--days", len(self._days))
        self.order_of = {row["registry"]: row["order"] for row in self._tidegate.rows("orders", "conficker")}
        assert {*self.order_of} == {*self.drawn.parts}

    def send(self):
        """The names that each registry reads in its list."""
        words = ("--registry", "each", "--format", "csv", "--send", "-o", self._folder / "lists")
        made = self._tidegate.rows("export", "conficker", *words)
        return {row["registry"]: _domains(row["folder"]) for row in made}

    def submit(self, part, registry, password, papers):
        """The order goes over EPP; what others hold or the registry keeps back was there before."""
        for name, said in part.says.items():
            if said == "taken":
                registry.store.domains[name] = registry.held("somebody", "somebody", {*part.zone[name]})
            elif said == "refused":
                registry.store.reserved[name] = "kept back"
        self._write("password", password)
        settings = self._write(
            f"{part.registry}.toml",
            f'[server]\nhost = "127.0.0.1"\nport = {registry.port}\nca = "{papers.ca}"\n[account]\nname = "tidegate"\n'
            'password_file = "password"\n[pace]\nwindow = 10\n',
        )
        order, file = self.order_of[part.registry], self._folder / f"{part.registry}.csv"
        words = ("submit", "conficker", order, "--settings", settings, "-o", file)
        said = self._tidegate.rows("epp", *words)["outcomes"]
        assert said == Counter(part.says.values())
        self._tidegate("orders", "conficker", order, "--answer", file)
        domains = registry.store.domains.items()
        assert {name: tuple(sorted(held.servers)) for name, held in domains if held.servers} == part.zone

    def answer(self):
        for part in self.drawn.of("acts", "lies", "does a part"):
            file = self._folder / f"{part.registry}.answer"
            _STYLES[len(part.registry) % len(_STYLES)](file, part.says)
            self._tidegate("orders", "conficker", self.order_of[part.registry], "--answer", file)
        for part in self.drawn.of("says it in a word"):
            self._tidegate("orders", "conficker", self.order_of[part.registry], "acted", "--note", "by telephone")
        for part in self.drawn.of("refuses"):
            self._tidegate("orders", "conficker", self.order_of[part.registry], "refused", "--note", "no legal basis")

    def probe(self, dns):
        for day in self._days:
            summary = self._probe(dns, day)
            assert summary["verdicts"]["unknown"] == 0

    def find_the_gaps(self):
        exempt = {*self.drawn.known}
        self._assert_coverage(exempt)
        told = {}
        for day in self._days:
            rows = self._tidegate.rows("gaps", "conficker", "--date", day, "--limit", 100_000)
            told[day] = {row["name"]: row["why"] for row in rows}
        assert told == {day: self.drawn.gaps(day, exempt) for day in self._days}
        states = {row["registry"]: row["state"] for row in self._tidegate.rows("orders", "conficker")}
        assert states == {id: part.state(exempt) for id, part in self.drawn.parts.items()}
        assert self._alerts() == {("gap-taken", name) for name in {*self.drawn.adversarys, *self.drawn.spared}}

    def find_the_owners(self):
        """Passive DNS comes in: whose names were theirs long before, and whose are the adversary's?"""
        owned = {*self.drawn.wronged, *self.drawn.spared}
        hosts = [*(f"host-{number}.example" for number in range(10_000)), *owned]
        seen = {"rrtype": "A", "rdata": ["192.0.2.80"], "time_first": 1_072_915_200, "time_last": 1_235_865_600}
        past = self._write(
            "cof.json", "".join(json.dumps({"rrname": host, **seen, "count": 9}) + "\n" for host in hosts)
        )
        words = ("--evidence", f"passive-dns={past}", "--evidence", "probes=newest")
        found = self._tidegate.rows("collisions", "conficker", *words)
        kinds = {}
        for row in found:
            kinds.setdefault(row["kind"], set()).add(row["name"])
        assert kinds == {
            "popular": {*self.drawn.known},
            "seen": owned,
            "registered": {*self.drawn.known, *self.drawn.spared, *self.drawn.adversarys},
        }
        judged = {row["name"]: (row["risk"], row["disposition"]) for row in self._tidegate.rows("judge", "conficker")}
        assert judged == {
            **dict.fromkeys(self.drawn.known, ("decided", "leave alone")),
            **dict.fromkeys(owned, ("owned", "warn owner")),
            **dict.fromkeys(self.drawn.adversarys, ("unclear", "leave alone")),
        }

    def give_back(self, dns):
        """The proposals are the owners' and no others; accepted, each registry gets a delta and gives them back."""
        proposed = self._tidegate.rows("exempt", "conficker", "list", "--state", "proposed")
        owned = {*self.drawn.wronged, *self.drawn.spared}
        assert {row["name"] for row in proposed} == owned
        for name in owned:
            self._tidegate("exempt", "conficker", "accept", name)
        for name in owned:
            self._release(name)
        dns.load(self.drawn.zones())
        for name in owned:
            self._probe(dns, self._day_of(name), "--suffix", name.partition(".")[2])
        self._assert_coverage({*self.drawn.known, *owned})
        assert len(self._alerts()) == len(self.drawn.adversarys) + len(self.drawn.spared)  # as before

    def adversary_moves(self, dns):
        """One name of the last day, of which the registry said that it is blocked."""
        prize, day = self.drawn.next_prize, self._days[-1]
        known, part = self._alerts(), self.drawn.part_of[prize]
        self.drawn.move(prize)
        dns.load(self.drawn.zones())
        self._probe(dns, day, "--suffix", prize.partition(".")[2])
        assert self._alerts() - known == {("gap-taken", prize), ("denial-lost", prize)}
        [alert] = [
            row
            for row in self._tidegate.rows("alerts", "conficker")
            if (row["rule"], row["subject"]) == ("gap-taken", prize)
        ]
        assert f"{(day - self._clock().date()).days} day" in alert["text"]
        [order] = self._tidegate.rows("orders", "conficker", "--registry", part.registry)
        assert order["state"] == "regressed"

    def appeal(self, steps, dns, resolver, port):
        """An owner claims a name of which nobody knew; the resolvers have it back by a change of some hundred bytes."""
        name, key = self.drawn.appellant, resolver.folder / "tidegate.key"
        part = self.drawn.part_of[name]
        self._tidegate("resolvers", "add", "ours", "--owner", "local", "--notify", f"127.0.0.1@{resolver.port}")
        words = ("--for", "bind", "--primary", f"127.0.0.1@{port}", "--key", key)
        snippet = self._tidegate("resolvers", "snippet", "conficker", "ours", *words)
        operation, rolling = opening.get(self._home.records, "conficker"), Rolling(timedelta(days=14))
        with served(self._home, operation, [Endpoint("127.0.0.1", port)], "local", rolling) as primary:
            news = _news(primary)
            with steps("Knot: the whole zone is served"):
                _until(news, Published)
            with steps("BIND: a resolver takes it by AXFR"):
                bind = resolver.start(snippet, dns, name)
                assert _until(news, Confirmed).taken.kind == "AXFR"
                bind.until(["127.0.0.2"], name)
            with steps("an appeal is accepted: IXFR"):
                claim = ("--contact", "by telephone", "--reason", "ours since 2003")
                assert self._tidegate.rows("appeal", "open", "conficker", name, *claim)["asked"] == [part.registry]
                decision = ("--accept", "--reason", "the register agrees")
                self._tidegate("appeal", "decide", "conficker", name, *decision)
                assert _until(news, Published).changes.released == (name,)
                assert _until(news, Confirmed).taken.kind == "IXFR"
                bind.until([dns.owners_address], name)
        with steps("the registry gives it back, probe"):
            self._release(name)
            self._tidegate("appeal", "released", "conficker", name, "--by", part.registry)
            dns.load(self.drawn.zones())
            self._probe(dns, self._day_of(name), "--suffix", name.partition(".")[2])
            self._assert_coverage(self.drawn.owners)
        [released] = self._tidegate.rows("resolvers", "status", "conficker", "--released")
        assert (released["name"], released["resolver"], released["confirmed_at"] is None) == (name, "ours", False)

    def _release(self, name):
        """The registry reads in its delta that the name is withdrawn, and leads it to its owner again."""
        part = self.drawn.part_of[name]
        words = ("--registry", part.registry, "--format", "csv", "--send", "--delta", "-o", self._folder / "lists")
        folder = self._tidegate.rows("export", "conficker", *words)["folder"]
        changed = {(row["change"], row["domain"]) for row in _rows(folder)}
        assert changed == {("withdraw", name)}
        self.drawn.give_back(name)

    def _probe(self, dns, day, *words):
        where = ("--authoritative", "--root", dns.root, "--rate", 1_000_000)
        return self._tidegate.rows("probe", "conficker", "--date", day, *where, *words)

    def _assert_coverage(self, exempt):
        shown = self._tidegate.rows("coverage", "conficker", "--date", FIRST, "--days", len(self._days))
        found = {row["registry"]: {count: row[count] for count in COUNTS} for row in shown["by_registry"]}
        assert found == {id: part.counts(exempt) for id, part in self.drawn.parts.items()}

    def _alerts(self):
        return {(row["rule"], row["subject"]) for row in self._tidegate.rows("alerts", "conficker")}

    def _day_of(self, name):
        return next(day for day, other in self.drawn.part_of[name].rendezvous if other == name)

    def _write(self, name, text):
        (self._folder / name).write_text(text)
        return self._folder / name


def _plain(file, says):
    file.write_text("".join(f"{name},{said}\n" for name, said in says.items()))


def _from_a_spreadsheet(file, says):
    rows = ["Domain;Status;Remarks", *(f"{name.upper()}.;{said.capitalize()};" for name, said in says.items())]
    file.write_bytes("\r\n".join(rows).encode("utf-8-sig"))


def _with_a_word_for_everything(file, says):
    words = {"done": "reserved", "refused": "will not act", "failed": "error", "pending": "under review"}
    lines = ["# our ticket 4711", "result\tfqdn", *(f"{words[said]}\t{name}" for name, said in says.items())]
    file.write_text("\n".join(lines))


_STYLES = (_plain, _from_a_spreadsheet, _with_a_word_for_everything)


def _rows(folder):
    [file] = Path(folder).glob("*.csv")
    with file.open(newline="") as stream:
        return list(csv.DictReader(stream))


def _domains(folder):
    return {row["domain"] for row in _rows(folder)}


def _news(primary):
    """What the service tells, as it comes, for ten minutes at most."""
    end = time.monotonic() + 600
    while time.monotonic() < end:
        yield from primary.step()
        time.sleep(0.05)


def _until(news, kind):
    """The next of that kind."""
    return next(one for one in news if isinstance(one, kind))
