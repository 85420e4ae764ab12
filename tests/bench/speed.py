"""``make bench``: how fast, as ratios within one run, on one core; compared with what the last run measured.

``CORPUS=folder`` measures on your own pages, else on invented ones. Seconds are the processor's, but for whole processes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.pipeline import STAGES
from cleaner.rules.compile import Rules
from cleaner.rules.match import strip_blocks
from cleaner.stages.language import language
from tests.bench import peers, startup
from tests.bench.alternate import RUNS, Ratio, alternate, ratio
from tests.bench.pages import pages, texts
from tests.bench.rules import many_rules

Row = tuple[str, str, float]
PAGES = 60


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--corpus", type=Path)
    arguments.add_argument("--runs", type=int, default=RUNS)
    arguments.add_argument("--json", type=Path, default=Path("build/bench.json"))
    given = arguments.parse_args()
    before = json.loads(given.json.read_text()) if given.json.exists() else {}
    print(
        f"on {given.corpus or f'{PAGES} invented pages'}, {given.runs} runs in alternation: middle (least to greatest)"
    )
    print("| what | now | last time |\n|---|---|---|")
    now: dict[str, float] = {}
    for name, told, value in measured(pages(given.corpus, PAGES), given.runs):
        now[name] = value
        last = f"{before[name]:.3g}" if name in before else "-"
        print(f"| {name} | {told} | {last} |", flush=True)
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(now, indent=1) + "\n")


def measured(sources: list[bytes], runs: int) -> Iterator[Row]:
    pipeline = Pipeline()
    documents = [Document(id=str(i), content=s, kind="page") for i, s in enumerate(sources)]
    yield from against_peers(pipeline, documents, runs)
    yield from by_stage(pipeline, documents)
    articles = [pipeline.run(d).text for d in documents]
    yield from on_texts(pipeline, texts(articles), runs)
    yield from by_number_of_rules(documents, runs)
    yield from by_length(pipeline, max(articles, key=len), runs)
    yield from startup.measured(runs)


def against_peers(pipeline: Pipeline, documents: list[Document], runs: int) -> Iterator[Row]:
    """The whole pipeline against each peer that is installed, on the same pages."""
    markups = [m for d in documents if (m := pipeline.stages[0](d, pipeline.rules).markup)]
    contestants: dict[str, Callable[[], object]] = {"cleaner": lambda: [pipeline.run(d) for d in documents]}
    for name, extract in peers.installed().items():
        contestants[name] = partial(_extract_all, extract, markups)
    seconds = alternate(contestants, runs)
    yield _rate("pages a second", len(documents), seconds["cleaner"])
    for name in contestants:
        if name != "cleaner":
            yield _ratio(f"times {name}", ratio(seconds[name], seconds["cleaner"]))


def _extract_all(extract: peers.Extract, markups: list[str]) -> None:
    for markup in markups:
        try:
            extract(markup)
        except Exception:  # a peer that fails on a page has spent its time all the same
            continue


def by_stage(pipeline: Pipeline, documents: list[Document]) -> Iterator[Row]:
    """Milliseconds a page of each stage."""
    spent = dict.fromkeys((s.__name__ for s in STAGES), 0.0)
    for document in documents:
        for stage in STAGES:
            if document.error is None:
                # Once each: what a stage remembers of a document would make a second look cheap.
                start = time.process_time()
                document = stage(document, pipeline.rules)
                spent[stage.__name__] += time.process_time() - start
    for name, seconds_spent in spent.items():
        value = seconds_spent / len(documents) * 1000
        yield f"{name}, ms a page", f"{value:.2f}", value
    beside = 1 - spent["blocks"] / sum(spent.values())
    yield "all stages but blocks, share", f"{beside:.0%}", beside


def on_texts(pipeline: Pipeline, scraped: list[str], runs: int) -> Iterator[Row]:
    """Documents a second where a scraper has been before."""
    silent = Pipeline(pipeline.rules, tuple(s for s in STAGES if s is not language))
    documents = [Document(id="", content=t, kind="text") for t in scraped]
    seconds = alternate(
        {"on": lambda: [pipeline.run(d) for d in documents], "off": lambda: [silent.run(d) for d in documents]}, runs
    )
    yield _rate("texts a second", len(documents), seconds["on"])
    yield _rate("texts a second, language off", len(documents), seconds["off"])


def by_number_of_rules(documents: list[Document], runs: int) -> Iterator[Row]:
    """Strip with 100 rules, and with the shipped and generated ones up to 5,000."""
    shipped = [r for r in Rules.load().all if r.stage == "strip" and r.find]
    few, many = Rules(tuple(shipped[:100])), Rules((*shipped, *many_rules(5000 - len(shipped))))
    pipeline = Pipeline(few, STAGES[:4])
    taken_apart = [pipeline.process(d).blocks for d in documents]
    seconds = alternate(
        {
            "few": lambda: [strip_blocks(b, few) for b in taken_apart],
            "many": lambda: [strip_blocks(b, many) for b in taken_apart],
        },
        runs,
    )
    yield _ratio("strip: time of 5,000 rules over 100", ratio(seconds["many"], seconds["few"]))


def by_length(pipeline: Pipeline, article: str, runs: int) -> Iterator[Row]:
    """A text a hundred times as long, of paragraphs that all differ."""
    parts = ["\n\n".join(f"{n} {line}" for line in article.split("\n\n")) for n in range(100)]
    long = "\n\n".join(parts)
    seconds = alternate(
        {
            "parts": lambda: [pipeline.clean(part, kind="text") for part in parts],
            "long": lambda: pipeline.clean(long, kind="text"),
        },
        runs,
    )
    each = ratio([s * len(parts) for s in seconds["long"]], seconds["parts"])
    yield _ratio("time of a text 100 times as long", each)


def _rate(name: str, count: int, seconds: list[float]) -> Row:
    rates = [count / s for s in seconds]
    middle = statistics.median(rates)
    return name, f"{middle:.0f} ({min(rates):.0f} to {max(rates):.0f})", middle


def _ratio(name: str, found: Ratio) -> Row:
    return name, str(found), found.middle


if __name__ == "__main__":
    main()
