"""`shequyun intake`: reports that a script can read, and exit codes."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import ManagementUtility, call_command

from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.intake import actions
from shequyun.engines.intake.tests.street import AREA, PEOPLE, build, rows, workbook
from shequyun.kernel.access.models import Post, Role, Staff
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.facts.actions import Say, observe

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
    previewed = report["upload"]
    report, code = run(capsys, "commit", file)
    assert (code, report["upload"], report["state"], report["committed"]) == (0, previewed, "committed", 3)
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
    report, code = run(capsys, "commit", tmp_path / "nowhere.xlsx")
    assert (code, report["refused"]["code"]) == (1, "intake.no_such_file")


def test_a_commit_takes_up_what_people_decided_on_the_preview(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(PEOPLE))
    run(capsys, "commit", file)
    file.write_bytes(workbook([PEOPLE[0] | {"姓名": "张建军"}]))
    key = run(capsys, "preview", file)[0]["upload"]
    actions.decide(actor_by_name("wang"), UUID(key), numbers=[1], decision="new")
    report, code = run(capsys, "commit", file)
    assert (code, report["upload"], report["counts"]["new"], report["committed"]) == (0, key, 1, 1)
    report, code = run(capsys, "preview", file)
    assert (code, report["upload"] == key, report["earlier"][0]) == (2, False, key)


def test_an_upload_by_its_id(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(PEOPLE))
    key = run(capsys, "preview", file)[0]["upload"]
    assert run(capsys, "preview", Path(key))[0]["counts"]["new"] == 3
    assert run(capsys, "commit", Path(key))[0]["committed"] == 3
    again, code = run(capsys, "commit", Path(key))
    assert (code, again["refused"]["code"]) == (1, "intake.not_committable")
    assert run(capsys, "undo", Path(key))[1] == 0
    unknown, code = run(capsys, "commit", Path(str(new_id())))
    assert (code, unknown["refused"]["code"]) == (1, "not_visible")


def test_what_undo_leaves_is_told_and_has_a_code_of_its_own(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(PEOPLE))
    run(capsys, "commit", file)
    person, wang = rows(UUID(run(capsys, "preview", file)[0]["earlier"][0]))[0].subject_id, actor_by_name("wang")
    with entered(wang.scope):
        observe(wang, [Say("resident", AREA, {"phone": "13733334444"}, subject_id=person)], source="desk",
                observed_on=date(2021, 6, 2))  # fmt: skip
    report, code = run(capsys, "undo", file)
    assert (code, [(left["id"], left["by"]) for left in report["left"]]) == (3, [(str(person), "王社工")])


@pytest.mark.parametrize("wrong", [["--decide", "maybe"], ["--decide", "same=90"], ["--subject", "ship"]])
def test_a_command_that_cannot_be_read_ends_with_a_code_of_its_own(wrong: list[str]) -> None:
    """Not with 2, which says that rows wait for a person."""
    with pytest.raises(SystemExit) as end:
        ManagementUtility(["shequyun", "intake", "preview", "x", "--area", AREA, "--as", "wang", *wrong]).execute()
    assert end.value.code == 64


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
