"""``make quality``: our figures beside those of the peers that are installed, measured in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from cleaner import Pipeline
from tests.quality import blind, corpora, fields, forms

PEERS = {"trafilatura": "trafilatura", "trafilatura-precision": "trafilatura", "readability-lxml": "readability",
         "newspaper4k": "newspaper", "goose3": "goose3", "resiliparse": "resiliparse", "boilerpy3": "boilerpy3",
         "justext": "justext"}  # fmt: skip
FIGURES = ("body_f1", "either_f1", "body_exact", "pages_lost", "pages_noisy", "confidence_auc", "first_words",
           "word_f1", "segment_f1", "segment_left_in", "title", "authors_f1", "date",
           "removal_recall", "body_lines_lost", "careful_removal_recall", "careful_body_lines_lost")  # fmt: skip


def main() -> int:
    if not corpora.present():
        print(f"There are no corpora at {corpora.SHARED}; CLEANER_SHARED names another place.", file=sys.stderr)
        return 2
    pipeline = Pipeline()
    for name in (*corpora.with_pages(), *corpora.TEXTS):
        start = time.process_time()
        rows = {"cleaner": corpora.score(name, pipeline)}
        print(f"\n{name}  ({time.process_time() - start:.1f} s CPU with scoring)")
        if name not in corpora.TEXTS:
            rows |= {peer: found for peer in PEERS if (found := _peer(peer, name))}
        _print(rows)
    print("\neach field of the metadata on all these pages: filled, and by which places")
    for line in fields.table(fields.pages_of(corpora.with_pages()), pipeline):
        print(line)
    print("\neach form that texts come in, by words")
    texts = [case for name in corpora.TEXTS if name in corpora.at_hand() for case in corpora.cases(name)]
    for line in forms.table(texts, pipeline):
        print(line)
    if blind.there():
        print("\nblind sums: pages that nobody looks at")
        for name, found in blind.score().items():
            _print({name: found})
    return 0


def _print(rows: dict[str, dict[str, float]]) -> None:
    keys = [k for k in FIGURES if any(k in r for r in rows.values())]
    print(f"{'':24}" + "".join(f"{k:>{max(9, len(k) + 2)}}" for k in keys))
    for who, found in rows.items():
        cells = (f"{found[k]:.4f}" if k in found else "" for k in keys)
        print(f"{who:24}" + "".join(f"{c:>{max(9, len(k) + 2)}}" for c, k in zip(cells, keys, strict=True)))


def _peer(peer: str, name: str) -> dict[str, float]:
    if subprocess.run([sys.executable, "-c", f"import {PEERS[peer]}"], capture_output=True, check=False).returncode:
        return {}
    command = [sys.executable, str(corpora.SHARED / "bench" / "peers.py"), peer, str(corpora.SHARED / "corpus" / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {}
    rows = {r["id"]: r for r in map(json.loads, filter(None, done.stdout.split("\n")))}
    found, _ = corpora.scorer().score(corpora.gold(name), rows)
    return {k: float(v) for k, v in found.items()}


if __name__ == "__main__":
    sys.exit(main())
