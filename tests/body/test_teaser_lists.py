"""Lists of other stories go; items of the article that are built alike stay."""

from __future__ import annotations

import pytest

from cleaner.body.teaser_lists import find
from cleaner.page.parse import parse
from cleaner.page.survey import Survey
from cleaner.rules.compile import Rules
from tests.samples import LAST, MORE, PROSE
from tests.stages.work import article, page

URL = "https://example.org/bridge"
TEASER = "<div class='{c}'><h3><a {a}>{t}</a></h3><p>{x}</p></div>"
SHORT = "The last ferry leaves the old quay at the end of the month, after ninety years."
TITLES = ("Ferry to close for good", "Old mill for sale again", "Weir to get its salmon back")


def teasers(a: str = "href='/{n}'", c: str = "card", x: str = SHORT, titles: tuple[str, ...] = TITLES) -> str:
    return "".join(TEASER.format(a=a.format(n=n), c=c, t=t, x=x) for n, t in enumerate(titles))


def took(rules: Rules, inside: str) -> bool:
    row = article(page("", f"<article><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>{inside}</article>"), rules, url=URL)
    assert PROSE in row.text
    return any(r.rule_id == "related.story-list" for r in row.removed) and SHORT not in row.text


@pytest.mark.parametrize(
    ("inside", "goes"),
    [
        (f"<div><h2>More</h2>{teasers()}</div>", True),
        (f"<div>{teasers(a='href=https://www.example.org/{n}')}</div>", True),
        (f"<div>{teasers(titles=TITLES[:2])}</div>", False),
        (f"<div>{teasers(a='href=https://shop.example/{n}')}</div>", False),
        (f"<div>{teasers(a='href=#{n}')}</div>", False),
        (f"<div>{teasers(a='rel=sponsored href=/{n}')}</div>", False),
        (f"<div>{teasers(a='href=mailto:{n}')}</div>", False),
        (f"<div>{teasers(titles=('Ferry', 'Mill', 'Weir'))}</div>", False),
        (f"<div>{teasers(x=SHORT * 6)}</div>", False),
        (f"<div>{teasers()}{''.join(f'<div class=card><p>{SHORT}</p></div>' for _ in range(3))}</div>", False),
    ],
)  # fmt: skip
def test_only_lists_of_links_to_the_same_site(shipped: Rules, inside: str, goes: bool) -> None:
    assert took(shipped, inside) == goes


def test_a_page_of_nothing_but_cards_keeps_them(shipped: Rules) -> None:
    row = article(page("", f"<article><p>{PROSE}</p><div>{teasers(x=SHORT * 4)}</div></article>"), shipped, url=URL)
    assert not [r for r in row.removed if r.rule_id == "related.story-list"]


def items(*links: str) -> str:
    return "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"


FERRY = "<a href='/f'>The ferry is to close for good</a>"
MILL = "<a href='/m'>The old mill is for sale again</a>"


@pytest.mark.parametrize(
    ("before", "listed", "left"),
    [
        ("<h3>More on the river</h3>", items(FERRY, MILL), False),
        ("<p>Read too:</p>", items(f"<b>Quay: </b>{FERRY}", MILL), False),
        ("<p>The council has for years put off these two, and will not wait any more:</p>", items(FERRY, MILL), True),
        ("<h3>More</h3>", items(FERRY), True),
        ("<h3>More</h3>", items(FERRY, "The old mill is for sale again"), True),
        ("<h3>More</h3>", items(FERRY, "<a href='#m'>The old mill is for sale again</a>"), True),
        ("<h3>More</h3>", items(FERRY, "<a href='/m'>The old mill</a> is for sale once more, at half the price"), True),
        ("<h3>More</h3>", items(FERRY, "<a href='/m'>Mill</a>"), True),
    ],
)
def test_a_list_of_headlines_goes_with_its_label(shipped: Rules, before: str, listed: str, left: bool) -> None:
    body = f"<article><p>{PROSE}</p>{before}{listed}<p>{MORE}</p><p>{LAST}</p></article>"
    row = article(page("", body), shipped, url=URL)
    assert ("The ferry is to close for good" in row.text) == left
    assert left or row.text == f"{PROSE}\n\n{MORE}\n\n{LAST}"


def test_cards_whose_text_breaks_off(shipped: Rules) -> None:
    cut = "".join(
        f"<li class=i><p>{t}, as the harbour office said on Monday in the...</p><p>12 May</p></li>" for t in TITLES
    )
    assert not taken(shipped, f"<ul>{cut.replace('...', '.')}</ul>")
    assert len(taken(shipped, f"<ul>{cut}</ul>")) == 1


def taken(rules: Rules, inside: str) -> list[str]:
    row = article(page("", f"<article><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>{inside}</article>"), rules, url=URL)
    return [r.text for r in row.removed if r.rule_id == "related.story-list"]


