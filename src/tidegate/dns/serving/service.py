"""The service: publish what is to be served when it changes, let Knot hand it out, and record who has it."""

import fcntl
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tidegate.dns.serving import configuration, key, resolvers, standing
from tidegate.dns.serving.configuration import Places, Receiver
from tidegate.dns.serving.daemon import Daemon
from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.log import Complaint, Log, Refused, Taken
from tidegate.dns.serving.publisher import Published, Publisher
from tidegate.dns.serving.resolvers import Resolver
from tidegate.dns.serving.rolling import Rolling
from tidegate.errors import TidegateError
from tidegate.operation import clearance
from tidegate.operation.model import Operation
from tidegate.policy import Action, require
from tidegate.store import Home
from tidegate.store.files import whole

_OURS = {standing.PUBLISHED, standing.CONFIRMED}
"""What we put on the record ourselves changes nothing that is served."""


@dataclass(frozen=True)
class Confirmed:
    """The resolver has what `taken` says."""

    resolver: str
    taken: Taken


News = Published | Confirmed | Refused | Complaint


@contextmanager
def serving(
    home: Home, operation: Operation, listen: Sequence[Endpoint], member: str, rolling: Rolling
) -> Iterator["Service"]:
    """A service that Knot runs for while the block lasts, and not a moment longer.

    NotAllowedError where `member` may not export the operation; TidegateError where Knot is not installed or does not
    start, or where another process serves the operation already.
    """
    folder = home.folder("serving", operation.name)
    with _alone(folder):
        service = Service(home, operation, listen, member, rolling, folder)
        try:
            service.start()
            yield service
        finally:
            service.stop()


class Service:
    """Serves the zones of `operation` at `listen` on behalf of `member`, out of `folder`; made by `serving`."""

    def __init__(
        self,
        home: Home,
        operation: Operation,
        listen: Sequence[Endpoint],
        member: str,
        rolling: Rolling,
        folder: Path,
    ) -> None:
        self._home, self._operation, self._listen, self._member = home, operation, listen, member
        self._rolling, self._folder = rolling, folder
        self._publisher = Publisher(home, operation, rolling, folder)
        self._knot, self._log = Daemon(folder / "knot.conf"), Log()
        self._receivers: Mapping[str, Sequence[Resolver]] = {}
        self._has: dict[str, int] = {}
        self._seen, self._version, self._turn = -1, 0, home.now()

    def start(self) -> None:
        """Start Knot with the zones as they were served last, so that what has changed since goes out as changes."""
        self._admit()
        confirmed = standing.confirmations(self._home.records, self._operation.name)
        self._has = {one.resolver: one.serial for one in confirmed}
        self._knot.start()
        if not all(self._publisher.file(kind).exists() for kind in self._receivers):
            deque(self._knot.lines(), maxlen=0)  # Knot misses a file that the first step makes

    def step(self) -> Iterator[News]:
        """Publish what has changed, and say what happened since the last step.

        NotAllowedError when the member may no longer export the operation; TidegateError when Knot ended.
        """
        self._knot.check()
        newest, now = self._home.records.newest(), self._home.now()
        version = self._home.lake.version(self._operation.name, ["forecast"])
        if self._has_changed(newest, version, now):
            if self._admit():
                self._knot.reload()
            published = self._publisher.publish(now, self._receivers, self._knot.load, self._member)
            self._seen, self._version = newest, version
            self._turn = self._rolling.next_turn(now, self._operation.playbook.models)
            if published:
                yield published
        yield from self._heard()

    def stop(self) -> None:
        """Stop Knot."""
        self._knot.stop()

    def _has_changed(self, newest: int, version: int, now: datetime) -> bool:
        if self._seen < 0 or version != self._version or now >= self._turn:
            return True
        news = self._home.records.events(after=self._seen) if newest != self._seen else []
        return any(event.kind not in _OURS for event in news)

    def _admit(self) -> bool:
        """Ask the policy for the member and for each resolver, and write the configuration; whether it is another."""
        records, label = self._home.records, self._operation.label
        require(clearance.viewer(records, self._member), Action.EXPORT, label, f"the zones of {self._operation.name}")
        permitted = resolvers.permitted(records, resolvers.rows(records), label)
        kinds = sorted({"rpz", *(resolver.takes for resolver in permitted)})
        self._receivers = {kind: [each for each in permitted if each.takes == kind] for kind in kinds}
        zones = {self._publisher.file(kind): known for kind, known in self._receivers.items()}
        places = Places(self._listen, self._folder / "journal", self._knot.run)
        return _configure(
            self._folder / "knot.conf",
            configuration.text(places, {file: [self._receiver(each) for each in zones[file]] for file in zones}),
        )

    def _receiver(self, resolver: Resolver) -> Receiver:
        return Receiver(resolver, key.read(self._home, resolver.name, resolver.fingerprint))

    def _heard(self) -> Iterator[News]:
        """What Knot's log says; a resolver's new serial goes on the record."""
        for line in self._knot.lines():
            entry = self._log.read(line)
            if isinstance(entry, Taken):
                yield from self._confirm(entry)
            elif entry is not None:
                yield entry

    def _confirm(self, taken: Taken) -> Iterator[Confirmed]:
        for resolver in (each for known in self._receivers.values() for each in known):
            if key.key_name(resolver.name) == taken.key and self._has.get(resolver.name) != taken.serial:
                draft = standing.confirmed(self._operation.name, resolver, taken)
                self._home.records.append(self._member, [draft])
                self._has[resolver.name] = taken.serial
                yield Confirmed(resolver.name, taken)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only one who serves out of `folder`, which is made."""
    try:
        (folder / "journal").mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        lock = (folder / "lock").open("a")
    except OSError as error:
        raise TidegateError(f"{folder}: {error.strerror or error}") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise TidegateError(f"{folder}: another process serves this operation already") from None
        yield


def _configure(file: Path, wanted: str) -> bool:
    """Write the configuration, which holds keys; whether it is another than before."""
    if file.exists() and file.read_text("utf-8") == wanted:
        return False
    with whole(file) as stream:
        os.fchmod(stream.fileno(), 0o600)
        stream.write(wanted.encode())
    return True
