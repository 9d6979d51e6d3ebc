"""Style and scripts come from here, and are kept for good under an address that changes with them."""

import re

from tidegate.web import assets


def test_every_asset_that_a_page_names_is_there_and_kept_for_good(client):
    named = set(re.findall(r'(?:href|src|data-bundle)="(/assets/[^"]+)"', client.get("/operations/conficker").text))
    assert len(named) >= 4
    for address in named:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_types_are_what_a_browser_that_does_not_sniff_needs(client):
    types = {
        name: client.get(assets.address(name)).headers["content-type"] for name in ("style.css", "keys.js", "mark.svg")
    }
    assert types["style.css"].startswith("text/css")
    assert types["keys.js"].startswith("text/javascript")
    assert types["mark.svg"].startswith("image/svg+xml")


def test_the_charts_bundle_comes_out_of_the_installed_library(client):
    assert "vegaEmbed" in client.get(assets.address("vega.js")).text


def test_only_assets_are_served(client):
    for address in ("/assets/x/style.css", "/assets/x/..%2fapp.py", "/assets/x/%2e%2e/app.py", "/assets/"):
        assert client.get(address).status_code == 404


def test_large_answers_are_compressed(client):
    answer = client.get(assets.address("vega.js"), headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(answer.content) / 2
