"""The seal that only the office can break: what a phone could not send, as a file that is handed in at the desk.

ECIES over P-256 as every browser has it: an ephemeral key of the phone and the office's key for that phone give a shared
secret; HKDF-SHA256 makes an AES-256-GCM key of it, salted with the hash of the phone's token, so that nobody who did not
hold the token can make one. Where the office's key comes from: queries.handing. Pure.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.engines.sync.choices import FORMAT, HANDED_IN
from shequyun.engines.sync.rules.envelopes import Unreadable, read_uuid

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
INFO = b"shequyun field envelope"
NONCE = b"\0" * 12  # the key is used for one message alone


class NotAHandIn(BadInput):
    """Another file, or a newer app."""

    code = "sync.not_a_hand_in"
    sentence = _("This is not a file of unsent records from the field app. Choose the file that the phone saved.")


class BrokenSeal(BadInput):
    """Changed on the way, sealed for another installation, or not by the phone that it names."""

    code = "sync.broken_seal"
    sentence = _("The seal of record %(number)s is not valid: the file was changed, or belongs to another system.")


@dataclass(frozen=True)
class HandIn:
    """A file as it was read: whose phone, and its sealed envelopes in order."""

    device_id: UUID
    items: list[bytes]


def read_hand_in(content: bytes) -> HandIn:
    """The file of a phone. Refuses anything else, and more envelopes than one file holds."""
    try:
        said = json.loads(content)
        items = [base64.b64decode(item, validate=True) for item in said["items"]]
        device = read_uuid(said["device"], "device")
        known = said["format"] == FORMAT
    except (ValueError, KeyError, TypeError, Unreadable):
        raise NotAHandIn() from None
    if not known or not items or len(items) > HANDED_IN:
        raise NotAHandIn()
    return HandIn(device, items)


def private_key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """The office's key out of 32 secret bytes."""
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, CURVE)


def public_point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The key as browsers import it: an uncompressed point."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def open_item(key: ec.EllipticCurvePrivateKey, token_hash: bytes, item: bytes, number: int) -> Mapping[str, Any]:
    """The envelope inside: point (65 bytes), ciphertext with tag. Refuses a seal that does not hold."""
    try:
        peer = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, item[:65])
        shared = key.exchange(ec.ECDH(), peer)
        return dict(json.loads(AESGCM(message_key(shared, token_hash)).decrypt(NONCE, item[65:], None)))
    except (ValueError, InvalidTag):
        raise BrokenSeal(number=number) from None


def message_key(shared: bytes, token_hash: bytes) -> bytes:
    """The key of one envelope, which both sides come to."""
    return HKDF(hashes.SHA256(), 32, token_hash, INFO).derive(shared)
