"""`tidegate drill`: March and April 2009 replayed on this machine, with known truth."""

from pathlib import Path
from typing import Annotated

import typer

from tidegate.cli.options import JsonOption
from tidegate.cli.output import facts, report
from tidegate.errors import TidegateError

PANEL = "Start"


def register(app: typer.Typer) -> None:
    app.command("drill", rich_help_panel=PANEL)(drill)


def drill(
    operation: Annotated[str, typer.Argument(help="What to drill: conficker.")],
    home: Annotated[
        Path, typer.Option("--home", metavar="DIR", help="Where: an empty directory, or a new one.")
    ] = Path("run/drill"),
    again: Annotated[bool, typer.Option("--again", help="Let it take the place of an earlier drill there.")] = False,
    bots: Annotated[int, typer.Option("--bots", metavar="N", help="How many machines are infected in all.")] = 20_000,
    days: Annotated[
        int, typer.Option("--days", metavar="N", help="How many days around 1 April 2009; 61 are March and April.")
    ] = 61,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another number, another world.")] = 2009,
    json: JsonOption = False,
) -> None:
    """Rehearse an operation on loopback: real forecast, orders, DNS, sinkhole and census, against a known truth.

    Nothing leaves this machine. Exit 1, saying which, when a promise does not hold: a check-in lost, an adversary's
    name not found, a figure that differs from the truth. `tidegate serve --home DIR` shows it afterwards.
    """
    from tidegate.drill import report as drilled
    from tidegate.drill.run import run

    outcome = run(operation, home, bots=bots, seed=seed, days=days, again=again)
    if json:
        facts(drilled.document(outcome), as_json=True)
    else:
        typer.echo(f"\n{drilled.answer(outcome)}\n")
        facts(drilled.figures(outcome), as_json=False)
        rows = [{"promise": made.text, "held": made.held, "figures": made.figures} for made in outcome.promises]
        report(rows, as_json=False, title="\npromises")
        spent = [{"step": step, "seconds": round(seconds, 1)} for step, seconds in outcome.seconds.items()]
        report(spent, as_json=False, title="\ntime")
    if outcome.broken:
        broken = "; ".join(f"{promise.text} ({promise.figures})" for promise in outcome.broken)
        raise TidegateError(f"the drill failed: {broken}")
