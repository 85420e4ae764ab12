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
