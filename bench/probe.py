"""Names a second of a probe beside dnsperf's questions: the same names, the same name server, in turns in one run.

NSD stands for the registries of one day of Conficker C: 116 zones, with every tenth name delegated. dnsperf only counts
answers; the probe reads each, gives a verdict and writes it to the lake. Client and server share the processors.
"""

import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench._servers import ADDRESS, DNS, WORKERS, Server, peer, running

ROUNDS = 3
DAY = date(2009, 4, 1)
RATE = 1e6
WANTED = 5_000
DELEGATED = 10  # every so many names


def main() -> None:
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        names = prepare(folder / "home")
        registries = Server("NSD", DNS, lambda place, port: nsd(place, port, names))
        figures: dict[str, list[float]] = {"dnsperf": [], "probe": []}
        with running(registries, folder / "nsd") as started:
            for _ in range(ROUNDS):
                figures["dnsperf"].append(dnsperf(folder, started.port, [name for name, _ in names]))
                figures["probe"].append(probe(folder / "home", started.port, len(names)))
    show(figures, len(names))


def show(figures: dict[str, list[float]], names: int) -> None:
    """Both medians, and their ratio round by round."""
    ratios = sorted(mine / theirs for mine, theirs in zip(figures["probe"], figures["dnsperf"], strict=True))
    reached = statistics.median(figures["probe"])
    print(f"{names:,} names of {DAY}, {ROUNDS} rounds in turns, client and server on the same {WORKERS} processors")
    print(f"dnsperf  {statistics.median(figures['dnsperf']):>9,.0f} questions/s")
    print(f"probe    {reached:>9,.0f} names/s, verdicts in the lake (aim {WANTED:,})")
    print(f"ratio    {statistics.median(ratios):.2f}, worst to best round {ratios[0]:.2f} to {ratios[-1]:.2f}")


def probe(path: Path, port: int, expected: int) -> float:
    """Names a second from the first question to the last verdict in the lake."""
    from tidegate.dns.probe.resolver import Resolver
    from tidegate.dns.probe.session import run
    from tidegate.dns.probe.wanted import Wanted
    from tidegate.operation import opening
    from tidegate.store import Home

    home = Home(path)
    operation = opening.get(home.records, "conficker")
    began = time.perf_counter()
    summary = run(home, operation, Wanted(DAY, (Resolver(ADDRESS, port),), rate=RATE), "bench")
    seconds = time.perf_counter() - began
    if summary.names != expected or summary.verdicts["unknown"]:
        raise RuntimeError(f"not every name got its verdict: {summary.verdicts}")
    return summary.names / seconds


def dnsperf(folder: Path, port: int, names: Sequence[str]) -> float:
    """Questions a second for the same names, once each."""
    questions = folder / "questions"
    questions.write_text("".join(f"{name} A\n" for name in names))
    command = [peer("dnsperf"), "-s", ADDRESS, "-p", str(port), "-d", str(questions), "-n", "1", "-q", "512"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search(r"Queries per second:\s*([\d.]+)", told)
    if not found:
        raise RuntimeError(f"no figure in: {told}")
    return float(found[1])


def prepare(path: Path) -> list[tuple[str, str]]:
    """A home with the day's forecast and a member who may probe; the names with their suffixes."""
    from tidegate.forecast.run import run
    from tidegate.names.days import Span
    from tidegate.operation import opening
    from tidegate.operation.playbook import load
    from tidegate.store import Draft, Home

    home = Home(path)
    _, text = load("conficker")
    operation = opening.open_operation(home.records, "conficker", text, "conficker.toml", DAY, "bench")
    member = {"member": "bench", "organisation": "", "subgroups": [], "clearance": "RED", "compartments": []}
    home.records.append("bench", [Draft("member.added", "", member)])
    run(home.lake, operation, Span.of(DAY, 1))
    table = home.lake.table("forecast", "conficker", Span.of(DAY, 1))
    rows = home.lake.execute(table.select("name", "suffix").distinct().order_by("name")).to_pylist()
    return [(row["name"], row["suffix"]) for row in rows]


def nsd(folder: Path, port: int, names: Sequence[tuple[str, str]]) -> list[str]:
    """NSD without its rate limit, with a zone for each suffix and every tenth name delegated."""
    zones = {
        suffix: f"$ORIGIN {suffix}.\n$TTL 300\n@ SOA ns host 1 3600 600 86400 300\n@ NS ns\nns A {ADDRESS}\n"
        for _, suffix in names
    }
    for number, (name, suffix) in enumerate(names):
        if number % DELEGATED == 0:
            zones[suffix] += f"{name}. NS ns.holder.invalid.\n"
    for suffix, zone in zones.items():
        (folder / f"{suffix}.zone").write_text(zone)
    (folder / "nsd.conf").write_text(
        f'server:\n server-count: {WORKERS}\n ip-address: {ADDRESS}@{port}\n reuseport: yes\n username: ""\n'
        f' zonesdir: "{folder}"\n database: ""\n pidfile: "{folder}/pid"\n xfrdfile: "{folder}/xfrd"\n'
        f' zonelistfile: "{folder}/zones"\n rrl-ratelimit: 0\n rrl-whitelist-ratelimit: 0\n'
        "remote-control:\n control-enable: no\n"
        + "".join(f'zone:\n name: "{suffix}"\n zonefile: "{suffix}.zone"\n' for suffix in zones)
    )
    return [peer("nsd"), "-d", "-c", f"{folder}/nsd.conf"]


if __name__ == "__main__":
    main()
