"""The pages in a real browser: quiet, self-contained, usable by keyboard, on a phone, by day and by night."""

import os
import re
from pathlib import Path

import pytest

from tidegate.web.catalogue import tabs

pytestmark = pytest.mark.peer

CHROMIUM = "/usr/bin/chromium"
OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PAGES = [page.path for page in tabs()]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(filled_home, serving):
    with serving(filled_home) as address:
        yield f"{address}/operations/conficker"


@pytest.fixture
def opened(chromium, address):
    """`opened("/gaps", color_scheme="dark")`: a page in a window of its own, that remembers what went wrong in it."""
    windows = []

    def go(path="", **options):
        window = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        windows.append(window)
        page = window.new_page()
        page.complaints, page.asked = [], []
        page.on(
            "console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address + path)
        return page

    yield go
    for window in windows:
        window.close()


def draw_all(page):
    """Scroll through the page until every chart was drawn by the browser."""
    for figure in page.locator("figure.chart").all():
        figure.scroll_into_view_if_needed()
        figure.locator(".live svg").wait_for()
    page.evaluate("scrollTo(0, 0)")


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("path", [*PAGES, "/coverage/2009-04-01", "/coverage/2009-04-01/com", "/briefing/2009-W14"])
def test_a_page_is_quiet_self_contained_and_never_wider_than_a_phone(opened, address, path):
    page = opened(path)
    draw_all(page)
    assert page.complaints == []
    here = re.match(r"http://[^/]+/", address)[0]
    assert all(url.startswith((here, "data:", "about:")) for url in page.asked)
    page.set_viewport_size(PHONE)
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("innerWidth") == PHONE["width"]


@pytest.mark.parametrize(
    "page", ["name", "registry", "reason", "chase", "chase most", "chase names", "what if", "takings", "appeals"]
)
def test_a_page_below_a_tab_is_quiet_and_fits_a_desk_and_a_phone(opened, below, page):
    seen = opened(below[page])
    assert seen.complaints == []
    assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.set_viewport_size(PHONE)
    seen.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    box = seen.locator(".answer").bounding_box()
    assert box["y"] + box["height"] < PHONE["height"]


def test_what_if_is_asked_by_keyboard_alone_and_without_scripts(opened):
    page = opened("/whatif?date=2009-04-01", java_script_enabled=False)
    page.get_by_label("verisign refuses").focus()
    page.keyboard.press("Space")
    page.get_by_label("pe acts").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Show what then").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/whatif?date=2009-04-01&*")
    assert "refuse=verisign" in page.url
    assert "act=pe" in page.url
    assert "would reach the adversary" in page.locator(".answer").inner_text()
    assert page.get_by_label("verisign refuses").is_checked()


def test_the_calendar_leads_down_to_a_name_by_links_alone(opened):
    page = opened("/coverage")
    page.locator("[data-grid] thead a").filter(has_text=re.compile(r"\b1\b")).first.click()
    page.locator("main tbody th a").first.click()
    page.locator("main tbody th a").first.click()
    assert page.url.count("/") == opened("/coverage/2009-04-01/com").url.count("/") + 1
    assert page.get_by_role("heading", name="Who may be told").is_visible()


def test_a_chase_is_chosen_by_a_form(opened):
    page = opened("/gaps/chase?date=2009-04-01")
    page.get_by_label("registries that cut most").fill("2")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**most=2")
    assert page.locator("[aria-label='Registries to chase'] tbody tr").count() == 2


def test_the_answer_stands_on_the_first_screen_of_a_phone(opened):
    box = opened(viewport=PHONE).locator(".answer").bounding_box()
    assert box["y"] + box["height"] < PHONE["height"]


def test_night_is_dark_and_day_is_light(opened):
    assert background(opened(color_scheme="light")) == "rgb(246, 248, 249)"
    assert background(opened(color_scheme="dark")) == "rgb(13, 18, 23)"


def test_a_chart_is_there_without_scripts_and_in_the_scheme_of_the_reader(opened):
    for scheme, other in (("light", "dark"), ("dark", "light")):
        page = opened("/population", java_script_enabled=False, color_scheme=scheme)
        assert page.locator(f".drawing.{scheme} svg").first.is_visible()
        assert not page.locator(f".drawing.{other} svg").first.is_visible()


def test_a_drawn_chart_answers_to_the_pointer(opened):
    page = opened("/population")
    draw_all(page)
    page.locator(".live svg .mark-symbol path").first.hover(force=True)
    page.locator("#vg-tooltip-element.visible").wait_for()
    assert "UTC" in page.locator("#vg-tooltip-element").inner_text()


def test_the_keyboard_reaches_the_content_first_and_every_page_by_two_letters(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for tab in tabs():
        page.keyboard.press("g")
        page.keyboard.press(tab.tab.letter)
        page.wait_for_url(f"**/operations/conficker{tab.path}")


def test_letters_typed_into_a_field_go_nowhere(opened):
    page = opened("/orders")
    page.locator("select").focus()
    page.keyboard.press("g")
    page.keyboard.press("o")
    assert page.url.endswith("/orders")


def test_focus_is_seen(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_arrows_move_through_the_calendar_and_enter_opens_the_cell(opened):
    page = opened("/coverage")
    page.locator("[data-grid] tbody a[tabindex='0']").focus()
    start = page.evaluate("document.activeElement.pathname")
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.pathname")
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.pathname")
    assert len({start, below, last}) == 3
    assert page.locator("[data-grid] tbody a[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{last}")


def test_a_live_page_shows_a_check_in_as_text_whatever_it_holds(opened, filled_home, check_in, hostile):
    page = opened("/live")
    page.get_by_text("Live", exact=False).first.wait_for()
    check_in(filled_home, "wytetvzvfb.ws", agent=hostile)
    cell = page.locator("[data-rows] tr", has_text="wytetvzvfb.ws").first
    cell.wait_for()
    assert hostile in cell.inner_text()
    assert page.complaints == []


def test_a_script_that_got_into_a_page_anyhow_would_not_run(opened):
    page = opened("/alerts")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = true\">')")
    page.evaluate(
        "Object.assign(document.body.appendChild(document.createElement('script')), {text: 'window.ran = 1'})"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert sum("Content Security Policy" in complaint for complaint in page.complaints) >= 2


def test_print_shows_light_charts_and_whole_tables(opened):
    page = opened("/population", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator(".drawing.light svg").first.is_visible()
    assert page.locator("nav").first.is_hidden()


def test_the_picture_in_the_readme_is_the_overview(opened, tmp_path):
    """TIDEGATE_PICTURES=docs/pictures makes the committed one anew; otherwise a run leaves the tree as it is."""
    folder = Path(os.environ.get("TIDEGATE_PICTURES", tmp_path))
    page = opened(viewport={"width": 1280, "height": 1200}, device_scale_factor=1)
    draw_all(page)
    picture = folder / "overview.png"
    page.screenshot(path=picture)
    assert 20_000 < picture.stat().st_size < 300_000
