"""From a file on disk to its lists: one call."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from shequyun.base.files import FileRefused
from shequyun.engines.intake.rules.cells import Table
from shequyun.engines.intake.rules.layout import tables_of
from shequyun.engines.intake.rules.reader import DEFAULT, Limits, read_sheets


class NoListFound(FileRefused):
    """No sheet has a line of titles that we know."""

    code = "file_no_list"
    sentence = _("No list was found. The first line of the list must name its columns, such as 姓名 and 证件号码.")


def read_tables(path: Path, *, limits: Limits = DEFAULT) -> list[Table]:
    """The lists of a workbook or text file. Refuses with a FileRefused; see reader and files for the reasons."""
    tables = [table for table in tables_of(read_sheets(path, limits=limits)) if table.rows]
    if not tables:
        raise NoListFound()
    return tables
