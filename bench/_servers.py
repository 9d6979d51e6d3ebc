"""The sinkhole and its peers, each started on loopback for a moment, with its own folder."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ADDRESS = "127.0.0.1"
WORKERS = 2
_TICKS = os.sysconf("SC_CLK_TCK")


Command = Callable[[Path, int], list[str]]
HTTP, DNS = "http", "dns"
_PROBES = {
    HTTP: (socket.SOCK_STREAM, b"GET / HTTP/1.0\r\n\r\n"),
    DNS: (socket.SOCK_DGRAM, b"\0\1\0\0\0\1\0\0\0\0\0\0\3com\0\0\1\0\1"),
}
_PROBED = 16
"""Answers in a row after which all workers are taken to be ready: the kernel spreads the clients."""


@dataclass(frozen=True)
class Server:
    """What to start: `command(folder, port)` writes its configuration and says how; it speaks HTTP or DNS."""

    name: str
    speaks: str
    command: Command


@dataclass(frozen=True)
class Started:
    """A running server."""

    port: int
    process: int

    def processor_seconds(self) -> float:
        """What it and its children have used of the processors so far."""
        return sum(_busy(process) for process in _family(self.process))


@contextlib.contextmanager
def running(server: Server, folder: Path) -> Iterator[Started]:
    """The server, while the block lasts; it listens when it begins."""
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(server.command(folder, port), stdout=output, stderr=output, cwd=folder)
    try:
        _await_answers(server.speaks, port, process)
        yield Started(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def peer(program: str) -> str:
    """Where `program` is; exits with what to do where it is not."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    return found or sys.exit(f"{program} is needed: scripts/peers bench")


def nginx(folder: Path, port: int) -> list[str]:
    """nginx with its access log on, which it writes for every request and never syncs."""
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"worker_processes {WORKERS}; daemon off; pid {folder}/pid; error_log {folder}/error.log;"
        "events { worker_connections 4096; }"
        f"http {{ access_log {folder}/access.log combined; keepalive_requests 1000000000; {paths}"
        f"server {{ listen {ADDRESS}:{port} reuseport; location / {{ return 200 ''; }} }} }}"
    )
    return [peer("nginx"), "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]


def nsd(folder: Path, port: int) -> list[str]:
    """NSD without its rate limit, with one address for every name there is."""
    _everything(folder / "zone")
    (folder / "nsd.conf").write_text(
        f'server:\n server-count: {WORKERS}\n ip-address: {ADDRESS}@{port}\n reuseport: yes\n username: ""\n'
        f' zonesdir: "{folder}"\n database: ""\n pidfile: "{folder}/pid"\n xfrdfile: "{folder}/xfrd"\n'
        f' zonelistfile: "{folder}/zones"\n rrl-ratelimit: 0\n rrl-whitelist-ratelimit: 0\n'
        "remote-control:\n control-enable: no\n"
        'zone:\n name: "."\n zonefile: zone\n'
    )
    return [peer("nsd"), "-d", "-c", f"{folder}/nsd.conf"]


def knot(folder: Path, port: int) -> list[str]:
    """Knot with the same zone."""
    _everything(folder / "zone")
    (folder / "knot.conf").write_text(
        f"server:\n  rundir: {folder}\n  listen: {ADDRESS}@{port}\n  udp-workers: {WORKERS}\n"
        f"database:\n  storage: {folder}\n"
        f"zone:\n  - domain: .\n    file: {folder}/zone\n    zonefile-sync: -1\n"
    )
    return [peer("knotd"), "-c", f"{folder}/knot.conf"]


def sinkhole(home: Path, workers: int, speaks: str) -> Command:
    """Ours, for the forecast in `home`; every request is on the disk before it is answered."""

    def command(folder: Path, port: int) -> list[str]:
        shutil.copytree(home, folder / "home")
        options = ["--home", f"{folder}/home", "--workers", str(workers), f"--{speaks}", f"{ADDRESS}:{port}"]
        return [sys.executable, "-m", "tidegate", "sinkhole", "conficker", *options]

    return command


def _everything(zone: Path) -> None:
    zone.write_text(". 300 IN SOA ns. host. 1 3600 600 86400 300\n. 300 IN NS ns.\n* 300 IN A 127.0.0.2\n")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _await_answers(speaks: str, port: int, process: subprocess.Popen[bytes]) -> None:
    kind, message = _PROBES[speaks]
    answered = 0
    for _ in range(600):
        try:
            with socket.socket(socket.AF_INET, kind) as client:
                client.settimeout(0.5)
                client.connect((ADDRESS, port))
                client.send(message)
                answered = answered + 1 if client.recv(1) else 0
        except OSError:
            answered = 0
            time.sleep(0.05)
        if answered == _PROBED:
            return
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
    raise RuntimeError(f"{process.args!r} does not answer")


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in children for each in _family(int(child)))]


def _busy(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
