"""What the registration data says of one name at a time: the seam through which a probe asks about an outsider."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tidegate.dns.collisions.rdap.answer import Answer
from tidegate.dns.collisions.rdap.asking import Asker, Manner, Session
from tidegate.dns.collisions.rdap.bootstrap import of_playbook
from tidegate.dns.collisions.rdap.cache import NAME, Cache
from tidegate.dns.collisions.rdap.client import Client
from tidegate.dns.collisions.sinkholes.known import KnownSinkholes
from tidegate.operation.model import Operation
from tidegate.store import Home


class Registration:
    """Asks the RDAP `services` (by suffix) about a name, or the cache where it knows: called with a name, it says in
    words what was found, or None where there was no answer."""

    def __init__(self, home: Home, client: Asker, services: Mapping[str, str], manner: Manner | None = None) -> None:
        self._home, self._cache = home, Cache(home.path / NAME)
        self._session = Session(client, self._cache, services, home.now, manner or Manner())

    def __call__(self, name: str) -> str | None:
        self._session.ask([name])
        answer = self._cache.get(name, self._home.now())
        return words(answer) if answer else None


@contextmanager
def registration(home: Home, operation: Operation) -> Iterator[Registration]:
    """A Registration that asks the services of the operation's registries; the policy has to be asked before."""
    client = Client(KnownSinkholes(operation.playbook.sinkholes))
    try:
        yield Registration(home, client, of_playbook(operation.playbook))
    finally:
        client.close()


def words(answer: Answer) -> str:
    """`answer` in a line: `registered 2009-03-30 through Example Registrar, client hold; known sinkhole of ...`."""
    if not answer.registered:
        return "not registered"
    since = f" {answer.since}" if answer.since else ""
    through = f" through {answer.registrar}" if answer.registrar else ""
    status = f", {', '.join(answer.status)}" if answer.status else ""
    whose = f"; known sinkhole of {answer.operator}" if answer.operator else ""
    return f"registered{since}{through}{status}{whose}"
