"""`tidegate alerts`: what changed, with the evidence."""

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report
from tidegate.names.figures import plural

PANEL = "Census"


def register(app: typer.Typer) -> None:
    app.command("alerts", rich_help_panel=PANEL)(alerts)


def alerts(
    operation: OperationArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List an operation's alerts, the newest day first, each with its evidence.

    Those that tell a name which the adversary can get are TLP:AMBER+STRICT at least; of what you may not read only the
    number is told.
    """
    from tidegate.cli.gate import opened
    from tidegate.operation import alerts as record
    from tidegate.operation import clearance
    from tidegate.policy import Action, decide

    found, viewer = opened(home, operation, member, Action.READ, "the alerts"), clearance.viewer(home.records, member)
    every = record.rows(home.records, operation)
    mine = [alert for alert in every if decide(viewer, Action.READ, record.label(found, alert.tlp))]
    columns = ["day", "rule", "subject", "text", "evidence"]
    picked = [{column: getattr(alert, column) for column in columns} for alert in mine]
    report(picked, title="alerts", as_json=json, columns=columns)
    if hidden := len(every) - len(mine):
        typer.echo(f"{plural(hidden, 'alert')} more for those whose clearance is higher", err=True)
