"""Where the body stands among a text's lines, and what is known of the lines around it."""

from __future__ import annotations

import pytest

from cleaner.document import Block
from cleaner.rules.conditions import Where
from cleaner.rules.model import Find, Rule
from cleaner.rules.place import Place, Removed
from cleaner.rules.shape import BlockView

PROSE = "The bridge over the lower river opened on Monday after two years, and all who came to see it were let across at noon. "
LONG = PROSE * 3
SHORT = "It is free for all who cross it on foot or by bicycle."


CLOSING = {"share", "comments", "navigation", "tags", "footer"}


def rule_named(id: str, *, phrase: bool, where: Where | None = None) -> Rule:
    """A rule whose family says, in these tests, what it closes."""
    kind = id.split(".")[0]
    closes = kind if kind in CLOSING else "prompt" if kind in ("newsletter", "paywall") else ""
    find = Find(patterns=("x",)) if phrase else Find()
    return Rule(
        id, "A test.", "strip", find, where=where or Where(), closes=closes if phrase else "", amid=kind == "caption"
    )


def views(lines: list[str], gone: dict[int, str] | None = None) -> list[BlockView]:
    return [BlockView(Block(i, line)) for i, line in enumerate(lines) if i not in (gone or {})]


def place(lines: list[str], gone: dict[int, str] | None = None) -> Place:
    """``gone``: the lines that rules of these ids took."""
    removed = Removed()
    for index, id in (gone or {}).items():
        removed.add(index, rule_named(id, phrase=not id.startswith("structure.")))
    removed.prose_words = sum(v.words for v in views(lines) if v.prose)
    return Place.of(views(lines, gone), removed)


def sides(lines: list[str], gone: dict[int, str] | None = None) -> list[str]:
    found = place(lines, gone)
    return [found.side(i) for i in range(found.count)]


def test_labels_around_the_prose_stand_outside_the_body() -> None:
    assert sides(["Town", "River", LONG, "Old mill", LONG, "Weir"]) == [
        "before_body", "before_body", "in_body", "in_body", "in_body", "after_body",
    ]  # fmt: skip


def test_a_short_paragraph_beyond_boilerplate_is_no_longer_the_body() -> None:
    lines = [LONG, "Share this", "Read more", "Log in", "Sign up", SHORT]
    gone = {1: "share.bar", 2: "related.read-more", 3: "comments.bar", 4: "newsletter.label"}
    assert sides(lines, gone) == ["in_body", "after_body"]
    assert sides([LONG, SHORT]) == ["in_body", "in_body"]


def test_a_body_goes_on_beyond_boilerplate_where_more_of_it_follows() -> None:
    lines = [LONG, "Share this", "Read more", "Log in", "Sign up", "Photo", "Video", LONG]
    gone = dict.fromkeys(range(1, 7), "share.bar")
    assert sides(lines, gone) == ["in_body", "in_body"]


def test_one_long_notice_under_labels_does_not_stretch_the_body() -> None:
    labels = ["Town news", "River office", "Old mill", "The weir", "The ferry", "The quay"]
    assert sides([LONG, *labels, f"{LONG} {LONG}"])[-1] == "after_body"


def test_a_list_after_a_first_paragraph_stands_in_the_article() -> None:
    assert sides([SHORT, "Old mill", "The weir", "The quay", LONG])[1:4] == ["in_body"] * 3


def test_pieces_of_sentences_belong_to_the_body_as_prose_does() -> None:
    piece = "and all who came to see it were let across at noon by the men of the river office who on that day had"
    assert sides([LONG, "Share this", piece], {1: "share.bar"}) == ["in_body", "in_body"]
    assert sides([LONG, "Share this", "Old mill"], {1: "share.bar"}) == ["in_body", "after_body"]


def test_looking_for_the_body_costs_as_many_steps_as_there_are_lines() -> None:
    def steps(lines: int) -> int:
        asked: list[int] = []

        class Counted(set[int]):
            def __contains__(self, index: object) -> bool:
                asked.append(1)
                return super().__contains__(index)

        kept = [BlockView(Block(2 * i, f"{i} {SHORT}")) for i in range(lines)]
        Place.of(kept, Removed(all=Counted(range(1, 2 * lines, 2))))
        return len(asked)

    assert steps(800) <= 2.1 * steps(400)


