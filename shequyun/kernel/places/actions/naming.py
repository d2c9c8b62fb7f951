"""Other names of roads, lanes and estates: an old name, or what people say."""

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.kernel.places.models import Alias
from shequyun.kernel.places.rules import read_address


class NotAName(BadInput):
    """An alias leads from one name to another, and the other is part of an address."""

    code = "places.not_a_name"
    sentence = _("Write two different names; the second must be a road, lane, estate or number as addresses have them.")


@action("dwellings.correct")
def name_alias(actor: Actor, *, community: str, said: str, meant: str) -> None:
    """Remember that people say one name and mean another, for reading addresses in a committee.

    The same name again is given its new meaning. Refuses a committee out of sight and a meaning that is no part of an
    address.
    """
    if not actor.scope.holds(community):
        raise NotVisible()
    said, meant = said.strip(), meant.strip()
    read = read_address(meant)
    if len(said) < 2 or said in meant or read.unread or not (read.road or read.lane or read.estate or read.number):
        raise NotAName()
    Alias.objects.update_or_create(community=community, said=said, defaults={"meant": meant})
    note("alias", said, community, meant=meant)


@action("dwellings.correct")
def forget_alias(actor: Actor, *, community: str, said: str) -> None:
    """Read a name as it is written again. Refuses one out of sight."""
    found = Alias.objects.visible_to(actor).filter(community=community, said=said).first()
    if found is None:
        raise NotVisible()
    found.delete()
    note("alias", said, community, did="forget", meant=found.meant)
