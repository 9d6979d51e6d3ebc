"""Publishing: a new serial where the list is another, files that are whole, and no serial that had been used."""

from datetime import date, timedelta

import dns.zone
import pytest

from tidegate.dns.orders import life
from tidegate.dns.orders.state import State
from tidegate.dns.serving import standing
from tidegate.dns.serving.publisher import Publisher
from tidegate.dns.serving.rolling import Rolling

DAY = date(2009, 4, 1)


@pytest.fixture
def publish(served, operation, tmp_path):
    """Publish what is to be served by the home's clock: `publish()`, or `publish("rpz", "catalog")`."""
    folder = tmp_path / "serving"
    folder.mkdir()
    publisher = Publisher(served, operation, Rolling(timedelta(days=1), timedelta(days=1)), folder)
    loaded = []

    def run(*takes):
        return publisher.publish(served.now(), takes or ("rpz",), loaded.append, "local")

    run.folder, run.loaded = folder, loaded
    return run


def owners(folder, zone="small-all.rpz"):
    return {str(name) for name in dns.zone.from_file(str(folder / zone), origin=zone)}


@pytest.fixture
def two_listed(forecast, planned):
    forecast(DAY, c=["one.co.uk", "two.co.uk"])
    planned()


def test_the_first_publication_has_everything(two_listed, publish, served):
    published = publish()
    assert (published.changes.names, published.changes.added) == (2, 2)
    assert owners(publish.folder) >= {"one.co.uk", "*.one.co.uk", "two.co.uk"}
    assert [(one.serial, one.names) for one in standing.publications(served.records, "small")] == [
        (published.serial, 2)
    ]


def test_the_same_list_is_not_published_again(two_listed, publish):
    publish()
    assert publish() is None
    assert publish.loaded == ["small-all.rpz"]


def test_an_exempted_name_is_a_release(two_listed, publish, exempt):
    publish()
    exempt("two.co.uk")
    changes = publish().changes
    assert (changes.names, changes.added, changes.withdrawn, changes.released) == (1, 0, 1, ("two.co.uk",))


def test_a_name_whose_days_are_over_is_no_release(two_listed, publish, clock):
    publish()
    clock.turn(days=3)
    changes = publish().changes
    assert (changes.names, changes.withdrawn, changes.released) == (0, 2, ())


def test_a_released_order_takes_its_names_along_and_a_refused_one_does_not(two_listed, publish, served):
    publish()
    [order] = life.rows(served.records, "small")
    life.advance(served.records, "small", order.id, State.SENT, "local")
    life.advance(served.records, "small", order.id, State.REFUSED, "local", "no legal basis")
    assert publish() is None
    life.advance(served.records, "small", order.id, State.SENT, "local")
    life.advance(served.records, "small", order.id, State.RELEASED, "local", "the campaign is over")
    assert publish().changes.released == ("one.co.uk", "two.co.uk")
    assert owners(publish.folder) == {"@"}


def test_a_kind_of_zone_that_is_new_is_made_of_the_list_that_is_served(two_listed, publish):
    first = publish()
    assert publish("rpz", "catalog") is None
    assert publish.loaded == ["small-all.rpz", "small-all.catalog"]
    catalog = dns.zone.from_file(str(publish.folder / "small-all.catalog"), origin="small-all.catalog")
    assert catalog.get_soa().serial == first.serial


def test_a_serial_that_was_in_a_file_and_not_yet_on_the_record_is_never_used_again(
    two_listed, publish, exempt, served, operation
):
    first = publish()
    exempt("two.co.uk")

    def dies(zone):
        raise RuntimeError("killed")

    publisher = Publisher(served, operation, Rolling(timedelta(days=1), timedelta(days=1)), publish.folder)
    with pytest.raises(RuntimeError, match="killed"):
        publisher.publish(served.now(), ["rpz"], dies, "local")
    assert publish().serial == first.serial + 2
    assert len(list(publish.folder.glob("list-*"))) == 1
