"""`tidegate rdap`: ask the registries who has a colliding name, and since when."""

from pathlib import Path
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts

PANEL = "Collisions"
_FLAWS_SHOWN = 5


def register(app: typer.Typer) -> None:
    app.command("rdap", rich_help_panel=PANEL)(rdap)


def rdap(
    operation: OperationArgument,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Only these; else every colliding name.")
    ] = None,
    bootstrap: Annotated[
        Path | None,
        typer.Option("--bootstrap", metavar="FILE", help="IANA's bootstrap file (RFC 9224), for more TLDs."),
    ] = None,
    rate: Annotated[float, typer.Option("--rate", min=0.01, max=10, help="Questions a second to each service.")] = 1.0,
    most: Annotated[int, typer.Option("--most", min=1, help="How many names to ask for at most.")] = 1_000,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Ask the registries' RDAP services about colliding names, politely, and keep what they say as evidence.

    A question is a visible act, so the operation's PAP has to allow it. Ctrl-C stops after the question under way; what
    was answered is kept, and not asked again for a week.
    """
    from tidegate.cli.gate import opened
    from tidegate.cli.stopping import stop_button
    from tidegate.dns.collisions import finding
    from tidegate.dns.collisions.rdap import bootstrap as services
    from tidegate.dns.collisions.rdap.asking import Manner, Session
    from tidegate.dns.collisions.rdap.cache import NAME, Cache
    from tidegate.dns.collisions.rdap.client import Client
    from tidegate.dns.collisions.rdap.names import to_ask
    from tidegate.dns.collisions.sinkholes.known import KnownSinkholes
    from tidegate.policy import Action

    found = opened(home, operation, member, Action.PROBE, "the registrations")
    known = (services.of_file(bootstrap) if bootstrap else {}) | services.of_playbook(found.playbook)
    wanted = to_ask(home.lake, found, names or None)[:most]
    cache = Cache(home.path / NAME)
    client = Client(KnownSinkholes(found.playbook.sinkholes))
    with stop_button() as stop:
        tally = Session(client, cache, known, home.now, Manner(rate, stop)).ask(wanted)
    client.close()
    if cache.path.exists():
        finding.find(home.lake, found, given={"rdap": [str(cache.path)]})
    facts({**vars(tally), "flaws": len(tally.flaws)}, as_json=json)
    for flaw in tally.flaws[:_FLAWS_SHOWN]:
        typer.echo(f"not answered: {flaw}", err=True)
