"""A change of a thousand names in a response policy zone of a million, three ways of telling Knot, and one transfer.

What the resolvers' service chooses between: the whole zone file anew, of which Knot finds the differences itself; a
transaction of the changed records over its control socket; and dynamic updates. Each begins with a server of its own.
"""

import contextlib
import hashlib
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench._servers import ADDRESS, _free_port, peer

NAMES, CHANGED = 1_000_000, 1_000
ZONE = "bench.rpz"
_MESSAGE = 256  # records in one update message
_LEFT = range(CHANGED // 2)
_STAYED = range(CHANGED // 2, NAMES)
_CAME = range(NAMES, NAMES + CHANGED // 2)


def main() -> None:
    print(f"{NAMES:,} names with two records each; {len(_LEFT)} leave and {len(_CAME)} come")
    for way in (difference, transaction, updates):
        with tempfile.TemporaryDirectory() as folder, _knot(Path(folder)) as server:
            loaded, before = server.ready_after, server.megabytes()
            seconds = _applied(server, way)
            print(f"{way.__name__:12} load {loaded:5.1f} s, {before:4.0f} MB; change {seconds:5.2f} s", end=", ")
            print(f"peak {server.megabytes('VmHWM'):4.0f} MB; IXFR {server.transfer('IXFR=1'):,} bytes", end="; ")
            print(f"AXFR {server.transfer('AXFR'):,} bytes")


def difference(server: "Knot") -> None:
    """The whole file, and `zone-reload`; the file is written before the clock begins."""
    server.control("zone-reload", ZONE)


def transaction(server: "Knot") -> None:
    """The changed records, and no more, through knotc's standard input."""
    lines = [f"zone-begin {ZONE}"]
    lines += [f"zone-unset {ZONE} {owner} CNAME" for owner in _owners(_LEFT)]
    lines += [f"zone-set {ZONE} {owner} 300 CNAME ." for owner in _owners(_CAME)]
    lines += [f"zone-commit {ZONE}", ""]
    subprocess.run([*server.knotc], input="\n".join(lines), text=True, check=True, stdout=subprocess.DEVNULL)


def updates(server: "Knot") -> None:
    """The changed records in dynamic updates (RFC 2136), over TCP, in as few messages as hold them."""
    lines = [f"update delete {owner}.{ZONE}. CNAME" for owner in _owners(_LEFT)]
    lines += [f"update add {owner}.{ZONE}. 300 CNAME ." for owner in _owners(_CAME)]
    sends = [[*lines[at : at + _MESSAGE], "send"] for at in range(0, len(lines), _MESSAGE)]
    script = [f"server {ADDRESS} {server.port}", f"zone {ZONE}.", *(line for each in sends for line in each), ""]
    subprocess.run([peer("nsupdate"), "-v"], input="\n".join(script), text=True, check=True)


class Knot:
    """A server that has loaded the zone, after `ready_after` seconds."""

    def __init__(self, folder: Path, port: int, process: int) -> None:
        self.folder, self.port, self._process = folder, port, process
        self.ready_after = 0.0
        self.knotc = [peer("knotc"), "-c", f"{folder}/knot.conf", "-t", "600"]

    def control(self, *words: str) -> None:
        subprocess.run([*self.knotc, "-b", *words], check=True, stdout=subprocess.DEVNULL)

    def serial(self) -> int | None:
        words = [peer("kdig"), f"@{ADDRESS}", "-p", str(self.port), "+short", "+retry=0", "+time=1", ZONE, "SOA"]
        fields = subprocess.run(words, capture_output=True, text=True, check=False).stdout.split()
        return int(fields[2]) if len(fields) > 2 else None

    def transfer(self, kind: str) -> int:
        """How many bytes a transfer takes on the wire, without TCP's own."""
        words = [peer("kdig"), f"@{ADDRESS}", "-p", str(self.port), ZONE, kind]
        output = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        (line,) = [line for line in output.splitlines() if line.startswith(";; Received")]
        return int(line.split()[2])

    def megabytes(self, field: str = "VmRSS") -> float:
        lines = Path(f"/proc/{self._process}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


def _applied(server: Knot, way: Callable[[Knot], None]) -> float:
    if way is difference:
        _write(server.folder / "zone", 2, [*_STAYED, *_CAME])
    begun = time.perf_counter()
    way(server)
    while server.serial() == 1:
        time.sleep(0.01)
    return time.perf_counter() - begun


@contextlib.contextmanager
def _knot(folder: Path) -> Iterator[Knot]:
    port = _free_port()
    (folder / "journal").mkdir()
    _write(folder / "zone", 1, range(NAMES))
    (folder / "knot.conf").write_text(
        f"server:\n  rundir: {folder}\n  listen: {ADDRESS}@{port}\n"
        f"database:\n  storage: {folder}/journal\n"
        f"acl:\n  - id: all\n    address: {ADDRESS}\n    action: [transfer, update]\n"
        f"zone:\n  - domain: {ZONE}\n    file: {folder}/zone\n    zonefile-sync: -1\n"
        "    zonefile-load: difference\n    journal-content: changes\n    acl: all\n"
    )
    begun = time.perf_counter()
    with (folder / "output").open("w") as output:
        process = subprocess.Popen([peer("knotd"), "-c", f"{folder}/knot.conf"], stdout=output, stderr=output)
    try:
        server = Knot(folder, port, process.pid)
        while server.serial() is None:
            if process.poll() is not None:
                raise RuntimeError((folder / "output").read_text())
            time.sleep(0.05)
        server.ready_after = time.perf_counter() - begun
        yield server
    finally:
        process.terminate()
        process.wait(60)


def _write(file: Path, serial: int, numbers: "range | list[int]") -> None:
    with file.open("w") as zone:
        zone.write(f"$TTL 300\n@ SOA localhost. hostmaster.localhost. {serial} 3600 600 604800 300\n@ NS localhost.\n")
        zone.writelines(f"{owner} CNAME .\n" for owner in _owners(numbers))


def _owners(numbers: "range | list[int]") -> Iterator[str]:
    for number in numbers:
        name = hashlib.md5(str(number).encode()).hexdigest()[:10]
        yield f"{name}.com"
        yield f"*.{name}.com"


if __name__ == "__main__":
    main()
