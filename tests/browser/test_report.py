"""The report in a real browser: it loads, filters, sorts, opens, by keyboard alone; is accessible; runs nothing but itself."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.addons.compare.foreign import Side
from cleaner.addons.compare.job import Wanted, compare_outputs
from cleaner.addons.report.write import report_job
from cleaner.article import Status
from cleaner.rules.compile import Rules
from tests.addons.rows import Row, cleaned, failed, flagged, removal, row, write
from tests.browser.conftest import Watched
from tests.samples import ARTICLE, LAST, MORE, PAGE, PROSE, SMALL_RULES

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = (
    "<script>window.pwned=1;alert(1)</script>", "</script><script>window.pwned=1</script>", "<!-- <script>", "-->",
    "<img src=x onerror=window.pwned=1>", "<svg onload=window.pwned=1>", "]]>", "</title></style><iframe src=javascript:alert(1)>",
    "<a href='javascript:window.pwned=1'>x</a>", "\u2028window.pwned=1", "&lt;script&gt;", "{{7*7}}${window.pwned=1}",
)  # fmt: skip
DANGEROUS = "img, iframe, object, embed, form, base, a[href^='javascript']"
VIEWS = ("", "#d/0", "#d/3", "#r/1")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "small.yaml").write_text(SMALL_RULES, encoding="utf-8")
    return Rules.load([folder], shipped=False)


def report(folder: Path, rows: Iterable[Row], rules: Rules) -> Path:
    out = folder / "report.html"
    report_job(str(write(folder / "out.jsonl", rows)), str(out), rules, io.StringIO(), io.StringIO())
    return out


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, rules: Rules) -> Path:
    """Four documents: a text with a promo, a page with an aside, a flagged one, a failed one; and many plain ones."""
    rows = [
        cleaned(rules, ARTICLE, url="https://www.lake.example/mill", id="text"),
        cleaned(rules, PAGE, url="https://hill.example/mill", id="page"),
        flagged("short", "too_short: 3 words", text="Three words here.", title="Quite short", domain="hill.example"),
        row("odd", "A kept block.\n\nCut here.", removal("gone.rule", 1, " tail", 8),
            removal("promo.dont-miss", 0, "A kept block.", refused="guard: a run of 13 blocks"), title="Odd one"),
        failed("broken", "empty: there is no text in it"),
        *(row(f"plain-{i:03}", f"Plain text {i}.", title=f"Plain {i:03}", domain="plain.example") for i in range(120)),
    ]  # fmt: skip
    return report(tmp_path_factory.mktemp("report"), rows, rules)


def titles(page: Page) -> list[str]:
    return page.locator("tbody .open").all_inner_texts()


def sees(page: Page, selector: str, text: str | None = None, count: int | None = None) -> None:
    """Wait until the page shows it; the policy lets no expression be evaluated in the page over and over."""
    from playwright.sync_api import expect

    if count is not None:
        expect(page.locator(selector)).to_have_count(count)
    if text is not None:
        expect(page.locator(selector)).to_have_text(text)


def serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, each with its elements."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {[n['html'][:200] for n in v['nodes'][:3]]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def test_it_counts_all_and_shows_one_page_of_the_table(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    assert page.locator("h1").inner_text() == "out.jsonl"
    assert page.get_by_role("button", name="ok 123").get_attribute("aria-pressed") == "false"
    assert page.locator("tbody tr").count() == 50
    assert page.locator(".where").inner_text() == "1 to 50 of 125"
    page.get_by_role("button", name="Next").click()
    assert page.locator(".where").inner_text() == "51 to 100 of 125"


def test_a_bar_filters_and_a_second_click_takes_it_back(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    page.get_by_role("button", name="flagged 1").click()
    assert titles(page) == ["Quite short"]
    assert page.get_by_role("combobox", name="Status").input_value() == "flagged"
    page.get_by_role("button", name="flagged 1").click()
    assert page.locator(".where").inner_text() == "1 to 50 of 125"


def test_filters_join_and_the_search_finds_text_that_stayed_and_that_went(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    page.get_by_label("Outlet", exact=True).select_option("hill.example")
    assert len(titles(page)) == 2
    page.get_by_label("Flag", exact=True).select_option("too_short")
    assert titles(page) == ["Quite short"]
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Search").fill("ferry to CLOSE")
    sees(page, "tbody tr", count=2)
    page.get_by_label("Search").fill("no such text")
    sees(page, "tbody tr", count=0)
    assert page.locator(".where").inner_text().startswith("Nothing fits")


def cells(page: Page, column: str) -> list[str]:
    return page.locator(f"tbody td[data-label='{column}']").all_inner_texts()


def test_the_share_removed_filters_and_sorts(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    head = page.get_by_role("columnheader", name="Removed")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert cells(page, "Removed")[0] == "17%"
    page.get_by_role("region", name="Removed").get_by_role("button", name="10% to 20%: 2 documents").click()
    assert len(titles(page)) == 2
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_role("columnheader", name="Document").get_by_role("button").click()
    assert titles(page) == sorted(titles(page), key=str.lower)


def test_what_needs_a_look_stands_first_and_the_outputs_order_can_be_had(
    watched: Watched, tmp_path: Path, rules: Rules
) -> None:
    rows = [
        row("sure", "Text.", confidence=0.9), row("most", "Text.", removal("x.a", 1, "gone"), confidence=0.9),
        row("least", "Text.", confidence=0.2), row("unsaid", "Text."), row("none", "Text.", confidence=0),
        flagged("flagged", "too_short: 1 word", text="Text.", confidence=0.8), failed("failed"),
    ]  # fmt: skip
    page = watched.open(report(tmp_path, rows, rules))
    ids = [str(r["id"]) for r in rows]

    def shown() -> list[str]:
        return [t.partition(" ")[0] for t in titles(page)]

    assert shown() == ["failed", "flagged", "none", "least", "most", "sure", "unsaid"]
    order = page.get_by_label("Order", exact=True)
    order.select_option("file")
    assert shown() == ids
    page.get_by_role("columnheader", name="Sure").get_by_role("button").click()
    assert order.input_value() == "column"
    assert cells(page, "Sure") == ["0.00", "0.20", "0.80", "0.90", "0.90", "", ""]
    order.select_option("need")
    assert shown()[:2] == ["failed", "flagged"]
    page.locator("tbody tr").first.click()
    sees(page, "article h2", "failed")
    page.keyboard.press("ArrowRight")
    sees(page, "article h2", "flagged")


def test_histograms_count_what_did_not_fail_say_the_average_and_filter(
    watched: Watched, tmp_path: Path, rules: Rules
) -> None:
    rows = [row(f"a{i}", "x" * 300 * (i + 1), confidence=i / 10) for i in range(10)]
    page = watched.open(report(tmp_path, [*rows, row("unsaid", ""), failed("failed")], rules))
    sure, length, removed = (
        page.get_by_role("region", name=n, exact=True) for n in ("Confidence", "Length", "Removed")
    )
    assert sure.locator(".mean").inner_text() == "0.45 on average"
    assert length.locator(".mean").inner_text() == "1.5k characters on average"
    assert removed.locator(".mean").inner_text() == "0% of a body on average"
    assert removed.get_by_role("button", name="0%: 11 documents", exact=True).count() == 1
    sure.get_by_role("button", name="0.50 to 0.70: 2 documents").click()
    assert titles(page)[0].startswith("a6")
    assert sure.locator("[aria-pressed=true]").count() == 1
    length.get_by_role("button", name="1k to 2k: 3 documents").click()
    assert page.locator(".where").inner_text().startswith("Nothing fits")
    sure.locator("[aria-pressed=true]").click()
    assert [t.partition(" ")[0] for t in titles(page)] == ["a3", "a4", "a5"]


def test_parts_cut_out_of_lines_are_marked_in_the_table(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    page.get_by_role("columnheader", name="Cut").get_by_role("button").click()
    assert titles(page)[0] == "Odd one"
    assert cells(page, "Cut")[:2] == ["1", ""]
    page.locator("tbody tr").first.click()
    assert "1 part of lines that stayed" in page.locator(".facts").inner_text()


@pytest.mark.parametrize("width", [960, 1280, 1600])
def test_the_filters_stand_in_one_row(watched: Watched, made: Path, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = watched.open(made)
    page.locator("#by-status").select_option("ok")
    parts = page.locator(".filters > *:visible")
    assert parts.count() == 8
    boxes = [parts.nth(i).bounding_box() or {} for i in range(8)]
    assert len({round(b["y"] + b["height"]) for b in boxes}) == 1
    assert boxes[-1]["x"] + boxes[-1]["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def structured(tmp_path: Path, rules: Rules) -> Path:
    """A document of every kind of block; of some of them a part went."""
    blocks = [
        ("standfirst", None, "A loan and a wheel."), ("heading", 2, "The mill"), ("paragraph", None, PROSE),
        ("list_item", 1, "Three brothers"), ("list_item", 2, "the eldest"), ("quote", None, "We grind."),
        ("table_row", None, "Weir | 40"), ("caption", None, "The wheel."), ("code", None, "a = 1"),
    ]  # fmt: skip
    said: list[dict[str, Any]] = [
        {"kind": k, "level": n, "text": t, "html": "<script>window.pwned=1</script>"} for k, n, t in blocks
    ]
    said[4]["number"] = 5
    gone = (removal("x.a", 3, " Share", 14), removal("x.a", 1, " Tags", 8), removal("x.b", 5, "DON'T MISS"))
    return report(tmp_path, [{**row("a", "\n\n".join(t for _, _, t in blocks), *gone), "blocks": said}], rules)


def test_a_body_is_shown_with_its_structure_where_the_row_has_it(watched: Watched, structured: Path) -> None:
    page = watched.open(structured, "#d/0")
    assert page.locator(".text h4").all_inner_texts() == ["The mill Tags"]
    assert page.locator(".text li > .hit > p").all_inner_texts() == ["Three brothers Share"]
    assert page.locator(".text li.depth2").all_inner_texts() == ["the eldest"]
    assert page.locator(".text li.numbered[value='5']").all_inner_texts() == ["the eldest"]
    assert page.locator(".text blockquote").all_inner_texts() == ["We grind."]
    assert page.locator(".text pre").all_inner_texts() == ["a = 1"]
    assert page.locator(".text .tablerow, .text .caption, .text .lead").count() == 3
    assert page.locator(".text del").all_inner_texts() == [" Tags", " Share", "DON'T MISS"]
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_structured_body_is_accessible_and_fits_a_phone(watched: Watched, structured: Path, scheme: Any) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open(structured, "#d/0")
    assert serious(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_rule_shows_its_reason_place_and_samples_at_a_click(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    page.get_by_role("button", name="promo.dont-miss 3").click()
    box = page.locator(".rulebox").inner_text()
    assert "DON'T MISS heading and the tagged teasers under it." in box
    assert "small.yaml:2" in box
    assert "2 removals in 1 document, 1 refused" in box
    assert "Refused: guard: a run of 13 blocks" in box
    assert page.locator(".rulebox .samples p:first-child").all_inner_texts() == [
        "Ferry to close for the winter [REPORT]", "A kept block.", "DON'T MISS",
    ]  # fmt: skip


def test_what_went_is_struck_through_in_its_place_with_the_rule_at_a_click(watched: Watched, made: Path) -> None:
    page = watched.open(made, "#d/0")
    blocks = page.locator(".text > * > p, .text > p").all_inner_texts()
    assert blocks[1:] == [PROSE, "DON'T MISS", "Ferry to close for the winter [REPORT]", MORE, LAST]
    assert page.locator(".text del").all_inner_texts() == ["DON'T MISS", "Ferry to close for the winter [REPORT]"]
    style = page.locator(".text del").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert style == "line-through"
    tag = page.locator(".text").get_by_role("button", name="promo.dont-miss").first
    assert not page.locator(".told").nth(1).is_visible()
    tag.click()
    assert tag.get_attribute("aria-expanded") == "true"
    assert "small.yaml:2" in page.locator(".told").nth(1).inner_text()


def test_rules_have_the_colour_of_their_kind(watched: Watched, made: Path) -> None:
    page = watched.open(made, "#d/0")
    hits = page.locator(".text .hit")
    colours = [hits.nth(i).evaluate("e => getComputedStyle(e).borderLeftColor") for i in range(3)]
    assert colours[0] != colours[1] == colours[2]


def test_a_cut_part_a_refusal_and_an_unknown_rule_are_told(watched: Watched, made: Path) -> None:
    page = watched.open(made, "#d/3")
    assert page.locator(".text p").filter(has_text="Cut here").inner_text() == "Cut here tail."
    assert page.locator(".text del").all_inner_texts() == [" tail"]
    page.get_by_role("button", name="gone.rule").click()
    assert "The rules in force have no rule of this name" in page.locator(".told:visible").inner_text()
    page.get_by_role("button", name="promo.dont-miss, refused").click()
    assert "Refused: guard: a run of 13 blocks. The text stayed." in page.locator(".told:visible").first.inner_text()


def test_elements_of_the_page_stand_beside_and_a_failed_row_says_why(watched: Watched, made: Path) -> None:
    page = watched.open(made, "#d/1")
    assert page.get_by_role("complementary").locator("del").all_inner_texts() == ["Ferry to close for the winter"]
    page.get_by_label("Only what stayed").check()
    assert not page.get_by_role("complementary").is_visible()
    page = watched.open(made, "#d/4")
    assert "empty: there is no text in it" in page.locator(".facts").inner_text()


def test_all_of_it_can_be_done_with_the_keyboard(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    keyboard = page.keyboard
    focused = "document.activeElement.innerText"
    keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    keyboard.type("plain 0")
    sees(page, ".where", "1 to 50 of 100")
    keyboard.press("Enter")
    assert page.evaluate(focused) == "Plain 000"
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "Plain 001"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    keyboard.press("End")
    keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "Plain 050"
    keyboard.press("Enter")
    page.wait_for_selector("article.doc")
    assert page.evaluate(focused) == "Plain 050"
    keyboard.press("ArrowRight")
    sees(page, "article h2", "Plain 051")
    keyboard.press("Escape")
    page.wait_for_selector("article.doc", state="detached")
    assert page.evaluate(focused) == "Plain 051"
    keyboard.press("Escape")
    assert page.locator(".where").inner_text() == "1 to 50 of 125"


def test_n_goes_from_removal_to_removal_and_enter_says_why(watched: Watched, made: Path) -> None:
    page = watched.open(made, "#d/0")
    for _ in range(2):
        page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert "DON'T MISS heading" in page.locator(".told:visible").inner_text()
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.innerText") == "title.first-line"


def test_the_browsers_back_goes_back_to_the_list(watched: Watched, made: Path) -> None:
    page = watched.open(made)
    page.locator("tbody tr").first.click()
    page.wait_for_selector("article.doc")
    page.go_back()
    page.wait_for_selector("tbody tr")
    assert page.locator("article.doc").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(watched: Watched, made: Path, view: str, scheme: Any) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open(made, view)
    for tag in page.locator(".one .tag").all():
        tag.click()
    if not view:
        page.locator(".bar[data-value='promo.dont-miss']").click()
    assert serious(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_shows_it_without_sideways_scrolling(watched: Watched, made: Path, view: str) -> None:
    watched.page.set_viewport_size({"width": 360, "height": 740})
    page = watched.open(made, view)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_hostile_page_stays_text(watched: Watched, tmp_path: Path, rules: Rules) -> None:
    rows = []
    for i, attack in enumerate(HOSTILE):
        gone = (
            removal(attack, 0, attack, captured={attack: attack}), removal("promo.dont-miss", 2, attack, refused=attack),
            removal("x.cut", 1, attack, 1), removal("x.aside", -1, attack, stage="prune"),
        )  # fmt: skip
        rows.append(row(
            f"{i}{attack}", f"{attack}\n\n{attack}", *gone, status=Status.FLAGGED, flags=[attack], title=attack, source=attack,
            language=attack, url="javascript:window.pwned=1", published_at=attack,
        ))  # fmt: skip
        rows.append(failed(f"failed {i}", attack))
    page = watched.open(report(tmp_path, rows, rules))
    for i, attack in enumerate(HOSTILE):
        watched.open(tmp_path / "report.html", f"#d/{2 * i}")
        assert attack in page.locator("article h2").text_content()  # type: ignore[union-attr]
        assert page.locator(".text").text_content().count(attack) >= 4  # type: ignore[union-attr]
        assert "javascript:window.pwned=1" in page.locator(".facts").inner_text()
        assert page.locator(DANGEROUS).count() == 0
        for tag in page.locator(".tag").all():
            tag.click()
    watched.open(tmp_path / "report.html", "")
    for bar in page.locator(".bar").all():
        bar.click()
    for at in range(len(HOSTILE) + 3):
        watched.open(tmp_path / "report.html", f"#r/{at}")
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.scripts.length") == 2
    assert page.locator(DANGEROUS).count() == 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
        )
        == []
    )


def test_the_policy_stops_what_a_page_would_run_if_it_got_in(watched: Watched, made: Path) -> None:
    """Markup that were written into the file all the same doesn't run, and loads nothing."""
    broken = made.with_name("broken.html")
    inside = "<script>window.pwned=1</script><img src='https://evil.example/x' onerror='window.pwned=1'><style>body{zoom:2}</style>"
    broken.write_text(
        made.read_text(encoding="utf-8").replace('<div id="app">', f'{inside}<div id="app">'), encoding="utf-8"
    )
    page = watched.open(broken)
    assert page.evaluate("window.pwned") is None
    assert watched.loaded == [broken.as_uri()]
    assert all("Content Security Policy" in told for told in watched.odd)
    assert len(watched.odd) >= 3
    watched.odd.clear()
    watched.requests.clear()


