"""A registry says nothing. The list was sent, was due, and days go by: it is named as silent, by nobody's hand."""

from datetime import UTC, datetime

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.due import lateness
from tidegate.store import Home


def test_registry_goes_silent(april, order_of):
    # Two registries get their lists; one acknowledges.
    april.list_of("sidn", "conficker")
    april.list_of("switch", "conficker")
    april("orders", "conficker", order_of("sidn"), "acknowledged")

    # Long after the day was due and begun, the one is overdue and the other silent, and so is who was never written to.
    late = {row["registry"]: row["late"] for row in april.rows("orders", "conficker", "--late")}
    assert late["sidn"] == "overdue"
    assert late["pir"] == "overdue"

    # Silence takes some days from the sending on.
    silent = orders.get(Home(april.home).records, "conficker", order_of("switch"))
    assert lateness(silent, datetime.now(UTC), 3) == "overdue"
    assert lateness(silent, datetime.now(UTC), 0) == "silent"
