"""``python -m tests.bench.batch 1000 10000``: rate, memory and scaling of a batch on invented pages of a JSONL file."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FIRST = "the of and river office said ferry bridge council on monday winter has been after years two people town would"
_SECOND = "their harbour open report in road to for a plan will new with market school by station last week old"
_WORDS = f"{_FIRST} {_SECOND}".split()


def page(number: int) -> str:
    """A page of a size that news has: an article of 15 to 40 paragraphs, a head, a navigation, related links."""
    drawn = random.Random(number)

    def sentence() -> str:
        return " ".join(drawn.choices(_WORDS, k=drawn.randint(9, 24))).capitalize() + "."

    body = "".join(
        f"<p>{' '.join(sentence() for _ in range(drawn.randint(1, 4)))}</p>" for _ in range(drawn.randint(15, 40))
    )
    links = "".join(f"<li><a href='/{i}'>{sentence()}</a></li>" for i in range(60))
    return (
        f"<html lang=en><head><title>Ferry {number}</title><meta property='article:published_time' content='2024-05-01T08:00:00Z'>"
        f"</head><body><nav><ul>{links}</ul></nav><article><h1>Ferry {number}</h1><p>By Ann Example</p>{body}"
        f"<p>Source: Reuters</p></article><aside class='related'><ul>{links}</ul></aside></body></html>"
    )


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from family(int(child))


def memory(pid: int) -> int:
    """What it holds in memory, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def watch(process: subprocess.Popen[bytes], peaks: dict[str, int]) -> None:
    while process.poll() is None:
        try:
            for number, pid in enumerate(family(process.pid)):
                what = "main" if number == 0 else "worker"
                peaks[what] = max(peaks.get(what, 0), memory(pid))
        except OSError:
            pass  # one has ended while we looked
        time.sleep(0.2)


def measure(source: Path, jobs: int, out: Path) -> tuple[float, dict[str, int], str]:
    """Seconds, peaks of memory, and a digest of what came out."""
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", "from cleaner.cli.main import main; main()", "clean", str(source), "-o", str(out), "-j", str(jobs)],
        cwd=ROOT, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    peaks: dict[str, int] = {}
    watcher = threading.Thread(target=watch, args=(process, peaks))
    watcher.start()
    code = process.wait()
    seconds = time.monotonic() - start
    watcher.join()
    assert code == 0, f"exit code {code}"
    return seconds, peaks, hashlib.sha256(out.read_bytes()).hexdigest()[:12]


def main() -> None:
    sizes = [int(a) for a in sys.argv[1:]] or [1000, 10_000, 50_000]
    print("| documents | processes | seconds | rows/s | times one | main MB | worker MB | output |", flush=True)
    print("|---|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source = Path(folder) / f"{size}.jsonl"
            with source.open("w") as stream:
                stream.writelines(json.dumps({"id": str(i), "html": page(i)}) + "\n" for i in range(size))
            one = 0.0
            for jobs in (1, 2):
                seconds, peaks, digest = measure(source, jobs, Path(folder) / "out.jsonl")
                one = one or seconds
                told = f"{seconds:.1f} | {size / seconds:.0f} | {one / seconds:.2f} | {peaks.get('main', 0)}"
                print(f"| {size} | {jobs} | {told} | {peaks.get('worker', '-')} | {digest} |", flush=True)
            source.unlink()


if __name__ == "__main__":
    main()
