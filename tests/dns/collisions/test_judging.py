"""Only names with evidence are judged, each once, by the action that its registry would be asked for."""

from dataclasses import replace
from datetime import date

from tidegate.dga.family import Behaviour
from tidegate.dns.collisions import exemptions, finding
from tidegate.dns.collisions.judging import began_on, judgements

DAY = date(2009, 4, 1)


def test_names_with_evidence_have_a_row_with_every_reason(home, operation, forecast, tmp_path):
    forecast(DAY, a=["jogli.com", "sage.com", "free.com"], c=["jogli.com"])
    forecast(date(2009, 4, 2), c=["sage.com"])
    top = tmp_path / "top.csv"
    top.write_text("7,sage.com\n")
    finding.find(home.lake, operation, [top])
    exemptions.propose(home.records, "small", finding.proposals(finding.rows(home.lake, "small")), "anna")
    exemptions.reject(home.records, "small", "sage.com", "anna", "a parked page")
    found = {each.name: each for each in judgements(home, operation)}
    assert (found["jogli.com"].risk, found["jogli.com"].disposition) == ("owned", "warn owner")
    assert found["jogli.com"].reasons[:2] == (
        "the playbook knows its owner",
        "legitimate: music search site (The Register)",
    )
    assert (found["sage.com"].risk, found["sage.com"].disposition) == ("decided", "sinkhole")
    assert "free.com" not in found


def test_a_botnet_begins_with_the_first_of_its_models_and_an_unknown_one_a_year_before_the_operation(operation):
    known = [model for model in operation.playbook.models if model.behaviour.starts]
    unknown = replace(operation.playbook.models[0], behaviour=Behaviour())
    since_april = replace(unknown, behaviour=Behaviour(starts=date(2009, 4, 1)))
    assert began_on(with_models(operation, since_april, *known)) == date(2009, 4, 1)
    assert began_on(with_models(operation, since_april, unknown)) == date(2008, 4, 1)


def with_models(operation, *models):
    return replace(operation, playbook=replace(operation.playbook, models=models))
