"""`tidegate sinkhole`: take check-ins, answer harmlessly, lose none."""

from ipaddress import IPv4Address
from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, MemberOption, OperationArgument
from tidegate.errors import TidegateError

PANEL = "Sinkhole"


def register(app: typer.Typer) -> None:
    app.command("sinkhole", rich_help_panel=PANEL)(sinkhole)


def _address(text: str) -> IPv4Address:
    try:
        return IPv4Address(text)
    except ValueError:
        raise TidegateError(f"{text!r} is not an IPv4 address") from None


def sinkhole(
    operation: OperationArgument,
    http: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS:PORT", help="Take HTTP here; may be given more than once.")
    ] = None,
    dns: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS:PORT", help="Take DNS, UDP and TCP, here; may be repeated.")
    ] = None,
    name: Annotated[str, typer.Option(help="This sensor's name; each on the same home needs its own.")] = "sensor",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that share the work.")] = 1,
    address: Annotated[
        IPv4Address | None,
        typer.Option(parser=_address, metavar="IPV4", help="What DNS answers with; default: the playbook's sinkhole."),
    ] = None,
    nameserver: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="What our name servers are called; may be repeated.")
    ] = None,
    zone: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Also answer for this name and all below it.")
    ] = None,
    slack: Annotated[int, typer.Option(min=1, help="Days before and after today whose names are answered.")] = 7,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
) -> None:
    """Take check-ins over HTTP and DNS until Ctrl-C; nobody is answered before their check-in is on the disk.

    Answers are fixed and harmless. Names with an accepted exemption are refused. What the sensor has to say goes to
    stderr, one JSON object a line.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.collisions import exemptions
    from tidegate.names.domain import normalise
    from tidegate.policy import Action
    from tidegate.sinkhole.binding import parse_address
    from tidegate.sinkhole.sensor import Sensor

    if not http and not dns:
        raise typer.BadParameter("give an address to listen on", param_hint="--http or --dns")
    opened(home, operation, member, Action.READ, "the forecast")
    Sensor(
        home,
        operation,
        name=name,
        http=[parse_address(text) for text in http or ()],
        dns=[parse_address(text) for text in dns or ()],
        workers=workers,
        address=address,
        nameservers=[normalise(text) for text in nameserver or ()],
        zones=[normalise(text) for text in zone or ()],
        slack=slack,
        exempt=exemptions.accepted(home.records, operation),
    ).run()
