"""One title out of what a page offers."""

from __future__ import annotations

import pytest

from cleaner.meta.titles import choose_title, without_name_on_own_line

MILL = "Old mill opens again"


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([("title element", MILL)], MILL),
        ([("title element", f"{MILL} | The Lakeside")], MILL),
        ([("title element", f"{MILL} - lakeside.example")], MILL),
        ([("title element", f"The Lakeside: news | {MILL}"), ("h1", MILL)], MILL),
        ([("og:title", f"{MILL} – The Lakeside")], MILL),
        ([("title element", "Old mill - and new - opens again | The Lakeside")], "Old mill - and new - opens again"),
        ([("h1", "The Lakeside"), ("og:title", MILL)], MILL),
        ([("h1", MILL), ("og:title", "You won't believe this mill"), ("json-ld", MILL)], MILL),
        ([("record", "Ferry to close"), ("h1", MILL), ("og:title", MILL)], "Ferry to close"),
        ([("h1", ""), ("title element", MILL)], MILL),
        ([("h1", "x" * 500), ("title element", MILL)], MILL),
        ([("og:title", MILL), ("title element", f"Lake Letters: {MILL}"), ("h1", "Lake Letters")], MILL),
        ([("og:title", "Lake Letters"), ("title element", f"{MILL} | Lake Letters"), ("h1", MILL)], MILL),
        ([("og:title", MILL), ("title element", f"{MILL} by Lake Letters"), ("h1", "Lake Letters")], "Lake Letters"),
        ([], None),
        ([("title element", "The Lakeside")], None),
    ],
)
def test_the_title_that_most_places_agree_on_without_the_outlet(
    found: list[tuple[str, str]], title: str | None
) -> None:
    assert choose_title(found, ["The Lakeside"], "lakeside.example")[0] == title


def test_the_places_that_agree_are_named() -> None:
    _, places = choose_title([("h1", MILL), ("og:title", MILL.upper()), ("json-ld", "Ferry")], [], None)
    assert places == "h1, og:title"


def test_a_section_or_a_folder_of_the_url_is_cut_from_the_end_only() -> None:
    for ending in ("Lakes", "us news"):
        assert choose_title([("og:title", f"{MILL} | {ending}")], [], None, ["Lakes", "us news"])[0] == MILL
    kept = choose_title([("og:title", f"Lakes | {MILL}")], ["The Lakeside"], None, ["Lakes"])[0]
    assert kept == f"Lakes | {MILL}"
    told = choose_title([("og:title", f"{MILL} | What we know")], ["The Lakeside"], None, ["Lakes"])[0]
    assert told == f"{MILL} | What we know"


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        ([("title element", f"{MILL} | The Lakeside")], []),
        ([("title element", f"{MILL} | News | The Lakeside"), ("h1", f"{MILL} | News | The Lakeside")], []),
        ([("title element", f"The Lakeside : {MILL}")], [MILL, "The Lakeside"]),
        ([("title element", f"Lakes:Features:{MILL}")], ["Home", MILL]),
        ([("title element", f"{MILL} - news, weather and more from the lakes of the north")], [MILL]),
        ([("title element", f"{MILL} - lakeside.com")], []),
        ([("title element", f"{MILL} // Lakeside.Ru")], []),
        ([("h1", "LAKESIDE Logo"), ("title element", f"{MILL} - The Lakeside")], [MILL]),
        ([("h1", "Health"), ("title element", MILL), ("og:title", MILL)], []),
        ([("h1", "More news of ours"), ("title element", MILL)], []),
        ([("h1", MILL), ("title element", "The Lakeside")], [MILL]),
        ([("title element", "Old mill &amp;lt;br&amp;gt; opens again")], []),
    ],
)
def test_a_headline_that_few_places_give_is_found_without_the_outlets_name(
    found: list[tuple[str, str]], lines: list[str]
) -> None:
    assert choose_title(found, [], None, lines=lambda: lines)[0] == MILL


def test_a_name_that_holds_the_headline_is_no_outlets() -> None:
    places = [("h1", "Old mill opens again"), ("title element", MILL)]
    assert choose_title(places, [MILL], None)[0] == MILL


@pytest.mark.parametrize(
    ("title", "lines", "left"),
    [
        (f"{MILL} - The Lakeside", ["The Lakeside"], (MILL, "The Lakeside")),
        (f"The Lakeside | {MILL}", ["Home", "THE LAKESIDE"], (MILL, "The Lakeside")),
        (f"{MILL} - The Lakeside", ["The Lakeside reports daily"], (f"{MILL} - The Lakeside", "")),
        (MILL, [MILL, "Old mill"], (MILL, "")),
        ("The Lakeside - Old mill", ["The Lakeside", "Old mill"], ("The Lakeside - Old mill", "")),
        ("", ["Home"], ("", "")),
    ],
)
def test_a_name_that_a_line_says_alone_is_cut_from_a_texts_headline(
    title: str, lines: list[str], left: tuple[str, str]
) -> None:
    assert without_name_on_own_line(title, lines) == left


def test_a_text_that_is_too_long_for_a_headline_is_left_as_it_is() -> None:
    title = f"{' - '.join([MILL] * 100)} - The Lakeside"
    assert without_name_on_own_line(title, ["The Lakeside"]) == (title, "")


@pytest.mark.parametrize(
    ("found", "title"),
    [
        # A section's heading shares a word with the headline, or begins the title element.
        ([("title element", "News in brief: one mill in three stands still"), ("h1", "Lake News")], None),
        (
            [("og:title", "Mills by the lake are good for the fish"), ("h1", "Mills")],
            "Mills by the lake are good for the fish",
        ),
        (
            [
                ("title element", "Lakes - Mills - Old mill opens again"),
                ("h1", "Lakes"),
                ("h1", "Old mill opens again"),
            ],
            "Old mill opens again",
        ),
        ([("title element", "Old mill opens again | Tidewater"), ("h1", "Tidewater")], "Old mill opens again"),
        ([("title element", "旧水车在湖边重新转动-《水车网》"), ("h1", "Suisha.example")], "旧水车在湖边重新转动"),
        ([("title element", "水车网-新闻"), ("h1", "旧水车在湖边重新转动")], "旧水车在湖边重新转动"),
        (
            [("title element", "Old mill opens again"), ("h1", "You are here: Home > Lakes > Old mill opens again")],
            "Old mill opens again",
        ),
        ([("og:title", "Opinion | Old mill opens again"), ("h1", "Old mill opens again")], "Old mill opens again"),
    ],
)
def test_what_a_section_or_a_house_is_called_is_not_the_headline(
    found: list[tuple[str, str]], title: str | None
) -> None:
    assert choose_title(found, [], None)[0] == (title or found[0][1])


def test_a_kicker_with_a_colon_stays() -> None:
    found = [("og:title", "Mill opens for good"), ("h1", "Analysis: Mill opens for good")]
    assert choose_title(found, [], None)[0] == "Analysis: Mill opens for good"
