"""Rules from folders, archives and URLs are the same rules; what is wrong with an archive is said."""

from __future__ import annotations

import http.server
import io
import json
import stat
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import fsspec
import pytest

from cleaner.errors import CleanerError, RuleError, SettingsError
from cleaner.io.rule_sources import load_rules
from cleaner.rules.compile import Rules
from cleaner.rules.lexicon import shipped_rules
from tests.conftest import Said
from tests.samples import ARTICLE, SMALL_RULES, rule

FILES = {
    "common/small.yaml": SMALL_RULES,
    "en/b.yaml": rule("find: {has: [x y]}\n  scope: {groups: [lakes]}", id="en.b"),
    "de/a.yml": "# Deutsch\r\n\r\n" + rule("find: {has: [z]}", id="de.a").replace("\n", "\r\n"),
    "sites.yaml": "lakes: [lakes.example]\n",
    "overrides.yaml": "- override: en.b\n  reason: 'Not ours.'\n  not_sites: [lakes.example]\n",
    "README.md": "# Our rules\n",
}


def packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return out.getvalue()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the same rules as a folder, as a zip, and as a zip of the folder itself."""
    for path, text in FILES.items():
        file = tmp_path / "mine" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    (tmp_path / "flat.zip").write_bytes(packed(FILES))
    entries = {**{f"my-rules/{p}": t for p, t in FILES.items()}, "__MACOSX/my-rules/._small.yaml": "\0"}
    (tmp_path / "top.zip").write_bytes(packed(entries))
    return tmp_path


@pytest.fixture
def memory() -> Iterator[str]:
    """The URL of an empty folder in fsspec's memory."""
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    yield "memory://bucket"
    fs.store.clear()


def put(url: str, content: bytes) -> str:
    with fsspec.open(url, "wb") as file:
        file.write(content)
    return url