def test_a_document_without_id_and_title_can_be_sorted_opened_and_found_as_a_sample(
    watched: Watched, tmp_path: Path, rules: Rules
) -> None:
    rows = [row("", "Plain text.", removal("x.a", 1, "gone")), row("b", "Other text.", title="B")]
    page = watched.open(report(tmp_path, rows, rules))
    page.get_by_role("columnheader", name="Document").get_by_role("button").click()
    assert titles(page) == ["(no name) Plain text.", "B"]
    page.locator(".bar[data-value='x.a']").click()
    page.locator(".samples").get_by_role("button", name="(no name)").click()
    sees(page, "article h2", "(no name)")


def test_what_is_left_out_of_a_long_document_is_counted_in_its_place(
    watched: Watched, tmp_path: Path, rules: Rules
) -> None:
    menus = [removal("page.menu", -1, f"Menu {i} " * 99, stage="prune") for i in range(400)]
    rows = [row("a", "\n\n".join(["Word."] * 50_000), *menus, removal("x.late", -1, "last", stage="prune"))]
    page = watched.open(report(tmp_path, rows, rules), "#d/0")
    shown = page.locator(".text p:not(.gap)").count()
    assert page.locator(".text .gap").all_inner_texts() == [f"{50_000 - shown:,} blocks not shown"]
    beside = page.get_by_role("complementary")
    assert beside.locator("h3").inner_text().startswith(f"{beside.locator('li').count()} of 401 elements of the page")
    watched.open(tmp_path / "report.html", "")
    page.get_by_label("Rule", exact=True).select_option("x.late")
    assert titles(page)[0].startswith("a")
    assert page.locator("tbody td").last.inner_text() == "401"


