"""A committee's own labels go along with those who carry them into another committee."""

from shequyun.base.ids import new_id
from shequyun.base.moving import Moving
from shequyun.kernel.labels.models import Label, Labelling, RuleLabelling


def labels_follow(moving: Moving) -> None:
    """Whoever carries a label of the old committee carries the new one's label of that code, made where it has none.

    Of a whole committee the labels have moved already; what is left are those of a code that both have.
    """
    for label in Label.objects.filter(area=moving.old):
        carried = [table.objects.filter(community=moving.new, label=label) for table in (Labelling, RuleLabelling)]
        if not any(rows.exists() for rows in carried):
            continue
        twin = Label.objects.filter(area=moving.new, code=label.code).first()
        if twin is None:
            twin = Label.objects.get(pk=label.pk)
            twin.pk, twin.area, twin._state.adding = new_id(), moving.new, True
            twin.save(force_insert=True)
        for rows in carried:
            rows.update(label=twin)
