"""Which of a text's lines is its headline, and which its deck."""

from __future__ import annotations

import pytest

from cleaner.document import Block
from cleaner.rules.shape import BlockView
from cleaner.text.headline import Headline, deck, find, slug, words_of

LOCK = "Old lock at Marnham to close for nine weeks"
DECK = "Divers found cracks in both gates; boats go over the weir by crane"
BODY = (
    "The river office will close the old lock at Marnham for repairs in March, its director said on Tuesday.",
    "The work will take nine weeks. Boats will be lifted over the weir by crane, a service last used in 1978.",
    "Barge owners said they had been told too late. The detour by sea takes two days longer in the summer.",
)
STAMPS = ("By Jane Doe", "3 May 2024")
BOILERPLATE = ("Menu", "Share this", "We use cookies on this site so that it works as you expect it to.")


def views(*lines: str) -> list[BlockView]:
    return [BlockView(Block(i, line)) for i, line in enumerate((*lines, *BODY))]


def is_stamp(view: BlockView) -> bool:
    return view.block.text in STAMPS


def is_boilerplate(view: BlockView) -> bool:
    return view.block.text in BOILERPLATE


def found(*lines: str, address: str | None = None, given: str | None = None) -> Headline | None:
    return find(views(*lines), is_stamp, is_boilerplate, address, given)


def text_of(headline: Headline | None) -> str | None:
    return headline.block.text if headline else None


@pytest.mark.parametrize(
    "over",
    [
        (),
        ("WATERWAYS",),
        ("Home", "News", "Sport", "Weather"),
        ("Menu", "Share this"),
        BOILERPLATE,
        ("3 May 2024",),
        ("New ferry for the upper lake", "Mayor opens the summer fair", "Menu"),
    ],
)
@pytest.mark.parametrize("under", [(), ("By Jane Doe",), ("3 May 2024", "Share this"), (DECK, "By Jane Doe")])
def test_the_line_that_shares_most_with_the_body_is_the_headline_whatever_stands_around_it(
    over: tuple[str, ...], under: tuple[str, ...]
) -> None:
    assert text_of(found(*over, LOCK, *under)) == LOCK


def test_a_text_that_begins_with_its_first_paragraph_has_no_headline() -> None:
    assert found() is None


@pytest.mark.parametrize("lines", [(), ("Menu",), (LOCK,), (LOCK, "Menu")])
def test_a_text_without_prose_has_no_headline(lines: tuple[str, ...]) -> None:
    assert find([BlockView(Block(i, line)) for i, line in enumerate(lines)], is_stamp, is_boilerplate) is None


def test_a_byline_or_a_date_is_no_headline() -> None:
    assert found("3 May 2024", "By Jane Doe") is None


def test_a_heading_amid_the_body_is_no_headline() -> None:
    lines = views(*BODY, "The lock at Marnham will close")
    assert find(lines, is_stamp, is_boilerplate) is None


def test_a_headline_that_opens_the_text_is_sure_with_few_words_of_the_body() -> None:
    headline = found("Goodbye to all those gates")
    assert headline is not None
    assert headline.sure


def test_a_headline_further_down_is_sure_over_a_byline() -> None:
    over = ("Home", "News", "Sport")
    headline = found(*over, "Why Marnham has to wait for its lock", "By Jane Doe")
    assert headline is not None
    assert headline.sure


def test_the_address_tells_the_headline_from_another_stories() -> None:
    lines = ("Boats lifted over the old weir", "Home", "Detour takes nine weeks by sea", "Menu")
    assert text_of(found(*lines, address="https://www.example.org/news/boats-lifted-over-weir")) == lines[0]
    assert text_of(found(*lines, address="https://www.example.org/news/detour-takes-nine-weeks")) == lines[2]


def test_the_line_that_the_record_gives_as_title_is_the_headline() -> None:
    headline = found("Home", "Gates: a short goodbye", LOCK, given="Gates – a short goodbye")
    assert headline is not None
    assert (headline.block.text, headline.sure) == ("Gates: a short goodbye", True)


def test_where_no_line_says_the_records_title_none_is_sure() -> None:
    assert found(DECK) == Headline(views(DECK)[0].block, sure=True)
    assert found(DECK, given=LOCK) == Headline(views(DECK)[0].block, sure=False)


@pytest.mark.parametrize("given", [f"{LOCK} | River Post", LOCK[:30]])
def test_a_line_that_says_more_or_less_than_the_records_title_is_sure(given: str) -> None:
    assert found(LOCK, given=given) == Headline(views(LOCK)[0].block, sure=True)


@pytest.mark.parametrize("longer", [f"Home » News » {LOCK}", f"{LOCK} (From the River Post)", f"{LOCK} | River Post"])
def test_of_a_headline_alone_and_in_a_longer_line_the_one_alone_counts(longer: str) -> None:
    assert text_of(found(longer, "Menu", LOCK)) == LOCK


def test_a_headline_in_a_script_without_spaces_shares_pairs_of_letters() -> None:
    lines = (
        "首页",
        "渡轮九十年后停运",
        "3 May 2024",
        "河流管理处周一表示，下游的渡轮将于十月停运。自1934年春天以来，它每天都在运行，从未中断。",
    )
    chosen = find([BlockView(Block(i, line)) for i, line in enumerate(lines)], is_stamp, is_boilerplate)
    assert text_of(chosen) == "渡轮九十年后停运"


@pytest.mark.parametrize("under", [("By Jane Doe",), ("Share this", "3 May 2024"), ()])
def test_the_line_between_headline_and_byline_or_prose_is_the_deck(under: tuple[str, ...]) -> None:
    lines = views(LOCK, DECK, *under)
    assert deck(lines, lines[0].block, is_stamp, is_boilerplate) is lines[1].block


def test_a_sentence_over_the_byline_is_a_deck_and_over_prose_the_first_paragraph() -> None:
    sentence = f"{DECK}, the office said."
    signed, plain = views(LOCK, sentence, "By Jane Doe"), views(LOCK, sentence)
    assert deck(signed, signed[0].block, is_stamp, is_boilerplate) is signed[1].block
    assert deck(plain, plain[0].block, is_stamp, is_boilerplate) is None


def test_what_stands_under_the_byline_is_no_deck() -> None:
    lines = views(LOCK, "By Jane Doe", DECK)
    assert deck(lines, lines[0].block, is_stamp, is_boilerplate) is None


def test_a_line_over_boilerplate_is_no_deck() -> None:
    lines = views(LOCK, DECK, BOILERPLATE[2])
    assert deck(lines, lines[0].block, is_stamp, is_boilerplate) is None


def test_words_are_compared_by_how_they_begin() -> None:
    assert words_of("Lakes and lakeside mills") & words_of("the LAKESHORE milling")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.example.org/2024/05/old-lock-marnham-closes.html", {"lock", "marnham", "closes", "html"}),
        ("https://www.example.org/a1", set()),
        ("https://[broken/old-lock-marnham-closes", set()),
        (None, set()),
    ],
)
def test_an_addresses_last_part_is_a_headlines_words(address: str | None, words: set[str]) -> None:
    assert slug(address) == words
