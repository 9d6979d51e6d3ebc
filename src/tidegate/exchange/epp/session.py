"""One session with a server: greeting, login, commands, logout, as a state machine without I/O.

Commands may be sent before earlier ones are answered, up to a window; the server answers in their order
(RFC 5730, section 2.1; RFC 5734, section 3).
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from tidegate.exchange.epp.codes import CLOSING, Meaning, meaning
from tidegate.exchange.epp.core import VERSION, Command, Login, Logout, message
from tidegate.exchange.epp.errors import ProtocolError, StopError
from tidegate.exchange.epp.frame import Frames, framed
from tidegate.exchange.epp.response import Greeting, Response, read
from tidegate.exchange.epp.xml import DOMAIN, HOST

LOGIN, LOGOUT = "tidegate-login", "tidegate-logout"


class State(Enum):
    """How far a session is."""

    GREETING = auto()
    LOGIN = auto()
    OPEN = auto()
    LOGOUT = auto()
    ENDED = auto()


@dataclass(frozen=True)
class Account:
    """Who logs in, with which extensions, in which language; the session speaks of hosts where `hosts` says so."""

    name: str
    password: str = field(repr=False)
    extensions: tuple[str, ...] = ()
    language: str = "en"
    hosts: bool = False


class Session:
    """Takes what the connection brings, and makes what goes over it."""

    def __init__(self, account: Account, window: int) -> None:
        self._account, self._window = account, window
        self._frames = Frames()
        self._unanswered: deque[str] = deque()
        self.state = State.GREETING
        self.greeting: Greeting | None = None

    @property
    def room(self) -> int:
        """How many further commands may be sent now."""
        return self._window - len(self._unanswered) if self.state is State.OPEN else 0

    @property
    def ended(self) -> bool:
        """Whether the server has closed it."""
        return self.state is State.ENDED

    def login(self) -> bytes:
        """What to send after the greeting; StopError where the server does not speak what we need."""
        if self.state is not State.GREETING or self.greeting is None:
            raise ProtocolError("the server has not greeted yet")
        self.state = State.LOGIN
        return self._sent(self._chosen(self.greeting), LOGIN)

    def send(self, command: Command, id: str) -> bytes:
        """What to send to ask for `command`. There must be `room`."""
        if not self.room:
            raise ProtocolError(f"the session has no room for {command.verb}")
        return self._sent(command, id)

    def logout(self) -> bytes:
        """What to send in the end; nothing can be sent after it."""
        self.state = State.LOGOUT
        return self._sent(Logout(), LOGOUT)

    def receive(self, data: bytes) -> Iterator[tuple[str, Response]]:
        """The answers in `data`, each with the id of what it answers. A greeting is kept, and the state moves on.

        ProtocolError where the server answers what was not asked, StopError where it does not let us in.
        """
        for piece in self._frames.feed(data):
            said = read(piece)
            if isinstance(said, Greeting):
                self.greeting = said
                continue
            id = self._answered(said)
            self._move(id, said)
            if id not in (LOGIN, LOGOUT):
                yield id, said

    def _sent(self, command: Command, id: str) -> bytes:
        self._unanswered.append(id)
        return framed(message(command, id))

    def _chosen(self, greeting: Greeting) -> Login:
        account = self._account
        objects = (DOMAIN, HOST) if account.hosts else (DOMAIN,)
        _offered("version", (VERSION,), greeting.versions)
        _offered("language", (account.language,), greeting.languages)
        _offered("object", objects, greeting.objects)
        _offered("extension", account.extensions, greeting.extensions)
        return Login(account.name, account.password, objects, account.extensions, account.language)

    def _answered(self, response: Response) -> str:
        if not self._unanswered:
            raise ProtocolError(f"the server answered what was not asked: {response.words}")
        id = self._unanswered.popleft()
        if response.client_id not in ("", id):  # a command that it could not read it answers without an id
            raise ProtocolError(f"the server answered {response.client_id[:64]!r} where {id!r} was next")
        return id

    def _move(self, id: str, response: Response) -> None:
        if id == LOGIN:
            if meaning(response.code) in (Meaning.STOP, Meaning.REFUSED):
                raise StopError(f"{self._account.name} may not log in: {response.words}")
            self.state = State.OPEN if response.ok else State.ENDED
        if response.code in CLOSING or id == LOGOUT:
            self.state = State.ENDED


def _offered(what: str, needed: tuple[str, ...], offers: tuple[str, ...]) -> None:
    for name in needed:
        if name not in offers:
            raise StopError(f"the server does not speak {what} {name}; it offers {', '.join(offers) or 'none'}")
