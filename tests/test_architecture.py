"""The shape of the code: sizes, docstrings, templates under a strict policy, nothing left lying about.

Layers and imports are held by import-linter, style by ruff, types by mypy, translations by `bin/messages check`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILE_LINES, FUNCTION_LINES = 400, 60
PYTHON = sorted(
    path
    for folder in ("shequyun", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "shequyun").rglob("templates/**/*.html"))
STATIC = sorted(
    path for path in (ROOT / "shequyun").rglob("static/**/*") if path.suffix in {".js", ".css"} and path.is_file()
)
WRITTEN = [*PYTHON, *TEMPLATES, *STATIC, *sorted(path for path in (ROOT / "bin").iterdir() if path.is_file())]
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LEFT_OVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
ADDRESS = re.compile(
    r"https?://(?!127\.0\.0\.1|localhost|\{|www\.w3\.org/|schemas\.openxmlformats\.org|openrosa\.org/|wiki\.open311\.org/|www\.opendatakit\.org/)[\w.-]+"
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_look_at() -> None:
    assert (len(PYTHON) > 300, len(TEMPLATES) > 50, len(STATIC) > 15) == (True, True, True)


@pytest.mark.parametrize("path", [*PYTHON, *STATIC], ids=name)
def test_a_file_has_one_subject(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_functions_fit_in_a_glance_and_modules_say_what_they_own(path: Path) -> None:
    tree = ast.parse(path.read_text())
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]
    assert long == []
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_are_translatable_and_bring_no_script_or_style_of_their_own(path: Path) -> None:
    text = path.read_text()
    assert (CHINESE.findall(text), INLINE.findall(text)) == ([], [])


def test_nothing_is_left_for_later() -> None:
    assert [name(path) for path in WRITTEN if LEFT_OVER.search(path.read_text())] == []


def test_no_file_names_a_host_to_download_from() -> None:
    """Packages come from wherever the machine's own pip and npm are told to look."""
    found = {name(path): hosts for path in WRITTEN if (hosts := set(ADDRESS.findall(path.read_text())))}
    locked = (ROOT / "package-lock.json").read_text() + (ROOT / "requirements" / "dev.txt").read_text()
    assert (found, set(ADDRESS.findall(locked))) == ({}, set())


def test_every_public_function_says_what_it_means() -> None:
    """Outside tests: a function without an underscore, on the level of its module, has a docstring."""
    silent = [
        f"{name(path)}: {node.name}"
        for path in PYTHON
        if path.parts[len(ROOT.parts)] == "shequyun" and "tests" not in path.parts
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_app_imports_the_models_of_another_but_the_base_of_facts() -> None:
    """What a signature needs is imported for the type checker alone, which does not count."""
    found = {
        f"{name(path)}: {node.module}.{one.name}"
        for path in PYTHON
        if path.parts[len(ROOT.parts)] == "shequyun" and "tests" not in path.parts
        for node in _run(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and re.match(r"shequyun\.\w+\.\w+\.models\b", node.module or "")
        for one in node.names
        if (node.module or "").split(".")[:3] != list(path.relative_to(ROOT).parts[:3])
    }
    assert {one for one in found if not one.endswith("/models.py: shequyun.kernel.facts.models.Kept")} == set()


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a module that are run."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from _run(node)
