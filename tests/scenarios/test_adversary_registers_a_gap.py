"""An adversary registers one name that nobody held. The next probe finds it, and the group is told at once."""

DAY = "2009-04-01"
TOGO = ("--date", DAY, "--rate", 20000, "--suffix", "to")


def test_adversary_registers_a_gap(april, world):
    # Nobody in Tonga has answered; for now its names are merely open.
    april.list_of("to", "conficker")
    first = april.rows("probe", "conficker", "--resolver", world.resolver, *TOGO)
    assert first["verdicts"]["taken"] == 0
    open_names = [gap["name"] for gap in april.rows("gaps", "conficker", "--date", DAY, "--limit", 60000)]
    prize = next(name for name in open_names if name.endswith(".to"))

    # Somebody takes one. The next probe sees it, and says whose and where.
    world.registers(prize)
    second = april.rows("probe", "conficker", "--resolver", world.resolver, *TOGO)
    assert second["verdicts"]["taken"] == 1
    assert len(second["alerts"]) == 1
    [alert] = april.rows("alerts", "conficker")
    assert (alert["rule"], alert["subject"], alert["day"]) == ("gap-taken", prize, DAY)
    assert "198.51.100.66" in alert["evidence"]

    # It is the worst gap of the day, and one name reaches a hundredth of the bots.
    [worst] = april.rows("gaps", "conficker", "--date", DAY, "--limit", 1)
    assert (worst["name"], worst["why"]) == (prize, "taken by an outsider")
    assert worst["share"] == 500 / 50_000

    # Finding it again is no second alert.
    assert april.rows("probe", "conficker", "--resolver", world.resolver, *TOGO)["alerts"] == []
    assert len(april.rows("alerts", "conficker")) == 1


def test_a_site_that_was_there_before_is_no_adversary(april, world):
    [name] = [gap["name"] for gap in april.rows("gaps", "conficker", "--date", DAY, "--limit", 1)]
    suffix = name.partition(".")[2]
    april("exempt", "conficker", "propose", name, "--reason", "a shoe shop, since 2003")
    april("exempt", "conficker", "accept", name)
    world.registers(name)

    probed = april.rows("probe", "conficker", "--date", DAY, "--resolver", world.resolver, "--suffix", suffix)
    assert probed["verdicts"]["taken"] == 1  # the probe says what it sees
    assert april.rows("alerts", "conficker") == []  # and nobody is alarmed by a shoe shop
    by_suffix = april.rows("coverage", "conficker", "--date", DAY, "--by", "suffix")["by_suffix"]
    assert [row["exempt"] for row in by_suffix if row["suffix"] == suffix] == [1]
