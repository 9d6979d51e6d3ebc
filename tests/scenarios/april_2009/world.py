"""The world's DNS on loopback: BIND is all registries; NSD, at another address, is the root and the owners' sites."""

import signal
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dns.exception
import dns.message
import dns.query
import dns.rcode

OWNERS_ADDRESS = "192.0.2.80"
REGISTRIES, ELSEWHERE = "127.0.0.1", "127.0.0.3"  # BIND listens at addresses of interfaces only

BIND = """options {
    directory "FOLDER"; listen-on port PORT { 127.0.0.1; }; listen-on-v6 { none; };
    pid-file none; session-keyfile none; recursion no; dnssec-validation no;
};
controls { };
"""
NSD = """server:
 ip-address: ADDRESS@PORT
 username: ""
 zonesdir: "FOLDER"
 pidfile: ""
 xfrdfile: "FOLDER/xfrd"
 zonelistfile: "FOLDER/zones"
 rrl-ratelimit: 0
remote-control:
 control-enable: no
"""


@dataclass
class Server:
    """A name server on loopback."""

    address: str
    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def ask(self, name: str, type: str = "A") -> Any:
        """The answer's records as text, or the response code where there is none."""
        query = dns.message.make_query(name, type)
        response = dns.query.udp(query, self.address, port=self.port, timeout=2)
        found = [record.to_text() for rrset in response.answer for record in rrset]
        return found or dns.rcode.to_text(response.rcode())

    def until(self, answer: Any, name: str, type: str = "A", seconds: int = 60) -> None:
        """Wait until it answers so."""
        found, end = None, time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            with suppress(dns.exception.DNSException, OSError):
                found = self.ask(name, type)
                if found == answer:
                    return
            time.sleep(0.05)
        raise AssertionError(f"{name} {type}: {found}, not {answer}\n{self.log.read_text()[-3000:]}")


class World:
    """What each registry has in its zones, for whoever walks down from `root`."""

    owners_address = OWNERS_ADDRESS

    def __init__(
        self, folder: Path, start: Callable[..., Server], suffixes: Iterable[str], sites: Iterable[str]
    ) -> None:
        self._folder, self._suffixes = folder, sorted(suffixes)
        self._serials, self._texts = Counter[str](), dict[str, str]()
        folder.mkdir()
        self._write({})
        zones = "".join(f'zone "{suffix}" {{ type primary; file "{suffix}.zone"; }};\n' for suffix in self._suffixes)
        self._bind = start("named", folder, BIND + zones)
        self.port = self._bind.port
        self.root = f"{ELSEWHERE}:{self.port}"
        self._rest(folder.parent / "root", start, sites)
        self._loaded()

    def load(self, zones: Iterable[Mapping[str, Sequence[str]]]) -> None:
        """Let every registry's zones be as it has them: each name with the name servers that it is delegated to."""
        texts: dict[str, list[str]] = defaultdict(list)
        for zone in zones:
            for name, servers in sorted(zone.items()):
                texts[name.partition(".")[2]] += [f"{name}. NS {server}.\n" for server in servers]
        self._write({suffix: "".join(lines) for suffix, lines in texts.items()})
        self._bind.process.send_signal(signal.SIGHUP)
        self._loaded()

    def _write(self, texts: Mapping[str, str]) -> None:
        for suffix in self._suffixes:
            text = texts.get(suffix, "")
            if self._texts.get(suffix) != text:
                self._texts[suffix] = text
                self._serials[suffix] += 1
                (self._folder / f"{suffix}.zone").write_text(_head(suffix, self._serials[suffix]) + text)

    def _loaded(self) -> None:
        for suffix in self._suffixes:
            soa = f"ns.registries.test. host.registries.test. {self._serials[suffix]} 3600 600 604800 300"
            self._bind.until([soa], suffix, "SOA")

    def _rest(self, folder: Path, start: Callable[..., Server], sites: Iterable[str]) -> None:
        folder.mkdir()
        delegations = "".join(f"{suffix}. NS ns.registries.test.\n" for suffix in self._suffixes)
        (folder / "root").write_text(f"{_head('', 1)}ns.registries.test. A {REGISTRIES}\n{delegations}")
        zones = {"": "root", **{site: site for site in sites}}
        for site in sites:
            (folder / site).write_text(f"{_head(site, 1)}@ A {OWNERS_ADDRESS}\n")
        lines = "".join(f'zone:\n name: "{zone}."\n zonefile: "{file}"\n' for zone, file in zones.items())
        start("nsd", folder, NSD + lines, self.port, ELSEWHERE)


class Resolver:
    """A resolver of the group's, by BIND, that knows where the registries are, and one owner's site."""

    def __init__(self, folder: Path, port: int, start: Callable[..., Server]) -> None:
        self.folder, self.port, self._start = folder, port, start
        folder.mkdir()

    def start(self, snippet: str, world: World, site: str) -> Server:
        """Start it with the lines of its snippet."""
        options, _, beside = snippet.partition("// beside it:\n")
        own = f"recursion yes; forwarders {{ {REGISTRIES} port {world.port}; }}; forward only;\n{options}"
        forward = f'zone "{site}" {{ type forward; forward only; forwarders {{ {ELSEWHERE} port {world.port}; }}; }};\n'
        return self._start("named", self.folder, BIND.replace("recursion no;", own) + forward + beside, self.port)


def _head(zone: str, serial: int) -> str:
    return (
        f"$ORIGIN {zone}.\n$TTL 300\n@ SOA ns.registries.test. host.registries.test. {serial} 3600 600 604800 300\n"
        "@ NS ns.registries.test.\n"
    )
