"""``make bench``: how fast, as ratios within one run, on one core; compared with what the last run measured.

Each page is shown once, after a warm-up on others. ``CORPUS="folder folder"`` measures on your own pages, else on invented
ones. Seconds are the processor's.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path

from cleaner import Pipeline
from cleaner.document import Block, Document
from cleaner.pipeline import STAGES, Stage
from cleaner.rules.compile import Rules
from cleaner.rules.match import strip_blocks
from cleaner.stages.decode import decode
from cleaner.stages.language import language
from tests.bench import peers, startup
from tests.bench.alternate import Spread, once_each, rate, ratio
from tests.bench.pages import RARE, pages, texts
from tests.bench.rules import many_rules

Row = tuple[str, str, float]
PAGES, WARM_UP, LONGEST = 200, 40, 5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--corpus", type=Path, nargs="*", default=[], help="folders of pages")
    arguments.add_argument("--pages", type=int, default=PAGES, help="how many are measured, each once")
    arguments.add_argument("--json", type=Path, default=Path("build/bench.json"), help="where the figures go")
    given = arguments.parse_args()
    before = json.loads(given.json.read_text()).get("figures", {}) if given.json.exists() else {}
    drawn = pages(given.corpus, WARM_UP + given.pages)
    warm_up, shown = [RARE, *drawn[:WARM_UP]], drawn[WARM_UP:]
    if not shown:
        raise SystemExit(f"{len(drawn)} pages are too few: {WARM_UP} warm up and are not measured")
    source = ", ".join(map(str, given.corpus)) or "invented"
    told = f"{len(shown)} different pages ({source}), each shown once, after a warm-up on {len(warm_up)} others"
    print(f"{told}; the whole, and the least and greatest of five parts\n\n| what | now | last time |\n|---|---|---|")
    now: dict[str, float] = {}
    for name, figure, value in measured(shown, warm_up):
        now[name] = value
        last = f"{before[name]:.3g}" if name in before else "-"
        print(f"| {name} | {figure} | {last} |", flush=True)
    given.json.parent.mkdir(parents=True, exist_ok=True)
    date = datetime.now(timezone.utc).date().isoformat()
    given.json.write_text(json.dumps({"date": date, "measured_on": told, "figures": now}, indent=1) + "\n")


def measured(shown: list[bytes], warm_up: list[bytes]) -> Iterator[Row]:
    pipeline, spent = _timed()
    documents, others = _documents(shown), _documents(warm_up)
    yield from against_peers(pipeline, documents, others)
    for name, seconds in spent.items():
        value = sum(seconds[-len(documents) :]) / len(documents) * 1000
        yield f"{name}, ms a page", f"{value:.2f}", value
    articles, first = [pipeline.run(d).text for d in documents], [pipeline.run(d).text for d in others]
    yield from on_texts(texts(articles), texts(first))
    yield from by_number_of_rules(documents, others)
    yield from by_length(pipeline, sorted(articles, key=len)[-LONGEST:])
    yield from startup.measured()


def _timed() -> tuple[Pipeline, dict[str, list[float]]]:
    """A pipeline that notes the processor seconds of each stage, document by document."""
    spent: dict[str, list[float]] = {s.__name__: [] for s in STAGES}

    def timed(stage: Stage) -> Stage:
        def work(document: Document, rules: Rules) -> Document:
            start = time.process_time()
            try:
                return stage(document, rules)
            finally:
                spent[stage.__name__].append(time.process_time() - start)

        return work

    return Pipeline(stages=tuple(timed(s) for s in STAGES)), spent


def _documents(sources: list[bytes]) -> list[Document]:
    return [Document(id=str(i), content=s, kind="page") for i, s in enumerate(sources)]


def against_peers(pipeline: Pipeline, documents: list[Document], others: list[Document]) -> Iterator[Row]:
    """The whole pipeline against each peer that is installed, on the same pages."""
    contestants: dict[str, Callable[[tuple[Document, str]], object]] = {"cleaner": lambda page: pipeline.run(page[0])}
    for name, extract in peers.installed().items():
        contestants[name] = _on_markup(extract)
    seconds = once_each(contestants, _with_markup(pipeline, documents), _with_markup(pipeline, others))
    yield _row("pages a second", rate(seconds["cleaner"]))
    for name in contestants:
        if name != "cleaner":
            yield _row(f"times {name}", ratio(seconds[name], seconds["cleaner"]))


def _with_markup(pipeline: Pipeline, documents: list[Document]) -> list[tuple[Document, str]]:
    """Pages for us as bytes, for peers decoded, which they need not pay for."""
    return [(d, m) for d in documents if (m := decode(d, pipeline.rules).markup)]


def _on_markup(extract: peers.Extract) -> Callable[[tuple[Document, str]], object]:
    def work(page: tuple[Document, str]) -> object:
        try:
            return extract(page[1])
        except Exception:  # a peer that fails on a page has spent its time all the same
            return None

    return work


def on_texts(scraped: list[str], others: list[str]) -> Iterator[Row]:
    """Documents a second where a scraper has been before."""
    pipeline, spent = _timed()
    seconds = once_each({"texts": lambda text: pipeline.clean(text, kind="text")}, scraped, others)["texts"]
    detecting = spent[language.__name__][-len(seconds) :]
    yield _row("texts a second", rate(seconds))
    yield _row("texts a second, language off", rate([s - d for s, d in zip(seconds, detecting, strict=True)]))


def by_number_of_rules(documents: list[Document], others: list[Document]) -> Iterator[Row]:
    """Strip with 100 rules, and with the shipped and generated ones up to 5,000."""
    shipped = [r for r in Rules.load().all if r.stage == "strip" and r.find]
    few, many = Rules(tuple(shipped[:100])), Rules((*shipped, *many_rules(5000 - len(shipped))))
    pipeline = Pipeline(few, STAGES[:4])

    def work(rules: Rules) -> Callable[[tuple[Block, ...]], object]:
        return lambda taken_apart: strip_blocks(taken_apart, rules)

    shown, warm_up = ([pipeline.process(d).blocks for d in part] for part in (documents, others))
    seconds = once_each({"few": work(few), "many": work(many)}, shown, warm_up)
    yield _row("strip: time of 5,000 rules over 100", ratio(seconds["many"], seconds["few"]))


def by_length(pipeline: Pipeline, articles: list[str]) -> Iterator[Row]:
    """A text a hundred times as long, of paragraphs that all differ, against its hundredths."""
    longest = [["\n\n".join(f"{n} {line}" for line in a.split("\n\n")) for n in range(100)] for a in articles]
    seconds = once_each(
        {
            "long": lambda parts: pipeline.clean("\n\n".join(parts), kind="text"),
            "parts": lambda parts: [pipeline.clean(part, kind="text") for part in parts],
        },
        longest[1:] or longest,
        longest[:1],
    )
    yield _row("time of a text 100 times as long", ratio([s * 100 for s in seconds["long"]], seconds["parts"]))


def _row(name: str, found: Spread) -> Row:
    return name, str(found), found.whole


if __name__ == "__main__":
    main()