def test_samples_are_the_longest_and_then_from_all_outlets_and_documents(
    watched: Watched, tmp_path: Path, rules: Rules
) -> None:
    texts = [f"text {i:03} " + "long " * (9 if i in (4, 5) else 0) for i in range(100)]

    def rows(outlets: int) -> list[Row]:
        return [
            row(f"d{i}", "Text.", removal("x.a", 1, text), domain=f"o{i % outlets}.example")
            for i, text in enumerate(texts)
        ]

    def shown(outlets: int) -> list[str]:
        watched.open(report(tmp_path, rows(outlets), rules), "").locator(".bar[data-value='x.a']").click()
        return [t[5:8] for t in watched.page.locator(".rulebox .samples p:first-child").all_inner_texts()]

    assert shown(1) == ["004", "005", "000", "034", "067"]
    assert shown(2) == ["004", "005", "000", "001", "050"]
    assert shown(50) == ["004", "005", "000", "018", "035"]


def test_more_rules_than_a_call_has_arguments_still_open(watched: Watched, tmp_path: Path, rules: Rules) -> None:
    rows = [row("a", "Text.", *(removal(f"x.r{i}", i + 1, "") for i in range(150_000)))]
    page = watched.open(report(tmp_path, rows, rules))
    assert page.locator(".where").inner_text() == "1 to 1 of 1"


