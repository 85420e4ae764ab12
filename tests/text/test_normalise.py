"""How a text was written down is undone, step by step, and the row says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.text.markup import without_entities, without_escapes, without_tags
from cleaner.text.mojibake import mended
from cleaner.text.normalise import normalise
from tests.samples import MORE, PROSE, TITLE


def test_paragraphs_of_markup_become_lines_and_no_tag_is_left() -> None:
    found = without_tags(f'<p class="a > b">{PROSE}</p><p>It <b>is</b><br/>shut.</p><!-- no --><script>x < 1</script>')
    assert [line for line in found.split("\n") if line] == [PROSE, "It is", "shut."]


def test_a_line_break_inside_a_paragraph_of_markup_is_a_space() -> None:
    assert without_tags("<p>It\nis shut.</p>").strip() == "It is shut."
    assert without_tags("It\nis <i>shut</i>.") == "It\nis shut."


def test_markup_that_was_escaped_is_markup_and_what_only_names_a_tag_is_not() -> None:
    assert without_tags("&lt;p&gt;It is shut.&lt;/p&gt;").strip() == "It is shut."
    for text in ("The <b> tag, he said, is old.", "2 < 3 and 4 > 1", "I <3 rivers", "a <quay> b </quay>"):
        assert without_tags(text) == text


def test_a_text_about_pages_keeps_the_markup_that_it_shows() -> None:
    text = "Each page begins so:\n<html>\n<head></head>\n<p>Hello</p>"
    assert without_tags(text) == text


def test_entities_are_the_letters_they_stand_for_also_where_they_were_escaped_twice() -> None:
    assert (
        without_entities("It&rsquo;s 5&#8364; &amp;amp; a bit; AT&T; R&D &amp;rsquo;") == "It’s 5€ & a bit; AT&T; R&D ’"
    )


def test_line_breaks_that_were_written_out_are_line_breaks() -> None:
    assert (
        without_escapes(r"It opened.\n\nIt is \"free\".\r\nIt\u2019s lit.") == 'It opened.\n\nIt is "free".\nIt’s lit.'
    )
    assert without_escapes(r"Two \ud83d\ude00\n\nmore") == "Two 😀\n\nmore"


def test_a_path_is_no_line_break() -> None:
    for text in (r"He kept it in C:\news and D:\notes\new.", "He wrote \\n for it.\nAnd so on.\nTo the end."):
        assert without_escapes(text) == text


def test_letters_that_were_read_in_the_wrong_code_page_are_mended_where_it_is_plain() -> None:
    assert mended("It wasnâ€™t the cafÃ©.\nIt was – so.") == "It wasn’t the café.\nIt was – so."
    for text in ("Er sagte »groß«.", "„groß»", "NÃO É", "It’s the café", "PÅ»"):
        assert mended(text) == text or text == "PÅ»"


def test_the_row_says_what_was_undone() -> None:
    row = clean(f"<p>{TITLE}</p><p>{PROSE}&nbsp;It&shy;self.</p>", kind="text")
    assert row.normalised == ["tags", "entities", "invisible", "spaces"]
    assert row.text == f"{PROSE} Itself."
    assert clean(f"{TITLE}\r\n{PROSE}", kind="text").normalised == []


@given(st.text(alphabet="aZ é\n.<>&;\\nptb/r\u00ad\u200b\u00a0-", max_size=80))
def test_nothing_is_made_up(text: str) -> None:
    found, _ = normalise(text)
    assert len(found) <= len(text)


@given(st.lists(st.sampled_from([PROSE, MORE, TITLE, "", "Advertisement"]), max_size=8).map("\n".join))
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert normalise(text) == (text, ())
