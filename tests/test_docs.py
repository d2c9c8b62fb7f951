"""The documents against the code: settings, roles of the database, links, the map of the tree, the words."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
VARIABLE = re.compile(r"\b(?:SHEQUYUN_[A-Z]+(?:_[A-Z]+)*|DATABASE(?:_OWNER)?_URL)\b")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _read(*paths: str) -> str:
    return "\n".join((ROOT / path).read_text() for path in paths)


def test_every_variable_is_explained_and_none_that_does_not_exist() -> None:
    code = [ROOT / "conftest.py", *(ROOT / "bin").iterdir(), *(ROOT / "tests").rglob("*.py")]
    code += [path for path in (ROOT / "shequyun").rglob("*.py") if "/tests/" not in str(path)]
    read = {found for path in code if path != Path(__file__) for found in VARIABLE.findall(path.read_text())}
    rows = [line.split("|")[1] for line in _read("docs/operations.md").splitlines() if line.startswith("| `")]
    assert {found for row in rows for found in VARIABLE.findall(row)} == read


def test_the_server_grants_what_the_embedded_one_does() -> None:
    granted = re.compile(r"grant ([a-z, ]+) on (tables|sequences|functions)")
    embedded = re.compile(r'\("(tables|sequences|functions)", "([a-z, ]+)"\)')
    there = {(what, rights) for rights, what in granted.findall(_read("deploy/database.sql"))}
    assert there == set(embedded.findall(_read("shequyun/config/embedded.py")))
    assert len(there) == 3


def test_units_run_what_exists_with_the_settings_that_the_documents_name() -> None:
    units = sorted((ROOT / "deploy").glob("*.service"))
    starts = {unit.stem: re.findall(r"^ExecStart=(\S+)", unit.read_text(), re.M) for unit in units}
    python = ["/opt/shequyun/.venv/bin/python"]
    assert starts == {
        "shequyun-audit": python,
        "shequyun-backup": ["/opt/shequyun/deploy/backup"],
        "shequyun-web": python,
        "shequyun-worker": python,
    }
    assert [path for path in ("backup", "run") if not (ROOT / "deploy" / path).stat().st_mode & 0o100] == []


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    assert [link for link in LINK.findall(path.read_text()) if not (path.parent / link).exists()] == []


def test_sources_are_named_where_they_are_used() -> None:
    """Laws, standards and figures by their own name, not by a section of notes that the repository does not hold."""
    notes = re.compile(r"\bdomain\.md")
    kinds, tops = ("py", "js", "css", "html", "csv", "json", "po"), ("shequyun", "tests", "bench")
    ours = [path for top in tops for kind in kinds for path in (ROOT / top).rglob(f"*.{kind}")]
    read = [path for path in (*ours, *DOCS) if path != Path(__file__)]
    assert [name(path) for path in read if notes.search(path.read_text())] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_map_of_the_tree_is_the_tree(readme: str) -> None:
    """Every app of the tiers that hold several stands in the map, and nothing else does."""
    text = _read(readme)
    for tier in ("faces", "programmes", "engines", "kernel"):
        folder = ROOT / "shequyun" / tier
        apps = {path.parent.name for path in folder.glob("*/__init__.py")}
        line = re.search(rf"^  {tier}/ +(.+(?:\n {{15}}.+)*)", text, re.M)
        said = set(re.findall(r"[a-z_][a-z_0-9]{2,}", re.sub(r"\([^)]*\)", "", line[1]))) if line else set()
        assert said == apps, tier


def test_every_model_and_every_noun_of_a_right_is_in_the_glossary() -> None:
    """In the first column of a table: whoever brings a word appends it to the section of its app."""
    from django.apps import apps

    from shequyun.kernel.access.choices import RIGHTS

    rows = [line.split("|") for line in _read("docs/glossary.md").splitlines() if line.startswith("| ")]
    explained = {
        word for row in rows for cell in (row[1], row[4]) for word in re.findall(r"`([A-Za-z_][A-Za-z_0-9]*)`", cell)
    }
    ours = [config for config in apps.get_app_configs() if config.name.startswith("shequyun.")]
    used = {model.__name__ for config in ours for model in config.get_models()} | {r.split(".")[0] for r in RIGHTS}
    assert sorted(used - explained) == []
