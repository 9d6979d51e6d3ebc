"""`tidegate epp`: work orders straight into a registry's system, for who has an account there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts

if TYPE_CHECKING:
    from tidegate.exchange.epp.settings import Settings
    from tidegate.operation.model import Operation

PANEL = "Orders"
_SETTINGS = "The account's settings, a TOML file."


def register(app: typer.Typer) -> None:
    epp = typer.Typer(help="Drive a registry's EPP server with the account it gave us.", no_args_is_help=True)
    epp.command("check")(check)
    epp.command("submit")(submit)
    app.add_typer(epp, name="epp", rich_help_panel=PANEL)


def check(
    settings: Annotated[Path, typer.Argument(metavar="SETTINGS", help=_SETTINGS)],
    json: JsonOption = False,
) -> None:
    """Connect, log in, log out, and print what the server offers. Nothing is asked of any name."""
    import asyncio

    from tidegate.exchange.epp.run import greet
    from tidegate.exchange.epp.settings import load

    found = load(settings)
    greeting = asyncio.run(greet(found.peer))
    account = {"account": found.peer.account.name, "window": found.peer.window, "names_in_a_check": found.batch}
    facts({"address": str(found.peer.server), **vars(greeting), **account}, as_json=json)


def submit(
    operation: OperationArgument,
    order: Annotated[str, typer.Argument(help="The work order.")],
    settings: Annotated[Path, typer.Option("--settings", metavar="SETTINGS", help=_SETTINGS)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where the answer appears; else ORDER.answer.csv here."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Connect to nobody: print the counts, and what a first name would cause.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Ask for every name, also for those that were settled before.")
    ] = False,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Bring every name of a work order to where its action wants it, and write what became of each.

    An interrupted submission goes on where it stopped when the same command is given again; nothing is done twice.
    """
    from tidegate.cli.gate import opened
    from tidegate.exchange.epp import submission
    from tidegate.exchange.epp.settings import load
    from tidegate.policy import Action

    ours = opened(home, operation, member, Action.EXPORT, "the work orders")
    wanted = submission.allowed(home, ours, order, member)
    found = load(settings, _nameservers(ours))
    if dry_run:
        counts, messages = submission.preview(home, ours, wanted, found)
        _tell_preview(counts, messages, found, json)
        return
    answer = output or Path(f"{wanted.id}.answer.csv")
    with _progress(f"epp {wanted.id}") as begun:
        summary = submission.submit(home, ours, wanted, found, answer, member, begun, again=again)
    if summary.undecided:
        typer.echo(f"left out: {summary.undecided:,} names whose collision nobody has decided", err=True)
    values = {"order": summary.order, "registry": summary.registry, "answer": str(summary.answer)}
    facts({**values, **({"outcomes": summary.outcomes} if json else summary.outcomes)}, as_json=json)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], Callable[[int], None]]]:
    """A bar that begins once it is known how long it is."""
    from contextlib import ExitStack

    from tidegate.cli.progress import progress

    with ExitStack() as stack:
        yield lambda total: stack.enter_context(progress(what, total))


def _nameservers(operation: "Operation") -> tuple[str, ...]:
    """The name servers of the operation's own sinkholes."""
    ours = [sinkhole for sinkhole in operation.playbook.sinkholes if sinkhole.ours]
    return tuple(dict.fromkeys(server for sinkhole in ours for server in sinkhole.nameservers))


def _tell_preview(counts: dict[str, int], messages: list[bytes], settings: "Settings", json: bool) -> None:
    texts = [message.decode() for message in messages]
    server = str(settings.peer.server)
    if json:
        facts({"address": server, "names": counts, "messages": texts}, as_json=True)
        return
    facts({"address": server, **counts}, as_json=False)
    for text in texts:
        typer.echo(text)
