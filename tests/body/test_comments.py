"""Readers' comments are told by how they are built, in any language; what is built otherwise stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.article import Article
from tests.samples import LAST, MORE, PROSE, TITLE
from tests.stages.work import article, page

BODY = [PROSE, MORE, LAST]
Entry = tuple[str, str, str]  # name, when, what was said

ENTRIES: dict[str, tuple[Entry, ...]] = {
    "English": (
        (
            "Ada Quill",
            "3 May 2024, 14:05",
            "My uncle worked in that mill, and he would not have gone back for any loan in the world.",
        ),
        (
            "Ben Marsh",
            "3 May 2024, 15:20",
            "The road is the real story here. Without it no cart gets up to the lake from October on.",
        ),
        (
            "Cora Finn",
            "4 May 2024, 09:11",
            "I will buy the first sack of flour myself, whatever it costs me, and bake for the street.",
        ),
    ),
    "Polish": (
        (
            "Ola Brzoza",
            "3 maja 2024, 14:05",
            "Mój wujek pracował w tym młynie i za żadne pieniądze by tam nie wrócił, naprawdę.",
        ),
        (
            "Jan Wrona",
            "3 maja 2024, 15:20",
            "Najważniejsza jest droga. Bez niej od października nikt tam nie dojedzie żadnym wozem.",
        ),
        (
            "Ewa Lipa",
            "4 maja 2024, 09:11",
            "Sama kupię pierwszy worek mąki, ile by nie kosztował, i upiekę chleb dla całej ulicy.",
        ),
    ),
    "Russian": (
        (
            "Оля Берёза",
            "3 мая 2024, 14:05",
            "Мой дядя работал на этой мельнице и ни за какие деньги туда бы не вернулся, честно.",
        ),
        (
            "Иван Ворон",
            "3 мая 2024, 15:20",
            "Главное тут дорога. Без неё с октября туда никто не доедет ни на какой телеге вообще.",
        ),
        (
            "Ева Липова",
            "4 мая 2024, 09:11",
            "Первый мешок муки куплю сама, сколько бы он ни стоил, и испеку хлеба на всю улицу.",
        ),
    ),
    "Chinese": (
        (
            "林小舟",
            "2024年5月3日 14:05",
            "我叔叔在那个磨坊干过活，给他多少钱他都不会再回去了，这是真的，我们全家都知道。",
        ),
        (
            "河边人",
            "2024年5月3日 15:20",
            "真正重要的是那条路。没有路，十月以后什么车都上不了湖边，磨坊开了也没有用处。",
        ),
        ("老麦", "2024年5月4日 09:11", "第一袋面粉我来买，多贵都行，烤好面包请整条街的人吃，大家都来帮忙吧，说好了。"),
    ),
    "Greek": (
        (
            "Άννα Κύμα",
            "3 Μαΐου 2024, 14:05",
            "Ο θείος μου δούλευε σε εκείνον τον μύλο και δεν θα γύριζε εκεί για κανένα ποσό.",
        ),
        (
            "Νίκος Βράχος",
            "3 Μαΐου 2024, 15:20",
            "Το θέμα είναι ο δρόμος. Χωρίς αυτόν κανένα κάρο δεν ανεβαίνει από τον Οκτώβριο και μετά.",
        ),
        (
            "Εύα Πεύκο",
            "4 Μαΐου 2024, 09:11",
            "Το πρώτο σακί αλεύρι θα το αγοράσω εγώ, όσο κι αν κοστίζει, και θα ψήσω για όλους.",
        ),
    ),
}
ENGLISH = ENTRIES["English"]
ONE_LINE = "<div class='k'><b>{0}</b> <time>{1}</time><p>{2}</p></div>"
TWO_LINES = "<li class='k'><p class='n'>{0}</p><p class='w'>{1}</p><p>{2}</p></li>"
ANSWERED = "<div class='k'><p class='n'>{0}</p><p class='w'>{1}</p><p>{2}</p><p><a href='#a'>{3}</a></p></div>"


def listed(entries: Sequence[Sequence[str]], shape: str = ONE_LINE) -> str:
    return "".join(shape.format(*entry) for entry in entries)


def cleaned(inside: str, before: str = "".join(f"<p>{s}</p>" for s in BODY)) -> Article:
    return article(page(f"<title>{TITLE}</title>", f"<article><h1>{TITLE}</h1>{before}{inside}</article>"))


def taken(row: Article) -> list[str]:
    assert {r.stage for r in row.removed if r.rule_id == "comments.by-shape"} <= {"blocks"}
    return [r.text for r in row.removed if r.rule_id == "comments.by-shape" and not r.refused]


def long(entries: Sequence[Entry]) -> list[Entry]:
    """The same, each of them saying it four times: they outweigh the article."""
    return [(name, when, " ".join([said] * 4)) for name, when, said in entries]


SHAPES = [
    pytest.param(language, shape, id=f"{language}, {name}")
    for language in ENTRIES
    for name, shape in (("name and date in one line", ONE_LINE), ("in two lines", TWO_LINES))
    if (language, shape) != ("Chinese", TWO_LINES)
]


@pytest.mark.parametrize(("language", "shape"), SHAPES)
def test_comments_that_outweigh_their_article_go_and_are_recorded(language: str, shape: str) -> None:
    entries = long(ENTRIES[language])
    row = cleaned(f"<div class='x'>{listed(entries, shape)}</div>")
    assert row.text.split("\n\n") == BODY
    assert taken(row) == [" ".join(entry) for entry in entries]


WORDY = {
    "Chinese": ENTRIES["Chinese"],
    "English": tuple((name, f"Posted on Friday, {when}", said) for name, when, said in ENGLISH),
}


@pytest.mark.parametrize("language", WORDY)
def test_a_date_of_several_words_under_the_name_is_no_name(language: str) -> None:
    assert len(taken(cleaned(f"<div class='x'>{listed(WORDY[language], TWO_LINES)}</div>"))) == 3


def test_comments_in_details_go() -> None:
    row = cleaned(f"<details><summary>What readers say (3)</summary>{listed(ENGLISH)}</details>")
    assert [said for *_, said in ENGLISH if said in row.text] == []
    assert len(taken(row)) == 3


AGES = ("3 hours ago", "2 hours ago", "1 hour ago")


@pytest.mark.parametrize("answer", ["Reply", "Odpowiedz", "回复"])
def test_comments_with_ages_and_the_same_short_link_go(answer: str) -> None:
    aged = [(name, age, said, answer) for (name, _, said), age in zip(ENGLISH, AGES, strict=True)]
    row = cleaned(f"<div class='x'>{listed(aged, ANSWERED)}</div>")
    assert row.text.split("\n\n") == BODY
    assert len(taken(row)) == 3


def test_ages_alone_tell_no_comments() -> None:
    aged = [(name, age, said) for (name, _, said), age in zip(ENGLISH, AGES, strict=True)]
    assert taken(cleaned(f"<div class='x'>{listed(aged, TWO_LINES)}</div>")) == []


def test_a_name_and_an_age_in_one_line_are_a_comments_head() -> None:
    aged = [(f"{name} ·", age, said, "Reply") for (name, _, said), age in zip(ENGLISH, AGES, strict=True)]
    shape = "<div class='k'><p class='w'>{0} {1}</p><p>{2}</p><p><a href='#a'>{3}</a></p></div>"
    assert len(taken(cleaned(f"<div class='x'>{listed(aged, shape)}</div>"))) == 3


def test_the_paragraph_under_the_comments_stays() -> None:
    row = cleaned(f"{listed(ENGLISH)}<p>{PROSE} {LAST}</p>")
    assert row.text.split("\n\n") == [*BODY, f"{PROSE} {LAST}"]


def stays(inside: str, words: Sequence[str], before: str = "".join(f"<p>{s}</p>" for s in BODY)) -> None:
    row = cleaned(inside, before)
    assert taken(row) == []
    assert [w for w in words if w not in row.text] == []


SAID = [said for *_, said in ENGLISH]


def test_two_comments_stay() -> None:
    stays(listed(ENGLISH[:2]), SAID[:2])


def test_a_live_blog_by_one_author_stays() -> None:
    entries = [("Ada Quill", when, said) for _, when, said in (*ENGLISH, *ENGLISH)]
    stays(f"<div class='x'>{listed(entries)}</div>", SAID)


def test_a_live_blog_of_times_alone_stays() -> None:
    times = [(when[-5:], said) for _, when, said in ENGLISH]
    stays(listed(times, "<div class='k'><p class='w'>{0}</p><p>{1}</p></div>"), SAID)


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_live_blog_whose_entries_have_headings_stays(tag: str) -> None:
    entries = [(f"{when[-5:]} {name} speaks in the hall", said) for name, when, said in ENGLISH]
    stays(listed(entries, f"<div class='k'><{tag}>{{0}}</{tag}><p>{{1}}</p></div>"), SAID)


def test_a_live_blog_whose_entries_say_what_happened_stays() -> None:
    entries = [("14:05", "Mayor opens the weir", SAID[0]), ("14:40", "First cart arrives", SAID[1]),
               ("15:10", "Band plays on the dam", SAID[2])]  # fmt: skip
    stays(listed(entries), SAID)


def test_the_programme_of_a_day_stays() -> None:
    entries = [("10:30 Opening of the fair", SAID[0]), ("12:00 Flour market", SAID[1]), ("15:15 Raft race", SAID[2])]
    stays(listed(entries, "<p>{0}</p><p>{1}</p>"), SAID)


def test_comments_without_an_element_each_go_with_all_they_say() -> None:
    row = cleaned(f"<div class='x'>{listed(ENGLISH, '<p>{0}, {1}</p><p>{2}</p>')}</div>")
    assert row.text.split("\n\n") == BODY


def test_an_interview_with_its_speakers_names_stays() -> None:
    entries = [(name, said) for name, _, said in (*ENGLISH, *ENGLISH)]
    stays(listed(entries, "<div class='k'><p><b>{0}</b></p><p>{1}</p></div>"), SAID)


def test_teasers_with_headline_and_date_stay_here() -> None:
    entries = [("Ferry to close for the winter", *e) for e in ENGLISH]
    stays(listed(entries, "<div class='k'><h3>{0}</h3><p>{1} {2}</p><p>{3}</p></div>"), SAID)


def test_the_rows_of_one_table_stay() -> None:
    rows = listed(ENGLISH, "<tr><td>{0}</td><td>{1}</td><td>{2}</td></tr>")
    stays(f"<table>{rows}</table>", SAID)
    cells = listed(ENGLISH, "<tr><td>{0} {1}</td></tr><tr><td>{2}</td></tr>")
    stays(f"<table>{cells}</table>", SAID)


def test_a_page_of_nothing_but_comments_keeps_them() -> None:
    stays(listed(long(ENGLISH)), SAID, before="<p>What do you say to this?</p>")
