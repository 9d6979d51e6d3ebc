"""A registry for tests: an EPP server on loopback with TLS, a store in memory, and faults to order."""

import asyncio
import ssl
import threading
import uuid
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from lxml import etree

from tidegate.exchange.epp.desk import Desk
from tidegate.exchange.epp.frame import framed
from tidegate.exchange.epp.journal import Journal
from tidegate.exchange.epp.nameservers import Delegation
from tidegate.exchange.epp.run import Patience, Peer, run
from tidegate.exchange.epp.session import Account
from tidegate.exchange.epp.wire import Server
from tidegate.exchange.epp.wish import Terms

NS = {name: f"urn:ietf:params:xml:ns:{name}-1.0" for name in ("epp", "domain", "host")}
PASSWORD = "s3cret-Tide"


def _schema():
    with_all = files("tidegate.exchange.epp") / "schemas" / "domain-1.0.xsd"  # it imports all the others
    return etree.XMLSchema(etree.parse(str(with_all)))


@pytest.fixture(scope="session")
def valid():
    """Check a message against the RFCs' schemas and return its root."""
    schema = _schema()

    def check(message):
        root = etree.fromstring(message)
        schema.assertValid(root)
        return root

    return check


# --- the registry's store ---------------------------------------------------------------------------------------------


@dataclass
class Held:
    """A registered name."""

    client: str
    creator: str
    servers: set = field(default_factory=set)
    statuses: set = field(default_factory=set)
    auth: str = ""


class RefusedError(Exception):
    """A result code that is an error."""