@pytest.mark.parametrize(
    ("gone", "among_boilerplate"),
    [
        ({}, False),
        ({1: "share.bar"}, False),
        ({1: "structure.label-by-boilerplate", 2: "structure.label-by-boilerplate"}, False),
        ({1: "share.bar", 2: "comments.bar"}, True),
    ],
)
def test_among_boilerplate_takes_two_phrases_under_the_body(gone: dict[int, str], among_boilerplate: bool) -> None:
    assert place([LONG, "Share this", "Log in", "Old mill"], gone).among_boilerplate is among_boilerplate


def test_six_phrases_anywhere_show_that_a_text_stands_among_boilerplate() -> None:
    lines = ["Home", "News", "Sport", "Menu", "Search", "Log in", LONG, "Old mill"]
    assert place(lines, dict.fromkeys(range(6), "navigation.label")).among_boilerplate
    assert not place(lines, dict.fromkeys(range(5), "navigation.label")).among_boilerplate


def test_three_phrases_show_that_a_text_stands_among_boilerplate_where_one_stood_under_the_body() -> None:
    lines = ["Home", "News", "Sport", LONG, *(f"The old mill of {n}" for n in range(60)), "Menu"]
    assert place(lines, dict.fromkeys((0, 1, 64), "navigation.label")).among_boilerplate
    assert not place(lines, dict.fromkeys((0, 1, 2), "navigation.label")).among_boilerplate


def test_what_stands_inside_articles_shows_nothing_of_what_is_around() -> None:
    lines = [LONG, "Old mill", "Photo: Ana Torv", "Photo: Max Muster", "Photo: the mill"]
    assert not place(lines, dict.fromkeys((2, 3, 4), "caption.label")).among_boilerplate


def test_two_phrases_are_too_few_for_a_long_list_under_the_body() -> None:
    lines = [LONG, "Share this", "Log in", *(f"The old mill of {n}" for n in range(60))]
    assert not place(lines, {1: "share.bar", 2: "comments.bar"}).among_boilerplate


@pytest.mark.parametrize(
    ("gone", "end"),
    [
        ({2: "share.bar", 3: "newsletter.label"}, 3),
        ({2: "share.bar", 3: "share.bar"}, None),  # one kind only
        ({2: "newsletter.label", 3: "paywall.label"}, None),  # two prompts of one box
        ({2: "caption.label", 3: "byline.by-line"}, None),  # stands in articles too
        ({2: "structure.after-the-end", 3: "share.bar"}, None),
        ({2: "footer.rights"}, 2),  # nothing of an article follows its rights
        ({3: "comments.bar"}, None),  # prose follows at once: asked in the middle of an article
    ],
)
def test_the_end_is_where_the_second_kind_of_closing_boilerplate_stood(gone: dict[int, str], end: int | None) -> None:
    assert place([LONG, LONG, "Share this", "Log in", SHORT], gone).end == end


@pytest.mark.parametrize("kind", ["comments.bar", "navigation.label", "tags.bar"])
def test_one_line_ends_a_text_where_labels_follow(kind: str) -> None:
    assert place([LONG, LONG, "3 comments", "Old mill", SHORT], {2: kind}).end == 2


def test_an_article_goes_on_below_a_box_to_share_and_subscribe() -> None:
    gone = {5: "share.bar", 6: "newsletter.label"}
    lines = [LONG, LONG, LONG, LONG, LONG, "Share this", "Newsletter"]
    assert place([*lines, LONG, LONG], gone).end is None
    assert place([*lines, SHORT, "Old mill", SHORT], gone).end == 6


def test_readers_comments_may_be_longer_than_the_article() -> None:
    lines = [LONG, LONG, "3 comments", "Old mill", LONG, LONG, "Weir"]
    assert place(lines, {2: "comments.bar"}).end == 2
    assert place(lines, {2: "navigation.label"}).end is None


def test_a_text_does_not_end_before_most_of_its_prose() -> None:
    gone = {1: "share.bar", 2: "comments.bar"}
    assert place([LONG, "Share this", "Log in", LONG, LONG], gone).end is None


