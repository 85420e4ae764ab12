"""``python -m tests.quality.fields [SET ...]``: how often each field of the metadata is filled, and which places gave it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from cleaner import Pipeline
from cleaner.batch.trace import trace
from cleaner.document import Document, origins
from tests.quality import corpora

_MOST_PLACES = 6


def table(pages: Iterable[Document], pipeline: Pipeline) -> Iterator[str]:
    """A line a field. Several places may have given the same value, so their shares can add up to more than one."""
    count = 0
    filled: Counter[str] = Counter()
    places: dict[str, Counter[str]] = {field: Counter() for field in origins()}
    for page in pages:
        count += 1
        for field, told in trace(pipeline.process(page)).items():
            if told["value"] not in (None, []):
                filled[field] += 1
                places[field].update(told["from"].split(", "))
    for field in origins():
        commonest = places[field].most_common(_MOST_PLACES)
        shares = ", ".join(f"{place} {n / count:.2f}" for place, n in commonest)
        yield f"{field:15}{filled[field] / max(count, 1):.2f}   {shares}"


def main(sets: list[str]) -> int:
    if not corpora.present():
        print(f"There are no corpora at {corpora.SHARED}; CLEANER_SHARED names another place.", file=sys.stderr)
        return 2
    for line in table(pages_of(sets or corpora.with_pages()), Pipeline()):
        print(line)
    return 0


def pages_of(sets: Iterable[str]) -> Iterator[Document]:
    for name in sets:
        yield from corpora.documents(name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
