"""The tally adds up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.article import Article, Removal, Status
from cleaner.batch.tally import Tally


@given(st.lists(st.sampled_from(list(Status))))
def test_in_is_ok_and_flagged_and_failed(found: list[Status]) -> None:
    tally = Tally()
    for status in found:
        tally.add(Article(id="a", status=status))
    ok, flagged, failed = (found.count(s) for s in Status)
    assert tally.line().startswith(f"{len(found)} in = {ok} ok + {flagged} flagged + {failed} failed; ")
    assert (tally.total, tally.failed) == (len(found), failed)


def test_what_was_refused_is_no_removal() -> None:
    tally = Tally()
    removed = [
        Removal("a.x", "strip", 0, "x"),
        Removal("a.x", "strip", 1, "x"),
        Removal("b.y", "prune", -1, "y"),
        Removal("c.z", "strip", 2, "z", {}, "guard: a run of 13 blocks, over 12"),
        Removal("d.w", "strip", 3, "w", {}, "override: ours"),
    ]
    tally.add(Article(id="a", removed=removed))
    assert tally.line().endswith("; 3 removals by 2 rules")
    assert (dict(tally.refused), tally.overridden) == ({"c.z": 1}, {"d.w"})