class Store:
    """What the registry knows. `effects` has every change that was carried out, in order, and `refused` every command
    that was not."""

    def __init__(self):
        self.domains, self.hosts, self.reserved = {}, set(), {}
        self.registries = set()  # the accounts that are the registry's own
        self.answers = {}  # (verb, name) -> codes to answer with, one each time, before anything is done
        self.effects, self.refused = [], []

    def do(self, account, verb, kind, found):
        names = [name.text for name in found.iterfind(f"{{{NS[kind]}}}name")]
        for name in names:
            if codes := self.answers.get((verb, name)):
                raise RefusedError(codes.pop(0))
        return getattr(self, f"{kind}_{verb}")(account, names, found)

    def domain_check(self, account, names, found):
        checked = []
        for name in names:
            avail = name not in self.domains and name not in self.reserved
            reason = f"<domain:reason>{escape(self.reserved[name])}</domain:reason>" if name in self.reserved else ""
            checked.append(
                f'<domain:cd><domain:name avail="{int(avail)}">{name.upper()}</domain:name>{reason}</domain:cd>'
            )
        return 1000, f'<domain:chkData xmlns:domain="{NS["domain"]}">{"".join(checked)}</domain:chkData>'

    def domain_create(self, account, names, found):
        [name] = names
        if name in self.domains:
            raise RefusedError(2302)
        if name in self.reserved:
            raise RefusedError(2306)
        servers = self._servers(found)
        auth = found.findtext("{*}authInfo/{*}pw")
        self.domains[name] = Held(account, account, servers, auth=auth)
        self.effects.append(("create", name))
        return 1000, (
            f'<domain:creData xmlns:domain="{NS["domain"]}"><domain:name>{name}</domain:name>'
            "<domain:crDate>2009-03-20T12:00:00.0Z</domain:crDate></domain:creData>"
        )

    def domain_info(self, account, names, found):
        held = self._held(names)
        statuses = "".join(f'<domain:status s="{status}"/>' for status in sorted(held.statuses or {"ok"}))
        servers = "".join(f"<domain:hostObj>{server}</domain:hostObj>" for server in sorted(held.servers))
        return 1000, (
            f'<domain:infData xmlns:domain="{NS["domain"]}"><domain:name>{names[0]}</domain:name>'
            f"<domain:roid>EXAMPLE1-REP</domain:roid>{statuses}{f'<domain:ns>{servers}</domain:ns>' if servers else ''}"
            f"<domain:clID>{held.client}</domain:clID><domain:crID>{held.creator}</domain:crID>"
            "<domain:crDate>2009-01-02T03:04:05.0Z</domain:crDate></domain:infData>"
        )

    def domain_update(self, account, names, found):
        held = self._held(names)
        add, remove = found.find("{*}add"), found.find("{*}rem")
        added, removed = self._statuses(add), self._statuses(remove)
        if held.client != account and account not in self.registries:
            raise RefusedError(2201)
        mine = "server" if account in self.registries else "client"
        if any(not status.startswith(mine) for status in added | removed):
            raise RefusedError(2306)
        lock = f"{mine}UpdateProhibited"
        only_unlocks = removed == {lock} and not added and not self._servers(add) and not self._servers(remove)
        if lock in held.statuses and not only_unlocks:
            raise RefusedError(2304)
        if added & held.statuses or removed - held.statuses:
            raise RefusedError(2306)
        held.statuses = (held.statuses - removed) | added
        held.servers = (held.servers - self._servers(remove)) | self._servers(add)
        self.effects.append(("update", names[0]))
        return 1000, ""

    def domain_delete(self, account, names, found):
        held = self._held(names)
        if held.client != account:
            raise RefusedError(2201)
        if any(status.endswith("DeleteProhibited") for status in held.statuses):
            raise RefusedError(2304)
        del self.domains[names[0]]
        self.effects.append(("delete", names[0]))
        return 1000, ""

    def domain_transfer(self, account, names, found):
        held = self._held(names)
        if "pendingTransfer" in held.statuses:
            raise RefusedError(2300)
        held.statuses.add("pendingTransfer")
        self.effects.append(("transfer", names[0]))
        return 1001, (
            f'<domain:trnData xmlns:domain="{NS["domain"]}"><domain:name>{names[0]}</domain:name>'
            f"<domain:trStatus>pending</domain:trStatus><domain:reID>{account}</domain:reID>"
            f"<domain:reDate>2009-03-20T12:00:00.0Z</domain:reDate><domain:acID>{held.client}</domain:acID>"
            "<domain:acDate>2009-03-25T12:00:00.0Z</domain:acDate></domain:trnData>"
        )

    def host_check(self, account, names, found):
        checked = "".join(
            f'<host:cd><host:name avail="{int(name not in self.hosts)}">{name}</host:name></host:cd>' for name in names
        )
        return 1000, f'<host:chkData xmlns:host="{NS["host"]}">{checked}</host:chkData>'

    def host_create(self, account, names, found):
        if names[0] in self.hosts:
            raise RefusedError(2302)
        self.hosts.add(names[0])
        self.effects.append(("create", names[0]))
        return 1000, (
            f'<host:creData xmlns:host="{NS["host"]}"><host:name>{names[0]}</host:name>'
            "<host:crDate>2009-03-20T12:00:00.0Z</host:crDate></host:creData>"
        )

    def _held(self, names):
        if names[0] not in self.domains:
            raise RefusedError(2303)
        return self.domains[names[0]]

    def _servers(self, found):
        if found is None:
            return set()
        objects = {server.text for server in found.iterfind("{*}ns/{*}hostObj")}
        if objects - self.hosts:
            raise RefusedError(2303)
        return objects | {server.text for server in found.iterfind("{*}ns/{*}hostAttr/{*}hostName")}

    def _statuses(self, found):
        return set() if found is None else {status.get("s") for status in found.iterfind("{*}status")}


# --- the server -------------------------------------------------------------------------------------------------------


class CutError(Exception):
    """The connection breaks here."""


@dataclass
class Faults:
    """What goes wrong. A session's life is a row of moments (it begins, a command arrives, it is carried out, half of
    the answer is sent); `cut` is the number of the moment, over all sessions, at which the connection breaks."""

    cut: int | None = None
    cut_always: bool = False
    too_many_sessions: int = 0  # so many logins are answered with 2502
    commands_a_session: int | None = None  # then 2502
    delay: float = 0.0
    raw: bytes | None = None  # said in the place of the first answer after the login
    wrong_id: bool = False
    no_id: bool = False


