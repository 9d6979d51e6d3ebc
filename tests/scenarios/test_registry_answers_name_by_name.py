"""A registry answers with a file: what it did counts, what it left is told, and the probe has the last word."""

DAY = "2009-04-01"


def test_registry_answers_name_by_name(april, world, order_of, tmp_path):
    # The Dutch registry is sent its list, and answers in its own way: all done but one refused, one forgotten.
    names = april.list_of("sidn", "conficker")
    *done, refused, forgotten = names
    answer = tmp_path / "sidn.csv"
    rows = [f"{name.upper()}.;Blocked;" for name in done] + [f"{refused};declined;it is a baker's", "late;maybe;"]
    answer.write_bytes("\r\n".join(["Domain;Status;Remarks", *rows]).encode("utf-8-sig"))
    order = order_of("sidn")
    shown = april.rows("orders", "conficker", order, "--answer", answer)

    # The order is not done, and says what is left.
    assert shown["state"] == "acknowledged"
    counts = shown["names_answered"]
    assert (counts["asked"], counts["done"], counts["refused"], counts["unanswered"]) == (len(names), len(done), 1, 1)
    assert (shown["answers"][0]["left"], shown["answers"][0]["unread"]) == (2, 1)
    assert [one["kind"] for one in shown["lists"]] == ["full"]

    # Coverage counts names, not the order.
    (row,) = [
        row for row in april.rows("coverage", "conficker", "--date", DAY)["by_registry"] if row["registry"] == "sidn"
    ]
    assert (row["names"], row["claimed"]) == (len(names), len(done))

    # A second answer has the rest, so the order is acted on; the probe then shows all of it denied.
    rest = tmp_path / "rest.csv"
    rest.write_text(f"{refused},done\n{forgotten},done\n")
    assert april.rows("orders", "conficker", order, "--answer", rest)["state"] == "acted"
    world.sinkholes(names)
    probe = ("probe", "conficker", "--date", DAY, "--resolver", world.resolver, "--rate", 20000, "--suffix", "nl")
    april(*probe)
    shown = april.rows("orders", "conficker", order)
    assert (shown["state"], shown["history"][-1]["evidence"]["denied"]) == ("verified", len(names))

    # A stranger comes by one of them: the order regressed, and the name is told.
    world.registers(forgotten)
    april(*probe)
    shown = april.rows("orders", "conficker", order)
    assert (shown["state"], shown["disproved"]) == ("regressed", [forgotten])