def test_an_address_of_which_a_part_is_not_shown_is_no_link(watched: Watched, tmp_path: Path, rules: Rules) -> None:
    rows = [row("a", "Text.", url="https://a.example/" + "u" * 9_000), row("b", "Text.", url="https://b.example/x")]
    page = watched.open(report(tmp_path, rows, rules), "#d/0")
    assert "characters not shown" in page.locator(".facts").inner_text()
    assert page.locator(".facts a").count() == 0
    watched.open(tmp_path / "report.html", "#d/1")
    sees(page, ".facts a", "https://b.example/x")


def test_twenty_thousand_long_rows_are_a_page_within_its_bound_with_one_page_of_elements(
    watched: Watched, tmp_path: Path, rules: Rules, record_property: Callable[[str, object], None]
) -> None:
    text = "\n\n".join([PROSE, MORE, LAST] * 10)
    gone = [removal("promo.dont-miss", i, f"DON'T MISS {i}") for i in range(0, 200, 2)]
    long = row("", text, *gone, source="The Lake")
    rows = ({**long, "id": f"doc-{i}", "title": f"Title {i}", "domain": f"o{i % 900}.example"} for i in range(20_000))
    made = report(tmp_path, rows, rules)
    assert made.stat().st_size < 40_000_000
    start = time.perf_counter()
    page = watched.open(made)
    page.wait_for_selector("tbody tr")
    opened = time.perf_counter() - start
    assert page.locator(".where").inner_text() == "1 to 50 of 20,000"
    assert page.evaluate("document.querySelectorAll('*').length") < 4_000
    start = time.perf_counter()
    page.get_by_label("Search").fill("title 19999")
    sees(page, "tbody tr", count=1)
    found = time.perf_counter() - start
    size = made.stat().st_size / 1e6
    told = f"20,000 rows, {size:.0f} MB: open in {opened:.2f} s, first search in {found:.2f} s"
    record_property("opened", told)
    print(told)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, rules: Rules) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    article = cleaned(rules, ARTICLE, id="text")
    whole = {
        **article,
        "removed": [],
        "text": "\n\n".join([PROSE, "DON'T MISS", "Ferry to close for the winter [REPORT]", MORE, LAST]),
    }
    hostile = row("hostile", "\n\n".join(HOSTILE), title=HOSTILE[0], url="javascript:alert(1)")
    old, new = (
        write(folder / "old.jsonl", [whole, hostile, row(HOSTILE[1])]),
        write(folder / "new.jsonl", [article, row("hostile", "x")]),
    )
    wanted = Wanted(out=str(folder / "diff.html"))
    compare_outputs((Side(str(old), "old"), Side(str(new), "new")), rules, wanted, io.StringIO(), io.StringIO())
    return folder / "diff.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "#d/0", "#d/1"])
