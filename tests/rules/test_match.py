"""Every power of a strip rule, from the side of its writer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.rules.compile import Rules
from cleaner.rules.place import Place, Removed
from cleaner.rules.shape import BlockView
from tests.counted import calls
from tests.rules.work import left, refused, removed, strip
from tests.samples import EXAMPLES, LAST, MORE, PROSE, rule

Load = Callable[[str], Rules]


@pytest.mark.parametrize(
    ("find", "taken", "kept"),
    [
        ("equals: [share this]", ["Share this", "SHARE THIS:", "share this …", "Share this!?"],
         ["Share this story", "Please share this"]),
        ("equals: [listen]", ["Listen", "LISTEN:", "Listen!", "Listen …", "Listen..."], ["Listen.", "Listening"]),
        ("equals: [關注]", ["關注。"], ["關注我"]),
        ("equals: [関連記事]", ["関連記事：", "関連記事。", "関連記事！"], ["関連記事の", "次の関連記事"]),
        ("equals: ['関連記事：']", ["関連記事", "関連記事。"], ["関連記事の"]),
        ("ends: [関連記事]", ["次の関連記事：", "次の関連記事؟"], ["関連記事の"]),
        ("starts: [read more]", ["Read more: Ferry to close", "Read more"], ["He read more: much", "Reads more"]),
        ("ends: [more info]", ["You can leave. More info", "More info:"], ["More info follows", "More information"]),
        ("has: [sign-up]", ["We use your sign–up to", "sign-up", "my Sign-Up is"], ["sign up", "signing"]),
        (r"regex: '^\d+ min read$'", ["5 min read", "12 MIN READ"], ["a 5 min read", "5 min reading"]),
        ("equals: [a b c]\n  # two ways of one find: any of them\n", ["A B C"], ["A B"]),
        ("{equals: [one], starts: [two], regex: 'three$'}", ["One:", "Two and", "and three"], ["one and", "and two"]),
    ],
)  # fmt: skip
def test_find_takes_what_it_says_and_nothing_else(load: Load, find: str, taken: list[str], kept: list[str]) -> None:
    body = f"find: {find}" if find.startswith("{") else f"find:\n    {find}"
    rules = load(rule(body))
    for text in taken:
        assert removed(strip(rules, text)) == [text]
    for text in kept:
        assert left(rules, text) == text


def test_a_phrase_is_no_expression(load: Load) -> None:
    rules = load(rule("find: {has: ['a.b (c)']}"))
    assert left(rules, "Call a.b (c) now\naxb c") == "axb c"


def test_head_counts_from_the_first_block_that_is_still_there(load: Load) -> None:
    rules = load(rule("find: {equals: [menu]}\n  where: {head: 2}"))
    assert left(rules, "Menu\nA story\nIts end\nMenu") == "A story\nIts end\nMenu"
    assert left(rules, "Menu\nMenu\nMenu\nA story") == "A story"


def test_tail_counts_from_the_last_block_that_is_still_there(load: Load) -> None:
    rules = load(rule("find: {equals: [share]}\n  where: {tail: 1}"))
    assert left(rules, "Share\nA story\nShare\nShare") == "Share\nA story"


@pytest.mark.parametrize(
    ("side", "kept"),
    [
        ("before_body", f"{PROSE}\nTopics\n{MORE}\nTopics"),
        ("after_body", f"Topics\n{PROSE}\nTopics\n{MORE}"),
        ("in_body", f"Topics\n{PROSE}\n{MORE}\nTopics"),
    ],
)
def test_side_tells_before_in_and_after_the_prose(load: Load, side: str, kept: str) -> None:
    rules = load(rule(f"find: {{equals: [topics]}}\n  where: {{side: {side}}}"))
    assert left(rules, f"Topics\n{PROSE}\nTopics\n{MORE}\nTopics") == kept


def test_without_any_prose_all_is_body(load: Load) -> None:
    rules = load(rule("find: {equals: [topics]}\n  where: {side: after_body}"))
    assert left(rules, "One\nTopics") == "One\nTopics"


def test_fragmented_false_spares_a_text_that_a_scraper_cut_into_lines(load: Load) -> None:
    rules = load(rule("find: {equals: [photo]}\n  where: {fragmented: false}"))
    assert left(rules, f"{PROSE}\nPhoto\n{MORE}") == f"{PROSE}\n{MORE}"
    cut = "The mayor\n, who is new,\nphoto\nof the lake in hand, said\nso on Monday."
    assert left(rules, cut) == cut


def test_then_takes_the_following_blocks_while_they_meet_it(load: Load) -> None:
    rules = load(rule(r"find: {equals: [also read]}" + "\n" + r"  then: {regex: '\[info\]$'}"))
    text = "Also read\nFerry to close [INFO]\nRoad to open [INFO]\nA vote follows.\nLate news [INFO]"
    assert left(rules, text) == "A vote follows.\nLate news [INFO]"


def test_then_by_shape_and_max(load: Load) -> None:
    rules = load(rule("find: {equals: [also read]}\n  then: {headline: true, max: 2}"))
    text = "Also read\nFerry to close soon\nRoad to open soon\nMill to open soon"
    assert left(rules, text) == "Mill to open soon"


def test_then_needs_its_text_and_its_shape(load: Load) -> None:
    rules = load(rule("find: {equals: [also read]}\n  then: {has: [lake], words: {max: 4}}"))
    assert left(rules, "Also read\nLake to close\nRoad to close\nX") == "Road to close\nX"
    assert left(rules, "Also read\nThe lake is to close down") == "The lake is to close down"


def test_lead_takes_the_preceding_blocks_while_they_meet_it(load: Load) -> None:
    rules = load(rule("find: {starts: [we use your sign-up]}\n  lead: {headline: true, max: 1}"))
    text = f"{PROSE}\nFirst teaser to watch\nSecond teaser to watch\nWe use your sign-up to learn.\n{MORE}"
    assert left(rules, text) == f"{PROSE}\nFirst teaser to watch\n{MORE}"


def test_lead_never_takes_the_headline_of_a_text(load: Load) -> None:
    rules = load(rule("find: {starts: [we use your sign-up]}\n  lead: {headline: true}"))
    text = f"Old mill opens again\nWatch the video here\nWe use your sign-up to learn.\n{PROSE}"
    assert left(rules, text, protected=(0,)) == f"Old mill opens again\n{PROSE}"


def test_a_rule_of_shape_alone_never_takes_the_headline_of_a_text(load: Load) -> None:
    rules = load(rule("shape: {headline: true, words: {max: 5}}"))
    assert left(rules, f"Old mill opens again\n{PROSE}", protected=(0,)) == f"Old mill opens again\n{PROSE}"
    assert left(rules, f"Old mill opens again\n{PROSE}") == PROSE


def test_a_run_needs_so_many_alike_in_a_row(load: Load) -> None:
    rules = load(rule("shape: {words: {max: 1}}\n  run: {min: 3}"))
    assert left(rules, f"News\nSport\n{PROSE}") == f"News\nSport\n{PROSE}"
    assert left(rules, f"News\nSport\nWeather\n{PROSE}\nHome") == f"{PROSE}\nHome"


def test_a_run_over_its_max_is_refused_and_recorded(load: Load) -> None:
    rules = load(rule("shape: {words: {max: 1}}\n  run: {min: 2, max: 3}"))
    done = strip(rules, "One\nTwo\nThree\nFour")
    assert [b.text for b in done.blocks] == ["One", "Two", "Three", "Four"]
    assert refused(done) == [(t, "guard: a run of 4 blocks, over 3") for t in ("One", "Two", "Three", "Four")]


def test_then_over_twelve_blocks_is_refused_and_recorded_and_the_hit_itself_goes(load: Load) -> None:
    rules = load(rule("find: {equals: [also read]}\n  then: {words: {max: 2}}"))
    lines = [f"Story {i}" for i in range(13)]
    done = strip(rules, "\n".join(["Also read", *lines]))
    assert [b.text for b in done.blocks] == lines
    assert refused(done) == [(t, "guard: a run of 13 blocks, over 12") for t in lines]
    assert left(rules, "\n".join(["Also read", *lines[:12]])) == ""


def test_a_rule_may_widen_its_guard(load: Load) -> None:
    rules = load(rule("find: {equals: [also read]}\n  then: {words: {max: 2}}\n  guard: {blocks: 20}"))
    assert left(rules, "\n".join(["Also read", *[f"Story {i}" for i in range(13)], PROSE])) == PROSE


def test_scope_sites_holds_for_a_site_and_what_is_below_it(load: Load) -> None:
    rules = load(rule("find: {equals: [menu]}\n  scope: {sites: [a.example]}"))
    assert left(rules, "Menu\nX", "a.example") == "X"
    assert left(rules, "Menu\nX", "www.a.example") == "X"
    for host in ("b.example", "nota.example", None):
        assert left(rules, "Menu\nX", host) == "Menu\nX"


def test_scope_not_sites_spares_a_site(load: Load) -> None:
    rules = load(rule("find: {equals: [menu]}\n  scope: {not_sites: [a.example]}"))
    assert left(rules, "Menu\nX", "www.a.example") == "Menu\nX"
    assert left(rules, "Menu\nX", "b.example") == "X"
    assert left(rules, "Menu\nX") == "X"


@pytest.mark.parametrize(
    ("text", "kept", "cut", "start"),
    [
        ("It rains. (Reporting by A B)", "It rains.", " (Reporting by A B)", 9),
        ("(Reporting by A B) It rains.", "It rains.", "(Reporting by A B) ", 0),
        ("It (Reporting by A B) rains.", "It rains.", " (Reporting by A B)", 2),
    ],
)
def test_take_match_cuts_only_the_part(load: Load, text: str, kept: str, cut: str, start: int) -> None:
    rules = load(rule(r"find: {regex: '\(reporting by [^()]*\)'}" + "\n  take: match"))
    done = strip(rules, text)
    assert [b.text for b in done.blocks] == [kept]
    (removal,) = done.removed
    assert (removal.text, removal.start, removal.block) == (cut, start, 0)
    assert kept[:start] + cut + kept[start:] == text


def test_take_match_of_a_whole_block_takes_the_block(load: Load) -> None:
    rules = load(rule(r"find: {regex: '\(reporting by [^()]*\)'}" + "\n  take: match"))
    assert left(rules, "It rains.\n(Reporting by A B)") == "It rains."


def test_take_match_cuts_each_that_it_finds(load: Load) -> None:
    rules = load(rule(r"find: {regex: '\[ad\]'}" + "\n  take: match"))
    assert left(rules, "One [AD] two [ad] three") == "One two three"


def test_named_groups_are_captured_with_their_removal(load: Load) -> None:
    rules = load(rule(r"find: {regex: '^(?P<authors>[a-z .]+) for (?P<attribution>[a-z]+)$'}"))
    done = strip(rules, "Ana B. Cruz for Lakeside")
    assert done.captured == {"authors": "Ana B. Cruz", "attribution": "Lakeside"}
    assert done.removed[0].captured == done.captured


def test_a_group_that_took_no_part_is_not_captured(load: Load) -> None:
    rules = load(rule(r"find: {regex: '^source: (?:here|(?P<attribution>[a-z]+ [a-z]+))$'}"))
    assert strip(rules, "Source: here").captured == {}


def test_all_conditions_of_a_rule_must_hold(load: Load) -> None:
    rules = load(rule("find: {has: [lake]}\n  shape: {words: {max: 3}}\n  where: {tail: 1}"))
    assert left(rules, "The lake\nThe lake is very cold") == "The lake\nThe lake is very cold"
    assert left(rules, "The lake\nThe lake") == ""  # the second makes the first the last
    assert left(rules, f"The lake\n{PROSE}") == f"The lake\n{PROSE}"


def test_what_one_rule_takes_makes_room_for_another(load: Load) -> None:
    rules = load(
        rule("find: {equals: [share]}\n  where: {tail: 1}", id="b.share")
        + rule("find: {equals: [topics]}\n  where: {tail: 1}", id="a.t")
    )
    assert left(rules, f"{PROSE}\nShare\nTopics\nShare\nTopics") == PROSE


def test_the_order_of_the_rules_does_not_matter_for_what_goes(load: Load, folder: Callable[..., object]) -> None:
    one = rule("find: {equals: [also read]}\n  then: {headline: true, max: 1}", id="a.one")
    two = rule("shape: {words: {max: 4}}\n  run: {min: 2}", id="b.two")
    text = f"{PROSE}\nAlso read\nFerry to close soon\nRoad to open\nMill to close\n{MORE}"
    assert left(load(one + two), text) == left(load(two + one), text)


def test_a_phrase_explains_a_removal_before_a_rule_of_shape_alone_does(load: Load) -> None:
    rules = load(rule("shape: {words: {max: 2}}", id="a.shape") + rule("find: {equals: [share this]}", id="b.phrase"))
    assert [r.rule_id for r in strip(rules, f"Share this\n{PROSE}").removed] == ["b.phrase"]


def test_without_rules_all_stays(load: Load) -> None:
    assert left(load(""), "Menu\nX") == "Menu\nX"


def test_a_pathological_text_and_pattern_end_in_good_time(load: Load) -> None:
    # (a+)+$ runs for ages in a backtracking engine; that it ends at all is the point.
    rules = load(rule(r"find: {regex: '^(a+)+$'}"))
    assert left(rules, "a" * 50_000 + "!") == "a" * 50_000 + "!"


def test_a_thousand_patterns_fit_in_the_set(load: Load) -> None:
    phrases = ", ".join(f"number {i} of the long list of things to say" for i in range(3000))
    rules = load(rule(f"find: {{equals: [{phrases}]}}") + rule("find: {equals: [menu]}", id="a.menu"))
    assert left(rules, "Menu\nNumber 2999 of the long list of things to say\nX") == "X"


def test_a_long_list_below_boilerplate_goes_in_a_few_rounds(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    below = (
        "- id: test.below\n  why: 'A test.'\n  stage: strip\n  where: {removed_above: 2}\n  shape: {words: {max: 3}}"
        + EXAMPLES
    )
    rules = load(rule("find: {equals: [ad]}") + below)
    rounds: list[int] = []
    find_places = Place.of

    def counted(views: list[BlockView], removed: Removed | None = None) -> Place:
        rounds.append(len(views))
        return find_places(views, removed)

    monkeypatch.setattr("cleaner.rules.match.Place.of", counted)
    assert left(rules, "\n".join([PROSE, "Ad", *(f"mill {n}" for n in range(300)), LAST])) == f"{PROSE}\n{LAST}"
    # Two that take and one that takes nothing, whatever the list's length. Without the gaps the body is where it was.
    assert len(rounds) <= 3


def test_what_a_rule_takes_only_for_want_of_boilerplate_goes_when_the_rest_is_looked_at_anew(load: Load) -> None:
    rules = load(
        rule("find: {equals: [share this]}")
        + rule("find: {equals: [note]}\n  where: {tail: 1, among_boilerplate: false}", id="test.note")
    )
    assert left(rules, f"{PROSE}\n{MORE}\nNote\nShare this\nShare this\nShare this") == f"{PROSE}\n{MORE}"


def test_what_stands_beside_the_body_only_without_the_gaps_goes_when_the_rest_is_looked_at_anew(load: Load) -> None:
    gaps = "\n".join(["Share this"] * 9)
    rules = load(
        rule("find: {equals: [share this]}") + rule("find: {equals: [note]}\n  where: {side: in_body}", id="test.note")
    )
    text = f"{PROSE}\n{MORE}\n{PROSE}\n{MORE}\n{gaps}\nNote\n{gaps}\n{LAST} {LAST}"
    assert left(rules, text) == f"{PROSE}\n{MORE}\n{PROSE}\n{MORE}\n{LAST} {LAST}"


def test_what_rules_for_certain_sites_take_shows_no_boilerplate_to_rules_of_structure(
    load: Callable[[str], Rules],
) -> None:
    scopes = {
        "scope: {sites: [a.example]}": ["Ask us", "Tell us"],
        "shape: {words: {max: 9}}": ["Ask us", "Tell us", "Flour and salt"],
    }
    text = f"{PROSE}\n{MORE}\n{LAST}\nAsk us\nTell us\nFlour and salt"
    for scope, gone in scopes.items():
        phrases = rule(f"find: {{equals: [ask us, tell us]}}\n  {scope}", id="test.phrase")
        structure = rule(
            "shape: {label: true}\n  where: {side: after_body, among_boilerplate: true}", id="test.structure"
        )
        rules = load(phrases + structure)
        assert removed(strip(rules, text, "a.example")) == gone


def test_thousands_of_lines_that_a_rule_takes_a_few_of_a_round_are_looked_at_in_the_measure_of_their_number(
    load: Load,
) -> None:
    rules = load(rule("find: {starts: [by]}\n  where: {head: 2}"))

    def cost(lines: int) -> int:
        return calls(strip, rules, "By Jane Doe\n" * lines + PROSE)

    assert cost(16_000) < 2.5 * cost(8_000)
    # What it didn't come to stays, and nothing else.
    done = strip(rules, "By Jane Doe\n" * 8_000 + PROSE)
    assert len(done.blocks) + len(removed(done)) == 8_001
    assert removed(done)
    assert done.blocks[-1].text == PROSE
    # A text of no unusual length loses all of them.
    assert left(rules, "By Jane Doe\n" * 300 + PROSE) == PROSE
