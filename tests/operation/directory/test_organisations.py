"""Managers put together: one organisation however IANA spells it, and never two that are called the same."""

from zoneinfo import ZoneInfo

from tidegate.operation.directory.organisations import by_tld, slug
from tidegate.operation.directory.root import top_levels
from tidegate.operation.naming import is_name


def test_every_top_level_domain_is_managed_by_one_organisation():
    assert by_tld().keys() == top_levels().keys()
    assert all(tld in organisation.tlds for tld, organisation in by_tld().items())


def test_no_two_organisations_have_the_same_id():
    organisations = set(by_tld().values())
    assert len({organisation.id for organisation in organisations}) == len(organisations)
    assert all(is_name(organisation.id) for organisation in organisations)


def test_one_organisation_runs_what_iana_spells_in_several_ways():
    assert by_tld()["com"].id == by_tld()["name"].id == "verisign"
    assert {"in", "xn--h2brj9c", "xn--3hcrj9c"} <= set(by_tld()["in"].tlds)
    assert {"info", "email", "actor"} <= set(by_tld()["info"].tlds)


def test_regulators_of_two_countries_that_are_called_the_same_stay_apart():
    assert by_tld()["om"].name == by_tld()["bh"].name == "Telecommunications Regulatory Authority (TRA)"
    assert by_tld()["om"] != by_tld()["bh"]
    assert by_tld()["bf"] != by_tld()["tg"]


def test_a_manager_whom_iana_s_data_does_not_name_says_so():
    assert by_tld()["web"].name == "The manager of .web, whom IANA's data does not name yet"


def test_an_organisation_is_called_by_its_domain_in_plain_letters_or_by_its_name():
    assert by_tld()["de"].id == "de"
    assert by_tld()["my"].id == by_tld()["xn--mgbx4cd0ab"].id == "my"
    assert by_tld()["fr"].id == "afnic"


def test_people_work_in_the_time_zone_of_their_country():
    assert by_tld()["jp"].time_zone == "Asia/Tokyo"
    assert by_tld()["ru"].time_zone == by_tld()["xn--p1ai"].time_zone == "Europe/Moscow"
    assert by_tld()["bv"].time_zone == "Europe/Oslo"
    assert by_tld()["xyz"].time_zone == "UTC"
    assert all(ZoneInfo(organisation.time_zone) for organisation in by_tld().values())


def test_a_long_name_is_cut_where_a_word_ends():
    assert slug("Association Française pour le Nommage Internet") == "association-francaise-pour-le-nommage"
    assert slug("x" * 50) == "x" * 40
