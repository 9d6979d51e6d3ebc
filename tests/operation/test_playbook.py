"""Playbooks: the bundled ones hold what the story needs, and a wrong one is refused with file, line, key and reason."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.catalogue import find
from tidegate.dga.config import read_text
from tidegate.dga.family import Clock
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span
from tidegate.names.suffixes import suffix_of
from tidegate.operation.model import ACTIONS, Channel, LegalBasis, Origin
from tidegate.operation.playbook import bundled, load, parse
from tidegate.policy import PAP, TLP, Label

CONFICKER = load("conficker")[1]

SMALL = """\
name = "small"
title = "A small one"
horizon_days = 30

[label]
tlp = "GREEN"
pap = "AMBER"

[[models]]
family = "kido"
variant = "A"

[registries]
gtld = { name = "One for all", suffixes = ["com", "net", "org", "info", "biz"] }
"""


def refusal(text):
    with pytest.raises(TidegateError) as caught:
        parse(text, "small.toml")
    return str(caught.value)


def test_conficker_covers_every_suffix_of_its_generators():
    playbook, _ = load("conficker")
    suffixes = {suffix for variant in find("conficker").variants for suffix in variant.suffixes}
    assert set(playbook.registry_of_suffix) == suffixes
    assert len(suffixes) == 123  # 8 and 116, of which cn is one


def test_conficker_bots_behave_as_reported():
    a, b, c = (model.behaviour for model in load("conficker")[0].models)
    assert (a.tries, a.rounds, b.tries, b.rounds) == (None, 8, None, 12)
    assert (c.tries, c.rounds, c.clock, c.starts) == (500, 1, Clock.LOCAL, date(2009, 4, 1))


def test_conficker_may_be_probed_and_knows_the_six_legitimate_sites_of_march_2009():
    playbook, _ = load("conficker")
    assert playbook.label == Label(TLP.AMBER, PAP.GREEN)
    assert [site.name for site in playbook.legitimate] == [
        *("jogli.com", "dssmb.com", "wnsux.com", "tnddb.com", "qhflh.com", "praat.org")
    ]


def test_mariposa_is_a_list_whose_every_host_somebody_can_act_on():
    playbook, _ = load("mariposa")
    (model,) = playbook.models
    assert len(model.hosts) == len(set(model.hosts)) == 160
    used = {suffix_of(host, playbook.registry_of_suffix) for host in model.hosts}
    assert used == set(playbook.registry_of_suffix)


def test_necurs_watches_every_known_botnet_for_the_25_months_of_the_takedown():
    playbook, _ = load("necurs")
    assert [model.key for model in playbook.models] == [f"necurs/default:magic={magic}" for magic in (9, 5, 7, 11)]
    assert Span.of(date(2020, 3, 1), playbook.horizon.days).last == date(2022, 3, 31)
    assert set(playbook.registry_of_suffix) == set(find("necurs").variant().suffixes)


NECURS = f"""\
name = "small"
title = "A small one"
horizon_days = 30

[label]

[[models]]
family = "necurs"
variant = "default"
configs = "known"

