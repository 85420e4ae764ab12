"""``strip`` beside what was learned."""

from __future__ import annotations

import pickle
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.learn.counting import RULE, Counter, Learned
from cleaner.addons.learn.second_pass import LearnedStrip
from cleaner.addons.repeats import hashed, line_keys
from cleaner.addons.sample import sample
from cleaner.document import Document
from cleaner.pipeline import STAGES, Pipeline
from cleaner.rules.compile import Rules
from cleaner.stages.strip import TITLE_RULE, strip
from tests.addons.learn.test_counting import own
from tests.samples import LAST, MORE, PROSE, TITLE
from tests.test_properties import together

OUTLET = "mill.com"


@lru_cache(maxsize=1)
def shipped() -> Rules:
    return Rules.load()


def pipeline(*known: str) -> Pipeline:
    learned = Learned({hashed(OUTLET, line_keys(k)[0]): 9 for k in known}, {OUTLET: 10})
    return Pipeline(Rules(()), tuple(LearnedStrip(learned) if s is strip else s for s in STAGES))


def document(*lines: str) -> Document:
    return Document("x", "\n".join(lines), "text", f"https://www.{OUTLET}/1")


def test_a_learned_line_goes_and_is_recorded_as_such() -> None:
    row = pipeline("Seen 12 times").run(document(TITLE, PROSE, MORE, "Seen 4 times"))
    assert row.text == f"{PROSE}\n\n{MORE}"
    assert [(r.rule_id, r.stage, r.text) for r in row.removed] == [
        (TITLE_RULE, "metadata", TITLE),
        (RULE, "strip", "Seen 4 times"),
    ]


def test_another_outlets_line_stays() -> None:
    row = pipeline("Seen 12 times").run(document(TITLE, PROSE, "Seen 4 times").but(url="https://other.com/1"))
    assert "Seen 4 times" in row.text


@pytest.mark.parametrize(
    "above", [["From the valley"], ["From the valley", "Top of the day"], ["Today in the valley desk"]]
)
def test_the_headline_below_a_learned_line_becomes_the_title(above: list[str]) -> None:
    row = pipeline(*above).run(document(*above, TITLE, PROSE, MORE, LAST))
    assert row.title == TITLE
    assert row.text == "\n\n".join([PROSE, MORE, LAST])


def test_a_learned_line_that_was_taken_for_the_headline_is_no_title() -> None:
    row = pipeline("Today in the valley desk").run(document("Today in the valley desk", PROSE, MORE))
    assert row.title is None
    assert [r.rule_id for r in row.removed] == [RULE]


def test_most_of_a_document_stays_with_the_reason() -> None:
    known = "Seen by the whole valley and the hill above it, all of it"
    row = pipeline(known).run(document(PROSE, known, known, known))
    assert known in row.text
    assert {r.refused for r in row.removed if r.rule_id == RULE} == {"guard: 62% of the text, over 50%"}


def test_it_can_be_sent_to_a_worker() -> None:
    stage = LearnedStrip(Learned({1: 3}, {"a": 3}))
    assert pickle.loads(pickle.dumps(stage)).learned == stage.learned
    assert stage.__name__ == "strip"


_BOILERPLATE = ("Top of the day", "Seen 12 times", "From the valley", "Today in the valley desk", "Read more", MORE)
_OTHERS = (TITLE, PROSE, LAST, "He said so.", "Ferry to close for the winter", "DON'T MISS", "Old mill opens [REPORT]")
_texts = st.lists(st.one_of(st.sampled_from(_BOILERPLATE), st.sampled_from(_OTHERS)), max_size=14)


@given(st.lists(_texts, max_size=8))
def test_a_text_is_what_was_kept_and_what_was_removed_in_order(drawn: list[list[str]]) -> None:
    # Texts of one outlet, with prose of their own in the middle so that there are sides for lines to stand at.
    texts = [[*t[: len(t) // 2], *own(i), *t[len(t) // 2 :]] for i, t in enumerate(drawn)]
    texts += [[*own(90 + i), "Top of the day"] for i in range(4)]
    documents = [document(*t).but(url=f"https://www.{OUTLET}/{i}") for i, t in enumerate(texts)]
    first, counter = Pipeline(shipped(), STAGES[: STAGES.index(strip) + 1]), Counter()
    for one in documents:
        counter.add(OUTLET, sample(first.process(one)), one.url)
    learned = LearnedStrip(counter.learned())
    second = Pipeline(first.rules, tuple(learned if s is strip else s for s in STAGES))
    done = [second.process(one) for one in documents]
    assert [together(one) for one in done] == texts
    assert RULE in {r.rule_id for r in done[-1].removed}
