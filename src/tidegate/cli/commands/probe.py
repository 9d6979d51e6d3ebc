"""`tidegate probe`: what does the live DNS say about a day's names?"""

import time
from contextlib import nullcontext
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.progress import progress
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.names.days import Span, parse_day

if TYPE_CHECKING:
    from tidegate.dns.probe.rounds import Rounds
    from tidegate.dns.probe.session import Session
    from tidegate.dns.probe.summary import Summary
    from tidegate.dns.probe.wanted import Wanted
    from tidegate.operation.model import Operation
    from tidegate.store import Home

PANEL = "Proof"
_DOUBTS = 5
"""How many reasons for the verdict `unknown` are told."""
_RATE = "Questions a second"


def register(app: typer.Typer) -> None:
    app.command("probe", rich_help_panel=PANEL)(probe)


def probe(
    operation: OperationArgument,
    day: Annotated[
        date | None, typer.Option("--date", metavar="YYYY-MM-DD", parser=parse_day, help="A UTC day; today without it.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="So many days, from that one on.")] = 1,
    resolver: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST:PORT", help="A resolver to ask; port 53 if none is given. Repeat it for more."),
    ] = None,
    authoritative: Annotated[
        bool, typer.Option("--authoritative", help="Ask the registries' own name servers; needs PAP:CLEAR.")
    ] = False,
    root: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST:PORT", help="A root server of your own for --authoritative; its port is everybody's."
        ),
    ] = None,
    rate: Annotated[float, typer.Option(min=0.1, help=f"{_RATE} in all, retries included.")] = 1000,
    registry_rate: Annotated[
        float | None, typer.Option(min=0.1, help=f"{_RATE} for a registry that has said none; --rate without it.")
    ] = None,
    server_rate: Annotated[float | None, typer.Option(min=0.1, help=f"{_RATE} to one server.")] = None,
    suffix: Annotated[
        list[str] | None, typer.Option(help="Only names under this suffix; may be given more than once.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Only so many names, drawn at random.")] = None,
    at_most: Annotated[
        int | None, typer.Option(min=0, help="A sample that can show that no more names than these are open.")
    ] = None,
    confidence: Annotated[
        float, typer.Option(min=0.5, max=0.9999, help="How sure a sample's statement about all names is.")
    ] = 0.95,
    rdap: Annotated[
        bool, typer.Option("--rdap", help="Ask the registries' RDAP services who has the names that an outsider holds.")
    ] = False,
    every: Annotated[
        str | None, typer.Option(metavar="30m|2h|1d", help="Again and again; an alert as it comes.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DDTHH:MM", help="The end (UTC) of --every; without it there is none.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Ask the live DNS for a day's names and give a verdict on each; a gap that an outsider holds becomes an alert, and
    a name that was denied and is not any more.

    A probe can be noticed: the operation's PAP label decides whether it is allowed. An interrupted probe goes on where
    it stopped when the same command is given again.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.probe.resolver import Resolver
    from tidegate.dns.probe.roots import ROOTS
    from tidegate.dns.probe.rounds import Rounds, parse_interval, parse_moment
    from tidegate.dns.probe.wanted import Wanted
    from tidegate.policy import Action

    if not (resolver or authoritative):
        raise typer.BadParameter("name a resolver, or give --authoritative", param_hint="'--resolver'")
    if until and not every:
        raise typer.BadParameter("ends nothing without --every", param_hint="'--until'")
    if sample and at_most is not None:
        raise typer.BadParameter("is another way to say --sample: give one of them", param_hint="'--at-most'")

    def wanted(asked: date) -> Wanted:
        return Wanted(
            asked,
            tuple(map(Resolver.parse, resolver or ())),
            tuple(suffix or ()),
            sample,
            rate,
            authoritative=authoritative,
            roots=tuple(map(Resolver.parse, root or ())) or ROOTS,
            registry_rate=registry_rate,
            server_rate=server_rate,
            at_most=at_most,
            confidence=confidence,
        )

    found = opened(home, operation, member, Action.PROBE, "the names")
    again = Rounds(home.now(), parse_interval(every), parse_moment(until) if until else None) if every else None
    while True:
        for asked in Span.of(day or home.now().date(), days):
            _round(home, found, wanted(asked), member, again, rdap, json)
        following = again.after(home.now()) if again else None
        if following is None:
            return
        _wait(home, following)


def _round(
    home: "Home", found: "Operation", wanted: "Wanted", member: str, again: "Rounds | None", rdap: bool, json: bool
) -> None:
    """Probe one day. Where rounds follow, one that fails is told, and the next goes on with it."""
    try:
        _one(home, found, wanted, member, rdap, json)
    except NotAllowedError:
        raise
    except TidegateError as error:
        if again is None:
            raise
        typer.echo(f"{wanted.day}: {error}", err=True)


def _one(home: "Home", found: "Operation", wanted: "Wanted", member: str, rdap: bool, json: bool) -> None:
    from tidegate.cli.probing import tell
    from tidegate.dns.alerts import raise_alerts
    from tidegate.dns.collisions.rdap.registration import registration
    from tidegate.dns.coverage.doubts import doubts
    from tidegate.dns.probe.session import Session

    with registration(home, found) if rdap else nullcontext() as registered:
        session = Session(home, found, wanted, member, registered)
        summary = _run(session, wanted)
    new = raise_alerts(home, found, member, Span.of(wanted.day, 1))
    tell(summary, wanted, doubts(home.lake, found, wanted.day, _DOUBTS), new, as_json=json)


def _run(session: "Session", wanted: "Wanted") -> "Summary":
    if session.resumed:
        typer.echo(f"going on: {session.resumed:,} of {session.total:,} names were asked for before", err=True)
    with progress(f"probe {wanted.day}", session.total) as bar:
        bar(session.resumed)
        try:
            return session.run(bar)
        except KeyboardInterrupt:
            typer.echo("interrupted: what was asked is kept, and the same command goes on from there", err=True)
            raise


def _wait(home: "Home", moment: datetime) -> None:
    """Until `moment`, and no longer where the clock is set meanwhile."""
    typer.echo(f"the next round begins at {moment:%Y-%m-%d %H:%M} UTC", err=True)
    while (left := (moment - home.now()).total_seconds()) > 0:
        time.sleep(min(left, 60.0))
