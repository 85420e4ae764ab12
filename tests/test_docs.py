"""Every block of README and docs/ does what the page says.

Shell lines run with the real command, but for those that need Ray (their options are looked up), ``pip`` (the distribution's
name and its extras are) and ``make`` (its targets are). Python runs where its libraries are installed; else it is parsed, and the
names that it takes from ``cleaner`` are looked up. The whole of what needs Ray, Spark, datatrove and Scrapy runs in tests/engines.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from cleaner.pipeline import run_example
from cleaner.rules.check import check
from cleaner.rules.compile import Rules
from tests import snippets
from tests.samples import PAGE
from tests.snippets import PRINTS, ROOT, Snippet, commands, lay_out, pages, run

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DISTRIBUTION = PROJECT["name"]
# What the pages' own recipes need besides; no name of ours.
OTHERS = {"feedparser", "requests", "datasketch"}
# Pages whose Python needs what isn't installed here: parsed here, and what they show is run by these tests.
RUN_ELSEWHERE = {
    "how-to/orchestrators.md": "tests/test_orchestrators.py",
    "how-to/ray.md": "tests/engines/test_ray.py",
    "how-to/spark.md": "tests/engines/test_spark.py",
    "how-to/datatrove.md": "tests/engines/test_datatrove.py",
    "recipes.md": "tests/engines/test_recipes.py",
}
MAKE_TARGETS = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
IDS = [p.relative_to(ROOT).as_posix() for p in pages()]


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix().removeprefix("docs/")


@pytest.mark.parametrize("page", pages(), ids=IDS)
def test_a_page_s_files_can_be_written_and_its_commands_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = snippets.snippets(page)
    if not any(s.language == "bash" for s in found):
        return
    lay_out(tmp_path)
    if page.name == "tutorial.md":
        (tmp_path / "scraped" / "ferry.txt").unlink()
    printed = ""
    for snippet in found:
        where = f"{page.name}:{snippet.line}"
        if snippet.title == PRINTS:
            assert printed == snippet.text, where
        elif snippet.title:
            (tmp_path / snippet.title).write_text(snippet.text, "utf-8")
        elif snippet.language == "bash":
            printed = "".join(ran(line, tmp_path, monkeypatch, where) for line in commands(snippet.text))


def ran(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> str:
    """What the line prints; it must end as a reader expects."""
    if line.startswith(("pip ", "make ")):
        return ""  # see below
    if "--engine ray" in line:
        options_exist(shlex.split(line)[1:])
        return ""
    if "--resume" in line:  # of a run that was killed; here nothing was
        options_exist(shlex.split(line)[1:])
        return ""
    code, printed = run(line, folder, monkeypatch)
    assert code == 0, f"{where}: {line}\n{printed}"
    return printed


def options_exist(words: list[str]) -> None:
    """Raise where the command line doesn't know a word."""
    from typer.main import get_command

    from cleaner.cli.main import app

    group: Any = get_command(app)
    parent = group.make_context("cleaner", list(words))
    group.commands[words[0]].make_context(words[0], words[1:], parent=parent)


def python_blocks() -> list[Any]:
    return [
        pytest.param(page, s, id=f"{named(page)}:{s.line}")
        for page in pages()
        for s in snippets.snippets(page)
        if s.language == "python"
    ]


