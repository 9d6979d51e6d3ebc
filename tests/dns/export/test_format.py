"""What a playbook leaves out, no zone makes up."""

from dataclasses import replace
from datetime import date
from ipaddress import ip_network

import pytest

from tidegate.dns.export.format import Sheet
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.operation.model import Sinkhole


def sheet(operation, *sinkholes):
    playbook = replace(operation.playbook, sinkholes=sinkholes)
    return Sheet(replace(operation, playbook=playbook), "gtld", 1, (), Span.of(date(2009, 4, 1), 1))


def test_only_our_own_sinkholes_are_pointed_at(operation):
    theirs = Sinkhole("theirs", False, (ip_network("192.0.2.1/32"),), ("ns.theirs.test",))
    ours = Sinkhole("ours", True, (ip_network("198.51.100.7/32"),), ("ns.ours.test",))
    made = sheet(operation, theirs, ours)
    assert [str(address) for address in made.addresses] == ["198.51.100.7"]
    assert made.nameservers == ["ns.ours.test"]


def test_a_network_is_no_address_to_point_at(operation):
    with pytest.raises(TidegateError, match="small gives no single address of a sinkhole of ours"):
        assert sheet(operation, Sinkhole("ours", True, (ip_network("198.51.100.0/24"),))).addresses


def test_without_a_name_server_nothing_can_be_delegated(operation):
    with pytest.raises(TidegateError, match="small names no name server of a sinkhole of ours"):
        assert sheet(operation, Sinkhole("ours", True, (ip_network("198.51.100.7/32"),))).nameservers
