"""How a probe's end is told: the answer, the verdicts, what speaks against them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import typer

from tidegate.cli.output import facts, report
from tidegate.dns.probe.summary import Seen, Summary, body
from tidegate.dns.probe.wanted import Wanted
from tidegate.names.figures import percent, plural


def tell(summary: Summary, wanted: Wanted, why: Mapping[str, int], new: Sequence[str], *, as_json: bool) -> None:
    """Print what the probe came to, `why` names are unknown, and the `new` alerts; warnings go to stderr."""
    for warning in _warnings(summary):
        typer.echo(f"warning: {warning}", err=True)
    if as_json:
        facts({**_values(summary, wanted), "unknown_because": why, "alerts": new}, as_json=True)
        return
    typer.echo(_answer(summary))
    report([{"verdict": verdict, "names": count} for verdict, count in summary.verdicts.items()], as_json=False)
    for reason, count in why.items():
        typer.echo(f"unknown {count:,} times: {reason}")
    typer.echo(f"{summary.questions:,} questions, {summary.strays:,} stray answers; {plural(len(new), 'new alert')}")


def _answer(summary: Summary) -> str:
    seen = f"{summary.denied:,} of {summary.names:,} names ({percent(summary.denied / summary.names)}) are denied"
    answer = f"{summary.day}: {seen}, by what {summary.resolver} says"
    if not summary.is_sample:
        return answer
    sure = f"{summary.confidence * 100:g} % confidence"
    return f"{answer}; at most {summary.most_open:,} of all {summary.of:,} names are open ({sure})"


def _warnings(summary: Summary) -> Iterator[str]:
    for seen in summary.views:
        yield from _of_view(seen)


def _of_view(seen: Seen) -> Iterator[str]:
    controls = seen.controls
    if controls.invented:
        addresses = ", ".join(sorted(controls.invented))
        yield f"{seen.view} answers {addresses} for names that cannot exist; such an answer proves nothing"
    for suffix, found in sorted(controls.wildcards.items()):
        yield f"{suffix} answers every name with {', '.join(sorted(found))}; such a name counts as not registered"
    if controls.silent:
        yield f"no answer from {', '.join(sorted(map(str, controls.silent)))}"
    if seen.differed:
        yield f"{seen.view} says something else of {plural(seen.differed, 'name')} than the verdict"


def _values(summary: Summary, wanted: Wanted) -> dict[str, Any]:
    values = {key: value for key, value in asdict(summary).items() if key != "views"}
    return {**values, "denied": summary.denied, "most_open": summary.most_open, "views": body(summary, wanted)["views"]}
