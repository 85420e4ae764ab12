"""An import writes a whole folder of rules that loads, or none; whatever the files hold."""

from __future__ import annotations

import errno
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Rules
from cleaner.addons.importing import job
from cleaner.addons.importing.draft import lines_of
from cleaner.addons.importing.job import REPORT, import_adblock, import_ftr
from cleaner.errors import InputError


@pytest.fixture(autouse=True, scope="module")
def no_shipped_rules(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("shipped")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cleaner.rules.compile.shipped_rules", lambda: empty)
        patch.setattr("cleaner.rules.prepared.store", lambda *_: None)
        yield


def ftr(root: Path, **files: str | bytes) -> str:
    """Import these site files (``example_org`` is example.org.txt) to ``root/out``; what it says."""
    folder = root / "sites"
    folder.mkdir()
    for name, text in files.items():
        content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        (folder / f"{name.replace('_', '.')}.txt").write_bytes(content)
    said = io.StringIO()
    import_ftr(folder, root / "out", said)
    return said.getvalue()


def ids(folder: Path) -> list[str]:
    return [r.id for r in Rules.load([folder], shipped=False).all]


def test_two_files_of_one_site_give_all_their_rules(tmp_path: Path) -> None:
    said = ftr(tmp_path, Example_org="strip: //aside\ntitle: //h2", example_org="strip: //nav", _a_b="strip: //i/b",
               a_b_below="strip: //p/b")  # fmt: skip
    assert said.startswith("4 files, 5 directives: 5 taken, 0 not\n5 rules in 2 files:")
    assert ids(tmp_path / "out") == [
        "ftr.a.b.below.strip-1",
        "ftr.a.b.below.strip-1-2",
        "ftr.example.org.strip-1",
        "ftr.example.org.title-2",
        "ftr.example.org.strip-1-2",
    ]


def test_sites_that_an_id_cannot_tell_apart_get_ids_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "sites"
    folder.mkdir()
    for name in ("a-b.example.txt", "a_b.example.txt"):
        (folder / name).write_text("strip: //aside")
    import_ftr(folder, tmp_path / "out", io.StringIO())
    assert ids(tmp_path / "out") == ["ftr.a-b.example.strip-1", "ftr.a-b.example.strip-1-2"]


@pytest.mark.parametrize("names", [("easy.list.txt", "easy-list.txt"), ("a.txt", "a.dat"), ("ü.txt", "é.txt")])
def test_lists_that_an_id_cannot_tell_apart_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    files = [tmp_path / name for name in names]
    for file in files:
        file.write_text("##.zz-ad")
    with pytest.raises(InputError, match=f"two lists are named .*{names[0]}, {names[1]}"):
        import_adblock(files, tmp_path / "out", io.StringIO())


@pytest.mark.parametrize("output", ["out", "a/b/out", "there"])
def test_nothing_is_left_of_an_import_that_a_full_disk_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "list.txt").write_text("##.zz-ad")
    written = Path.write_text

    def full(path: Path, *args: str, **more: str) -> int:
        if path.name == REPORT:
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(path, *args, **more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match="cannot be written: No space left"):
        import_adblock([tmp_path / "list.txt"], tmp_path / output, io.StringIO())
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and p.name != "list.txt"]
    assert (tmp_path / output).exists() == (output == "there")
    monkeypatch.undo()
    import_adblock([tmp_path / "list.txt"], tmp_path / output, io.StringIO())
    assert sorted(p.name for p in (tmp_path / output).iterdir()) == ["adblock.yaml", REPORT]


@pytest.mark.parametrize("text", ["- id: [", "", "- id: other.rule"])
def test_rules_that_do_not_load_are_not_left_as_if_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(job, "yaml_of", lambda drafts: text)
    with pytest.raises(InputError, match="nothing is written"):
        ftr(tmp_path, example_org="strip: //aside")
    assert [p.name for p in tmp_path.iterdir()] == ["sites"]


def test_what_another_import_left_half_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "out.part").mkdir()
    (tmp_path / "out.part" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match=r"out\.part: is there already"):
        ftr(tmp_path, example_org="strip: //aside")
    assert (tmp_path / "out.part" / "mine.txt").read_text() == "mine"
    assert not (tmp_path / "out").exists()


ANY = st.text(max_size=12) | st.sampled_from(
    ["\x01", "\x1b", "\x85", "\u2028", "\ufeff", "\uffff", "\ud800", '"', "'", "\\"]
)
SAID = st.lists(ANY, max_size=4).map("".join)
DIRECTIVES = st.builds(
    "{}: {}".format,
    st.sampled_from(["strip", "strip_id_or_class", "title", "body", "author", "date", "#", "test_url"]),
    SAID
    | SAID.map("//div[@class='x{}']".format)
    | SAID.map('//p[contains(., "{}")]'.format)
    | SAID.map("//a{}".format),
)
FILTERS = SAID | st.builds("{}##{}".format, st.sampled_from(["", "a.example", "~b.example"]) | SAID,
                           SAID.map(".x{}".format) | SAID.map('a[title="x{}"]'.format))  # fmt: skip


@given(st.lists(SAID | DIRECTIVES, max_size=5), st.lists(DIRECTIVES, max_size=3))
def test_whatever_site_files_hold_what_is_written_loads(one: list[str], other: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        said = ftr(root, a_example="\n".join(one), A_Example="\r".join(other), _a_example="\r\n".join(other))
        rules = ids(root / "out")
        first, second = said.splitlines()[:2]
        _, directives, taken, left = (int(word) for word in first.replace(":", "").split() if word.isdigit())
        assert (directives, len(rules)) == (taken + left, int(second.split()[0]))
        sources = [line for file in (root / "out").rglob("*.yaml") for line in lines_of(file.read_text("utf-8"))]
        assert sum(line.startswith("# ") for line in sources) == taken


@given(st.lists(FILTERS, max_size=6))
def test_whatever_a_filter_list_holds_what_is_written_loads(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "list.txt").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        said = io.StringIO()
        import_adblock([root / "list.txt"], root / "out", said)
        assert len(ids(root / "out")) == int(said.getvalue().splitlines()[1].split()[0])