def test_a_text_of_a_few_sentences_has_no_end() -> None:
    assert place([SHORT, SHORT, "Share this", "Log in", "Old mill"], {2: "share.bar", 3: "comments.bar"}).end is None


def test_what_shape_took_closes_no_text_whatever_the_rule_is_called() -> None:
    gone = Removed()
    gone.add(1, rule_named("share.by-shape", phrase=False))
    gone.add(2, rule_named("share.bar", phrase=True))
    assert (gone.all, gone.by_phrase, gone.closing) == ({1, 2}, {2}, {2: "share"})


def test_what_a_rule_closes_stands_in_its_key_and_not_in_its_name() -> None:
    gone = Removed()
    gone.add(1, Rule("share.mine", "A test.", "strip", Find(patterns=("x",))))
    gone.add(2, Rule("mine.bar", "A test.", "strip", Find(patterns=("x",)), closes="share"))
    assert gone.closing == {2: "share"}


LISTS = {
    "results": ["Marnham 2, Weirford 1", "Quayside 0, Mill Town 0", "Ferry Road 3, Old Lock 2", "Upper Lake 1, Ford 4"],
    "ingredients": [
        "200 g flour",
        "2 eggs",
        "A pinch of salt",
        "1/2 litre of milk",
        "3 tbsp sugar",
        "50 g butter",
        "4 plums",
    ],
    "ingredients in parts": [
        "For the dough:",
        "200 g flour",
        "2 eggs",
        "A pinch of salt",
        "1 egg",
        "For the cream:",
        "4 plums",
    ],
    "a data sheet": ["Length: 90 metres", "Load: twelve tons", "Lanes: two", "Built by: the river office"],
    "a cast": ["DIRECTOR Ana Torv", "MUSIC Max Muster", "SOUND MIXER Ines Holloway", "EDITOR Tom Arkwright"],
}


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_a_list_of_lines_built_alike_right_under_the_last_prose_is_the_articles(lines: list[str]) -> None:
    assert sides([LONG, *lines, "Town news"]) == ["in_body"] * (1 + len(lines)) + ["after_body"]


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_a_list_below_boilerplate_is_not_the_articles(lines: list[str]) -> None:
    assert sides([LONG, "Read more", *lines], {1: "related.list"})[1:] == ["after_body"] * len(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Weir to get a fish ladder", "Ferry captain retires", "Regatta called off", "Mill for sale"],
        [
            "Weir: A ladder for fish in May",
            "Ferry: The captain retires today",
            "Mill: Nobody will buy it",
            "Lock: Now it is to close",
        ],
        ["Mill for sale 12:30", "Ferry to close 12:10", "Regatta off 11:50", "Weir opens 10:20"],
        ["Give $5", "Give $10", "Give $20", "Give $50"],
        ["Post: quay@river.example", "Web: www.river.example", "Town: 1 Quay Street", "Chat: chat@river.example"],
        ["Length: ninety metres", "Load: twelve tons", "Lanes: two"],
    ],
    ids=["headlines", "headlines with kickers", "stamped", "prices", "an imprint", "three lines"],
)
def test_headlines_offers_and_imprints_are_no_list_of_the_articles(lines: list[str]) -> None:
    assert sides([LONG, *lines])[1:] == ["after_body"] * len(lines)


def test_pieces_around_a_linked_name_are_a_sentence() -> None:
    found = views([LONG, "For two years the office had paid for", "Old Mill", "and the weir.", SHORT])
    Place.of(found)
    assert [v.fragment for v in found] == [False, True, True, True, False]


def test_small_words_among_small_words_are_a_menus() -> None:
    found = views(["houses", "flats", "land", "cars", LONG])
    Place.of(found)
    assert not found[1].fragment


@pytest.mark.parametrize(
    ("where", "meets"),
    [
        (Where(removed_near=1), False),
        (Where(removed_near=2), True),
        (Where(removed_above=2), True),
        (Where(removed_above=1), False),
        (Where(removed_below=12), False),
        (Where(ended=False), True),
        (Where(ended=True), False),
    ],
)
def test_conditions_on_removed_neighbours_count_the_blocks_between(where: Where, meets: bool) -> None:
    lines = ["Share this", "Old mill", "The weir", LONG]
    found = place(lines, {0: "share.bar"})
    asking = rule_named("test.rule", phrase=False, where=where)
    reason = found.failing(asking, 1)
    assert (reason is None) is meets, reason


