"""Requests a second of the sinkhole and of its peers: the same client, the same machine, in turns in one run.

HTTP against nginx with its access log on; DNS against NSD and Knot, which log nothing. The sinkhole has every request
synced to the disk before it answers; none of the others does that. Client and server share the processors.
"""

import re
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import _servers
from bench._servers import ADDRESS, DNS, HTTP, Server, peer, running

ROUNDS, SECONDS, WARMING = 5, 3, 1
NAMES = 10_000
CONNECTIONS, CLIENTS, OUTSTANDING = 256, 32, 512
WANTED = 0.75
SCRIPT = """
local requests = {}
for n = 0, 999 do
  requests[n] = "GET /search?q=" .. n .. " HTTP/1.1\\r\\nHost: 127.0.0.2\\r\\n"
    .. "User-Agent: Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; .NET CLR " .. n %% 100 .. ")\\r\\n%s\\r\\n"
end
local n = 0
request = function()
  n = (n + 1) %% 1000
  return requests[n]
end
"""

Rate = Callable[[int, int], float]
"""Requests a second of the server at a port, over so many seconds."""


def main() -> None:
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        home, names = prepare(folder)
        nginx = Server("nginx, access log on", HTTP, _servers.nginx)
        compare("HTTP, connections kept", [nginx, *ours(home, HTTP)], http(folder, ""), folder)
        once = http(folder, "Connection: close\\r\\n")
        compare("HTTP, a connection for each request", [nginx, *ours(home, HTTP)], once, folder)
        peers = [Server("NSD", DNS, _servers.nsd), Server("Knot", DNS, _servers.knot)]
        compare("DNS over UDP", [*peers, *ours(home, DNS)], dns(folder, names), folder)


def ours(home: Path, speaks: str) -> list[Server]:
    """The sinkhole with one worker, as it is by default, and with one a processor."""
    named = {"one worker": 1, f"{_servers.WORKERS} workers": _servers.WORKERS}
    return [
        Server(f"sinkhole, {name}", speaks, _servers.sinkhole(home, workers, speaks)) for name, workers in named.items()
    ]


def compare(title: str, servers: Sequence[Server], rate: Rate, folder: Path) -> None:
    """Measure all servers in turns, ROUNDS times, and print the medians beside the first one's."""
    rates: dict[str, list[float]] = {server.name: [] for server in servers}
    costs: dict[str, list[float]] = {server.name: [] for server in servers}
    for _ in range(ROUNDS):
        for server in servers:
            with running(server, folder / f"{server.speaks}-{len(list(folder.iterdir()))}") as started:
                rate(started.port, WARMING)
                before = started.processor_seconds()
                reached = rate(started.port, SECONDS)
                used = started.processor_seconds() - before
            rates[server.name].append(reached)
            costs[server.name].append(used / SECONDS / reached * 1e6)
    show(title, servers[0].name, rates, costs)


def show(title: str, yardstick: str, rates: Mapping[str, list[float]], costs: Mapping[str, list[float]]) -> None:
    """One table: the rates, what a request costs the server's processors, and the ratio round by round."""
    table = Table(title=f"{title} (aim {WANTED} of {yardstick})", title_justify="left", box=None)
    for column in ("", "requests/s", "µs of processor each", f"of {yardstick}", "worst to best round"):
        table.add_column(column, justify="right" if column else "left")
    for name, reached in rates.items():
        ratios = sorted(mine / theirs for mine, theirs in zip(reached, rates[yardstick], strict=True))
        table.add_row(
            name,
            f"{statistics.median(reached):,.0f}",
            f"{statistics.median(costs[name]):.1f}",
            f"{statistics.median(ratios):.2f}",
            f"{ratios[0]:.2f} to {ratios[-1]:.2f}",
        )
    Console(width=110).print(table)


def http(folder: Path, fields: str) -> Rate:
    """wrk, with a thousand different check-ins in turn."""
    script = folder / f"check-ins{len(fields)}.lua"
    script.write_text(SCRIPT % fields)

    def rate(port: int, seconds: int) -> float:
        where = f"http://{ADDRESS}:{port}"
        told = _run(peer("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "-s", str(script), where)
        return _figure(r"Requests/sec:\s*([\d.]+)", told)

    return rate


def dns(folder: Path, names: Sequence[str]) -> Rate:
    """dnsperf, with the rendezvous of a day in turn."""
    questions = folder / "questions"
    questions.write_text("".join(f"{name} A\n" for name in names))

    def rate(port: int, seconds: int) -> float:
        where = ["-s", ADDRESS, "-p", str(port), "-d", str(questions), "-l", str(seconds), "-t", "2"]
        told = _run(peer("dnsperf"), *where, "-c", str(CLIENTS), "-q", str(OUTSTANDING))
        return _figure(r"Queries per second:\s*([\d.]+)", told)

    return rate


def prepare(folder: Path) -> tuple[Path, list[str]]:
    """A home with the forecast of three days, and a day's names."""
    from tidegate.forecast.run import run
    from tidegate.names.days import Span
    from tidegate.operation import opening
    from tidegate.operation.playbook import load
    from tidegate.store import Home

    home = Home(folder / "home")
    day = date(2009, 4, 1)
    _, text = load("conficker")
    operation = opening.open_operation(home.records, "conficker", text, "conficker.toml", day, "bench")
    run(home.lake, operation, Span.of(day, 3))
    table = home.lake.table("forecast", "conficker", Span.of(day, 1))
    names = home.lake.execute(table.select("name").limit(NAMES))["name"].to_pylist()
    return home.path, names


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def _figure(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if not found:
        raise RuntimeError(f"no figure in: {text}")
    return float(found[1])


if __name__ == "__main__":
    main()
