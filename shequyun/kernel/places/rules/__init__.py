"""How addresses are read, and what their normal form is. Pure."""

from shequyun.kernel.places.rules.addresses import Address, read_address, sort_key

__all__ = ["Address", "read_address", "sort_key"]
