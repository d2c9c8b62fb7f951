"""What the report of a session says: who listened, what was said, where it goes. Without the name of any author."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.programmes.deputies.choices import Author, Contentment, Power
from shequyun.programmes.deputies.models import Deputy, Opinion, Session
from shequyun.programmes.deputies.queries.boards import Line, lines_of
from shequyun.programmes.deputies.queries.meeting import session_page


@dataclass(frozen=True)
class Minutes:
    """`groups`: (level of power, [(suggestion's number and title, opinions)]) in the order of levels; `unsorted` wait,
    `aside` go on nowhere."""

    session: Session
    deputies: list[Deputy]
    said: int
    named: int
    anonymous: int
    groups: list[tuple[str, list[tuple[str, list[Opinion]]]]]
    unsorted: list[Opinion]
    aside: list[Opinion]


def minutes_of(actor: Actor, session_id: UUID) -> Minutes:
    """The minutes of a session. Out of sight is 404."""
    page = session_page(actor, session_id)
    who = Counter(one.author for one in page.opinions)
    anonymous = who[Author.ANONYMOUS]
    return Minutes(
        page.session,
        page.deputies,
        len(page.opinions),
        len(page.opinions) - anonymous,
        anonymous,
        _groups(actor, [one for one in page.opinions if one.suggestion_id]),
        [one for one in page.opinions if not one.suggestion_id and not one.aside],
        [one for one in page.opinions if one.aside],
    )


def _groups(actor: Actor, said: list[Opinion]) -> list[tuple[str, list[tuple[str, list[Opinion]]]]]:
    known = {one.suggestion_id: one.suggestion for one in said if one.suggestion is not None}
    titles = {line.suggestion.pk: _title(line) for line in lines_of(actor, list(known.values()))}
    found: dict[str, dict[str, list[Opinion]]] = {}
    for one in said:
        assert one.suggestion is not None
        title = titles[one.suggestion.pk]
        found.setdefault(one.suggestion.power, {}).setdefault(title, []).append(one)
    return [(str(Power(level).label), list(found[level].items())) for level in Power.values if level in found]


def _title(line: Line) -> str:
    """Number and title, with the answer and what the deputies say of it, as far as there is one."""
    result = line.case.get_result_display() if line.case and line.case.result else ""
    rated = _("deputies: %(rating)s") % {"rating": Contentment(line.rating).label} if line.rating else ""
    title = f"{line.suggestion.number} {line.suggestion.title}"
    return " · ".join(one for one in (title, result, rated) if one)
