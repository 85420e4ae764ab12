"""A row's document is put in order again: what stayed and what went, each in its place."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.report.layout import Shown, layout
from cleaner.document import Document
from cleaner.pipeline import Pipeline, to_article
from cleaner.rules.compile import Rules
from tests.addons.rows import Row, removal, row
from tests.samples import ARTICLE, MORE, PROSE, SMALL_RULES, rule


def told(found: Row) -> list[str]:
    """Each block as one text, what went in «»."""
    removed = found["removed"]
    return [
        "".join(p if isinstance(p, str) else f"«{removed[p]['text']}»" for p in b.pieces) for b in layout(found).blocks
    ]


def test_whole_blocks_stand_where_their_numbers_say() -> None:
    found = row("a", "one\n\ntwo", removal("x.a", 1, "promo"), removal("x.a", 3, "foot"), removal("x.b", 0, "head"))
    assert told(found) == ["«head»", "«promo»", "one", "«foot»", "two"]


def test_cut_parts_go_back_to_where_they_started_the_last_first() -> None:
    # "ab(one)cd(two)" lost "(two)" and then "(one)".
    found = row("a", "abcd", removal("x.a", 0, "(two)", 9), removal("x.b", 0, "(one)", 2))
    assert told(found) == ["ab«(one)»cd«(two)»"]


def test_a_refused_removal_marks_the_block_that_stayed() -> None:
    found = row("a", "one\n\ntwo", removal("x.a", 1, "two", refused="guard: no"))
    assert layout(found).blocks == (Shown(("one",)), Shown(("two",), (0,)))


def test_elements_of_the_page_stand_beside() -> None:
    found = row("a", "one", removal("x.a", -1, "menu", stage="prune"), removal("x.a", -1, "foot", stage="prune"))
    assert (told(found), layout(found).beside) == (["one"], (0, 1))


def test_a_row_without_text_shows_all_that_went() -> None:
    assert told(row("a", "", removal("x.a", 0, "one"), removal("x.a", 1, "two"))) == ["«one»", "«two»"]


def test_numbers_that_the_row_cannot_hold_lose_no_text() -> None:
    assert told(row("a", "one", removal("x.a", 7, "late"), removal("x.a", 9, "part", 3))) == ["one", "«late»", "«part»"]


@given(st.lists(st.tuples(st.text("abc ", min_size=1), st.booleans()), max_size=12))
def test_any_mix_of_kept_and_removed_comes_back_in_order(blocks: list[tuple[str, bool]]) -> None:
    gone = [removal("x.a", i, text) for i, (text, went) in enumerate(blocks) if went]
    found = row("a", "\n\n".join(text for text, went in blocks if not went), *gone)
    if any(not went for _, went in blocks):
        assert told(found) == [f"«{text}»" if went else text for text, went in blocks]


def test_a_text_that_was_cleaned_comes_back_whole(load: Callable[[str], Rules]) -> None:
    article = Pipeline(load(SMALL_RULES)).clean(ARTICLE).to_dict()
    lines = [line for line in ARTICLE.split("\n") if line]
    assert [t.strip("«»") for t in told(article)] == lines


def test_the_body_of_a_page_comes_back_in_the_order_of_the_page(load: Callable[[str], Rules]) -> None:
    rules = load(rule("find: {equals: [advertisement]}"))
    menu = "".join(f"<p>Part {i}</p>" for i in range(9))
    page = (
        f"<html><body><div>{menu}</div><article><h1>The mill</h1><p>{PROSE}</p><p>Advertisement</p><p>{MORE}</p>"
        f"<p>{PROSE[::-1]}</p><p>Advertisement</p><p>{MORE[::-1]}</p></article><div>{menu}</div></body></html>"
    )
    pipeline = Pipeline(rules)
    done = pipeline.process(Document(id="a", content=page, kind="page"))
    assert len(done.outside) >= 18
    ad = "«Advertisement»"
    assert told(to_article(done, rules).to_dict()) == [PROSE, ad, MORE, PROSE[::-1], ad, MORE[::-1]]