@pytest.mark.parametrize(("page", "snippet"), python_blocks())
def test_the_names_that_a_python_block_takes_from_the_package_are_there(page: Path, snippet: Snippet) -> None:
    for node in ast.walk(ast.parse(snippet.text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "cleaner":
            assert_defined(node.module or "", [alias.name for alias in node.names])
    for dotted in re.findall(r"\"(cleaner\.[\w.]+)\"", snippet.text):
        module, _, name = dotted.rpartition(".")
        assert_defined(module, [name])


def assert_defined(module: str, names: list[str]) -> None:
    """From the source, since an engine's module can't be imported without the engine."""
    spec = importlib.util.find_spec(module)
    assert spec is not None, f"there is no {module}"
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text("utf-8"))
    defined = {n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    defined |= {t.id for n in tree.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    defined |= {a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
    submodules = (
        {n for n in names if importlib.util.find_spec(f"{module}.{n}")} if spec.submodule_search_locations else set()
    )
    assert set(names) <= defined | submodules, f"{module} has not all of {names}"


@pytest.mark.parametrize("page", [p for p in pages() if named(p) not in RUN_ELSEWHERE], ids=named)
def test_python_blocks_run_one_after_the_other(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [s for s in snippets.snippets(page) if s.language == "python"]
    if not found:
        return
    lay_out(tmp_path)
    for snippet in snippets.snippets(page):
        if snippet.title and snippet.title != PRINTS and "/" in snippet.title:
            (tmp_path / snippet.title).write_text(snippet.text, "utf-8")
    monkeypatch.chdir(tmp_path)
    scope: dict[str, Any] = {"page": PAGE, **given()}
    for snippet in found:
        if "clean_frame" in snippet.text and "frame" not in scope:
            continue  # neither pandas nor polars is here: parsed above, run by tests/engines/test_frame.py
        exec(compile(snippet.text, f"{page.name}:{snippet.line}", "exec"), scope)


def given() -> dict[str, Any]:
    """What the blocks' readers have: batches, a frame, a place to write to."""
    import pyarrow as pa

    table = pa.Table.from_pylist([{"id": "a", "html": PAGE}])
    found: dict[str, Any] = {"batches": table.to_batches(), "write": lambda batch: None}
    if importlib.util.find_spec("pandas"):
        found["frame"] = table.to_pandas()
    elif importlib.util.find_spec("polars"):
        import polars

        found["frame"] = polars.DataFrame(table.to_pylist())
    return found


def test_python_that_runs_elsewhere_is_run_there() -> None:
    assert [p for p in RUN_ELSEWHERE if not (ROOT / "docs" / p).is_file()] == []
    assert [t for t in RUN_ELSEWHERE.values() if not (ROOT / t).is_file()] == []


def written() -> list[tuple[str, str]]:
    """(file, text) of all that we print or write: the package, the pages, the tests' own hints."""
    files = [*pages(), ROOT / "CONTRIBUTING.md", *(ROOT / "cleaner").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return [(p.relative_to(ROOT).as_posix(), p.read_text("utf-8")) for p in files]


def test_pip_install_names_our_distribution_with_an_extra_that_it_has() -> None:
    extras = set(PROJECT["optional-dependencies"])
    wrong = []
    for file, text in written():
        for said in re.findall(r"pip install (?:'([^']+)'|([a-z. ]+?)(?=[`\n)\"#,;:]|$))", text):
            for what in (said[0] or said[1]).split():
                name, _, extra = what.rstrip("]").replace("\\", "").partition("[")
                ours = name == DISTRIBUTION and set(extra.split(",")) <= extras | {"", "{extra"} | {"{extra}"}
                if not ours and what not in OTHERS | {"."}:
                    wrong.append(f"{file}: pip install {what}")
    assert wrong == []


def test_extras_that_name_extras_are_those_of_this_distribution() -> None:
    named_within = re.findall(r"\"([\w-]+)\[([\w,]+)\]\"", (ROOT / "pyproject.toml").read_text("utf-8"))
    ours = [extras for name, extras in named_within if name == DISTRIBUTION]
    assert len(ours) >= 4
    assert {e for extras in ours for e in extras.split(",")} <= set(PROJECT["optional-dependencies"])
    assert "cleaner" not in {name for name, _ in named_within}


def test_targets_of_make_that_the_pages_name_are_there() -> None:
    said = {
        t
        for file, text in written()
        if file.endswith(".md")
        for t in re.findall(r"(?:`|^ {4})make ([a-z-]+)", text, re.M)
    }
    assert {"demo", "test", "docs"} <= said <= MAKE_TARGETS


def test_links_between_the_pages_lead_somewhere() -> None:
    dead = [
        f"{page.name}: {link}"
        for page in [*pages(), ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]
        for link in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8"))
        if not (page.parent / link).is_file()
    ]
    assert dead == []


def test_every_page_of_decisions_is_in_their_table_and_in_architecture_and_every_decision_has_its_date() -> None:
    found = sorted(p for p in (ROOT / "docs" / "decisions").glob("*.md") if p.name != "index.md")
    table = (ROOT / "docs" / "decisions" / "index.md").read_text("utf-8")
    architecture = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert [p.name for p in found if f"({p.name})" not in table or f"decisions/{p.name})" not in architecture] == []
    undated = [
        f"{p.name}: {title}"
        for p in found
        for title, below in re.findall(r"^## (.+)\n\n(.+)$", p.read_text("utf-8"), re.M)
        if not re.match(r"\*20\d\d-\d\d-\d\d[,*]", below)
    ]
    assert undated == []


def rules_in_the_language_s_page() -> list[str]:
    """The indented rules of rules/README.md."""
    text = (ROOT / "rules" / "README.md").read_text("utf-8")
    blocks = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", text, re.M)
    return [b for b in blocks if b.lstrip().startswith("- id:")]


@pytest.mark.parametrize("number", range(len(rules_in_the_language_s_page())))
def test_a_rule_shown_in_the_rule_language_is_proved_by_the_check(number: int, tmp_path: Path) -> None:
    text = re.sub(r"- id: ([\w.-]+)", r"- id: shown.rule", dedent(rules_in_the_language_s_page()[number]))
    (tmp_path / "shown.yaml").write_text(text, "utf-8")
    failures = list(check(Rules.load([tmp_path]), run_example, only={"shown.rule"}))
    assert failures == []
