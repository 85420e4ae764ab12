"""What a batch learns, counted in bounded memory."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.learn.counting import Counter, Learned
from cleaner.addons.repeats import Line, hashed, line_of
from cleaner.document import Block

OUTLET = "mill.example"


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(line_of(Block(i, t)) for i, t in enumerate(texts))


def own(number: int, paragraphs: int = 3) -> list[str]:
    """Prose that no other number has."""
    word = "".join(chr(97 + int(d)) for d in str(number))
    return [
        f"The {word} river rose by a {word} hand in part {chr(97 + i)} of the {word} year, they said."
        for i in range(paragraphs)
    ]


def counted(*documents: tuple[str, ...], capacity: int = 1000) -> Counter:
    counter = Counter(3, capacity)
    for i, texts in enumerate(documents):
        counter.add(OUTLET, lines(*texts), f"https://{OUTLET}/{i}")
    return counter


def articles(count: int, *boilerplate: str) -> list[tuple[str, ...]]:
    return [(*own(i), *boilerplate) for i in range(count)]


def test_a_line_below_the_prose_of_three_articles_is_learned() -> None:
    learned = counted(*articles(3, "Seen 28,533 times by all")).learned()
    text = lines(*own(9), "Seen 4 times by all")
    assert learned.boilerplate(OUTLET, text) == ([3], "")
    assert learned.boilerplate("other.example", text) == ([], "")
    assert learned.boilerplate(None, text) == ([], "")


def test_two_articles_are_not_enough() -> None:
    assert counted(*articles(2, "Seen 28,533 times by all")).learned().lines == {}


def test_versions_of_one_article_count_once() -> None:
    versions = [(*own(1, 6), *own(20 + i, 1), "Seen 5 times by all") for i in range(5)]
    assert counted(*versions).learned().lines == {}


BOILERPLATE = "Seen 28,533 times by all"


def known_of(articles_and_versions: list[tuple[int, int]], by_address: bool = True) -> int:
    """In how many articles a line is said to stand that all of these versions have."""
    counter = Counter(3)
    for article, version in articles_and_versions:
        url = f"https://{OUTLET}/{article}" if by_address else None
        counter.add(OUTLET, lines(*own(article, 6), *own(100 + version, 1), BOILERPLATE), url)
    return counter.learned().seen(OUTLET, lines(BOILERPLATE)[0])


@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 40)), max_size=60))
def test_a_line_is_never_said_to_stand_in_more_articles_than_there_are(documents: list[tuple[int, int]]) -> None:
    articles = len({article for article, _ in documents})
    assert known_of(documents) == (articles if articles >= 3 else 0)


def test_versions_of_a_live_page_count_once_however_many_articles_have_the_line() -> None:
    assert known_of([*((i, 0) for i in range(12)), *((12, v) for v in range(100))]) == 13
    assert known_of([*((i, 0) for i in range(12)), *((12, v) for v in range(100))], by_address=False) == 13


BACKGROUND = "Readers of this column wrote to us about the new road and the mill on the lake, and we wrote back."


def test_a_paragraph_of_an_article_that_comes_two_hundred_times_is_no_boilerplate() -> None:
    counter = Counter()
    for i in range(60):
        counter.add(OUTLET, lines(*own(i)), f"https://{OUTLET}/{i}")
    for i in range(8):
        counter.add(OUTLET, lines(*own(100 + i), BACKGROUND, *own(200 + i)), f"https://{OUTLET}/w{i}")
    for i in range(200):
        counter.add(OUTLET, lines(*own(300, 6), BACKGROUND, *own(400 + i, 1)), f"https://{OUTLET}/live")
        # Others between, so that its last visit is long ago.
        counter.add(OUTLET, lines(*own(i % 60)), f"https://{OUTLET}/{i % 60}")
    learned = counter.learned()
    assert learned.documents[OUTLET] == 69
    assert learned.seen(OUTLET, lines(BACKGROUND)[0]) == 9
    assert learned.boilerplate(OUTLET, lines(*own(300, 6), BACKGROUND, *own(401, 1))) == ([], "")


_VISITS = st.tuples(st.integers(0, 5), st.sampled_from(["again", "changed", "copied"]), st.sets(st.integers(0, 3)))


@given(st.lists(_VISITS, max_size=60), st.sampled_from([1000, 6]))
def test_counts_are_never_more_than_the_different_articles_whatever_their_versions(
    visits: list[tuple[int, str, set[int]]], capacity: int
) -> None:
    boilerplate = ["Seen by the whole valley", "Top of the day", "Read by many on the hill", BACKGROUND]
    counter = Counter(2, capacity)
    with_line: dict[int, set[int]] = {}
    whole: set[int] = set()
    for visit, (article, asked, extra) in enumerate(visits):
        version = asked if article in whole else "first"
        whole.add(article)
        # Changed: another text at its address. Copied: most of its text at another address.
        text = own(500 + visit) if version == "changed" else own(article, 8)[: 6 if version == "copied" else 8]
        address = f"https://{OUTLET}/{f'copy{visit}' if version == 'copied' else article}"
        counter.add(OUTLET, lines(*text, *(boilerplate[i] for i in extra)), address)
        for i in extra:
            with_line.setdefault(i, set()).add(article)
    learned = counter.learned()
    assert learned.documents.get(OUTLET, 0) <= len(whole)
    for i, line in enumerate(lines(*boilerplate)):
        assert learned.seen(OUTLET, line) <= len(with_line.get(i, ()))


def test_the_home_page_as_everyones_address_does_not_make_all_articles_one() -> None:
    counter = Counter()
    for i in range(4):
        counter.add(OUTLET, lines(*own(i), "Seen 28,533 times by all"), f"https://www.{OUTLET}/")
    assert counter.learned().documents == {OUTLET: 4}


def test_never_most_of_a_document() -> None:
    learned = counted(*articles(3, "Seen 28,533 times by all", "Read by many on the hill and in the valley")).learned()
    found, refused = learned.boilerplate(
        OUTLET, lines(own(9, 1)[0], *["Read by many on the hill and in the valley"] * 3)
    )
    assert found == [1, 2, 3]
    assert refused.startswith("guard: ")


def test_what_is_forgotten_counts_too_low_and_never_too_high() -> None:
    documents = articles(60, "Seen 28,533 times by all")
    whole, small = counted(*documents).learned(), counted(*documents, capacity=20).learned()
    assert all(count <= whole.lines[at] for at, count in small.lines.items())
    assert small.lines[hashed(OUTLET, lines("Seen 1 times by all")[0].exact)] > 50


@cache
def digest_of_eight() -> str:
    return counted(*articles(8, "Seen 28,533 times by all")).learned().digest


@given(st.permutations(range(8)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    documents = articles(8, "Seen 28,533 times by all")
    assert counted(*(documents[i] for i in order)).learned().digest == digest_of_eight()


def test_the_digest_tells_what_was_learned_from_other_knowledge() -> None:
    assert Learned({1: 3}, {"a": 3}).digest == Learned({1: 3}, {"a": 3}).digest
    assert (
        len({Learned({1: 3}, {"a": 3}).digest, Learned({1: 4}, {"a": 4}).digest, Learned({1: 3}, {"b": 3}).digest}) == 3
    )
