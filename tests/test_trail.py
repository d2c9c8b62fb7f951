"""The trail: every act leaves an entry, refused ones none, and what was changed behind our back is found."""

import pytest

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.kernel.audit.models import ChainHead, Entry
from shequyun.kernel.audit.queries import entries, verify
from shequyun.kernel.audit.rules import Break, breaks
from shequyun.kernel.residents.actions import reveal
from tests.cast import HERE, make
from tests.community import make_community


def test_an_act_is_in_the_trail_with_who_why_and_what(alice: Actor) -> None:
    community = make_community(alice)
    reveal(alice, community.resident, field="phone", reason="联系家属")
    with entered(alice.scope):
        last = Entry.objects.order_by("-seq").first()
        assert last is not None
        assert (last.verb, last.actor_name, last.role, last.reason, last.disclosure, last.subject_id) == (
            "residents.reveal", "alice", "committee_head", "联系家属", True, str(community.resident),
        )  # fmt: skip
        assert "13800001234" not in str(last.details)


def test_what_is_refused_is_not_in_the_trail(alice: Actor, bob: Actor) -> None:
    community = make_community(alice)
    with entered(alice.scope):
        before = Entry.objects.count()
    with pytest.raises(NoRight):
        reveal(bob, community.resident, field="phone", reason="看看")
    with entered(alice.scope):
        assert Entry.objects.count() == before


def test_an_action_that_notes_nothing_is_a_programming_error(alice: Actor) -> None:
    @action("tests.silent", right="residents.read")
    def silent(actor: Actor) -> None:
        """Forgets to say what it did."""

    with pytest.raises(AssertionError, match="noted nothing"):
        silent(alice)


def test_the_audit_administrator_reads_their_area_alone(alice: Actor) -> None:
    make_community(alice)
    near, far = make("near", "audit_admin", HERE[:9]), make("far", "audit_admin", "310104003")
    with entered(near.scope):
        assert entries(near, verb="residents.merge").count() == 2
    with entered(far.scope):
        assert entries(far, verb="residents.merge").count() == 0
    with pytest.raises(NoRight):
        entries(alice)


def test_a_change_behind_the_back_of_the_application_is_found(alice: Actor) -> None:
    """Even one by the owner of the tables: what was written is read back, and one word of it changed."""
    make_community(alice)
    with entered(EVERYWHERE):
        checked, found = verify(HERE[:9])
        rows = list(Entry.objects.filter(chain=HERE[:9]).order_by("seq"))
        head = ChainHead.objects.get(chain=HERE[:9])
    assert (checked, found, head.seq) == (len(rows), [], len(rows))
    rows[3].reason = "另一个理由"
    assert breaks(head.chain, rows, head_seq=head.seq) == [Break(head.chain, 4, "changed")]
    assert breaks(head.chain, rows[:-1], head_seq=head.seq)[-1] == Break(head.chain, len(rows), "missing")
