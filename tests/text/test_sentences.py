"""An article on one line is cleaned piece by piece, and is one line again."""

from __future__ import annotations

import cProfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.pipeline import Pipeline
from cleaner.rules.compile import Rules
from tests.samples import LAST, MORE, PROSE
from tests.test_properties import together

BODY = f"{PROSE} {MORE} {LAST} {PROSE.replace('mill', 'quay')}"


def run(text: str, shipped: Rules) -> Document:
    return Pipeline(shipped).process(Document(id="x", content=text, kind="text"))


def test_a_clean_article_on_one_line_stays_as_it_is(shipped: Rules) -> None:
    done = run(BODY, shipped)
    assert done.text() == BODY
    assert done.removed == ()
    assert done.normalised == ("one_line",)


@pytest.mark.parametrize(
    "prompt",
    [
        "READ MORE: Farmers block road to the ministry",
        "Sign up for our newsletter here.",
        "Advertisement",
        "(Photo: River Post)",
        "Story continues below advertisement",
    ],
)
def test_a_prompt_between_sentences_goes_and_the_sentences_are_one_line(prompt: str, shipped: Rules) -> None:
    done = run(f"{PROSE} {MORE} {prompt} {LAST} {PROSE}", shipped)
    assert done.text() == f"{PROSE} {MORE} {LAST} {PROSE}"
    assert "".join(r.text for r in done.removed).strip() == prompt


def test_the_headline_byline_and_date_over_it_leave(shipped: Rules) -> None:
    done = run(f"Ferry to close for the winter. By Ana Torv Published 3 February 2021 {BODY}", shipped)
    assert done.text() == BODY
    assert done.metadata.title == "Ferry to close for the winter"
    assert done.metadata.authors == ("Ana Torv",)


def test_names_and_short_forms_cut_no_sentence_that_stays(shipped: Rules) -> None:
    text = f"{PROSE} Mr. Dahl told Gov. Torv of the U.S. Navy in Nov. 2012 that No. 10 was shut. {MORE} {LAST}"
    assert run(text, shipped).text() == text


def test_a_text_with_lines_is_not_cut(shipped: Rules) -> None:
    assert run(f"{BODY}\n{BODY.replace('mill', 'weir')}", shipped).normalised == ()


def test_the_end_of_what_a_feed_or_an_interface_cut_off_is_told(shipped: Rules) -> None:
    done = run(f"{BODY} The ferry w… [+1234 chars]", shipped)
    assert done.text().endswith("The ferry w…")
    assert [f for f in done.flags if f.startswith("truncated")] == [
        "truncated: where it was cut off stood '1234 chars'"
    ]


_PIECES = st.sampled_from(
    [PROSE, MORE, LAST, "Advertisement", "READ MORE: Ferry to close", "By Ana Torv", "He said so.", "“No,” she said.",
     "Follow us on Facebook.", "Ferry to close", "© 2021 River Post.", "3 February 2021", "新桥开通了。", "•"]
)  # fmt: skip


@given(st.lists(_PIECES, min_size=6, max_size=25).map(" ".join))
def test_what_stays_and_what_went_are_the_line_again(text: str) -> None:
    done = run(text, Rules.load())
    assert together(done) == [text]


def test_a_very_long_line_costs_no_more_than_its_length(shipped: Rules) -> None:
    def calls(times: int) -> int:
        """How many functions are called: the same on any machine, however busy."""
        profile = cProfile.Profile()
        profile.runcall(run, "He said so. Sign up to our newsletter. The Ferry Will Close © " * times, shipped)
        return sum(entry.callcount for entry in profile.getstats())

    calls(100)
    assert calls(1600) < 4.5 * calls(400)
