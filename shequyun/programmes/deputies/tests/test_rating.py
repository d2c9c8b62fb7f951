"""What deputies say of an answer: all of them end a suggestion, one of them has it answered again."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cases.actions.recording import SayIt
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions.rating import NotToldYet, OwnAnswer
from shequyun.programmes.deputies.actions.telling import NoAnswer
from shequyun.programmes.deputies.choices import Contentment
from shequyun.programmes.deputies.rules.ratings import Said, holding, together
from shequyun.programmes.deputies.tests.conftest import Round, answered, shown


def test_deputies_who_are_content_end_a_suggestion_when_all_have_said_so(
    here: Round, handed_in: UUID, alice: Actor, wang: Actor
) -> None:
    with pytest.raises(NoAnswer):
        actions.rate(wang, handed_in, deputy_id=here.city, rating="content")
    answered(alice, handed_in)
    with pytest.raises(NotToldYet):
        actions.rate(wang, handed_in, deputy_id=here.city, rating="content")
    actions.tell(wang, handed_in, deputy_ids=[here.city, here.district], way="letter")
    with pytest.raises(OwnAnswer):
        actions.rate(alice, handed_in, deputy_id=here.city, rating="mostly")
    with pytest.raises(BadInput):
        actions.rate(wang, handed_in, deputy_id=here.city, rating="superb")
    with pytest.raises(NotVisible):
        actions.rate(wang, handed_in, deputy_id=uuid4(), rating="content")
    actions.rate(wang, handed_in, deputy_id=here.city, rating="content", words="办得快")
    page = shown(wang, handed_in)
    assert (page.rating, page.case.case.state, page.case.case.satisfied) == ("", "closed", None)
    actions.rate(wang, handed_in, deputy_id=here.district, rating="mostly")
    page = shown(wang, handed_in)
    assert (page.rating, page.case.case.state, page.case.case.satisfied) == ("mostly", "done", True)
    assert [[(one.rating, one.words, one.staff_name) for one in signer.rated] for signer in page.signers] == [
        [("content", "办得快", "wang")],
        [("mostly", "", "wang")],
    ]
    with entered(wang.scope):
        year = timezone.localdate().year
        assert queries.board(wang, year=year).by_rating == {"mostly": 1}
        assert queries.board(wang, year=year, rating="not").lines == []
        ((_level, ((title, _said),)),) = queries.minutes_of(wang, here.session).groups
    assert title.endswith("改善照明 · 正在解决（已列入年度方案） · 代表评价：基本满意")


def test_one_deputy_who_is_not_content_is_enough_and_says_why(
    here: Round, handed_in: UUID, alice: Actor, wang: Actor
) -> None:
    answered(alice, handed_in)
    actions.tell(wang, handed_in, deputy_ids=[here.city, here.district], way="letter")
    for deputy in (here.city, here.district):
        actions.rate(wang, handed_in, deputy_id=deputy, rating="content")
    with pytest.raises(SayIt):
        actions.rate(alice, handed_in, deputy_id=here.district, rating="not", words=" ")
    actions.rate(alice, handed_in, deputy_id=here.district, rating="not", words="没有时限")
    page = shown(wang, handed_in)
    assert (page.stage, page.rating, page.case.case.satisfied, page.case.case.reopened) == ("handled", "not", None, 1)
    answered(alice, handed_in)
    assert (shown(wang, handed_in).rating, shown(wang, handed_in).waiting) == ("", 4)


MOMENT = st.integers(0, 20).map(lambda n: datetime(2021, 6, 1 + n))
RATED = st.lists(
    st.builds(
        Said,
        st.sampled_from("abc"),
        st.sampled_from(Contentment.values),
        MOMENT,
    ),
    max_size=8,
)


@given(st.lists(st.sampled_from("abc"), unique=True), RATED, MOMENT)
def test_the_last_word_of_each_counts_and_the_worst_of_all(
    signed: list[str], said: list[Said], answered_at: datetime
) -> None:
    held = holding(said, answered_at)
    assert held.keys() == {one.who for one in said if one.at >= answered_at}
    assert holding([*said, Said("a", "mostly", datetime(2021, 7, 1))], answered_at)["a"] == "mostly"
    ratings = {held.get(one, "") for one in signed}
    worst = next((one for one in ("not", "", "mostly", "content") if one in ratings), "")
    assert together(signed, held) == worst
