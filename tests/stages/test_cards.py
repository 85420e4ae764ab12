"""Lists of other stories go; items of the article that are built alike stay."""

from __future__ import annotations

import pytest

from cleaner.rules.compile import Rules
from tests.samples import LAST, MORE, PROSE
from tests.stages.work import article, page

URL = "https://example.org/bridge"
CARD = "<div class='{c}'><h3><a {a}>{t}</a></h3><p>{x}</p></div>"
SHORT = "The last ferry leaves the old quay at the end of the month, after ninety years."
TITLES = ("Ferry to close for good", "Old mill for sale again", "Weir to get its salmon back")


def cards(a: str = "href='/{n}'", c: str = "card", x: str = SHORT, titles: tuple[str, ...] = TITLES) -> str:
    return "".join(CARD.format(a=a.format(n=n), c=c, t=t, x=x) for n, t in enumerate(titles))


def took(rules: Rules, inside: str) -> bool:
    row = article(page("", f"<article><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>{inside}</article>"), rules, url=URL)
    assert PROSE in row.text
    return any(r.rule_id == "related.story-list" for r in row.removed) and SHORT not in row.text


@pytest.mark.parametrize(
    ("inside", "goes"),
    [
        (f"<div><h2>More</h2>{cards()}</div>", True),
        (f"<div>{cards(a='href=https://www.example.org/{n}')}</div>", True),
        (f"<div>{cards(titles=TITLES[:2])}</div>", False),
        (f"<div>{cards(a='href=https://shop.example/{n}')}</div>", False),
        (f"<div>{cards(a='href=#{n}')}</div>", False),
        (f"<div>{cards(a='rel=sponsored href=/{n}')}</div>", False),
        (f"<div>{cards(a='href=mailto:{n}')}</div>", False),
        (f"<div>{cards(titles=('Ferry', 'Mill', 'Weir'))}</div>", False),
        (f"<div>{cards(x=SHORT * 6)}</div>", False),
        (f"<div>{cards()}{''.join(f'<div class=card><p>{SHORT}</p></div>' for _ in range(3))}</div>", False),
    ],
)  # fmt: skip
def test_only_lists_of_links_to_the_same_site(shipped: Rules, inside: str, goes: bool) -> None:
    assert took(shipped, inside) == goes


def test_a_page_of_nothing_but_cards_keeps_them(shipped: Rules) -> None:
    row = article(page("", f"<article><p>{PROSE}</p><div>{cards(x=SHORT * 4)}</div></article>"), shipped, url=URL)
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
