"""Records that every engine must make the same rows of: articles, pages, and all that can go wrong."""

from __future__ import annotations

import random
from typing import Any

from cleaner.batch.work import MIB
from cleaner.choices import Choices
from cleaner.engines.options import Options
from cleaner.rules.compile import Rules
from tests.batch.stages import HOSTILE

COUNT = 2000
EVERYTHING = Choices(links=True, images=True, comments=True, html=True)
_PLACES = ("river", "lake", "mill", "ferry", "market", "bridge", "harbour")
_BOILERPLATE = (
    "DON'T MISS",
    "Share this article",
    "Read more: the old mill",
    "Advertisement",
    "Sign up for our newsletter",
)
_BAD: tuple[dict[str, Any], ...] = (
    {"text": "sleep"}, {"text": "exit"}, {"text": "segfault"}, {"text": "allocate"}, {"text": None}, {"text": ""}, {"html": ""},
    {"html": "<div>" * 20_000 + "deep"}, {"html": "<p a=1 " + "b " * 6_000 + ">flood</p>"}, {"text": "\x00\ufffe odd \u202e signs"},
    {"html": "<html><body><p>cut off in the mid"},
)  # fmt: skip


def records(count: int = COUNT, bad_each: int = 50, seed: int = 0) -> list[dict[str, Any]]:
    """``id``, ``url``, ``text`` or ``html``, and ``batch``, a column of the user's own. Every ``bad_each``-th goes wrong."""
    drawn = random.Random(seed)
    return [_record(number, drawn, bad_each) for number in range(count)]


def options(rules: Rules, **changes: Any) -> Options:
    """With the stages that hang and crash on request, little patience, and all that a row can hold."""
    plain = {"timeout": 3.0, "max_memory": 256 * MIB, "stages": HOSTILE, "choices": EVERYTHING}
    return Options(rules, **{**plain, **changes})


def _record(number: int, drawn: random.Random, bad_each: int) -> dict[str, Any]:
    base = {"id": f"r{number:05}", "url": None, "text": None, "html": None, "batch": number // 100}
    if bad_each and number % bad_each == bad_each - 1:
        return base | _BAD[number // bad_each % len(_BAD)]
    lines = [_sentence(drawn) for _ in range(drawn.randint(2, 7))]
    for _ in range(drawn.randint(0, 3)):
        lines.insert(drawn.randint(0, len(lines)), drawn.choice(_BOILERPLATE))
    if drawn.random() < 0.5:
        return base | {"text": "\n\n".join(["The " + drawn.choice(_PLACES) + " opens again", *lines])}
    url = f"https://www.{drawn.choice(_PLACES)}.example/{number}"
    body = "".join(f"<p>{line}</p>" for line in lines)
    body += (
        "<p>All of it is <em>to be seen</em> at <a href='/more'>the office</a>.<img src='/seen.jpg' alt='Office'></p>"
    )
    body += "<div id='comments'><div><b>Ana Vell</b> <i>3 May 2024, 10:12</i><p>It was about time.</p></div></div>"
    return base | {
        "url": url,
        "html": f"<html><body><nav>Home</nav><article><h1>Story {number}</h1>{body}</article></body></html>",
    }


def _sentence(drawn: random.Random) -> str:
    first, second = drawn.sample(_PLACES, 2)
    count = drawn.randint(2, 90)
    return (
        f"The {first} and the {second} were closed for {count} days after the storm in spring, the council said on Monday, "
        f"and all who live there were told of it by letter number {drawn.randint(1, 999)}."
    )
