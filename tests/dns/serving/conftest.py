"""An operation that is served, and the real servers that take its zones."""

import shutil
import time
from collections import deque
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.orders import plan
from tidegate.dns.serving import handover, resolvers
from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.rolling import Rolling
from tidegate.dns.serving.service import serving
from tidegate.operation import clearance
from tidegate.policy import TLP
from tidegate.store import Home


class Clock:
    """The home's clock, which a test turns: noon of 2009-04-01."""

    def __init__(self):
        self.now = datetime(2009, 4, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def turn(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def served(home, operation, clock):
    """The home of the operation `small`, by `clock`."""
    return Home(home.path, now=clock)


@pytest.fixture
def planned(served, operation):
    """Plan the orders of the forecast so far."""
    return lambda: plan.run(served.lake, served.records, operation, "local")


@pytest.fixture
def exempt(served):
    """Exempt a name: proposed and accepted."""

    def accept(name):
        exemptions.propose(served.records, "small", [Proposal(name, (), "a site")], "anna")
        exemptions.accept(served.records, "small", name, "anna")

    return accept


@pytest.fixture
def joins(served):
    """Make somebody a member: `joins("anna", TLP.AMBER)`."""

    def join(member, tlp=TLP.AMBER):
        served.records.append("local", [clearance.joining(member, "an organisation", tlp)])

    return join


@pytest.fixture
def add(served):
    """Add a resolver of the member `local`, told of changes on `port` of loopback: `add("one", port)`."""

    def make(name, port=5353, owner="local", **options):
        return resolvers.add(served, name, owner, Endpoint("127.0.0.1", port), "local", **options)

    return make


class Primary:
    """A running service: `port` where it serves, and `until(kind, ...)` the next news of that kind."""

    def __init__(self, service, port):
        self._service, self.port, self._news = service, port, deque()

    def step(self):
        self._news.extend(self._service.step())

    def until(self, kind, **wanted):
        for _ in range(200):
            self.step()
            while self._news:
                news = self._news.popleft()
                if isinstance(news, kind) and all(getattr(news, key) == value for key, value in wanted.items()):
                    return news
            time.sleep(0.05)
        raise AssertionError(f"no {kind.__name__} {wanted} within ten seconds")


@pytest.fixture
def primary(served, operation, free_port, program):
    """Serve: `with primary() as serving`; names enter a day ahead and stay a day."""

    @contextmanager
    def start(rolling=None):
        program("knotd")
        port = free_port()
        rolling = rolling or Rolling(timedelta(days=1), timedelta(days=1))
        with serving(served, operation, [Endpoint("127.0.0.1", port)], "local", rolling) as service:
            yield Primary(service, port)

    return start


@pytest.fixture
def handed_over(served, operation, tmp_path):
    """The folder of a server with its key in it, and the snippet's lines: `handed_over("one", "bind", primary)`."""

    def make(name, server, primary):
        folder = tmp_path / f"{server}-{name}"
        folder.mkdir()
        key = folder / "tidegate.key"
        handover.write_key(served, name, server, key, "local")
        return folder, handover.lines(served, operation, name, server, Endpoint("127.0.0.1", primary.port), key)

    return make


@pytest.fixture
def bind(handed_over, world, program, running):
    """BIND as the resolver `name`, with the lines of its snippet: `with bind("one", port, primary) as peer`."""

    @contextmanager
    def start(name, port, primary):
        folder, lines = handed_over(name, "bind", primary)
        options, _, beside = lines.partition("// beside it:\n")
        (folder / "named.conf").write_text(f"""
options {{
    directory "{folder}"; pid-file none; session-keyfile none; listen-on port {port} {{ 127.0.0.1; }};
    listen-on-v6 {{ none; }}; recursion yes; allow-query {{ any; }}; dnssec-validation no;
    forwarders {{ 127.0.0.1 port {world}; }}; forward only;
    {options}
}};
controls {{ }};
{beside.replace("tidegate.key", str(folder / "tidegate.key"))}
""")
        with running([program("named"), "-g", "-c", str(folder / "named.conf")], port, folder) as peer:
            yield peer

    return start


@pytest.fixture
def knot(handed_over, program, running):
    """Knot with the lines of its snippet: `with knot("one", port, primary) as peer`; `files` are laid beside it."""

    @contextmanager
    def start(name, port, primary, files=()):
        folder, lines = handed_over(name, "knot", primary)
        for file in files:
            shutil.copy(file, folder)
        head = f"server:\n  listen: 127.0.0.1@{port}\n  rundir: {folder}\ndatabase:\n  storage: {folder}\n"
        head += "log:\n  - target: stderr\n    any: info\n"
        storage = f'template:\n  - id: default\n    storage: "{folder}"\n'
        if "template:\n" in lines:
            lines = lines.replace("template:\n", storage).replace('"sinkhole.zone"', f'"{folder}/sinkhole.zone"')
        else:
            lines = storage + lines
        (folder / "knot.conf").write_text(head + lines)
        with running([program("knotd"), "-c", str(folder / "knot.conf")], port, folder) as peer:
            yield peer

    return start


@pytest.fixture
def unbound(handed_over, world, program, running, free_port):
    """Unbound as a resolver behind a Knot of its own, with the lines of its snippet."""

    @contextmanager
    def start(name, port, primary):
        folder, lines = handed_over(name, "unbound", primary)
        mine, between = free_port(), free_port()
        lines = lines.replace("127.0.0.1@53\n", f"127.0.0.1@{mine}\n").replace("@5399", f"@{between}")
        for_knot, _, for_unbound = lines.partition("\n# unbound.conf\n")
        (folder / "knot.conf").write_text(
            f"{for_knot}database:\n  storage: {folder}\n".replace("server:\n", f"server:\n    rundir: {folder}\n")
            + f"template:\n  - id: default\n    storage: {folder}\nlog:\n  - target: stderr\n    any: info\n"
        )
        (folder / "unbound.conf").write_text(f"""
server:
    directory: "{folder}"
    chroot: ""
    username: ""
    pidfile: ""
    use-syslog: no
    verbosity: 2
    interface: 127.0.0.1
    port: {mine}
    do-not-query-localhost: no
    domain-insecure: "."
{for_unbound.replace("server:", "", 1)}
forward-zone:
    name: "."
    forward-addr: 127.0.0.1@{world}
remote-control:
    control-enable: no
""")
        (folder / "knot").mkdir()
        with (
            running([program("knotd"), "-c", str(folder / "knot.conf")], port, folder) as beside,
            running([program("unbound"), "-d", "-c", str(folder / "unbound.conf")], mine, folder / "knot") as peer,
        ):
            peer.beside = beside
            yield peer

    return start
