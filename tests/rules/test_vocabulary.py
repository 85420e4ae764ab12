"""How dense a line is in a small vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.errors import RuleError
from cleaner.pipeline import Pipeline
from cleaner.rules.load import read_rule_file
from cleaner.rules.near_misses import near_misses
from cleaner.rules.vocabulary import Vocabulary, split

FORMS = Vocabulary(("account", "log in", "password", "reading list"), ("you", "your", "please"), 0.4)

DIALOGS = [
    "We've sent an email with a link to reset your password. Please check your spam folder.",
    "Please confirm your display name before you can comment.",
    "Your subscription could not be saved. Please try again.",
    "Thank you for submitting your email!",
    "Bitte melden Sie sich mit Ihrem Konto an, um die Leseliste zu speichern.",
    "Veuillez vous connecter à votre compte pour commenter.",
    "Du skal logge ind på din konto for at kommentere.",
]
PROSE = "The bridge over the lower river opened on Monday after two years, and all who came to see it were let across at noon."


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("please log in to your account", 5 / 6),
        ("log in", 0.0),  # to nobody
        ("your account", 0.0),  # one word of what forms speak of
        ("you and your friends, please", 0.0),
        ("the keeper of the old mill reads your reading list by the weir", 3 / 13),
        ("", 0.0),
        ("your log", 0.0),
    ],
)
def test_the_share_counts_words_of_both_lists_where_both_are_said(line: str, share: float) -> None:
    assert FORMS.share_in(split(line)) == pytest.approx(share)


@pytest.mark.parametrize("line", DIALOGS)
def test_what_a_dialog_says_goes(line: str) -> None:
    text = Pipeline().clean(f"{PROSE}\n{line}\n{PROSE} It is free.", kind="text").text or ""
    assert text.split("\n\n") == [PROSE, f"{PROSE} It is free."]


@pytest.mark.parametrize(
    "line",
    [
        "She sent an email to all the subscribers and asked them to walk over the bridge with her.",
        "“You and your account books,” she said, “we cannot read them, and nobody will.”",
        "The bank closed his account in May, and we still wait for an answer, he told us.",
        "The site is closed to all who come by car, and the app that the town sells says nothing of it.",
    ],
)
def test_a_sentence_that_speaks_of_an_account_stays(line: str) -> None:
    assert line in (Pipeline().clean(f"{PROSE}\n{line}\n{PROSE} It is free.", kind="text").text or "")


RULE = """- id: dialogs.mine
  why: A test.
  stage: strip
  find: {vocabulary: VALUE}
  match: [{text: "Please log in to your account.", left: ""}]
  keep: ["Please log in."]
"""


@pytest.mark.parametrize(
    ("value", "column", "message"),
    [
        ("{of: [account], to: [you]}", "4:22", "a vocabulary needs 'share'"),
        ("{of: [account], share: 0.3}", "4:22", "a vocabulary needs 'to'"),
        ("{of: [account], to: [account], share: 0.3}", "4:42", "'account' stands in 'of' too"),
        ("{of: [to be or not], to: [you], share: 0.3}", "4:27", "'to be or not' is no word, nor a phrase of 3 words"),
        ("{of: [account], to: [you], share: 3}", "4:56", "1"),
        ("{of: [account], to: [you], share: 0.3}, has: [x]", "4:9", "'vocabulary' stands alone in 'find'"),
    ],
)
def test_a_vocabulary_that_cannot_work_is_refused_with_its_place(
    value: str, column: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(RULE.replace("VALUE", value), encoding="utf-8")
    with pytest.raises(RuleError) as e:
        read_rule_file(path)
    assert f"{path.name}:{column}" in str(e.value)
    assert message in str(e.value)


def test_a_line_with_too_few_of_the_words_is_a_near_miss() -> None:
    pipeline = Pipeline()
    content = f"{PROSE}\nThe site sends you an email of what the ferry and the mill and the weir cost."
    document = pipeline.process(Document(id="", content=content, kind="text"))
    found = near_misses(document.blocks, pipeline.rules, None, "text", document.removed)
    assert any(
        rule.id == "dialogs.form" and "its share is" in reason for near in found.values() for rule, reason in near
    )


@given(
    st.lists(st.sampled_from(["account", "log", "in", "you", "we", "please", "the", "bridge", "e-mail"]), max_size=30)
)
def test_a_line_holds_it_where_its_share_says_so(words: list[str]) -> None:
    assert FORMS.is_in(words) == (FORMS.share_in(words) >= FORMS.share)
