"""What may happen to a public-opinion report next, and where it stands. Pure."""

from collections.abc import Iterable

from shequyun.programmes.deputies.choices import ReportState

NEXT: dict[str, tuple[ReportState, ...]] = {
    ReportState.DRAFT: (ReportState.SUBMITTED,),
    ReportState.SUBMITTED: (ReportState.ADOPTED, ReportState.NOT_ADOPTED, ReportState.SUBMITTED),
    ReportState.ADOPTED: (ReportState.USED, ReportState.ADOPTED),
    ReportState.USED: (ReportState.USED, ReportState.ADOPTED),
    ReportState.NOT_ADOPTED: (ReportState.SUBMITTED,),
}


def state_of(kinds: Iterable[str]) -> ReportState:
    """Where it stands after what happened to it, in order: once it was put to use it stays so, also when a further level
    adopts it."""
    state = ReportState.DRAFT
    for kind in kinds:
        if not (state == ReportState.USED and kind == ReportState.ADOPTED):
            state = ReportState(kind)
    return state


def may_follow(state: str, kind: str) -> bool:
    """Whether that can happen now."""
    return kind in NEXT[state]