@pytest.mark.parametrize(
    ("listed", "left"),
    [
        (items("<a href='#a'>Weir</a>", "<a href='#b'>Mill</a>", "<a href='#c'>Toll</a>"), False),
        (items("<a href='#a'>Weir</a>", "<a href='#b'>Mill</a>"), True),
        (
            items("<a href='#a'>Weir</a>", "<a href='#b'>Mill</a>", "<a href='#c'>Toll</a>, paid by all but carters"),
            True,
        ),
    ],
)
def test_a_table_of_contents(shipped: Rules, listed: str, left: bool) -> None:
    body = f"<article><p>{PROSE}</p><p>Below</p>{listed}<p>{MORE}</p><p>{LAST}</p></article>"
    row = article(page("", body), shipped, url=URL)
    assert ("Weir" in row.text) == left
    assert ("Below" in row.text) == left


LONG = f"<p>{PROSE} {MORE} {LAST}</p>"
TEXT = LONG * 4


def found(inside: str, before: str = TEXT, after: str = "", pruned: str = "") -> list[str]:
    """The ids, or else the tags, of what is found in a page."""
    body = parse(page("", f"<article>{before}{inside}{after}</article>")).find("body")
    gone = set(body.iterfind(f".//{pruned}")) if pruned else set()
    return [e.get("id") or e.tag for e in find(Survey(body), gone, "www.example.org")]


def test_a_link_may_stand_around_the_headline() -> None:
    linked = "".join(f"<div><a href='/{n}'><h3>{t}</h3></a><p>{SHORT}</p></div>" for n, t in enumerate(TITLES))
    assert found(f"<div id=l>{linked}</div>") == ["l"]


def test_cards_amid_the_article_must_be_small() -> None:
    assert found(f"<div id=l>{teasers(x=SHORT)}</div>", LONG, LONG * 5) == ["l"]
    assert found(f"<div id=l>{teasers(x=SHORT * 3)}</div>", LONG, LONG * 5) == []
    assert found(f"<div id=l>{teasers(x=SHORT * 3)}</div>", LONG * 5, LONG) == ["l"]


def test_a_part_as_long_as_a_section_is_no_teaser() -> None:
    assert found(f"<div id=l>{teasers(x=SHORT * 5)}</div>", LONG * 12) == ["l"]
    assert found(f"<div id=l>{teasers(x=SHORT * 6)}</div>", LONG * 12) == []


def test_cards_that_hold_more_than_the_paragraphs_are_the_page() -> None:
    three = f"<div id=l>{teasers(x=SHORT * 3)}</div>"
    assert found(three, LONG * 3) == ["l"]
    assert found(three, LONG + f"<div>{PROSE * 9}</div>") == []


def test_what_stands_beside_the_cards_stays() -> None:
    assert found(f"<div id=l>{teasers()}<p>{PROSE}</p></div>") == ["div"] * 3
    assert found(teasers()) == ["div"] * 3
    assert found(f"<main id=l>{teasers()}</main>") == ["div"] * 3
    assert found(f"<main id=l>{teasers()}</main>") == ["div"] * 3


def test_items_built_like_the_cards_make_all_of_them_the_articles() -> None:
    strangers = f"<div class=card><p>{SHORT}</p></div>" * 2
    assert found(f"<div id=l>{teasers()}{strangers}</div>") == []
    assert found(f"<div id=l>{teasers()}{strangers.replace('card', 'note')}</div>") == ["div"] * 3


def test_linked_headings_without_a_card_around_them_are_not_taken_here() -> None:
    assert (
        found("<div id=l>" + "".join(f"<h3><a href=/{n}>{t}</a></h3>" for n, t in enumerate(TITLES)) + "</div>") == []
    )


@pytest.mark.parametrize(
    "item",
    [
        "<a href='/f'>Ferry to close soon</a>",  # four words
        "<a href='/f'>Schiffsmuehlenversteigerung wird wiederholt</a> am Montag",  # three of them linked
        "<a href='/f'>The mill is sold</a>, and the town that had hoped to keep it is looking for another now",
    ],
)
def test_an_item_that_says_more_or_less_than_a_headline_keeps_its_list(item: str) -> None:
    assert found(items(FERRY, MILL)) == ["ul"]
    assert found(items(FERRY, item)) == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (f"{SHORT[:-1]}...", True),
        ("Read on ...", False),
        ("He waited until the evening came, and waited... <b>then he left</b>", False),
    ],
)
def test_a_teaser_that_breaks_off_has_eight_words_and_nothing_after(text: str, taken: bool) -> None:
    teasers = "".join(f"<li class=i><p>{text}</p><p>{n} May</p></li>" for n in range(3))
    assert found(f"<ul id=l>{teasers}</ul>") == (["l"] if taken else [])


def test_text_between_a_label_and_the_list_parts_them() -> None:
    assert found(f"<h3>More</h3>{items(FERRY, MILL)}") == ["h3", "ul"]
    assert found(f"<h3>More</h3> on the river {items(FERRY, MILL)}") == ["ul"]


def test_what_is_gone_already_is_not_found_again() -> None:
    assert found(f"<section>{items(FERRY, MILL)}</section>", pruned="section") == []
    assert found(items(FERRY, MILL), pruned="ul") == []


def test_of_lists_in_cards_the_outer_one_is_found() -> None:
    assert found(f"<div id=l>{teasers(x=f'{SHORT}</p>{items(FERRY, MILL)}<p>')}</div>") == ["l"]