[registries]
one = {{ name = "One for all", suffixes = {list(find("necurs").variant().suffixes)} }}
"""


def configs(text):
    return [model.config for model in parse(text, "small.toml").models]


def test_configs_are_taken_by_name_or_spelled_out():
    assert configs(NECURS) == ["magic=9", "magic=5", "magic=7", "magic=11"]
    assert configs(NECURS.replace('"known"', '["11", "5"]')) == ["magic=11", "magic=5"]
    assert configs(NECURS.replace('configs = "known"', 'config = { magic = "0x2a" }')) == ["magic=0x2a"]
    assert configs(NECURS.replace('configs = "known"\n', "")) == [""]


QADARS = SMALL.replace("kido", "qadars").replace('"A"', '"default"\nconfig = { seed = "89F5", tlds = "com,org,net" }')


def test_value_of_a_config_may_hold_commas():
    assert configs(QADARS) == ["seed=89F5,tlds=com,org,net"]
    assert read_text("seed=89F5,tlds=com,org,net") == {"seed": "89F5", "tlds": "com,org,net"}


def test_endings_are_those_of_the_config_and_may_lie_under_what_a_registry_runs():
    assert configs(QADARS.replace("com,org", "com,example.org")) == ["seed=89F5,tlds=com,example.org,net"]


def test_suffixes_that_no_registry_of_the_playbook_runs_are_the_directory_s():
    own, *others = parse(QADARS.replace("com,org,net", "com,top,example.pw"), "small.toml").registries
    assert own.id == "gtld"
    assert {(other.suffixes, other.origin) for other in others} == {
        (("top",), Origin.DIRECTORY),
        (("pw",), Origin.DIRECTORY),
    }


def test_model_whose_names_cannot_be_predicted_is_refused():
    text = SMALL.replace("kido", "charbot").replace('"A"', '"default"')
    assert refusal(text).startswith("small.toml:11: models[0].variant: names of charbot/default cannot be predicted")


def test_value_that_would_be_read_as_another_key_is_refused():
    text = SMALL.replace("kido", "unnamed-javascript").replace('"A"', '"default"\nconfig = { seed = "a,b=c" }')
    assert "small.toml:12: models[0].config.seed: " in refusal(text)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ('configs = ["9", "8"]', 'models[0].configs: "8" is no known config of default; known: 9, 5, 7, 11'),
        ("configs = []", "models[0].configs: is empty"),
        ("configs = 9", "models[0].configs: 9 is not a list of texts"),
        ('configs = "known"\nconfig = { magic = "9" }', "models[0].configs: stands beside config"),
        ('configs = "known"\npopulation = 9', "models[0].population: is one config's"),
        ('config = { magic = "nine" }', "models[0].config.magic: "),
    ],
)
def test_wrong_choice_of_configs_is_refused(new, message):
    assert message in refusal(NECURS.replace('configs = "known"', new))


@pytest.mark.parametrize("name", bundled())
def test_a_bundled_playbook_is_called_as_its_file_and_points_nowhere_but_home(name):
    playbook, _ = load(name)
    assert playbook.name == name
    ours = [network for sinkhole in playbook.sinkholes if sinkhole.ours for network in sinkhole.networks]
    assert ours
    assert all(network.is_loopback for network in ours)


def test_what_a_playbook_leaves_out_has_a_default():
    playbook = parse(SMALL, "small.toml")
    (model,) = playbook.models
    assert (model.key, model.behaviour) == ("conficker/a", find("conficker").variant("a").behaviour)
    assert (playbook.subgroups, playbook.horizon) == (("dns", "sinkhole", "analysis"), timedelta(days=30))
    assert (playbook.registries[0].action, playbook.registries[0].clearance) == ("block", TLP.AMBER)


def test_what_a_registry_s_entry_leaves_out_is_as_the_directory_has_it():
    nominet = load("conficker")[0].registry("nominet")
    assert nominet.contact == "https://www.iana.org/domains/root/db/uk.html"
    assert (nominet.time_zone, nominet.legal_basis) == ("Europe/London", LegalBasis.UNKNOWN)
    assert (nominet.channel, nominet.can, nominet.per_host) == (Channel.UNKNOWN, ACTIONS, False)


def test_registries_of_zones_are_asked_host_by_host():
    playbook, _ = load("mariposa")
    assert [registry.id for registry in playbook.registries if registry.per_host] == [
        *("no-ip", "cdmon", "dyn", "changeip", "t35", "co-cc", "co-ua", "msk-ix")
    ]
    text = SMALL + 'noip = { name = "No-IP", suffixes = ["no-ip.org"], per_host = false }'
    assert refusal(text).startswith("small.toml:15: registries.noip.per_host: no-ip.org: others register hosts below")


def test_a_label_that_is_not_given_is_the_strictest():
    text = SMALL.replace('tlp = "GREEN"\npap = "AMBER"\n', "")
    assert parse(text, "small.toml").label == Label(TLP.RED, PAP.RED)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title", "titel", "small.toml:2: titel: unknown key; known: "),
        ('title = "A small one"\n', "", "small.toml:1: title: is missing"),
        ("horizon_days = 30", 'horizon_days = "30"', 'small.toml:3: horizon_days: "30" is not a whole number'),
        ("horizon_days = 30", "horizon_days = 0", "small.toml:3: horizon_days: 0 is not between 1 and "),
        ('"small"', '"Small one"', 'small.toml:1: name: "Small one" is not a name'),
        ('tlp = "GREEN"', 'tlp = "BLUE"', "small.toml:6: label.tlp: 'BLUE' is not a TLP label"),
        ('pap = "AMBER"', 'pap = "BLUE"', "small.toml:7: label.pap: 'BLUE' is not a PAP label"),
        ('"kido"', '"zeus"', "small.toml:10: models[0].family: unknown family 'zeus'; known: "),
        ('"A"', '"z"', "small.toml:11: models[0].variant: unknown variant of conficker 'z'; known: a, b, c"),
        ('"A"\n', '"A"\nconfig = { seed = "1" }\n', "small.toml:12: models[0].config.seed: unknown key"),
        ('"A"\n', '"A"\nbehaviour = { clock = "mars" }\n', "small.toml:12: models[0].behaviour.clock: "),
        ('"A"\n', '"A"\nbehaviour = { tries = 0 }\n', "small.toml:12: models[0].behaviour.tries: 0 is not between"),
        ('"A"\n', '"A"\nbehaviour = { tries = "some" }\n', 'small.toml:12: models[0].behaviour.tries: "some" is not'),
        ('"A"\n', '"A"\npopulation = -1\n', "small.toml:12: models[0].population: -1 is not between"),
        ('"com"', '"com "', 'small.toml:14: registries.gtld.suffixes: "com " ends in a space'),
        ('"com"', '".com"', 'small.toml:14: registries.gtld.suffixes: ".com" is not a suffix'),
        ('"com"', '"COM"', 'small.toml:14: registries.gtld.suffixes: "COM" is not a suffix'),
        ('"com"', '"com", "com"', 'small.toml:14: registries.gtld.suffixes: "com" stands here twice'),
        ("gtld = {", "all = {", 'small.toml:14: registries.all: "all" cannot be a registry'),
        ("gtld = {", "Gtld = {", 'small.toml:14: registries.Gtld: "Gtld" is not a name'),
        ("gtld = {", "gtld.x = {", "small.toml:14: registries.gtld.x: unknown key"),
        ('"biz"] }', '"biz"], action = "seize" }', 'small.toml:14: registries.gtld.action: "seize" is not an action'),
        ('"biz"] }', '"biz"], can = ["seize"] }', 'small.toml:14: registries.gtld.can: "seize" is not an action'),
        ('"biz"] }', '"biz"], can = [] }', "small.toml:14: registries.gtld.can: is empty"),
        (
            '"biz"] }',
            '"biz"], action = "hold", can = ["block"] }',
            'small.toml:14: registries.gtld.action: "hold" is not what this registry can do: block',
        ),
        (
            '"biz"] }',
            '"biz"], channel = "fax" }',
            'small.toml:14: registries.gtld.channel: "fax" is not one of mail, epp, portal, sftp, unknown',
        ),
        (
            '"biz"] }',
            '"biz"], legal_basis = "" }',
            'small.toml:14: registries.gtld.legal_basis: "" is not one of voluntary, ',
        ),
        (
            '"biz"] }',
            '"biz"], time_zone = "Mars/Base" }',
            'small.toml:14: registries.gtld.time_zone: "Mars/Base" is not a time zone',
        ),
        (
            '"biz"] }',
            '"biz"], rdap = "https://rdap.example" }',
            'small.toml:14: registries.gtld.rdap: "https://rdap.example" is not the address of an RDAP service',
        ),
        ('"biz"] }', '"biz"], whois = "a b" }', 'small.toml:14: registries.gtld.whois: "a b" is not a host name'),
        ("[registries]", "[[registries]]", "small.toml:13: registries: "),
        ("[[models]]", "[models]", "small.toml:9: models: "),
        ("[label]", "[label", "small.toml:5: is not TOML: "),
    ],
)
def test_a_wrong_playbook_is_refused_with_file_line_key_and_reason(old, new, message):
    assert old in SMALL
    assert refusal(SMALL.replace(old, new, 1)).startswith(message)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            'other = { name = "Two", suffixes = ["cc", "net"] }',
            'small.toml:15: registries.other.suffixes: "net" is already run by gtld',
        ),
        ('gtld = { name = "Again", suffixes = ["cc"] }', "small.toml:15: is not TOML: cannot overwrite a value"),
        ('[[models]]\nfamily = "conficker"\nvariant = "a"', "small.toml:17: models[1].variant: the model conficker/a"),
        ('[[models]]\nfamily = "f"\nvariant = "v"\nhosts = []', "small.toml:18: models[1].hosts: is empty"),
        (
            '[[models]]\nfamily = "f"\nvariant = "v"\nhosts = [\n"a.com",\n"b.ZZ"]',
            'small.toml:20: models[1].hosts: "b.ZZ" is not a domain name in lower case',
        ),
        ('[[sinkholes]]\noperator = "x"\nnetworks = ["127.0.0.2/8"]', "small.toml:17: sinkholes[0].networks: "),
        ('[[sinkholes]]\noperator = "x"\nnameservers = ["NS.x"]', "small.toml:17: sinkholes[0].nameservers: "),
        ('[[legitimate]]\nname = "x y"\nwhat = "w"\nsource = "s"', "small.toml:16: legitimate[0].name: "),
        ("[thresholds]\nexposure = 2", "small.toml:16: thresholds.exposure: 2.0 is not between 0 and 1"),
    ],
)
def test_a_wrong_addition_is_refused_too(more, message):
    assert refusal(f"{SMALL}{more}\n").startswith(message)


@given(st.text(max_size=300))
def test_any_text_gives_a_playbook_or_a_refusal(text):
    refused_or_right(text)


@given(st.data())
def test_a_damaged_playbook_gives_a_playbook_or_a_refusal(data):
    begin = data.draw(st.integers(0, len(CONFICKER)))
    end = data.draw(st.integers(begin, min(begin + 60, len(CONFICKER))))
    refused_or_right(CONFICKER[:begin] + data.draw(st.text(max_size=12)) + CONFICKER[end:])


def refused_or_right(text):
    try:
        parse(text, "p.toml")
    except TidegateError as error:
        refusal = str(error)
    else:
        return
    assert re.match(r"p\.toml:\d+: ", refusal)


def test_a_playbook_is_found_by_name_or_by_path(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(SMALL)
    assert load(str(file))[0].name == "small"
    with pytest.raises(UnknownNameError, match="unknown playbook 'zeus'; known: conficker, mariposa"):
        load("zeus")


def test_a_byte_order_mark_is_no_flaw(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(SMALL, "utf-8-sig")
    assert load(str(file)) == (parse(SMALL, "small.toml"), SMALL)


def test_a_file_that_is_missing_or_no_text_is_refused_by_name(tmp_path):
    (tmp_path / "bad.toml").write_bytes(b"name = '\xff'")
    for file, reason in [("bad.toml", "is not UTF-8"), ("none.toml", "No such file"), (".", "Is a directory")]:
        with pytest.raises(TidegateError, match=reason):
            load(str(tmp_path / file))
