"""What a document costs grows with its length and no faster: counted in calls of functions, which no busy machine changes."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from cleaner.choices import Choices
from cleaner.document import Document
from cleaner.rules.compile import Rules
from cleaner.stages.structure import Structure
from tests.counted import calls
from tests.hostile import PAGES, TEXTS, Make

_FEW = 500  # what is remembered of lines and words makes few cheap, and up to 2.6 of 2; a square is 4
_CASES = [pytest.param("page", make, id=f"page: {name}") for name, make in PAGES.items()]
_CASES += [pytest.param("text", make, id=f"text: {name}") for name, make in TEXTS.items()]


@pytest.mark.parametrize(("kind", "make"), _CASES)
def test_twice_as_much_costs_twice_as_much(
    kind: str, make: Make, shipped: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Up to these bounds more may cost more than its share, as in an article; a small document is soon beyond smaller ones.
    monkeypatch.setattr("cleaner.rules.match._LEAST_LOOKS", 500)
    monkeypatch.setattr("cleaner.rules.match._FARTHEST", 50)
    monkeypatch.setattr("cleaner.page.flood._MOST_NESTING", 5_000)
    pipeline = Pipeline(shipped)

    everything = Structure(Choices(links=True, images=True, comments=True, html=True))

    def costs(n: int) -> tuple[int, int]:
        """Of the whole way, and of all that can be asked for beside the text."""
        found: list[Document] = []
        document = Document(id="", content=make(n), kind=kind)  # type: ignore[arg-type]
        plain = calls(lambda: found.append(pipeline.process(document)))
        return plain, calls(lambda: everything(found[0], shipped))

    costs(50)  # what is read once in a process
    for few, twice in zip(costs(_FEW), costs(2 * _FEW), strict=True):
        assert twice < 2.6 * few
