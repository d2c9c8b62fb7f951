"""`shequyun intake`: reports that a script can read, and exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from shequyun.engines.intake.tests.street import AREA, PEOPLE, build, workbook
from shequyun.kernel.access.models import Post, Role, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def street() -> None:
    build(1, 2)
    staff = Staff.objects.create(username="wang", name="王社工")
    role = Role.objects.get(code="committee_head")
    Post.objects.create(staff=staff, role=role, area=AREA, from_date="2020-01-01")


def run(capsys: Any, what: str, file: Path, *more: str) -> tuple[Any, int]:
    code = 0
    try:
        call_command("intake", what, str(file), "--area", AREA, "--as", "wang", "--on", "2021-06-01", "--json", *more)
    except SystemExit as end:
        code = int(end.code or 0)
    return json.loads(capsys.readouterr().out), code


def test_preview_commit_undo(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook([*PEOPLE, PEOPLE[0] | {"身份证号": "3.10106E+17"}]))
    report, code = run(capsys, "preview", file)
    assert (code, report["counts"]["new"], report["counts"]["refused"], report["committed"]) == (0, 3, 1, 0)
    assert [(row["sheet"], row["row"], row["problems"][0]["code"]) for row in report["rows"]] == [
        ("人口", 6, "identity.digits_lost")
    ]
    report, code = run(capsys, "commit", file)
    assert (code, report["state"], report["committed"]) == (0, "committed", 3)
    file.write_bytes(workbook([PEOPLE[0] | {"姓名": "张建军"}]))
    report, code = run(capsys, "preview", file)
    assert (code, report["undecided"]) == (2, 1)
    report, code = run(capsys, "commit", file, "--decide", "same=0.6")
    assert (code, report["committed"]) == (0, 1)
    report, code = run(capsys, "undo", file)
    assert (code, report["state"], report["left"]) == (0, "undone", [])


def test_refusals(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "empty.xlsx"
    file.write_bytes(b"")
    report, code = run(capsys, "preview", file)
    assert (code, report["refused"]["code"]) == (1, "file_empty")
    report, code = run(capsys, "undo", file)
    assert (code, report["refused"]["code"]) == (1, "not_visible")


def test_several_files_in_order(tmp_path: Path, capsys: Any) -> None:
    """A person behind a door that the file before has brought; the first refusal ends the row."""
    houses, people, empty = tmp_path / "houses.csv", tmp_path / "people.csv", tmp_path / "empty.csv"
    houses.write_text("地址,层数\n恒丰路999弄1号,6\n")
    people.write_text("姓名,现住址\n单国芳,恒丰路999弄1号101\n")
    empty.write_bytes(b"")
    call_command("intake", "commit", f"building={houses}", people, "--area", AREA, "--as", "wang", "--json")
    assert [report["committed"] for report in json.loads(capsys.readouterr().out)] == [1, 1]
    with pytest.raises(SystemExit) as end:
        call_command("intake", "preview", empty, people, "--area", AREA, "--as", "wang", "--json")
    assert (end.value.code, json.loads(capsys.readouterr().out)["refused"]["code"]) == (1, "file_empty")
