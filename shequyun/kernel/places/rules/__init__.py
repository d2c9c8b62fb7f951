"""How addresses are read, and what their normal form is. Pure."""

from shequyun.kernel.places.rules.addresses import Address, AddressUnread, read_address, sort_key

__all__ = ["Address", "AddressUnread", "read_address", "sort_key"]
