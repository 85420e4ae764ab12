"""Lexicons of a user's own rules over the shipped ones."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from cleaner import Pipeline
from cleaner.errors import RuleError
from cleaner.rules.compile import Rules
from cleaner.rules.layers import Layer
from cleaner.rules.words import author_words, date_words
from tests.samples import PROSE, TITLE
from tests.stages.work import page

# A language that nobody speaks.
WORDS = """
dates:
  months: [[], [], [], [], [brilmond], [], [], [], [], [], [], []]
  zones: {CST: 8}
authors:
  by: [jen verkis]
  names: [skribinto]
"""


def rules_of(folder: Path, text: str = WORDS, at: str = "eo/lexicon.yaml", shipped: bool = False) -> Rules:
    """The words of these rules stand over the shipped ones with or without the shipped rules."""
    (folder / at).parent.mkdir(parents=True, exist_ok=True)
    (folder / at).write_text(text, encoding="utf-8")
    return Rules.load([folder], shipped=shipped)


def test_the_words_of_an_own_lexicon_add_to_the_shipped_ones(tmp_path: Path) -> None:
    words = rules_of(tmp_path).words
    assert (words.dates.month("Brilmond", "eo"), words.dates.month("mai", "de")) == (5, 5)
    assert (words.dates.hours("CST", "eo"), words.dates.hours("CST", "en")) == (8, -6)
    assert words.authors.by.match("Jen verkis Ana Cruz")
    assert words.authors.by.match("By Ana Cruz")


def test_stages_read_with_the_words_of_their_rules(tmp_path: Path) -> None:
    text = f"{TITLE}\n\nJen verkis Ana Cruz, 3 brilmond 2024\n\n{PROSE}\n\n{PROSE}\n"
    html = page("", f"<main><h1>{TITLE}</h1><p class='skribinto'>Ana Cruz</p><p>{PROSE} {PROSE}</p></main>")
    own, shipped = Pipeline(rules_of(tmp_path, shipped=True)), Pipeline()
    assert [own.clean(x).authors for x in (text, html)] == [["Ana Cruz"]] * 2
    assert own.clean(text).published_at == "2024-05-03T00:00:00+00:00"
    assert [shipped.clean(x).authors for x in (text, html)] == [[]] * 2


def test_no_words_stay_in_force_behind_a_document(tmp_path: Path) -> None:
    before = author_words(), date_words()
    Pipeline(rules_of(tmp_path)).clean(f"{TITLE}\n\n{PROSE}\n")
    assert (author_words(), date_words()) == before


def test_a_word_more_is_another_version_wherever_it_is_read_from(tmp_path: Path) -> None:
    folder, shipped = rules_of(tmp_path), Rules.load(shipped=False)
    texts = Rules.load([Layer.of("x.zip", {"eo/lexicon.yaml": WORDS.encode()})], shipped=False)
    assert folder.version == texts.version != shipped.version
    assert pickle.loads(pickle.dumps(folder)).version == folder.version
    assert rules_of(tmp_path, WORDS.replace("skribinto", "skribantino")).version != folder.version


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("dates: {moths: []}", "1:9"),
        ("authors:\n  by: []", "2:7"),
        ("authors:\n  roles: ['(skrib']", "2:11"),
        ("authors:\n  roles: [skrib, '(?:a+)+']", "2:18"),
        ("dates:\n  months: [[may], [], [], [], [may], [], [], [], [], [], [], []]", "2:32"),
    ],
)
def test_what_cannot_be_used_names_its_place_when_rules_are_loaded(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(RuleError, match=rf"eo/lexicon\.yaml:{place}: "):
        rules_of(tmp_path, text)


def test_a_month_of_two_meanings_in_two_lexicons_of_a_language_is_an_error(tmp_path: Path) -> None:
    months = "dates: {months: [[mai], [], [], [], [], [], [], [], [], [], [], []]}"
    with pytest.raises(RuleError, match=r"de/lexicon\.yaml:1:19: 'mai' is two months"):
        rules_of(tmp_path, months, "de/lexicon.yaml")


@pytest.mark.parametrize("at", ["lexicon.yaml", "my/eo/lexicon.yaml"])
def test_a_lexicon_outside_of_a_languages_folder_is_an_error(tmp_path: Path, at: str) -> None:
    with pytest.raises(RuleError, match="stands in a language's folder"):
        rules_of(tmp_path, at=at)


def test_a_lexicon_holds_no_rules(tmp_path: Path) -> None:
    rules_of(tmp_path)
    assert not Rules.load([tmp_path], shipped=False).all
