"""The office's key for one phone. It is kept nowhere: it follows from the installation's blinding key and the phone's id."""

from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from shequyun.base.secrets import keyring
from shequyun.engines.sync.rules.office_seal import private_key, public_point


def office_key(device_id: UUID) -> ec.EllipticCurvePrivateKey:
    """The key that opens what this phone sealed for the office."""
    ring = keyring()
    return private_key(ring.blind(f"office:1:{device_id}") + ring.blind(f"office:2:{device_id}"))


def office_point(device_id: UUID) -> bytes:
    """Its public half, which the phone is told when it is enrolled."""
    return public_point(office_key(device_id))
