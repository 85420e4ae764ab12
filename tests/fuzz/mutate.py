"""Pages and texts gone wrong, drawn by hypothesis from whole ones: cut, spliced, repeated, nested, mis-encoded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
_LONGEST = 60_000
_FROM_CORPUS = 200
TOKENS = [
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml", b"<script>", b"</script>", b"<style>", b"<div", b"</div>",
    b"</body>", b"</html>", b"<table><tr><td>", b"<p>", b"<br>", b"&#0;", b"&#xD800;", b"&#x110000;", b"&amp", b"\0", b"\xff\xfe",
    b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\x1b", b"\r", b"\r\n", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\x85",
    b'<script type="application/ld+json">', b'{"@type":"NewsArticle","articleBody":', b'"datePublished":"0000-00-00"', b"[[[[",
    b'{"@graph":[', b'"author":{"@id":"x"}', b'<meta charset="utf-7">', b'<meta charset="none">', b"<base href='//['>",
    b'<link rel=canonical href="http://[">', b'<time datetime="99999-99-99">', b"<h1>", b"<title>", b"<svg><math>", b"<template>",
    b"<noscript>", b"<frameset>", b"<plaintext>", b"<p itemprop=author>", b" class='related'", b"DON'T MISS\n", b"Source: \n",
    b"By \n", b"(Reporting by ", b"\n\n\n", b"\t", b"By " * 40, b"\xf0\x9f\x98\x80", b"\xcc\x81" * 50,
]  # fmt: skip


@lru_cache(maxsize=1)
def seeds() -> tuple[bytes, ...]:
    """The invented pages and texts of fixtures/, and some real pages where a corpus is at hand."""
    own = [p for p in sorted((ROOT / "fixtures").rglob("*")) if p.suffix in (".html", ".txt", ".jsonl")]
    corpus = next((c for c in (ROOT.parent / "shared" / "corpus", Path("/work/shared/corpus")) if c.is_dir()), None)
    real = sorted(corpus.rglob("*.html"))[:_FROM_CORPUS] if corpus else []
    return tuple(p.read_bytes()[:_LONGEST] for p in [*own, *real])


def changed(whole: bytes, changes: Sequence[tuple[int, float, float, int]]) -> bytes:
    """The content with these changes: what is done, where, to how much of it, and with which token."""
    for what, at, length, which in changes:
        start = int(at * len(whole))
        end = min(len(whole), start + int(length * 400))
        token = TOKENS[which % len(TOKENS)]
        other = seeds()[which % len(seeds())]
        part = {
            0: b"", 1: whole[start:end] * 2, 2: token, 3: whole[start:end] + token, 4: token * (1 + which % 60),
            5: other[int(at * len(other)) :][: int(length * 4000)], 6: bytes(b ^ (1 << which % 8) for b in whole[start:end]),
            7: whole[start:end].upper(), 8: whole[start:end][::-1],
        }[what]  # fmt: skip
        whole = (whole[:start] + part + whole[end:])[: 2 * _LONGEST]
    return whole


_SHARE = st.floats(0, 1, allow_nan=False)
CHANGE = st.tuples(st.integers(0, 8), _SHARE, _SHARE, st.integers(0, 100_000))


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """A page or text with up to a dozen things wrong with it, sometimes in another encoding, sometimes noise alone."""
    if draw(st.integers(0, 19)) == 0:
        return draw(st.binary(max_size=2000))
    whole = draw(st.sampled_from(seeds()))
    wrong = changed(whole, draw(st.lists(CHANGE, max_size=12)))
    encoding = draw(st.sampled_from(["", "", "", "", "utf-16", "cp1252", "utf-16-be", "shift_jis"]))
    return wrong.decode("utf-8", "replace").encode(encoding, "replace") if encoding else wrong
