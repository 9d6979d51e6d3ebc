"""`tidegate serve`: the pages of an operation, for reading in a browser."""

from typing import Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption
from tidegate.errors import TidegateError
from tidegate.store.home import Home

PANEL = "Pages"


def register(app: typer.Typer) -> None:
    app.command("serve", rich_help_panel=PANEL)(serve)


def serve(
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="The address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8642,
    member: Annotated[
        str | None,
        typer.Option("--as", envvar="TIDEGATE_MEMBER", metavar="MEMBER", help="The member who reads."),
    ] = None,
) -> None:
    """Serve the pages of every operation of this home, for reading; Ctrl-C ends it.

    There is no login: whoever reaches the address reads what the member may read. Beyond loopback, name one.
    """
    from tidegate.web import server

    _check(home, host, member)
    listener = server.bind(host, port)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"http://{shown}:{listener.getsockname()[1]}/  read as {member or LOCAL}; Ctrl-C ends it")
    server.serve(home, member or LOCAL, host, listener)


def _check(home: Home, host: str, member: str | None) -> None:
    from tidegate.operation import clearance
    from tidegate.web.guards import is_loopback

    if member is None and not is_loopback(host):
        raise TidegateError(f"{host} is reached by others: say with --as MEMBER with whose clearance they read")
    if member is not None and clearance.viewer(home.records, member).clearance is None:
        raise TidegateError(f"{member!r} has no clearance here; `tidegate member list` shows who has")
