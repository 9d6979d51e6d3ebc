"""Families in the terms of MISP's taxonomy."""

from dataclasses import replace

from tidegate.dga import Scheme
from tidegate.dga.catalogue import find
from tidegate.dga.taxonomy import taxonomy


def test_conficker_computes_its_names_from_the_date_and_nothing_else():
    assert taxonomy(find("conficker")) == [
        'dga:generation-scheme="arithmetic"',
        'dga:seeding="time-dependent"',
        'dga:seeding="deterministic"',
    ]


def test_names_from_outside_data_are_non_deterministic():
    torpig = replace(find("torpig"), time_dependent=False, deterministic=False)
    assert taxonomy(torpig)[1:] == ['dga:seeding="time-independent"', 'dga:seeding="non-deterministic"']


def test_fixed_list_has_no_scheme():
    assert not [tag for tag in taxonomy(replace(find("conficker"), scheme=Scheme.LIST)) if "scheme" in tag]
