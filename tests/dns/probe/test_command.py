"""`tidegate probe` as it is typed: several days, rounds, samples, and what it refuses."""

import json
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import partial

import dns.message
import dns.rcode
import dns.rrset
import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dns.probe.alone import alone
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.store import Home

DAY = date(2009, 4, 1)


def denies(query):
    """A resolver of a world in which no name exists."""
    response = dns.message.make_response(dns.message.from_wire(query))
    response.set_rcode(dns.rcode.NXDOMAIN)
    response.authority.append(dns.rrset.from_text("com.", 60, "IN", "SOA", "ns.nic. root.nic. 9 2 3 4 5"))
    return [response.to_wire()]


@pytest.fixture
def probe(home, operation):
    """Run `tidegate probe small` with some words more."""

    def run(*words):
        return CliRunner().invoke(build(), ["probe", "small", *map(str, words), "--home", str(home.path)])

    return run


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ([], "--resolver"),
        (["--resolver", "127.0.0.1", "--until", "2009-04-02"], "--until"),
        (["--resolver", "127.0.0.1", "--sample", "5", "--at-most", "5"], "--at-most"),
        (["--resolver", "127.0.0.1", "--confidence", "1"], "--confidence"),
    ],
)
def test_wrong_use_ends_with_2_and_names_the_option(probe, words, option):
    result = probe("--date", DAY, *words)
    assert (result.exit_code, option in result.output) == (2, True)


def test_pap_green_allows_a_resolver_and_not_the_registries(probe, forecast):
    forecast(DAY, a=["free.com"])
    result = probe("--date", DAY, "--authoritative", "--root", "127.0.0.1:1")
    assert isinstance(result.exception, NotAllowedError)
    assert "which PAP:GREEN forbids" in str(result.exception)


def test_several_days_are_probed_one_after_the_other(home, probe, forecast, stand_in):
    for day in (DAY, DAY + timedelta(days=1)):
        forecast(day, a=["free.com"])
    result = probe("--date", DAY, "--days", 2, "--resolver", stand_in(denies).resolver)
    assert result.exit_code == 0, result.output
    assert home.lake.days("probes", "small") == [DAY, DAY + timedelta(days=1)]


def test_at_most_draws_as_many_as_it_takes(probe, forecast, stand_in):
    forecast(DAY, a=[f"n{number}.com" for number in range(100)])
    words = ("--date", DAY, "--resolver", stand_in(denies).resolver, "--at-most", 20, "--confidence", 0.9)
    values = json.loads(probe(*words, "--json").stdout)
    assert (values["names"], values["drawn"], values["most_open"]) == (10, 10, 100)


def test_rounds_go_on_until_their_end_and_survive_one_that_fails(home, operation, forecast, stand_in, monkeypatch):
    """The clock is turned instead of waited for; during the second round somebody else probes."""
    forecast(DAY, a=["free.com"])
    now, elsewhere = datetime(2009, 4, 1, 6, tzinfo=UTC), ExitStack()

    def sleep(seconds):
        nonlocal now
        now += timedelta(seconds=seconds)
        elsewhere.close()
        if now.hour == 8:
            elsewhere.enter_context(alone(home.folder("probe", "small"), "small"))

    monkeypatch.setattr("tidegate.cli.commands.probe.time.sleep", sleep)
    monkeypatch.setattr("tidegate.cli.options.Home", partial(Home, now=lambda: now))
    words = ["probe", "small", "--resolver", str(stand_in(denies).resolver), "--home", str(home.path)]
    result = CliRunner().invoke(build(), [*words, "--every", "2h", "--until", "2009-04-01T10:00"])
    assert result.exit_code == 0, result.output
    assert "2009-04-01: another probe of small is at work" in result.stderr
    probed = home.lake.execute(home.lake.table("probes", "small").probed_at).to_pylist()
    assert sorted(moment.hour for moment in probed) == [6, 10]


def test_two_probes_of_an_operation_do_not_run_at_once(home, probe, forecast, stand_in):
    forecast(DAY, a=["free.com"])
    server = stand_in(denies)
    with alone(home.folder("probe", "small"), "small"):
        result = probe("--date", DAY, "--resolver", server.resolver)
    assert isinstance(result.exception, TidegateError)
    assert "another probe of small is at work" in str(result.exception)
    assert server.asked == []
