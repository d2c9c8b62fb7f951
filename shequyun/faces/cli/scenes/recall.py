"""This season's influenza in one committee: old people are called, some are reached, and the department's next list comes in.

The list knows some of those who were called, a dose that is known already, and somebody who lives elsewhere; a dose that
was told at the door is not on it.
"""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.intake import actions as intake
from shequyun.engines.intake.queries import columns
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.queries import papers_of
from shequyun.programmes.vaccination.actions import recall, record_call, record_dose
from shequyun.programmes.vaccination.choices import PRODUCTS
from shequyun.programmes.vaccination.queries import called

HEAD, WORKERS, AGED, FLU = "li", ("wang", "sun"), 80, "flu_split"
TITLES = ["姓名", "证件号码", "疫苗名称", "接种日期", "批号", "接种单位"]
CALLED, CALLS = 24, ("told", "comes", "no_answer", "comes", "told", "no_answer", "comes")
GIVEN = slice(9, 15)  # of those called: the list knows that they were vaccinated


def play() -> None:
    """Twenty-four people of 80 and over are called; seven calls; a list of eight doses."""
    head, today = actor_by_name(HEAD), timezone.localdate()
    if not head.area:
        return
    with entered(head.scope):
        found = called(head, "influenza", today=today, state="due", least=AGED)
        people = list(found[: CALLED + 2])
    if len(people) < CALLED + 2:
        return
    keys = [one.pk for one in people[:CALLED]]
    recall(head, vaccine="influenza", resident_ids=keys, title="80 岁以上流感疫苗催种")
    for place, outcome in enumerate(CALLS):
        comes_on = today + timedelta(days=place + 1) if outcome == "comes" else None
        caller = actor_by_name(WORKERS[place % len(WORKERS)])
        record_call(caller, keys[place], vaccine="influenza", outcome=outcome, comes_on=comes_on)
    told, known = people[CALLED:]
    for one in (told, known):
        record_dose(actor_by_name(WORKERS[0]), one.pk, product=FLU, given_on=today - timedelta(days=2))
    _bring_in(head, [*people[GIVEN], known], today)


def _bring_in(head: Actor, people: list[Any], today: date) -> None:
    upload_id = intake.upload(
        head, file_name="卫健流感疫苗接种名单.xlsx", content=_list(head, people, today), source="health", observed_on=today,
        subject_kind="dose",
    )  # fmt: skip
    intake.read(head, upload_id)
    with entered(head.scope):
        sheets = columns(head, upload_id)
    mapping = {sheet.index: {c.index: c.target for c in sheet.columns if c.target} for sheet in sheets}
    intake.map_columns(head, upload_id, mapping=mapping)
    intake.check(head, upload_id)
    intake.start_commit(head, upload_id)
    intake.commit(head, upload_id)


def _list(head: Actor, people: list[Any], today: date) -> bytes:
    with entered(head.scope):
        papers = papers_of(head, [one.pk for one in people], today=today)
    number = subject_of("document").field("number")
    name, site = str(PRODUCTS[FLU]), "石门二路社区卫生服务中心"
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("接种")
    sheet.write_row(0, 0, TITLES)
    for line, one in enumerate(people, 1):
        paper = number.read(papers[one.pk].number_sealed) if one.pk in papers else ""
        days = 2 if line == len(people) else 1 + line % 3
        sheet.write_row(
            line, 0, [one.name, paper, name, f"{today - timedelta(days=days):%Y-%m-%d}", f"F2026{line:03d}", site]
        )
    sheet.write_row(len(people) + 1, 0, ["甄迁远", "", name, f"{today - timedelta(days=3):%Y-%m-%d}", "F2026099", site])
    book.close()
    return out.getvalue()
