"""A registry refuses. Its names are gaps, by its own word and by the DNS; the others' are not."""

DAY = "2009-04-01"


def test_registry_refuses_and_the_gap_is_found(april, world, order_of):
    # The Dutch registry sinkholes its list, the Swiss one writes that it may not act.
    dutch = april.list_of("sidn", "conficker")
    swiss = april.list_of("switch", "conficker")
    world.sinkholes(dutch)
    april("orders", "conficker", order_of("sidn"), "done")
    april("orders", "conficker", order_of("switch"), "refused", "--note", "not without a court order")

    # The live DNS is asked for both.
    suffixes = [word for suffix in ("nl", "ch", "li") for word in ("--suffix", suffix)]
    probed = april.rows("probe", "conficker", "--date", DAY, "--resolver", world.resolver, "--rate", 20000, *suffixes)
    assert probed["verdicts"]["sinkholed-ours"] == len(dutch)
    assert probed["verdicts"]["unregistered"] == len(swiss)
    assert probed["alerts"] == []

    # Coverage says the same, registry by registry ...
    covered = {row["registry"]: row for row in april.rows("coverage", "conficker", "--date", DAY)["by_registry"]}
    assert covered["sidn"]["verified"] == covered["sidn"]["names"] == len(dutch)
    assert covered["switch"]["gaps"] == covered["switch"]["names"] == len(swiss)

    # ... and the gaps name the refusal.
    gaps = april.rows("gaps", "conficker", "--date", DAY, "--limit", 60000)
    assert {gap["name"] for gap in gaps if gap["why"] == "refused"} == set(swiss)


def test_a_false_claim_does_not_survive_the_probe(april, world, order_of):
    # The registry says that it sinkholed its names. It did half.
    names = april.list_of("sidn", "conficker")
    world.sinkholes(names[::2])
    april("orders", "conficker", order_of("sidn"), "done")

    april("probe", "conficker", "--date", DAY, "--resolver", world.resolver, "--rate", 20000, "--suffix", "nl")
    rows = april.rows("coverage", "conficker", "--date", DAY)["by_registry"]
    (row,) = [row for row in rows if row["registry"] == "sidn"]
    assert row["claimed"] == len(names)
    assert row["verified"] == len(names[::2])
    assert row["gaps"] == row["contradicted"] == len(names[1::2])
