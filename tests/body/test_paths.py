"""An element's path, as lxml itself says it."""

from __future__ import annotations

from lxml import html

from cleaner.body.paths import Paths
from tests.counted import calls

PAGE = (
    "<html><body><!-- x --><div><p>a<b>b</b><i>c</i><b>d</b></p>text<p>e</p><!-- y --><h2>f</h2></div><o:p>g</o:p><o:p>h</o:p>"
    "<svg><path/><path/></svg></body></html>"
)


def test_a_path_is_that_of_lxml_whichever_is_asked_for_first() -> None:
    tree = html.document_fromstring(PAGE)
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    for order in (elements, elements[::-1]):
        paths = Paths()
        assert [paths.of(e) for e in order] == [tree.getroottree().getpath(e) for e in order]


def test_siblings_are_counted_once_for_all_of_them() -> None:
    def cost(count: int) -> int:
        tree = html.document_fromstring(f"<div>{'<p>a</p>' * count}</div>")
        paths = Paths()
        return calls(lambda: [paths.of(e) for e in tree.iter("p")])

    assert cost(400) < 2.2 * cost(200)