class EppServer:
    """The server, in a thread of its own; validates what it receives and what it says."""

    held = Held

    def __init__(self, tls, *, validate=True):
        self.store, self.faults = Store(), Faults()
        self.passwords = {"tidegate": PASSWORD, "registry": PASSWORD}
        self.store.registries.add("registry")
        self.moments, self.logins, self.deepest = 0, [], 0
        self.verbs = Counter()
        self.objects = [NS["domain"], NS["host"]]
        self._schema = _schema() if validate else None
        self._tls, self._number = tls, 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self):
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _serve(self):
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._loop.set_exception_handler(lambda loop, context: None)
        server = await asyncio.start_server(self._session, "127.0.0.1", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _session(self, reader, writer):
        try:
            self._moment()
            self._say(writer, self._greeting())
            await self._commands(reader, writer)
            writer.close()
            await writer.wait_closed()
        except CutError:
            writer.transport.abort()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            writer.close()

    async def _commands(self, reader, writer):
        account, done = None, 0
        while True:
            message = await _frame(reader)
            self.deepest = max(self.deepest, 1 + _waiting(reader))
            if self.faults.delay:
                await asyncio.sleep(self.faults.delay)
            self._moment()
            root = etree.fromstring(message)
            if self._schema is not None:
                self._schema.assertValid(root)
            command = root[0]
            verb = etree.QName(command[0]).localname
            self.verbs[verb] += 1
            id = command.findtext("{*}clTRID")
            if verb == "login":
                account, code = self._login(command[0])
                self._say(writer, self._response(code, id))
                if code != 1000:
                    return
                continue
            if verb == "logout":
                self._say(writer, self._response(1500, id))
                return
            if account is None:
                self._say(writer, self._response(2002, id))
                continue
            done += 1
            if self.faults.commands_a_session is not None and done > self.faults.commands_a_session:
                self._say(writer, self._response(2502, id))
                return
            code, answer = self._carried_out(account, verb, command[0][0], id)
            self._moment()
            if self.faults.raw is not None:
                answer, self.faults.raw = self.faults.raw, None
            await self._say_in_halves(writer, answer)
            if code >= 2500:
                return

    def _carried_out(self, account, verb, found, id):
        kind = next(kind for kind, namespace in NS.items() if etree.QName(found).namespace == namespace)
        try:
            code, data = self.store.do(account, verb, kind, found)
        except RefusedError as refusal:
            code, data = refusal.args[0], ""
            self.store.refused.append((verb, code))
        return code, self._response(code, id, data)

    async def _say_in_halves(self, writer, message):
        data = framed(message)
        if self.faults.cut == self.moments:
            writer.write(data[: len(data) // 2])
            await writer.drain()
        self._moment()
        writer.write(data)

    def _say(self, writer, message):
        writer.write(framed(message))

    def _moment(self):
        now, self.moments = self.moments, self.moments + 1
        if self.faults.cut == now or (self.faults.cut_always and self.faults.cut is not None and now > self.faults.cut):
            raise CutError

    def _login(self, found):
        name, password = found.findtext("{*}clID"), found.findtext("{*}pw")
        self.logins.append(name)
        if self.faults.too_many_sessions:
            self.faults.too_many_sessions -= 1
            return None, 2502
        return (name, 1000) if self.passwords.get(name) == password else (None, 2200)

    def _greeting(self):
        objects = "".join(f"<objURI>{uri}</objURI>" for uri in self.objects)
        message = (
            f'<epp xmlns="{NS["epp"]}"><greeting><svID>Test registry</svID><svDate>2009-03-20T12:00:00.0Z</svDate>'
            f"<svcMenu><version>1.0</version><lang>en</lang>{objects}<svcExtension><extURI>urn:ietf:params:xml:ns:"
            "rgp-1.0</extURI></svcExtension></svcMenu><dcp><access><all/></access><statement><purpose><admin/>"
            "<prov/></purpose><recipient><ours/></recipient><retention><stated/></retention></statement></dcp>"
            "</greeting></epp>"
        ).encode()
        if self._schema is not None:
            self._schema.assertValid(etree.fromstring(message))
        return message

    def _response(self, code, id, data=""):
        self._number += 1
        id = "somebody-elses" if self.faults.wrong_id and not id.startswith("tidegate-login") else id
        ours = "" if self.faults.no_id else f"<clTRID>{id}</clTRID>"
        message = (
            f'<epp xmlns="{NS["epp"]}"><response><result code="{code}"><msg>said of {code}</msg></result>'
            f"{f'<resData>{data}</resData>' if data else ''}<trID>{ours}"
            f"<svTRID>test-{self._number:06d}</svTRID></trID></response></epp>"
        ).encode()
        if self._schema is not None:
            self._schema.assertValid(etree.fromstring(message))
        return message


async def _frame(reader):
    length = int.from_bytes(await reader.readexactly(4), "big")
    return await reader.readexactly(length - 4)


def _waiting(reader):
    """How many whole frames have arrived that were not read yet."""
    data, count = bytes(reader._buffer), 0
    while len(data) >= 4 and len(data) >= (length := int.from_bytes(data[:4], "big")):
        data, count = data[length:], count + 1
    return count


# --- certificates -----------------------------------------------------------------------------------------------------


@dataclass
class Papers:
    """Files: a CA, and what it certified."""

    folder: Path

    def __getattr__(self, name):
        return self.folder / f"{name}.pem"


def _certificate(folder, name, signed_by=None, addresses=()):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signer = (signed_by[0].subject, signed_by[1]) if signed_by else (subject, key)
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=signed_by is None, path_length=None), critical=True)
    )
    if addresses:
        names = [x509.IPAddress(ip_address(address)) for address in addresses]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    certificate = builder.sign(signer, hashes.SHA256())
    (folder / f"{name}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}_key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, key


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    """Certificates of a test's own CA: of the server, of a client, and of a stranger."""
    folder = tmp_path_factory.mktemp("papers")
    ca = _certificate(folder, "ca")
    _certificate(folder, "server", ca, ["127.0.0.1"])
    _certificate(folder, "elsewhere", ca, ["192.0.2.1"])
    _certificate(folder, "client", ca)
    _certificate(folder, "stranger")
    return Papers(folder)


def _tls(papers, name, *, mutual=False):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers.folder / f"{name}.pem", papers.folder / f"{name}_key.pem")
    if mutual:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(papers.ca)
    return context


