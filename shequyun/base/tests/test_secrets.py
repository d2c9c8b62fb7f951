"""Sealing with SM4-GCM, blind indexes with HMAC-SM3, key files."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.secrets import Keyring, add_sealing_key, load_keyring, make_key_file

KEYS = Keyring(2, {1: b"1" * 16, 2: b"2" * 16}, b"b" * 32)
OLD = Keyring(1, {1: b"1" * 16}, b"b" * 32)


@given(st.text(max_size=40))
def test_what_is_sealed_can_be_unsealed_and_looks_different_each_time(text: str) -> None:
    first, second = KEYS.seal(text), KEYS.seal(text)
    assert (KEYS.unseal(first), KEYS.unseal(memoryview(second)), first == second) == (text, text, False)


def test_an_older_key_still_opens_what_it_sealed() -> None:
    assert (KEYS.unseal(OLD.seal("13800001234")), OLD.seal("x")[0], KEYS.seal("x")[0]) == ("13800001234", 1, 2)


@pytest.mark.parametrize("place", [1, 13, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealed = bytearray(KEYS.seal("13800001234"))
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        KEYS.unseal(bytes(sealed))


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_blind_indexes_are_equal_where_the_texts_are(one: str, other: str) -> None:
    assert (KEYS.blind(one) == OLD.blind(one), KEYS.blind(one) == KEYS.blind(other)) == (True, one == other)
    assert KEYS.blind_tail(one + "1234") == KEYS.blind_tail(other + "1234") != KEYS.blind("1234")


def test_sm3_is_the_national_one() -> None:
    """GB/T 32905-2016, example 1."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"abc")
    assert digest.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_key_files_are_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "keys.json"
    make_key_file(path)
    first = load_keyring(path)
    with pytest.raises(FileExistsError):
        make_key_file(path)
    assert (path.stat().st_mode & 0o777, load_keyring(path)) == (0o600, first)


def test_rotation_adds_a_key_and_keeps_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_key_file(path)
    before = load_keyring(path)
    sealed = before.seal("13800001234")
    assert add_sealing_key(path) == 2
    after = load_keyring(path)
    assert (after.current, after.unseal(sealed), after.blinding) == (2, "13800001234", before.blinding)
    assert path.stat().st_mode & 0o777 == 0o600