def test_a_comparison_is_accessible_fits_a_phone_and_stays_text(
    watched: Watched, compared: Path, view: str, scheme: Any
) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open(compared, view)
    assert serious(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.scripts.length") == 2


def test_a_comparison_shows_what_was_lost_and_by_which_rule(watched: Watched, compared: Path) -> None:
    page = watched.open(compared)
    assert titles(page) == ["<script>window.pwned=1;alert(1)</script>", "Old mill on the upper lake opens again"]
    page.get_by_role("button", name="promo.dont-miss 48").first.click()
    assert titles(page) == ["Old mill on the upper lake opens again"]
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.doc")
    assert page.locator(".text del").all_inner_texts() == ["DON'T MISS", "Ferry to close for the winter [REPORT]"]
    page.locator(".text .tag").first.click()
    assert "small.yaml:2" in page.locator(".told:visible").inner_text()


def test_the_data_of_the_page_is_the_same_for_the_same_input(made: Path, tmp_path: Path, rules: Rules) -> None:
    again = tmp_path / "again.html"
    report_job(str(made.parent / "out.jsonl"), str(again), rules, io.StringIO(), io.StringIO())
    assert again.read_bytes() == made.read_bytes()
    assert json.loads(made.read_text().split('id="data">')[1].split("</script>")[0])["kind"] == "report"
