"""Handing in at the desk what a phone could not send: the same envelopes, played under the same once-only rule."""

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.sync.actions.playing import play
from shequyun.engines.sync.choices import ENVELOPES_AT_ONCE
from shequyun.engines.sync.models import Device, Receipt
from shequyun.engines.sync.queries.handing import office_key
from shequyun.engines.sync.rules.office_seal import open_item, read_hand_in


@action("field.hand_in", right="field.settle")
def hand_in(actor: Actor, *, content: bytes) -> list[Receipt]:
    """Play the envelopes of a phone's file in their order, as said by whoever hands it in; a receipt for each.

    Also of a phone that was revoked or has lapsed: what was seen at a door is not lost with it. Handed in twice, or sent
    by the phone as well, each is played once. Refuses other files, broken seals, and phones of other places.
    """
    read = read_hand_in(content)
    device = Device.objects.visible_to(actor).filter(pk=read.device_id).first()
    if device is None:
        raise NotVisible()
    key, token_hash = office_key(device.pk), bytes(device.token_hash)
    said = [open_item(key, token_hash, item, number) for number, item in enumerate(read.items, 1)]
    receipts: list[Receipt] = []
    for start in range(0, len(said), ENVELOPES_AT_ONCE):
        receipts += play(actor, device, said[start : start + ENVELOPES_AT_ONCE])
    note("device", device.pk, device.community, name=device.name, envelopes=len(said))
    return receipts
