"""Which pictures are the article's, where they stand, and what is said of them."""

from __future__ import annotations

import pytest

from cleaner.article import Article, Image
from cleaner.choices import Choices
from cleaner.pipeline import Pipeline
from tests.samples import LAST, MORE, PROSE, TITLE
from tests.stages.work import page

PIPELINE = Pipeline(choices=Choices(images=True, html=True))
AT = "https://x.example/"


def cleaned(between: str = "", over: str = "", below: str = "") -> Article:
    inside = f"<article><h1>{TITLE}</h1>{over}<p>{PROSE}</p>{between}<p>{MORE}</p><p>{LAST}</p></article>{below}"
    return PIPELINE.clean(page(f"<title>{TITLE}</title>", inside), f"{AT}news/a.html", kind="page")


def sources(row: Article) -> list[str]:
    return [image.src.removeprefix(AT) for image in row.images]


@pytest.mark.parametrize(
    ("markup", "src"),
    [
        ("<img src='/i.jpg'>", "i.jpg"),
        ("<img src='data:image/gif;base64,R0' data-src='/late.jpg'>", "late.jpg"),
        ("<img src='/s.jpg' srcset='/s.jpg 320w, /l.jpg 1280w, /m.jpg 640w'>", "l.jpg"),
        ("<img src='/s.jpg' srcset='/s.jpg, /l.jpg 2x'>", "l.jpg"),
        ("<picture><source srcset='/w.webp 1600w'><img src='/s.jpg'></picture>", "w.webp"),
        ("<img data-srcset='/a,b.jpg 2x' src='data:,'>", "a,b.jpg"),
        ("<a href='/big.jpg'><img src='/i.jpg'></a>", "i.jpg"),
    ],
)
def test_the_address_is_the_largest_that_the_page_offers(markup: str, src: str) -> None:
    assert sources(cleaned(f"<p>{markup}</p>")) == [src]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><a href='/other-story'><img src='/teaser.jpg'></a></p>",
        "<aside class='related'><img src='/teaser.jpg'><p>Ferry to close for the winter</p></aside>",
        "<p><img src='/dot.gif' width='1' height='1'></p>",
        "<p><img src='/face.jpg' width='40px'></p>",
        "<p><img src='data:image/png;base64,R0'></p>",
        "<p><img></p>",
    ],
)
def test_teasers_counters_and_what_has_no_address_are_none_of_its_own(markup: str) -> None:
    assert sources(cleaned(markup)) == []


def test_what_stands_below_the_article_is_not_its_own() -> None:
    assert sources(cleaned(below="<div><img src='/ad.jpg'></div>")) == []


def test_a_picture_that_is_shown_twice_is_one() -> None:
    assert sources(cleaned("<p><img src='/i.jpg'></p><noscript><img src='/i.jpg'></noscript>")) == ["i.jpg"]


def test_pictures_stand_in_their_place_among_the_blocks() -> None:
    row = cleaned("<figure><img src='/b.jpg'></figure>", over="<figure><img src='/a.jpg'></figure>")
    assert [b.kind for b in row.blocks] == ["image", "paragraph", "image", "paragraph", "paragraph"]
    assert sources(row) == ["a.jpg", "b.jpg"]
    assert row.blocks[0].source == "/html/body/article/figure[1]/img"


@pytest.mark.parametrize(
    ("said", "caption", "credit"),
    [
        ("<figcaption>The mill in May.</figcaption>", "The mill in May.", None),
        ("<figcaption>The mill in May. <span class='photo-credit'>A. Torv</span></figcaption>", "The mill in May.", "A. Torv"),
        ("<figcaption>The mill in May. Photo: A. Torv</figcaption>", "The mill in May.", "Photo: A. Torv"),
        ("<figcaption>The mill in May (Getty Images)</figcaption>", "The mill in May", "Getty Images"),
        ("<figcaption>Getty Images</figcaption>", None, "Getty Images"),
        ("<div>The mill in May</div>", "The mill in May", None),
    ],
)  # fmt: skip
def test_a_figure_says_what_is_seen_and_whose_picture_it_is(said: str, caption: str | None, credit: str | None) -> None:
    row = cleaned(f"<figure><img src='/i.jpg' alt=' The  mill '>{said}</figure>")
    assert row.images == [Image(f"{AT}i.jpg", "The mill", caption, credit)]


def test_a_credit_is_the_last_few_words_and_never_a_story() -> None:
    story = "The mill opened. Photo: A. Torv. " + " ".join([PROSE, MORE, LAST])
    row = cleaned(f"<figure><img src='/i.jpg'><figcaption>{story}</figcaption></figure>")
    assert [(image.caption, image.credit) for image in row.images] == [(story, None)]
    row = cleaned(f"<figure><img src='/i.jpg'><figcaption>{story} Photo: B. Weir</figcaption></figure>")
    assert [(image.caption, image.credit) for image in row.images] == [(story, "Photo: B. Weir")]


def test_words_beside_a_picture_that_are_named_for_it_are_its_caption() -> None:
    row = cleaned("<div><img src='/i.jpg'><p class='caption'>The mill in May.</p></div>")
    assert [image.caption for image in row.images] == ["The mill in May."]


@pytest.mark.parametrize(
    ("markup", "captions"),
    [
        ("<img src='/a'><p class='caption'>One.</p><img src='/b'><p class='caption'>Two.</p>", ["One.", "Two."]),
        ("<p class='caption'>Both.</p><img src='/a'><img src='/b'>", ["Both.", "Both."]),
        ("<img src='/a'><img src='/b'><p class='caption'>Both.</p><img src='/c'>", ["Both.", "Both.", None]),
        ("<img src='/a'><div><img src='/b'><p class='caption'>Two.</p></div>", [None, "Two."]),
        ("<img src='/a'><figure><img src='/b'><figcaption>Two.</figcaption></figure>", [None, "Two."]),
        ("<img src='/a'><figure class='caption'>One.</figure>", ["One."]),
        ("<figure><img src='/a'><figcaption>One.</figcaption><img src='/b'></figure>", ["One.", None]),
    ],
)
def test_words_are_those_of_the_pictures_that_they_stand_by(markup: str, captions: list[str | None]) -> None:
    assert [image.caption for image in cleaned(f"<div>{markup}</div>").images] == captions


def test_no_caption_is_said_of_a_hundred_pictures() -> None:
    shown = "".join(f"<img src='/{i}'>" for i in range(100))
    row = cleaned(f"<figure>{shown}<figcaption>The mill.</figcaption></figure>")
    assert [i for i, image in enumerate(row.images) if image.caption] == list(range(90, 100))


def test_its_html_is_escaped() -> None:
    row = cleaned("<figure><img src='/i.jpg' alt='\"><script>x'><figcaption>1 &lt; 2</figcaption></figure>")
    assert row.blocks[1].html == (
        f'<figure><img src="{AT}i.jpg" alt="&quot;&gt;&lt;script&gt;x"><figcaption>1 &lt; 2</figcaption></figure>'
    )
