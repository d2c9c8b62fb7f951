"""`shequyun intake preview|commit|undo`: the import of the workbench, for scripts.

Several files go in one after another, each `[subject=]file`: a committee is filled by one command with its houses, its
homes, its people and its organisations. The first refused file ends the row; what went in before stays.

Instead of a file stands the id of an upload (`upload` in a report), to go on with one that was brought in before, here or
in the workbench. `commit` of a file takes up its newest preview, with what people have decided on it since.

Exit codes: 0 done; 1 refused (the report says why); 2 rows wait for a person (preview) or were not written (commit);
3 some of the file could not be undone, because it was changed since; 64 the command cannot be read.
"""

import json
from argparse import ArgumentTypeError
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NoRight, NotVisible, Refusal
from shequyun.base.scope import entered
from shequyun.engines.intake import actions, queries
from shequyun.engines.intake.choices import Decision
from shequyun.engines.intake.fields import kinds
from shequyun.kernel.access.queries import actor_by_name

DONE, REFUSED, UNDECIDED, LEFT, USAGE = 0, 1, 2, 3, 64


class NoSuchFile(BadInput):
    """The path leads to nothing that can be read."""

    code = "intake.no_such_file"
    sentence = _("This file does not exist or cannot be read: %(path)s.")


def decision(text: str) -> tuple[str, int]:
    """(what, how sure at least, of 100) of `same=0.9`, `new` or `skip`."""
    what, _sign, score = text.partition("=")
    try:
        sure = round(float(score or 0) * 100)
    except ValueError:
        sure = -1
    if what not in Decision.values or not 0 <= sure <= 100:
        raise ArgumentTypeError(f"{text} is none of same=0.9, new, skip")
    return what, sure


class Command(BaseCommand):
    help = "Preview, commit or undo a workbook; see the module's text for exit codes."
    understood = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["preview", "commit", "undo"])
        parser.add_argument("files", nargs="+", metavar="[subject=]file", help="workbooks in order, or ids of uploads")
        parser.add_argument("--area", required=True, help="the area's code; it must lie in the person's post")
        parser.add_argument("--as", dest="who", required=True, help="the user name of who does it")
        parser.add_argument("--source", default="ledger", help="the code of the source")
        parser.add_argument("--on", type=date.fromisoformat, help="the day the file speaks of; today if not given")
        parser.add_argument("--subject", default="resident", choices=kinds(), help="of files that do not say theirs")
        parser.add_argument(
            "--decide",
            action="append",
            default=[],
            type=decision,
            metavar="same=0.9|new|skip",
            help="decide doubtful rows: those at least so sure are the same person; new; skip",
        )
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except SystemExit as end:
            raise SystemExit(end.code if self.understood or not end.code else USAGE) from None

    def handle(self, *_args: Any, **options: Any) -> None:
        self.understood = True
        reports: list[dict[str, Any]] = []
        worst = DONE
        for said in options["files"]:
            report, code = _one(said, options)
            reports.append(report)
            worst = REFUSED if REFUSED in (code, worst) else max(code, worst)
            if code == REFUSED:
                break
        self.stdout.write(_printed(reports, options["json"]))
        if worst:
            raise SystemExit(worst)


