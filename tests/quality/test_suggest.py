"""What ``rules suggest`` and ``clean --learn`` find of boilerplate that is known, and that they cost no body line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from cleaner import Pipeline
from cleaner.addons.learn.counting import Counter
from cleaner.addons.learn.first_pass import with_learned
from cleaner.addons.sample import sample
from cleaner.addons.suggest.job import UNTIL_STRIP, prove
from cleaner.addons.suggest.model import Sample
from cleaner.addons.suggest.propose import suggest
from cleaner.addons.suggest.write import named, rule_file
from cleaner.document import Document
from cleaner.page.addresses import domain_of, site_of
from cleaner.rules.compile import Rules
from cleaner.rules.load import read_rule_file
from tests.quality import corpora
from tests.quality.outlets import Press, press

RECALL = 0.95


@cache
def made() -> Press:
    return press()


def left(pipeline: Pipeline, documents: list[Document]) -> dict[str, list[str]]:
    """The lines of each document after the rules."""
    return {d.id: [line.text for line in sample(pipeline.process(d))] for d in documents}


def samples(documents: list[Document], rules: Rules) -> list[Sample]:
    pipeline = Pipeline(rules, UNTIL_STRIP)
    done = [pipeline.process(d) for d in documents]
    return [Sample(d.id, domain_of(site_of(d)) or "", d.url, sample(d)) for d in done]


def recall_and_lost(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> tuple[float, list[str]]:
    """The share of planted lines, of those that the rules leave, that are gone; and the body lines that are."""
    planted = [(d, x) for d, lines in made().boilerplate.items() for x in set(lines) & set(before[d])]
    body = [(d, x) for d, lines in made().body.items() for x in set(lines) & set(before[d])]
    assert len(planted) > 1000
    assert len(body) > 2000
    gone = sum(x not in after[d] for d, x in planted)
    return gone / len(planted), [x for d, x in body if x not in after[d]]


def test_suggest_finds_the_planted_lines_of_a_made_up_press_and_no_body_line(
    shipped: Rules, tmp_path_factory: pytest.TempPathFactory
) -> None:
    proof = prove(named(suggest(samples(made().documents, shipped)), set(shipped.by_id)), shipped)
    assert proof.refused + proof.spoiling == 0
    path = tmp_path_factory.mktemp("rules") / "proposed.yaml"
    path.write_text(rule_file(proof.rules), encoding="utf-8")
    both = Rules((*shipped.all, *read_rule_file(path)))
    recall, lost = recall_and_lost(
        left(Pipeline(shipped, UNTIL_STRIP), made().documents), left(Pipeline(both, UNTIL_STRIP), made().documents)
    )
    assert lost == []
    assert recall >= RECALL


def test_learn_finds_the_planted_lines_of_a_made_up_press_and_no_body_line(shipped: Rules) -> None:
    counter = Counter()
    for one in samples(made().documents, shipped):
        counter.add(one.outlet, one.lines, one.url)
    learned = Pipeline(shipped, with_learned(UNTIL_STRIP, counter.learned()))
    recall, lost = recall_and_lost(
        left(Pipeline(shipped, UNTIL_STRIP), made().documents), left(learned, made().documents)
    )
    assert lost == []
    assert recall >= RECALL


@pytest.mark.skipif("text" not in corpora.present(), reason="the dev corpus of texts isn't there")
def test_nothing_that_is_proposed_for_the_corpus_of_texts_takes_a_body_line(shipped: Rules) -> None:
    label = {g["id"]: dict(zip(map(str.strip, g["lines"]), g["labels"], strict=True)) for g in corpora.gold("text")}
    taken = {}
    for name, rules in (("none", Rules(())), ("shipped", shipped)):
        found = suggest(samples(list(corpora.documents("text")), rules))
        taken[name] = [label[f.sample.name].get(f.line.text) for p in found for f in p.taken]
        assert 1 not in taken[name]
    assert taken["none"].count(0) >= 20
