"""`tidegate resolvers`: serve an operation's zones to the group's resolvers, and see who has what."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dns.serving.resolvers import Resolver
    from tidegate.dns.serving.service import News
    from tidegate.dns.serving.standing import Release, Standing

PANEL = "Orders"
COLUMNS = ("resolver", "owner", "takes", "notify", "sources", "key", "since")
STANDINGS = ("resolver", "owner", "may_have_it", "serial", "confirmed_at", "by", "behind", "behind_since")
RELEASES = ("name", "serial", "released_at", "resolver", "confirmed_at")
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the resolver is called.")]


def register(app: typer.Typer) -> None:
    resolvers = typer.Typer(no_args_is_help=True, help="Resolvers: who takes the zones, and who has which serial.")
    for command in (add, remove, snippet, serve, status):
        resolvers.command()(command)
    resolvers.command("list")(show)
    app.add_typer(resolvers, name="resolvers", rich_help_panel=PANEL)


def add(
    name: NameArgument,
    owner: Annotated[str, typer.Option("--owner", metavar="MEMBER", help="Whose it is: what they may have, it may.")],
    notify: Annotated[
        str, typer.Option("--notify", metavar="ADDRESS@PORT", help="Where it is told of changes; port 53 by default.")
    ],
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="NETWORK", help="From where it asks (repeatable); else where it is told."),
    ] = None,
    takes: Annotated[
        str, typer.Option("--takes", metavar="KIND", help="rpz, or catalog for a sinkhole's name server.")
    ] = "rpz",
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Add a resolver, or change it; either way it gets a new key.

    The key is in a file of the home that only you can read; the record has its fingerprint.
    """
    from tidegate.dns.serving import resolvers
    from tidegate.dns.serving.endpoint import Endpoint

    added = resolvers.add(home, name, owner, Endpoint.parse(notify), member, source or (), takes)
    facts(_row(added), as_json=json)


def remove(
    name: NameArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
) -> None:
    """Take a resolver off the list and destroy its key; what it has already, it keeps."""
    from tidegate.dns.serving import resolvers

    resolvers.remove(home, name, member)


def show(
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List the resolvers."""
    from tidegate.dns.serving import resolvers
    from tidegate.operation import clearance
    from tidegate.policy import Action, require

    require(clearance.viewer(home.records, member), Action.READ, resolvers.ROSTER, "the resolvers")
    report([_row(found) for found in resolvers.rows(home.records)], as_json=json, columns=COLUMNS)


def snippet(
    operation: OperationArgument,
    name: NameArgument,
    server: Annotated[str, typer.Option("--for", metavar="SERVER", help="bind, knot or unbound.")],
    primary: Annotated[
        str, typer.Option("--primary", metavar="ADDRESS@PORT", help="Where the resolver reaches our primary.")
    ],
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Write the key here, new and for your eyes only.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
) -> None:
    """Print the lines that make a name server take the zone; with --key also write the file of the key they include."""
    from tidegate.cli.gate import opened
    from tidegate.dns.serving import handover
    from tidegate.dns.serving.endpoint import Endpoint
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.EXPORT, "the zones")
    lines = handover.lines(home, found, name, server, Endpoint.parse(primary), key)
    if key is not None:
        handover.write_key(home, name, server, key, member)
    typer.echo(lines, nl=False)


def serve(
    operation: OperationArgument,
    listen: Annotated[
        list[str], typer.Option("--listen", metavar="ADDRESS@PORT", help="Serve here; may be given more than once.")
    ],
    lead: Annotated[
        int, typer.Option("--lead", min=0, metavar="DAYS", help="How long before its days a name enters.")
    ] = 3,
    grace: Annotated[int, typer.Option("--grace", min=0, metavar="DAYS", help="How long after them it stays.")] = 1,
    poll: Annotated[
        float, typer.Option("--poll", min=0.1, metavar="SECONDS", help="How often to look whether something changed.")
    ] = 5.0,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
) -> None:
    """Serve the operation's zones by AXFR and IXFR with TSIG, and tell resolvers of changes, until Ctrl-C.

    The zones follow the record, the forecast and the clock by themselves. Only resolvers whose owners may have the
    operation get anything. Needs Knot DNS.
    """
    import signal
    import time
    from contextlib import suppress

    from tidegate.cli.gate import opened
    from tidegate.dns.serving.endpoint import Endpoint
    from tidegate.dns.serving.rolling import Rolling
    from tidegate.dns.serving.service import serving
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.EXPORT, "the zones")
    endpoints = [Endpoint.parse(text) for text in listen]
    rolling = Rolling(timedelta(days=lead), timedelta(days=grace))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), serving(home, found, endpoints, member, rolling) as service:
        while True:
            for news in service.step():
                typer.echo(f"{home.now():%Y-%m-%d %H:%M:%S} UTC  {_told(news)}")
            time.sleep(poll)


def status(
    operation: OperationArgument,
    released: Annotated[
        bool, typer.Option("--released", help="The names given back, and when each resolver confirmed that.")
    ] = False,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Say which resolver has which serial, and how far behind it is; or when each confirmed a release."""
    from tidegate.cli.gate import opened
    from tidegate.dns.serving import resolvers, standing
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.READ, "the zones' standing")
    records = home.records
    known, made = resolvers.rows(records), standing.publications(records, operation)
    confirmed = standing.confirmations(records, operation)
    permitted = resolvers.permitted(records, known, found.label)
    if released:
        rows = [_release(row) for row in standing.releases(permitted, made, confirmed)]
        report(rows, as_json=json, columns=RELEASES)
        return
    standings = standing.standings(known, made, confirmed)
    rows = [_standing(row, may_have_it=row.resolver in permitted) for row in standings]
    report(rows, as_json=json, columns=STANDINGS)


def _told(news: "News") -> str:
    from tidegate.dns.serving.log import Complaint, Refused
    from tidegate.dns.serving.publisher import Published
    from tidegate.dns.serving.service import Confirmed

    match news:
        case Published(serial, changes):
            return (
                f"serial {serial}: {changes.names:,} names, {changes.added:,} came, {changes.withdrawn:,} left, "
                f"{len(changes.released):,} of them released"
            )
        case Confirmed(resolver, taken):
            size = f", {taken.octets:,} bytes" if taken.octets else ""
            return f"{resolver} has serial {taken.serial} of {taken.zone} ({taken.kind}{size})"
        case Refused(zone, key, address, why):
            by = f"key {key}{f', {why}' if why else ''}" if key else "no key"
            return f"refused: {address or 'somebody'} asked for {zone} with {by}"
        case Complaint(text):
            return f"Knot: {text}"


def _row(resolver: "Resolver") -> dict[str, object]:
    values = {**vars(resolver), "resolver": resolver.name, "key": resolver.fingerprint, "notify": str(resolver.notify)}
    return {column: values[column] for column in COLUMNS}


def _standing(row: "Standing", *, may_have_it: bool) -> dict[str, object]:
    last = row.last
    return {
        "resolver": row.resolver.name,
        "owner": row.resolver.owner,
        "may_have_it": may_have_it,
        "serial": str(last.serial) if last else None,
        "confirmed_at": last.at if last else None,
        "by": last.kind if last else None,
        "behind": row.behind,
        "behind_since": row.since,
    }


def _release(row: "Release") -> dict[str, object]:
    return {
        "name": row.name,
        "serial": str(row.serial),
        "released_at": row.published_at,
        "resolver": row.resolver,
        "confirmed_at": row.confirmed_at,
    }
