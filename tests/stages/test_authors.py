"""Authors come out as people's names."""

from __future__ import annotations

import pytest

from cleaner.stages.authors import clean_authors


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Ana Cruz"], ["Ana Cruz"]),
        (["By Ana Cruz"], ["Ana Cruz"]),
        (["by: Ana Cruz"], ["Ana Cruz"]),
        (["Von Ana Cruz"], ["Ana Cruz"]),
        (["Par Ana Cruz"], ["Ana Cruz"]),
        (["Ana Cruz and Ben Okoro"], ["Ana Cruz", "Ben Okoro"]),
        (["Ana Cruz, Ben Okoro"], ["Ana Cruz", "Ben Okoro"]),
        (["Ana Cruz & Ben Okoro"], ["Ana Cruz", "Ben Okoro"]),
        (["Ana Cruz; Ben Okoro | Cy Dee"], ["Ana Cruz", "Ben Okoro", "Cy Dee"]),
        (["Ana Cruz", "Ana Cruz", "ANA CRUZ"], ["Ana Cruz"]),
        (["Ana Cruz, Staff Writer"], ["Ana Cruz"]),
        (["Ana Cruz (ana.cruz@a.example)"], ["Ana Cruz"]),
        (["Ana Cruz @anacruz"], ["Ana Cruz"]),
        (["https://a.example/authors/ana"], []),
        (["ANA CRUZ"], ["Ana Cruz"]),
        (["admin"], []),
        (["", " ", "-", "2024-05-03"], []),
        (["x" * 200], []),
    ],
)
def test_names_are_split_and_freed_of_what_is_no_name(written: list[str], names: list[str]) -> None:
    assert list(clean_authors(written, [], None)) == names


def test_the_outlet_is_no_author() -> None:
    assert clean_authors(["The Lakeside", "Ana Cruz"], ["The Lakeside"], "lakeside.example") == ("Ana Cruz",)
    assert clean_authors(["lakeside.example"], [], "lakeside.example") == ()
