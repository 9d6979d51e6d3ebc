"""Real resolvers get from the sinkhole what bots behind them need, and no more."""

import asyncio
import contextlib
import os
import shutil
import socket

import dns.asyncquery
import dns.flags
import dns.message
import dns.rcode
import pytest

pytestmark = pytest.mark.peer

UNBOUND = """
server:
  interface: 127.0.0.1@{port}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "{folder}"
  pidfile: "{folder}/pid"
  use-syslog: no
  module-config: "iterator"
  do-not-query-localhost: no
forward-zone:
  name: "nl."
  forward-addr: 127.0.0.1@{sinkhole}
"""
BIND = """
options {{
  directory "{folder}"; pid-file "{folder}/pid"; session-keyfile "{folder}/key";
  listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};
  dnssec-validation no; recursion yes; allow-query {{ any; }};
}};
controls {{ }};
zone "nl" {{ type forward; forward only; forwarders {{ 127.0.0.1 port {sinkhole}; }}; }};
"""


def free_port():
    with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        stream.bind(("127.0.0.1", 0))
        datagrams.bind(stream.getsockname())
        return stream.getsockname()[1]


@pytest.fixture(params=["unbound", "named"])
def resolver(request, tmp_path):
    """`resolver(port)`: a resolver that asks the sinkhole at that port, as a context whose value is its own port."""
    program = shutil.which(request.param, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if not program:
        pytest.skip(f"needs {request.param}")
    text, options = {"unbound": (UNBOUND, ["-d"]), "named": (BIND, ["-g"])}[request.param]

    @contextlib.asynccontextmanager
    async def start(sinkhole):
        port = free_port()
        (tmp_path / "conf").write_text(text.format(port=port, folder=tmp_path, sinkhole=sinkhole))
        with (tmp_path / "log").open("w") as log:
            process = await asyncio.create_subprocess_exec(
                program, *options, "-c", str(tmp_path / "conf"), stdout=log, stderr=log
            )
        try:
            yield port
        finally:
            process.terminate()
            await process.wait()

    return start


async def ask(port, name, type_):
    """The resolver's answer, as soon as there is a resolver."""
    query = dns.message.make_query(name, type_)
    for _ in range(20):
        with contextlib.suppress(OSError, dns.exception.Timeout):
            return await dns.asyncquery.udp(query, "127.0.0.1", 3, port)
        await asyncio.sleep(0.2)
    raise AssertionError("the resolver does not answer")


def test_a_resolver_learns_the_sinkholes_address_and_nothing_that_is_not_so(run_sensor, resolver):
    async def story(running):
        async with resolver(running.dns[1]) as port:
            return [await ask(port, name, type_) for name, type_ in questions]

    questions = [("gzyh.nl", "A"), ("GZYH.nl", "A"), ("gzyh.nl", "AAAA"), ("gzyh.nl", "SOA"), ("foreign.nl", "A")]
    address, again, other, soa, foreign = run_sensor(story)
    for answer in (address, again):
        assert [rrset.to_text().split()[1:] for rrset in answer.answer] == [["300", "IN", "A", "192.0.2.2"]]
    assert (other.rcode(), other.answer) == (dns.rcode.NOERROR, [])
    assert soa.answer[0][0].mname.to_text() == "ns1.sinkhole.invalid."  # it came by TCP
    assert (foreign.rcode(), foreign.answer) == (dns.rcode.SERVFAIL, [])