@pytest.fixture
def serving(papers):
    """`with serving(name="server", mutual=False, validate=True) as server`: the registry's server."""

    @contextmanager
    def start(name="server", *, mutual=False, validate=True):
        with EppServer(_tls(papers, name, mutual=mutual), validate=validate) as server:
            yield server

    return start


@pytest.fixture
def server(serving):
    """The registry's server, as it should be."""
    with serving() as running:
        yield running


@pytest.fixture
def peer(papers):
    """`peer(server, window=3, account="tidegate")`: how to talk to it, with hardly any patience."""

    def make(server, *, window=3, account="tidegate", hosts=False, password=PASSWORD, sessions=3, timeout=5.0, **files):
        where = Server("127.0.0.1", server.port, **{"ca": papers.ca, **files}, timeout=timeout)
        patience = Patience(sessions=sessions, first=0.001, longest=0.01)
        return Peer(where, Account(account, password, hosts=hosts), window, patience)

    return make


@pytest.fixture
def password():
    """The password of the server's accounts."""
    return PASSWORD


# --- a run ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def drive(peer, tmp_path):
    """`drive(server, ("a.com", "b.com"), Action.BLOCK, terms)`: one run with the journal of this test; returns what the
    journal says, as {name: (outcome, note)}."""

    def run_it(server, names, action, terms, *, batch=2, restarts=5, takings=(), **options):
        with Journal(tmp_path / "journal.sqlite", "order") as journal:
            wanted = ((name, action) for name in names if not journal.is_settled(name, action))
            ids = (f"tidegate-{uuid.uuid4().hex[:12]}-{number}" for number in count())
            desk = Desk(wanted, terms, lambda: next(ids), batch=batch, restarts=restarts, takings=takings)
            hosts = terms.delegation.objects
            asyncio.run(run(peer(server, account=terms.account, hosts=hosts, **options), desk, journal))
            return {entry.name: (entry.word, entry.note) for entry in journal.entries()}

    return run_it


@pytest.fixture
def terms():
    """A registrar's account with two name servers as attributes."""
    return Terms("tidegate", "client", Delegation(("ns1.sinkhole.example", "ns2.sinkhole.example")))
