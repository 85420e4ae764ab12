"""What is proposed from documents, and as which rules."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.addons.repeats import line_of
from cleaner.addons.suggest.job import Proof, prove
from cleaner.addons.suggest.model import Options, Proposal, Sample, different
from cleaner.addons.suggest.propose import suggest
from cleaner.addons.suggest.write import named, quoted, rule_file, rule_text
from cleaner.document import Block
from cleaner.pipeline import run_example
from cleaner.rules.check import check
from cleaner.rules.compile import Rules
from cleaner.rules.load import read_rule_file
from cleaner.rules.model import Rule
from cleaner.rules.nodes import Places
from cleaner.text.normalise import normalise
from tests.addons.learn.test_counting import own
from tests.samples import SMALL_RULES

ASK = "Write to Anna Berg about what you read here"


def sample(number: int, *texts: str, outlet: str = "mill.example") -> Sample:
    found = tuple(line_of(Block(i, t)) for i, t in enumerate(texts))
    return Sample(f"{outlet}-{number}", outlet, f"https://{outlet}/{number}", found)


def articles(*boilerplate: str, count: int = 5, outlet: str = "mill.example", start: int = 0) -> list[Sample]:
    return [sample(i, *own(start + i), *boilerplate, outlet=outlet) for i in range(count)]


def keys(proposals: list[Proposal]) -> list[str]:
    return [p.key for p in proposals]


def test_a_line_that_repeats_below_the_body_is_proposed_for_its_outlet() -> None:
    (found,) = suggest(articles("Seen by the whole valley"))
    assert (found.outlet, found.key, found.support, found.documents) == (
        "mill.example",
        "seen by the whole valley",
        5,
        5,
    )
    assert (found.tally.above, found.tally.below, found.tally.between, found.lost) == (0, 5, 0, ())


def test_names_become_slots_where_they_change() -> None:
    names = ["Anna Berg", "Otto Lind", "Ida Holm", "Per Ek", "Eva Dahl"]
    found = suggest([sample(i, *own(i), f"Write to {n} about what you read here") for i, n in enumerate(names)])
    assert [p.support for p in found] == [5]
    assert found[0].pattern.startswith("^write to \\S+")


def test_a_name_that_never_changes_is_part_of_the_line() -> None:
    assert keys(suggest(articles(ASK))) == ["write to anna berg about what you read here"]


def test_lines_of_three_outlets_are_proposed_once_without_scope() -> None:
    samples = [
        one
        for i, outlet in enumerate(("a.example", "b.example", "c.example"))
        for one in articles("Seen by the whole valley", outlet=outlet, start=100 * i, count=3)
    ]
    (found,) = suggest(samples)
    assert (found.outlet, found.outlets, found.support) == ("", 3, 9)
    assert "scope" not in rule_text(named([found], set())[0])


def test_paragraphs_of_the_body_are_not_proposed() -> None:
    background = "The mill was built by three brothers who came down from the hills in the spring of that year."
    inside = [sample(i, *own(i)[:2], background, own(i)[2]) for i in range(5)]
    assert suggest(inside) == []


def test_versions_of_an_article_are_one_document() -> None:
    versions = [sample(i, *own(1, 6), *own(20 + i, 1), "Seen by the whole valley") for i in range(6)]
    assert len(different(versions)) == 1
    assert suggest(versions) == []


def test_a_line_that_stands_in_the_body_elsewhere_costs_body_lines() -> None:
    subheading = [sample(20 + i, *own(20 + i)[:1], "From the old mill", *own(20 + i)[1:]) for i in range(2)]
    samples = [*articles("From the old mill"), *subheading, *[sample(40 + i, *own(40 + i)) for i in range(9)]]
    assert suggest(samples) == []
    (found,) = suggest(samples, Options(max_body_lost=2))
    assert sorted(f.sample.name for f in found.lost) == ["mill.example-20", "mill.example-21"]
    assert "body lost in the samples: 2 lines" in rule_text(named([found], set())[0])


def test_too_few_documents_propose_nothing() -> None:
    assert suggest(articles("Seen by the whole valley", count=2)) == []
    assert len(suggest(articles("Seen by the whole valley", count=2), Options(min_documents=2))) == 1


def test_documents_without_an_outlet_propose_nothing() -> None:
    assert suggest(articles("Seen by the whole valley", outlet="")) == []


def test_a_box_that_never_holds_the_body_is_proposed_by_its_selector() -> None:
    def page(i: int) -> Sample:
        body = [line_of(Block(k, t), (".story",)) for k, t in enumerate(own(i))]
        boxed = [line_of(Block(9, "Seen by the whole valley"), (".zz-unit", ".story"))]
        return Sample(str(i), "mill.example", f"https://mill.example/{i}", (*body, *boxed))

    (found,) = suggest([page(i) for i in range(4)])
    assert found.selector == ".zz-unit"
    assert len(prove(named([found], set()), Rules(())).rules) == 1


def test_what_is_proposed_passes_the_check_and_loads_from_its_file(tmp_path: Path, shipped: Rules) -> None:
    proposed = named(
        suggest(articles("Seen by the whole valley", "Counted 5,122 times by us", ASK)), set(shipped.by_id)
    )
    proved = prove(proposed, shipped).rules
    assert len(proved) == 3
    path = tmp_path / "proposed.yaml"
    path.write_text(rule_file(proved), encoding="utf-8")
    assert [r.id for r in read_rule_file(path)] == [p.id for p in proved]


def test_what_cannot_be_proved_is_left_out_and_counted(shipped: Rules) -> None:
    # The shipped rules take the line's example whole, so it never shows that this rule is needed.
    broken = Proposal("", "read more", taken=suggest(articles("Seen by the whole valley"))[0].taken)
    assert prove(named([broken], set()), shipped) == Proof([], refused=1)


def test_an_id_that_a_rule_has_is_not_given_again() -> None:
    proposals = suggest(articles("Seen by the whole valley"))
    first = named(proposals, set())[0].id
    assert first == "suggested.mill-example-seen-by-the-whole"
    assert named(proposals, {first})[0].id == first + "-2"


@given(st.permutations(range(8)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    samples = [*articles("Seen by the whole valley", ASK), *(sample(60 + i, *own(60)) for i in range(3))]
    assert rule_file(named(suggest([samples[i] for i in order]), set())) == rule_file(named(suggest(samples), set()))


@given(st.text())
def test_a_quoted_text_is_read_as_that_very_text(text: str) -> None:
    plain = text.encode("utf-8", "replace").decode()
    node = Places("x").parse(quoted(plain))
    assert node is not None
    assert node.text() == plain


# All that a block may hold: its end is the line's, and decoding leaves no NUL and no half of a surrogate pair.
_LINES = st.text(st.characters(exclude_characters="\n\r\0", exclude_categories=["Cs"]), min_size=3, max_size=40)


def read_rules(text: str) -> list[Rule]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proposed.yaml"
        path.write_text(text, encoding="utf-8")
        return read_rule_file(path)


@settings(deadline=None)
@given(
    st.lists(
        _LINES.map(lambda t: normalise(t)[0]).filter(lambda t: t.strip() == t and "\n" not in t), min_size=1, max_size=3
    )
)
def test_what_is_proposed_of_any_lines_loads_and_checks(texts: list[str]) -> None:
    proof = prove(named(suggest(articles(*texts)), set()), Rules(()))
    assert (proof.refused, proof.spoiling) == (0, 0)
    assert [r.id for r in read_rules(rule_file(proof.rules))] == [p.id for p in proof.rules]


@lru_cache(maxsize=1)
def small() -> Rules:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "small.yaml").write_text(SMALL_RULES, encoding="utf-8")
        return Rules.load([folder], shipped=False)


# Lines of these rules' examples, which stand there to stay or to go, beside others.
_SAID = ["He resigned.", "A vote follows.", "DON'T MISS", "Body ends.", "Source: Reuters", "It opened.", "It is cool."]


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_SAID), st.just("Seen by the whole valley")), max_size=4, unique=True))
def test_all_rules_pass_the_check_with_what_is_proposed_beside_them(texts: list[str]) -> None:
    samples = [s for n in range(3) for s in articles(*texts, outlet=f"{'abc'[n]}.example", start=100 * n, count=3)]
    proof = prove(named(suggest(samples), set(small().by_id)), small())
    mine = tuple(read_rules(rule_file(proof.rules)))
    assert list(check(Rules((*small().all, *mine)), run_example)) == []
    assert ("seen by the whole valley" in {p.proposal.key for p in proof.rules}) == (
        "Seen by the whole valley" in texts
    )


def test_what_takes_from_the_examples_of_other_rules_is_left_out_and_counted() -> None:
    samples = [s for n in range(3) for s in articles("He resigned.", outlet=f"{'abc'[n]}.example", start=100 * n)]
    assert prove(named(suggest(samples), set()), small()) == Proof([], spoiling=1)


@pytest.mark.parametrize(
    "text", ["a: [b]", "- x # y", '"quoted" \\ line', "tab\there", "Zürich — 5 %", "{prose:120}", "{prose:30000000}"]
)
def test_lines_that_look_like_yaml_or_expressions_are_proposed_as_they_are(text: str) -> None:
    line = f"{text} says the whole valley"
    assert len(prove(named(suggest(articles(line)), set()), Rules(())).rules) == 1
