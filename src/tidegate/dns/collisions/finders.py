"""How each kind of collision is found: joins over the forecast's names, whatever their number."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.collisions.hits import FINDINGS
from tidegate.dns.collisions.popularity import Listing
from tidegate.dns.live import names_a_day, requests, window
from tidegate.names.suffixes import is_public_suffix, suffix_rules
from tidegate.operation.model import Model, Playbook
from tidegate.store.lake import Lake

_HOSTS = pa.schema([pa.field("host", pa.string()), pa.field("rank", pa.int64()), pa.field("evidence", pa.string())])
_HITS = pa.schema([pa.field("name", pa.string()), pa.field("evidence", pa.string())])
MODEL = ("family", "variant", "config")


def sites(playbook: Playbook) -> pa.Table:
    """The playbook's legitimate sites as hosts with evidence."""
    rows = [{"host": site.name, "evidence": f"{site.what} ({site.source})"} for site in playbook.legitimate]
    return pa.Table.from_pylist(rows, schema=_HOSTS)


def hosts(listing: Listing) -> pa.Table:
    """The hosts of a popularity list with evidence: `rank 32170 in top.csv`, or the line where there is no rank."""
    ranked = listing.hosts["rank"].is_valid()
    place = pc.if_else(ranked, listing.hosts["rank"], listing.hosts["line"])
    words = pc.if_else(ranked, "rank ", "line ")
    evidence = pc.binary_join_element_wise(words, place.cast(pa.string()), f" in {listing.file}", "")
    return pa.table([listing.hosts["host"], place, evidence], schema=_HOSTS)


def listed(lake: Lake, names: ibis.Table, found: pa.Table) -> pa.Table:
    """The `names` that are one of the hosts in `found`, or that one of them lies under; the best ranked host of each
    is the evidence."""
    claims = ibis.memtable(_with_parents(found)).group_by("name").agg(evidence=lambda t: t.evidence.argmin(t.place))
    hits = claims.semi_join(names.semi_join(claims, "name"), "name")  # the long table is only looked through
    return lake.execute(hits.select(*_HITS.names)).cast(_HITS)


def public_suffixes(lake: Lake, names: ibis.Table) -> pa.Table:
    """The `names` under which others register theirs."""
    suffixes, parents = suffix_rules()
    table = names.mutate(parent=names.name.substr(names.name.find(".") + 1))
    exact = table.semi_join(_names(sorted(suffixes)), "name").select("name")
    wild = table.semi_join(_names(sorted(parents)).rename(parent="name"), "parent").select("name")
    near = lake.execute(ibis.union(exact, wild, distinct=True))["name"].to_pylist()
    sure = [name for name in sorted(near) if is_public_suffix(name)]
    return pa.table([sure, ["others register names below it"] * len(sure)], schema=_HITS)


def shared(lake: Lake, rendezvous: ibis.Table, models: Sequence[Model]) -> pa.Table:
    """The rendezvous that are live for two models at once, with the other model and its day as evidence; columns day
    and those of the model stand beside name and evidence."""
    twice = ibis.memtable(_of_two(lake, rendezvous, models))
    live = rendezvous.semi_join(twice, "name").inner_join(windows(models), MODEL)
    one = live.select("name", "day", *MODEL, "key", "begins", "ends").distinct()
    other = one.view()
    apart = other.day.delta(one.day, unit="day") * _HOURS_A_DAY
    pairs = one.inner_join(
        other,
        [
            one.name == other.name,
            one.key != other.key,
            one.begins < other.ends + apart,
            other.begins + apart < one.ends,
        ],
    ).select(
        *(one[column] for column in ("name", "day", *MODEL)),
        evidence=ibis.literal("also ") + other.key + " on " + other.day.cast("string"),
    )
    by = ["name", "day", *MODEL]
    return lake.execute(pairs.group_by(by).agg(evidence=pairs.evidence.group_concat("; ", order_by=pairs.evidence)))


def _of_two(lake: Lake, rendezvous: ibis.Table, models: Sequence[Model]) -> pa.Table:
    """The names that two models have, on whatever days. Pair by pair, the model with fewer names held in memory."""
    by_size = [_of(rendezvous, model) for model in sorted(models, key=names_a_day)]
    pairs = [larger.semi_join(smaller, "name") for smaller, larger in combinations(by_size, 2)]
    if not pairs:
        return pa.table({"name": pa.array([], pa.string())})
    return lake.execute(ibis.union(*pairs, distinct=True))


def _of(rendezvous: ibis.Table, model: Model) -> ibis.Table:
    mine = [rendezvous[key] == getattr(model, key) for key in MODEL]
    return rendezvous.filter(mine).select("name")


def collisions(rendezvous: ibis.Table, hits: pa.Table, models: Sequence[Model]) -> ibis.Table:
    """The rendezvous that `hits` name (see `hits`), each with its evidence and load; a name that a day's list holds
    twice draws twice the requests."""
    keys = [column for column in hits.column_names if column not in FINDINGS]
    loads = ibis.memtable(
        pa.table(
            {
                **{key: pa.array([getattr(model, key) for model in models], pa.string()) for key in MODEL},
                "requests": pa.array([requests(model) for model in models], pa.float64()),
            }
        )
    )
    hit = rendezvous.inner_join(ibis.memtable(hits), keys).left_join(loads, MODEL)
    by = ["day", "name", "suffix", "family", "variant", *FINDINGS]
    summed = hit.group_by(by).agg(load=(hit.requests * hit.times.fill_null(1)).sum())
    return summed.order_by("day", "name", "family", "variant", "kind", "evidence")


_HOURS_A_DAY = 24


def _with_parents(found: pa.Table) -> pa.Table:
    """Each host's claim to its own name and to every name above it that has at least two labels."""
    name, level = found["host"], found
    parts = []
    while level.num_rows:
        as_host = pc.if_else(pc.equal(name, level["host"]), "", pc.binary_join_element_wise(" as ", level["host"], ""))
        evidence = pc.binary_join_element_wise(level["evidence"], as_host, "")
        parts.append(pa.table({"name": name, "place": pc.fill_null(level["rank"], 0), "evidence": evidence}))
        deeper = pc.greater(pc.count_substring(name, "."), 1)
        name, level = name.filter(deeper), level.filter(deeper)
        name = pc.replace_substring_regex(name, r"^[^.]*\.", "")
    return pa.concat_tables(parts) if parts else pa.table({"name": [], "place": [], "evidence": []})


def windows(models: Sequence[Model]) -> ibis.Table:
    """When each model's rendezvous begin and end to be live, in hours from the day's midnight UTC."""
    hours = [[edge / timedelta(hours=1) for edge in window(model.behaviour)] for model in models]
    columns = {key: pa.array([getattr(model, key) for model in models], pa.string()) for key in (*MODEL, "key")}
    edges = {"begins": [begins for begins, _ in hours], "ends": [ends for _, ends in hours]}
    return ibis.memtable(pa.table({**columns, **edges}))


def _names(names: Sequence[str]) -> ibis.Table:
    return ibis.memtable(pa.table({"name": pa.array(names, pa.string())}))