def _one(said: str, options: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """(the report, the exit code) of one file, a refusal among them."""
    subject, _sign, path = str(said).rpartition("=")
    subject, path = (subject, path) if subject in kinds() else (options["subject"], str(said))
    try:
        return run({**options, "file": Path(path), "subject": subject})
    except Refusal as refusal:
        return {"file": path, "refused": {"code": refusal.code, "sentence": str(refusal)}}, REFUSED


def _printed(reports: list[dict[str, Any]], as_json: bool) -> str:
    """JSON: the report of one file as an object, of several as a list."""
    if as_json:
        return json.dumps(reports if len(reports) > 1 else reports[0], ensure_ascii=False, indent=1)
    return "\n\n".join(told(report) for report in reports)


def run(options: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """(the report, the exit code) of one file. Refuses what the actions of the import refuse."""
    actor = actor_in(options["who"], options["area"])
    if options["what"] == "undo":
        return _undo(actor, options["file"])
    upload_id = _prepare(actor, options)
    report = _report(actor, upload_id)
    if "refused" in report:
        return report, REFUSED
    for what, sure in options["decide"]:
        actions.decide_all(actor, upload_id, decision=what, at_least=sure)
    if options["what"] == "commit":
        actions.start_commit(actor, upload_id)
        actions.commit(actor, upload_id)
    report = _report(actor, upload_id)
    return report, UNDECIDED if report["undecided"] else DONE


def told(report: Mapping[str, Any]) -> str:
    """The report as lines of text."""
    lines = [f"{name}: {value}" for name, value in report.items() if not isinstance(value, list | dict)]
    lines += [f"{name}: {value}" for name, value in report.get("counts", {}).items()]
    lines += [
        f"{row['sheet']}!{row['row']} {problem['column']}: {problem['sentence']}"
        for row in report.get("rows", [])
        for problem in row["problems"]
    ]
    if isinstance(report.get("refused"), dict):
        lines.append(f"{report['refused']['code']}: {report['refused']['sentence']}")
    return "\n".join(lines)


def actor_in(username: str, area: str) -> Actor:
    """The person, narrowed to the area. Refuses one outside their post."""
    actor = actor_by_name(username)
    if not actor.area:
        raise NoRight(right="intake.preview")
    if not area.startswith(actor.area):
        raise NotVisible()
    return Actor(actor.staff_id, actor.post_id, actor.name, actor.role, area, actor.rights)


def _prepare(actor: Actor, options: Mapping[str, Any]) -> UUID:
    """The upload that was named or, for a commit, previewed before; else the file is brought in."""
    path: Path = options["file"]
    with entered(actor.scope):
        found = queries.named_upload(actor, str(path))
        if found is not None:
            return found
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NoSuchFile(path=path) from error
    about = {
        "source": options["source"],
        "observed_on": options["on"] or timezone.localdate(),
        "subject_kind": options["subject"],
    }
    with entered(actor.scope):
        previewed = queries.previewed_upload(actor, content, **about) if options["what"] == "commit" else None
    return previewed or _bring_in(actor, path.name, content, about)


def _bring_in(actor: Actor, name: str, content: bytes, about: dict[str, Any]) -> UUID:
    """Upload, read, take the suggested columns, check. The jobs that the actions queue find nothing left to do."""
    upload_id = actions.upload(actor, file_name=name, content=content, **about)
    actions.read(actor, upload_id)
    with entered(actor.scope):
        if queries.upload_state(actor, upload_id).refusal:
            return upload_id
        sheets = queries.columns(actor, upload_id)
    mapping = {sheet.index: {c.index: c.target for c in sheet.columns if c.target} for sheet in sheets}
    actions.map_columns(actor, upload_id, mapping=mapping)
    actions.check(actor, upload_id)
    return upload_id


def _report(actor: Actor, upload_id: UUID) -> dict[str, Any]:
    with entered(actor.scope):
        state = queries.upload_state(actor, upload_id)
        rows = queries.problems(actor, upload_id)
    report: dict[str, Any] = {
        "upload": str(upload_id),
        "file": state.file_name,
        "state": state.state,
        "counts": dict(state.counts),
        "undecided": state.undecided,
        "will_commit": state.will_commit,
        "committed": state.committed,
        "earlier": [str(earlier.id) for earlier in state.earlier],
        "rows": [
            {
                "sheet": row.sheet_name,
                "row": row.line,
                "state": row.state,
                "problems": [{"code": r.code, "column": r.column, "sentence": r.sentence} for r in row.reasons],
            }
            for row in rows
        ],
    }
    if state.refusal:
        report["refused"] = {"code": state.refusal[0], "sentence": state.refusal[1]}
    return report


def _undo(actor: Actor, file: Path) -> tuple[dict[str, Any], int]:
    """Undo the newest committed upload of that file, or the upload of that id."""
    with entered(actor.scope):
        upload_id = queries.committed_upload(actor, file)
    count, left = actions.undo(actor, upload_id)
    return {"upload": str(upload_id), "state": "undone", "reversed": count, "left": left}, LEFT if left else DONE