@pytest.fixture
def web(home: Path) -> Iterator[str]:
    """The folder on a server on loopback."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(home)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def alone(*sources: str | Path) -> Rules:
    return load_rules(sources, shipped=False)


def same(one: Rules, other: Rules) -> bool:
    plain = [[(r.id, r.sites, r.muted_on, r.match, r.keep) for r in rules.all] for rules in (one, other)]
    return one.version == other.version and plain[0] == plain[1] and len(one.overrides) == len(other.overrides)


@pytest.mark.parametrize("name", ["flat.zip", "top.zip"])
def test_a_zip_gives_the_rules_of_the_folder(home: Path, name: str) -> None:
    folder = alone(home / "mine")
    assert [r.id for r in folder.all][-2:] == ["en.b", "de.a"]
    assert folder.by_id["en.b"].sites == ("lakes.example",)
    assert folder.by_id["en.b"].muted_on == ("lakes.example",)
    assert same(alone(home / name), folder)


def test_urls_of_a_folder_a_zip_and_a_file_give_the_rules_of_the_folder(home: Path, memory: str) -> None:
    for path, text in FILES.items():
        put(f"{memory}/mine/{path}", text.encode())
    folder = alone(home / "mine")
    assert same(alone(f"{memory}/mine"), folder)
    assert same(alone(f"{memory}/mine/"), folder)
    assert same(alone(put(f"{memory}/r.zip", packed(FILES))), folder)
    assert same(alone(put(f"{memory}/without-ending", packed(FILES))), folder)
    assert same(alone(f"{memory}/mine/common/small.yaml"), alone(home / "mine/common/small.yaml"))


def test_a_zip_on_the_web_gives_the_rules_of_the_folder_and_shows_no_key(home: Path, web: str) -> None:
    rules = alone(f"{web}/flat.zip?key=secret")
    assert same(rules, alone(home / "mine"))
    assert rules.by_id["en.b"].where_defined == f"{web}/flat.zip/en/b.yaml:1"


def test_a_path_of_a_folder_or_file_url_is_of_this_machine(home: Path) -> None:
    assert same(alone(f"file://{home}/mine"), alone(home / "mine"))
    assert same(alone(f"file://{home}/flat.zip"), alone(home / "mine"))


def test_the_shipped_rules_as_a_zip_have_the_version_of_the_shipped_rules(tmp_path: Path, shipped: Rules) -> None:
    root = shipped_rules()
    files = {
        p.relative_to(root).as_posix(): p.read_text(encoding="utf-8")
        for p in sorted(root.rglob("*.yaml"), reverse=True)
    }
    (tmp_path / "all.zip").write_bytes(packed(files))
    assert alone(tmp_path / "all.zip").version == shipped.version


@pytest.mark.parametrize("top", ["en", "common"])
def test_a_zip_of_one_languages_folder_is_read_in_the_folders_order(tmp_path: Path, top: str) -> None:
    files = {f"{top}/{name}.yaml": rule("find: {has: [x]}", id=f"a.{name[-1]}") for name in ("z", "en/y", "a/x")}
    for path, text in files.items():
        file = tmp_path / "mine" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "mine.zip").write_bytes(packed(files))
    assert [r.id for r in alone(tmp_path / "mine.zip").all] == [r.id for r in alone(tmp_path / "mine").all]


def test_a_rule_of_a_zip_says_the_zip_the_file_and_the_line(home: Path) -> None:
    found = alone(home / "flat.zip").by_id
    assert found["footer.source"].where_defined == f"{home}/flat.zip/common/small.yaml:12"
    assert alone(home / "top.zip").by_id["en.b"].where_defined == f"{home}/top.zip/my-rules/en/b.yaml:1"


def test_a_mistake_in_a_zip_is_told_with_file_line_and_column(home: Path) -> None:
    (home / "bad.zip").write_bytes(packed({"en/x.yaml": "\n- id: en.x\n  whi: 'x'\n"}))
    with pytest.raises(RuleError, match=r"bad\.zip/en/x\.yaml:3:3: unknown key 'whi'"):
        alone(home / "bad.zip")
    (home / "bad.zip").write_bytes(packed({"en/x.yaml": SMALL_RULES, "en/y.yaml": SMALL_RULES}))
    with pytest.raises(
        RuleError, match=r"bad\.zip/en/y\.yaml:2:3: the id .* stands already in .*bad\.zip/en/x\.yaml:2"
    ):
        alone(home / "bad.zip")


def with_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("en/x.yaml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("x.yaml", SMALL_RULES)
        archive.writestr("x.yaml", SMALL_RULES)
    return out.getvalue()


def encrypted() -> bytes:
    content = bytearray(packed({"x.yaml": SMALL_RULES}))
    content[6] |= 1  # the flag, in the file's own header and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def nameless() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), "x")
    return out.getvalue()


def damaged() -> bytes:
    content = bytearray(packed({"x.yaml": SMALL_RULES}))
    content[60:80] = b"\xff" * 20
    return bytes(content)


WHOLE = packed({"x.yaml": SMALL_RULES})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a zip file that can be read"),
        (b"- id: x", "not a zip file that can be read"),
        (WHOLE[: len(WHOLE) // 2], "not a zip file that can be read"),
        (damaged(), "not a zip file that can be read"),
        (encrypted(), "encrypted"),
        (nameless(), "holds no rule files"),
        (packed({}), r"holds no rule files \(\.yaml, \.yml\)"),
        (packed({"README.md": "x"}), "holds no rule files"),
        (packed({"../x.yaml": "x"}), r"names a file outside of itself: '\.\./x\.yaml'"),
        (packed({"a/../../x.md": "x"}), "outside of itself"),
        (packed({"/etc/x.yaml": "x"}), "outside of itself"),
        (packed({"a\\..\\x.yaml": "x"}), "outside of itself"),
        (packed({"C:x.yaml": "x"}), "outside of itself"),
        (with_link(), "holds 'en/x.yaml' as a link"),
        (twice(), "holds 'x.yaml' twice"),
        (packed({"x.yaml": "#" * (16 * 1024 * 1024 + 1)}), "refused: more than 16,777,216 bytes of rules"),
        (packed({f"{i}.yaml": "#" * 6_000_000 for i in range(3)}), "refused: more than"),
        (packed({f"{i}.yaml": "" for i in range(10_001)}), "refused: 10,001 rule files"),
        (packed({"x.yaml": "a: \ud800".encode("utf-8", "surrogatepass").decode("latin-1")}), "bad.zip/x.yaml"),
    ],
)  # fmt: skip
def test_an_archive_that_cannot_be_used_is_told_by_name(
    cleaner: Callable[..., Said], tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(RuleError, match=said) as error:
        alone(tmp_path / "bad.zip")
    assert str(error.value).startswith(f"{tmp_path}/bad.zip")
    (tmp_path / "in.txt").write_text(ARTICLE)
    answer = cleaner("clean", "in.txt", "--rules", "bad.zip")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("cleaner: bad.zip")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://bucket/none.zip", "memory://bucket/none.zip: there is no such file"),
        ("memory://bucket/none.yaml", "memory://bucket/none.yaml: there is no such file"),
        ("memory://bucket/none", "memory://bucket/none: there is no such file or folder"),
        ("http://127.0.0.1:9/r.zip", "http://127.0.0.1:9/r.zip: "),
        ("http://[/r.zip", "not an address"),
        ("nothing://x/r.zip", "nothing://x/r.zip: cannot be read: Protocol not known: nothing"),
        ("nothing://x/r", "nothing://x/r: Protocol not known: nothing"),
        ("none.zip", "none.zip: there is no such rules folder"),
        ("", "the name of a rules folder is empty"),
    ],
)
def test_a_place_without_rules_is_told(cleaner: Callable[..., Said], memory: str, url: str, said: str) -> None:
    answer = cleaner("rules", "list", "--rules", url)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_page_that_is_not_there_is_told(web: str) -> None:
    with pytest.raises(CleanerError, match=r"/none\.zip: there is no such file"):
        alone(f"{web}/none.zip?key=secret")


def test_a_folder_elsewhere_without_rules_is_told(memory: str) -> None:
    put(f"{memory}/empty/README.md", b"x")
    with pytest.raises(RuleError, match="memory://bucket/empty: holds no rule files"):
        alone(f"{memory}/empty")


def test_other_rules_than_the_pinned_ones_are_refused_with_both_digests(home: Path) -> None:
    wanted = alone(home / "mine").version
    assert load_rules([home / "flat.zip"], shipped=False, version=wanted).version == wanted
    with pytest.raises(SettingsError) as error:
        load_rules([home / "flat.zip"], shipped=False, disable=["de.a"], version=wanted)
    found = load_rules([home / "flat.zip"], shipped=False, disable=["de.a"]).version
    assert wanted in str(error.value)
    assert found in str(error.value)


@pytest.fixture
def mine(cleaner: Callable[..., Said], tmp_path: Path) -> Callable[..., Said]:
    """The command, beside an article and a rule of one's own in a folder and in a zip."""
    own = {"en/own.yaml": rule("find: {has: [three brothers]}", id="own.brothers")}
    (tmp_path / "own/en").mkdir(parents=True)
    (tmp_path / "own/en/own.yaml").write_text(own["en/own.yaml"])
    (tmp_path / "own.zip").write_bytes(packed(own))
    (tmp_path / "in.txt").write_text(ARTICLE)
    return cleaner


