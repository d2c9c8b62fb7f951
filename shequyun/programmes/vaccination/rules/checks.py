"""What cannot be said of a dose or a reason against one."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput, NotNow
from shequyun.programmes.vaccination.choices import Product, RemarkKind


class ProductUnknown(BadInput):
    code = "vaccination.product_unknown"
    sentence = _("This vaccine is not in the list of products. Choose one from the list.")


class DayInFuture(BadInput):
    code = "vaccination.day_in_future"
    sentence = _("The date is in the future. Record a dose once it has been given.")


class BeforeBirth(BadInput):
    code = "vaccination.before_birth"
    sentence = _("The date is before the date of birth (%(born)s). Check the person and the date.")


class AfterDeath(BadInput):
    code = "vaccination.after_death"
    sentence = _("The date is after the date of death (%(died)s). Check the person and the date.")


class BeforeProduct(BadInput):
    code = "vaccination.before_product"
    sentence = _("“%(name)s” was not yet in use before %(since)s. Check the date and the vaccine.")


class ReasonMissing(BadInput):
    code = "vaccination.reason_missing"
    sentence = _("Say why: the contra-indication and who stated it, or the reason for refusing.")


class EndsBeforeBegin(BadInput):
    code = "vaccination.ends_before_begin"
    sentence = _("The last day is before the first.")


class WithdrawnAlready(NotNow):
    code = "vaccination.withdrawn_already"
    sentence = _("This dose has been withdrawn already.")


def check_dose(
    product: Product | None, given_on: date, *, born: date | None, died: date | None, today: date
) -> Product:
    """The product, if somebody can have received it on that day."""
    if product is None:
        raise ProductUnknown()
    if given_on > today:
        raise DayInFuture()
    if born is not None and given_on < born:
        raise BeforeBirth(born=born)
    if died is not None and given_on > died:
        raise AfterDeath(died=died)
    if given_on < product.since:
        raise BeforeProduct(name=product.name, since=product.since)
    return product


def check_remark(kind: str, reason: str, *, from_date: date, until: date | None, today: date) -> None:
    """Refuses a reason that says nothing, and days that cannot be."""
    if kind not in RemarkKind.values or not reason.strip():
        raise ReasonMissing()
    if from_date > today:
        raise DayInFuture()
    if until is not None and until < from_date:
        raise EndsBeforeBegin()