def test_removed_below_and_near_look_downwards_too() -> None:
    found = place([LONG, "Old mill", "Share this"], {2: "share.bar"})
    for where, meets in (
        (Where(removed_below=1), True),
        (Where(removed_near=1), True),
        (Where(removed_above=1), False),
    ):
        assert (found.failing(rule_named("test.rule", phrase=False, where=where), 1) is None) is meets


def test_removed_neighbours_are_counted_in_the_blocks_of_the_input() -> None:
    found = place(["Home", "News", LONG, "Share this", "Old mill"], {0: "menu.x", 1: "menu.x", 3: "share.bar"})
    asking = rule_named("test.rule", phrase=False, where=Where(removed_above=1))
    assert [found.failing(asking, i) is None for i in range(found.count)] == [True, True]


def test_ended_holds_of_the_blocks_below_the_end_and_of_no_others() -> None:
    lines = ["Home", "News", "Menu", LONG, LONG, "Share this", "Old mill", "Log in", SHORT, "Weir"]
    gone = dict.fromkeys((0, 1, 2), "navigation.label") | {5: "share.bar", 7: "comments.bar"}
    found = place(lines, gone)
    below = rule_named("test.rule", phrase=False, where=Where(ended=True))
    assert [found.failing(below, i) is None for i in range(found.count)] == [False, False, False, True, True]


@pytest.mark.parametrize("wanted", [True, False])
def test_among_boilerplate_is_asked_for_or_refused(wanted: bool) -> None:
    asking = rule_named("test.rule", phrase=False, where=Where(among_boilerplate=wanted))
    clean, full = place([LONG, "Weir"]), place([LONG, "a", "b", "Weir"], {1: "share.bar", 2: "tags.bar"})
    assert (clean.failing(asking, 1) is None, full.failing(asking, 1) is None) == (not wanted, wanted)


def test_where_says_whether_it_asks_for_removed_neighbours() -> None:
    assert Where(removed_near=1).asks_for_removed
    assert Where(ended=True).asks_for_removed
    assert not Where(side="after_body", head=2).asks_for_removed
    assert not Where(among_boilerplate=False, ended=False).asks_for_removed


def test_shape_alone_tells_no_side_of_a_text_with_little_prose() -> None:
    found = place(["Town", SHORT, "Old mill"])
    by_shape = rule_named("test.rule", phrase=False, where=Where(side="after_body"))
    assert "too little prose" in (found.failing(by_shape, 2) or "")
    assert place([LONG, "Old mill"]).failing(by_shape, 1) is None
    by_phrase: Rule = rule_named("test.rule", phrase=True, where=Where(side="after_body"))
    assert isinstance(by_phrase.find, Find)
    assert found.failing(by_phrase, 2) is None


def test_in_a_text_too_long_to_compare_nothing_is_told_as_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [LONG, "the lower river opened on Monday after two years"]
    quoted = views(lines)
    Place.of(quoted)
    assert [v.quoted for v in quoted] == [False, True]
    monkeypatch.setattr("cleaner.rules.place._QUOTED_WORK", 10)
    unlooked = views(lines)
    Place.of(unlooked)
    assert [v.quoted for v in unlooked] == [False, False]


@pytest.mark.parametrize("side", [None, "before_body", "in_body", "after_body"])
@pytest.mark.parametrize(
    "where", [{}, {"head": 2}, {"tail": 2}, {"ended": True}, {"among_boilerplate": True}, {"among_boilerplate": False}]
)
def test_a_rule_holds_only_within_what_is_said_beforehand(side: str | None, where: dict[str, int | bool]) -> None:
    lines = ["Town", LONG, LONG, "Old mill", "Weir", "Ferry", "Market"]
    rule = rule_named("test.rule", phrase=False, where=Where(side=side, **where))  # type: ignore[arg-type]
    for gone in ({}, {5: "share.bar", 6: "tags.bar", 7: "comments.bar"}):
        found = place([*lines, *("x" for _ in gone)], gone)
        holding = [i for i in range(found.count) if found.failing(rule, i) is None]
        assert set(holding) <= set(found.within(rule))