def version_of(said: Said) -> str:
    assert said.code == 0, said.err
    return str(json.loads(said.out)["rules_version"])


def test_pinned_and_from_a_zip_rows_say_the_version_of_the_folder(mine: Callable[..., Said], memory: str) -> None:
    plain = mine("clean", "in.txt", "--rules", "own")
    version = version_of(plain)
    assert "own.brothers" in plain.out
    assert version != version_of(mine("clean", "in.txt"))
    url = put(f"{memory}/own.zip", Path("own.zip").read_bytes())
    for source in ("own", "own.zip", url):
        pinned = mine("clean", "in.txt", "--rules", source, "--rules-version", version)
        assert (pinned.out, version_of(pinned)) == (plain.out, version)
    refused = mine("clean", "in.txt", "--rules-version", version)
    assert (refused.code, refused.out) == (2, "")
    assert version in refused.err
    assert f"rules_version: {version}\n" in mine("rules", "list", "--rules", "own.zip").err


def test_the_settings_can_name_a_zip_and_pin_the_version(
    mine: Callable[..., Said], tmp_path: Path, memory: str
) -> None:
    version = version_of(mine("clean", "in.txt", "--rules", "own"))
    url = put(f"{memory}/own.zip", Path("own.zip").read_bytes())
    for source in ("own.zip", url):
        Path("cleaner.toml").write_text(f'rules = ["{source}"]\nrules_version = "{version}"\n')
        assert version_of(mine("clean", "in.txt")) == version
    Path("cleaner.toml").write_text('rules = ["own.zip"]\nrules_version = "0123456789abcdef"\n')
    for command in ("clean", "explain"):
        refused = mine(command, "in.txt")
        assert refused.code == 2
        assert version in refused.err
        assert "0123456789abcdef" in refused.err


def test_workers_clean_by_the_rules_of_a_zip(mine: Callable[..., Said]) -> None:
    alone, pooled = (mine("clean", "in.txt", "--rules", "own.zip", "-j", n) for n in (1, 2))
    assert "own.brothers" in alone.out
    assert pooled.out == alone.out


def test_list_show_check_and_explain_know_the_rules_of_a_zip(mine: Callable[..., Said], memory: str) -> None:
    assert "own.zip/en/own.yaml:1 " in mine("rules", "list", "--rules", "own.zip").out
    shown = mine("rules", "show", "own.brothers", "--rules", "own.zip").out.splitlines()
    assert shown[:2] == ["# own.zip/en/own.yaml:1", "- id: own.brothers"]
    assert "own.zip/en/own.yaml:1" in mine("explain", "in.txt", "--rules", "own.zip").out
    checked = mine("rules", "check", "--rules", "own.zip")
    assert checked.code == 1  # its examples are there to be there
    assert "own.brothers" in checked.out
    url = put(f"{memory}/own.zip", Path("own.zip").read_bytes())
    assert mine("rules", "show", "own.brothers", "--rules", url).out.startswith(
        f"# {url}/en/own.yaml:1\n- id: own.brothers"
    )
