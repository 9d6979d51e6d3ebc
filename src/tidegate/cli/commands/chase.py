"""`tidegate chase`: whom to ask next, or which names to get, for the largest cut in exposure?"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, DayOption, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dns.coverage.chase import Chase, NameChase, Step
    from tidegate.operation.model import Operation
    from tidegate.store import Home

PANEL = "Proof"
_STEPS = ("registry", "closes", "exposure_then", "bots_then")
_NAMES = ("name", "registry", "why", "models")


class By(StrEnum):
    """What to chase."""

    REGISTRY = "registry"
    NAME = "name"


def register(app: typer.Typer) -> None:
    app.command("chase", rich_help_panel=PANEL)(chase)


def chase(
    operation: OperationArgument,
    day: DayOption,
    days: Annotated[int, typer.Option(min=1, help="How many days, from --date on; names are of one day.")] = 1,
    by: Annotated[By, typer.Option(help="Chase registries, or single names.")] = By.REGISTRY,
    below: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="SHARE", help="The exposure to come to; else the playbook's threshold."),
    ] = None,
    most: Annotated[
        int | None, typer.Option(min=1, metavar="K", help="Instead: the K registries that cut the exposure most.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """Say whom to chase next: the fewest registries, or names, without whose gaps few bots reach an outsider.

    The answer comes with its proof: that no fewer do, or how many are needed at least.
    """
    from tidegate.cli.gate import opened
    from tidegate.dns.coverage import gaps
    from tidegate.operation import clearance
    from tidegate.policy import Action, require

    if by is By.NAME and (days > 1 or most):
        raise typer.BadParameter("names are chased for one day, down to an exposure: leave out --days and --most")
    found = opened(home, operation, member, Action.READ, "whom to chase")
    label = gaps.label(found) if by is By.NAME else found.label
    require(clearance.viewer(home.records, member), Action.READ, label, f"the open names of {operation}")
    wanted = found.playbook.thresholds.exposure if below is None else below
    if by is By.NAME:
        _tell_names(_names(home, found, day, wanted), day, wanted, json)
    else:
        _tell(_registries(home, found, day, days, wanted, most), wanted, most, json)
    if not json:
        typer.echo(str(label))


def _registries(home: "Home", operation: "Operation", day: Any, days: int, wanted: float, most: int | None) -> "Chase":
    from tidegate.dns.coverage import chase
    from tidegate.dns.coverage.cells import cells
    from tidegate.errors import TidegateError
    from tidegate.names.days import Span

    found = cells(home.lake, home.records, operation, Span.of(day, days))
    if not found:
        raise TidegateError(f"{operation.name} has no forecast for {Span.of(day, days)}: nobody to chase")
    return chase.most(found, most) if most else chase.below(found, wanted)


def _names(home: "Home", operation: "Operation", day: Any, wanted: float) -> "NameChase":
    from tidegate.dns.coverage.cells import cells
    from tidegate.dns.coverage.chase import names_below
    from tidegate.dns.coverage.gaps import gaps
    from tidegate.errors import TidegateError
    from tidegate.names.days import Span

    pooled = cells(home.lake, home.records, operation, Span.of(day, 1))
    if not pooled:
        raise TidegateError(f"{operation.name} has no forecast for {day}: no names to chase")
    found = gaps(home.lake, home.records, operation, day)
    return names_below(found, pooled, operation.playbook.models, wanted)


def _tell(found: "Chase", wanted: float, most: int | None, json: bool) -> None:
    from tidegate.names.figures import percent

    if json:
        facts({"steps": [vars(step) for step in found.steps], "proof": found.proof}, as_json=True)
        return
    title = f"The {most} that cut most" if most else f"For an exposure of no more than {percent(wanted)}"
    report([_step(step) for step in found.steps], as_json=False, title=title, columns=_STEPS)
    typer.echo(found.proof)


def _tell_names(found: "NameChase", day: Any, wanted: float, json: bool) -> None:
    from tidegate.names.figures import percent

    if json:
        facts({"names": [vars(gap) for gap in found.names], "proof": found.proof}, as_json=True)
        return
    rows = [{**vars(gap), "why": gap.why.value, "models": " ".join(gap.models)} for gap in found.names]
    title = f"{len(rows):,} names of {day} for an exposure of no more than {percent(wanted)}"
    report(rows, as_json=False, title=title, columns=_NAMES)
    typer.echo(found.proof)


def _step(step: "Step") -> dict[str, Any]:
    from tidegate.names.figures import about, percent

    return {
        "registry": step.registry or "no registry",
        "closes": step.closes,
        "exposure_then": percent(step.exposure),
        "bots_then": about(step.bots),
    }
