"""A briefing in a real browser: it fits a phone and a sheet of paper, follows the scheme, and asks for nothing."""

import shutil

import pytest

from tidegate.group import briefing
from tidegate.group.document import render
from tidegate.group.labelled import Gate
from tidegate.policy import TLP, Viewer

pytestmark = pytest.mark.peer
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def file(sources, tmp_path_factory):
    """The briefing as a file."""
    path = tmp_path_factory.mktemp("paper") / "brief.html"
    path.write_text(render("paper.html", paper=briefing.paper(sources, Gate(Viewer("ruth", TLP.RED)))), "utf-8")
    return path


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser, file):
    """The briefing on a screen of that width; the page's `asked` are the addresses that it asked for."""

    def look(width, scheme="light"):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(file.as_uri())
        return page

    return look


def overflows(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_fits_every_screen(opened, width):
    assert not overflows(opened(width))


def test_it_fits_a_sheet_of_paper_with_its_tables(opened):
    page = opened(794)
    page.emulate_media(media="print")
    assert not overflows(page)
    assert page.evaluate("[...document.querySelectorAll('.box')].every(box => box.scrollWidth <= box.clientWidth)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_follow_the_scheme(opened, scheme):
    page = opened(1280, scheme)
    shown = page.evaluate(
        "[...document.querySelectorAll('figure > div')].filter(e => e.offsetHeight).map(e => e.className)"
    )
    assert len(shown) == 4
    assert set(shown) == {scheme}


def test_it_asks_nobody_for_anything(opened, file):
    assert opened(1280).asked == [file.as_uri()]
