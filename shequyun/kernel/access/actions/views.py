"""Views of lists that people save and share."""

from uuid import UUID

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.kernel.access.models import SavedView


@action("views.save", right="residents.read")
def save_view(actor: Actor, *, page: str, name: str, query: str, shared: bool = False) -> UUID:
    """Keep a filter under a name; the same name again replaces it. Sharing needs `views.share`."""
    if shared:
        actor.need("views.share")
    view, _created = SavedView.objects.update_or_create(
        staff_id=actor.staff_id,
        area=actor.area,
        page=page,
        name=name[:40],
        defaults={"query": query[:1000], "shared": shared},
    )
    note("view", view.pk, actor.area, page=page, name=name, shared=shared)
    return view.pk


@action("views.remove", right="residents.read")
def remove_view(actor: Actor, view_id: UUID) -> str:
    """Forget a view of one's own. Returns the page that it was of."""
    view = SavedView.objects.filter(pk=view_id, staff_id=actor.staff_id).first()
    if view is None:
        raise NotVisible()
    view.delete()
    note("view", view_id, actor.area, did="remove")
    return view.page
