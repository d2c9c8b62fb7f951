"""`shequyun hotline preview|commit|list|answers`: orders of the hotline, for scripts.

`preview` and `commit` take workbooks as `shequyun intake` does, with its report and exit codes (0 done, 1 refused, 2 rows wait for a
person). `list` prints the open orders, those due first first. `answers` writes the answers of the orders that are named, or of
one list (`--upload`), or of all that are closed and not handed in yet, into a workbook; why is asked and recorded.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible, Refusal
from shequyun.base.scope import entered
from shequyun.faces.cli.management.commands.intake import REFUSED, actor_in, run, told
from shequyun.programmes.hotline.actions import hand_in
from shequyun.programmes.hotline.queries import OrderFilter, order_views, orders


class Command(BaseCommand):
    help = "Bring hotline orders in, list them, hand answers in; see the module's text."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["preview", "commit", "list", "answers"])
        parser.add_argument("files", nargs="*", help="workbooks to bring in; for answers the one to write")
        parser.add_argument("--area", required=True, help="the area's code; it must lie in the person's post")
        parser.add_argument("--as", dest="who", required=True, help="the user name of who does it")
        parser.add_argument("--on", type=date.fromisoformat, help="the day the list speaks of; today if not given")
        parser.add_argument("--decide", action="append", default=[], metavar="same=0.9|new|skip", help="as in intake")
        parser.add_argument("--order", action="append", default=[], metavar="NUMBER", help="an order to answer")
        parser.add_argument("--upload", default="", help="answers of one list: the id that commit reported")
        parser.add_argument("--reason", default="", help="what the answers are handed in for")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            report, code = self._done(options)
        except Refusal as refusal:
            report, code = {"refused": {"code": refusal.code, "sentence": str(refusal)}}, REFUSED
        as_json = json.dumps(report, ensure_ascii=False, indent=1)
        self.stdout.write(as_json if options["json"] or isinstance(report, list) else told(report))
        if code:
            raise SystemExit(code)

    def _done(self, options: dict[str, Any]) -> tuple[Any, int]:
        actor = actor_in(options["who"], options["area"])
        if options["what"] == "list":
            return _listed(actor), 0
        if len(options["files"]) != 1:
            raise NotVisible()
        path = Path(options["files"][0])
        if options["what"] == "answers":
            return _answered(actor, path, options), 0
        return run({**options, "file": path, "subject": "order", "source": "hotline"})


def _listed(actor: Actor) -> list[dict[str, Any]]:
    with entered(actor.scope):
        views = order_views(actor, orders(actor, OrderFilter(), now=timezone.now()))
    return [
        {
            "order": view.order.number,
            "case": view.case.number,
            "state": view.case.state,
            "due": timezone.localtime(view.due_at).isoformat(timespec="minutes") if view.due_at else None,
            "handler": view.case.handler_name,
        }
        for view in views
    ]


def _answered(actor: Actor, path: Path, options: dict[str, Any]) -> dict[str, Any]:
    with entered(actor.scope):
        handed = hand_in(actor, _wanted(actor, options), reason=options["reason"])
    path.write_bytes(handed.content)
    return {"file": str(path), "answers": handed.count, "own_layout": handed.own_layout}


def _wanted(actor: Actor, options: dict[str, Any]) -> list[UUID]:
    """The orders that are named; else those that are ready, of one list if one is given."""
    now = timezone.now()
    if options["order"]:
        found = orders(actor, OrderFilter(state=""), now=now).filter(number__in=options["order"])
        keys = list(found.values_list("pk", flat=True))
        if len(keys) != len(set(options["order"])):
            raise NotVisible()
        return keys
    return list(
        orders(actor, OrderFilter(state="ready", upload=options["upload"]), now=now).values_list("pk", flat=True)
    )
