"""Site files of ftr-site-config: every directive becomes a rule, or is not taken for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.importing.draft import Draft, NotTaken, lines_of
from cleaner.addons.importing.ftr import Site, directives, read, scopes, site_of_file
from tests.quality.corpora import SHARED

HOST = Site("news.example")


def taken(text: str, site: Site | None = HOST) -> list[Draft]:
    return read("news.example.txt", text, site, {})[0]


def reasons(text: str, site: Site | None = HOST) -> list[str]:
    return [n.reason for n in read("news.example.txt", text, site, {})[1]]


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("news.example.txt", Site("news.example")),
        (".News.Example.txt", Site("news.example", below=True)),
        ("global.txt", Site(None)),
        ("LICENSE.txt", None),
        ("fingerprint.news.example.txt", None),
    ],
)
def test_a_files_name_says_its_site(name: str, site: Site | None) -> None:
    assert site_of_file(name) == site


def test_a_site_leaves_those_below_it_to_their_own_files() -> None:
    sites = [Site("a.example"), Site("b.a.example"), Site("a.example", below=True)]
    assert scopes(sites) == {
        Site("a.example"): ("b.a.example",),
        Site("b.a.example"): (),
        Site("a.example", below=True): ("b.a.example", "www.a.example"),
    }


@pytest.mark.parametrize(
    ("line", "field"),
    [("title: //h1", "title"), ("author://a", "authors"), ("date: //i/@x", "published_at"), ("Body : //p", "body")],
)
def test_a_field_becomes_a_select_rule_of_the_site(line: str, field: str) -> None:
    (draft,) = taken(line)
    assert (draft.stage, draft.field, draft.sites) == ("select", field, ("news.example",))
    assert draft.id == f"ftr.news.example.{line.split(':')[0].strip().lower()}-1"


def test_a_body_that_is_texts_becomes_the_element_that_holds_them() -> None:
    (draft,) = taken("body: //div[@id='x']//text()")
    assert draft.xpath == ("//div[@id='x']",)


def test_strip_becomes_a_prune_rule_whose_why_has_the_comment_above_it() -> None:
    (draft,) = taken("# The newsletter's box\nstrip: //div[@id='x']")
    assert (draft.stage, draft.xpath, draft.why) == (
        "prune",
        ("//div[@id='x']",),
        "news.example.txt:2 strips it: The newsletter's box",
    )


def test_names_to_strip_become_one_rule_of_parts_of_classes_and_ids() -> None:
    (draft,) = taken("strip_id_or_class: promo\nstrip: //aside\nstrip_id_or_class: 'more-box'")[1:]
    assert draft.css == ('[class*="promo"]', '[id*="promo"]', '[class*="more-box"]', '[id*="more-box"]')
    assert [s.line for s in draft.sources] == [1, 3]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("tidy: no", "a setting of another program"),
        ("test_url: https://news.example/1", "an address or text to test with"),
        ("replace_string(<a:b>): <p>", "replaces text of the page's source before it is parsed"),
        ("http_header(user-agent): x", "about fetching pages"),
        ("login_uri: https://news.example/", "about logging in"),
        ("strip_image_src: /ads/", "about pictures: an article is text"),
        ("titel: //h1", "no directive that is known"),
        ("See the readme", "not a directive"),
        ("strip:", "no value"),
        ("strip: //div[", "the XPath cannot be run"),
        ("strip: //div[contain(@id, 'x')]", "the XPath cannot be run"),
        *((f"strip: {x}", "the XPath does not start at the page's root")
          for x in ("div", "(div)[1]", "(//p | div)/a", "//p | div")),
        ("title: normalize-space(h1)", "the XPath does not start at the page's root"),
        ("strip: //p/text()", "a page rule takes elements"),
        ("strip: //a/@href", "a page rule takes elements"),
        ("strip: //img", "what it strips holds no text"),
        ("strip: //img | (//br)[2]", "what it strips holds no text"),
        *((f"strip: {x}", "no page rule takes html, body, main or h1")
          for x in ("//header//h1", "(//h1)[1]", "//h1/.", "//h1 | //p", "//p | //h1", "(//main)[1]")),
        *((f"strip: {x}", "it names the whole page") for x in ("//*", "(//*)", "(//body)[1]")),
        *((f"body: {x}", "it names the whole page")
          for x in ("//body", "(//body)[1]", "//body[1]", "//div | //body", "(//p | //html)[1]", "//body/.", "(//BODY)[2]/.")),
        ("body: //meta/@content", "a body must be elements"),
        ("title: count(//h1)", "the XPath gives no text"),
        ("strip_id_or_class: promo\x1b", "it holds a control character"),
        ("strip_id_or_class: ad", "part of too many names"),
        ("strip: //p[string-length(.) > 3]", "no example could be built to prove it"),
    ],
)  # fmt: skip
def test_what_is_not_taken_has_a_reason(line: str, reason: str) -> None:
    assert reasons(line) == [reason]
    assert taken(line) == []


@pytest.mark.parametrize("xpath", ["(//*)[5]", "(//div)[1]", "(//body)[1]/div", "//body/p", "(//body//p)[1]"])
def test_a_part_of_the_page_is_no_whole_page(xpath: str) -> None:
    (draft,) = taken(f"body: {xpath}")
    assert draft.xpath == (xpath,)


def test_lines_are_those_of_an_editor() -> None:
    text = "# a\x0bb\x0cc\x1cd\x85e\u2028f\r\nstrip: //aside\rtitle: //h1\nbody: //p"
    assert [(d.sources[0].kind, d.sources[0].line) for d in taken(text)] == [("strip", 2), ("title", 3), ("body", 4)]


def test_a_file_for_all_sites_gives_what_to_strip_and_no_fields() -> None:
    (draft,) = taken("title: //h1\nstrip: //aside", Site(None))
    assert (draft.xpath, draft.sites, draft.id) == (("//aside",), (), "ftr.all-sites.strip-2")


def test_a_file_of_no_site_gives_nothing_and_says_so() -> None:
    assert taken("strip: //aside", None) == []
    assert reasons("strip: //aside", None) == ["the file is not one site's"]


def test_only_some_kinds_can_be_asked_for() -> None:
    drafts, refused, _ = read(
        "a.example.txt", "strip: //aside\ntitle: //h1\nstrip_id_or_class: abc", HOST, {}, frozenset(["strip"])
    )
    assert [d.sources[0].kind for d in drafts] == ["strip", "strip_id_or_class"]
    assert [n.reason for n in refused] == ["not asked for"]


LINES = st.sampled_from(
    [
        "strip: //aside",
        "strip_id_or_class: ad-box",
        "title: //h1",
        "# why",
        "",
        "tidy: no",
        "body: //p[",
        "x",
        "replace_string(a): b",
    ]
) | st.text(max_size=40)


@given(st.lists(LINES, max_size=8), st.sampled_from([HOST, Site(None), None]))
def test_whatever_a_file_holds_each_directive_is_taken_or_not(lines: list[str], site: Site | None) -> None:
    text = "\n".join(lines)
    drafts, refused, counts = read("news.example.txt", text, site, {})
    places = [s.line for d in drafts for s in d.sources] + [n.source.line for n in refused]
    assert len(places) == sum(counts.values())
    plain = [line.strip() for line in lines_of(text)]
    assert sorted(places) == [at for at, line in enumerate(plain, 1) if line and not line.startswith("#")]


@pytest.mark.skipif(not (SHARED / "ftr-site-config").is_dir(), reason="ftr-site-config is not beside the checkout")
def test_almost_all_that_real_files_say_of_fields_and_stripping_is_understood() -> None:
    wanted = understood = 0
    for path in sorted(Path(SHARED / "ftr-site-config").glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        found = [f for f in directives(path.name, text) if not isinstance(f, NotTaken)]
        wanted += sum(s.kind in ("strip", "strip_id_or_class", "title", "body", "author", "date") for s, _ in found)
        drafts, refused, counts = read(path.name, text, site_of_file(path.name) or HOST, {})
        assert sum(len(d.sources) for d in drafts) + len(refused) == sum(counts.values()), path.name
        understood += sum(len(d.sources) for d in drafts)
    assert wanted > 10_000
    assert understood > 0.9 * wanted
