"""Document and phone numbers at rest: SM4-GCM, with HMAC-SM3 blind indexes for equality and the last four.

Why SM4 and SM3: Shanghai's systems are assessed against GB/T 39786-2021, which asks at its third level for
numbers to be kept with the national algorithms. A sealed value is: key version (1 byte), nonce (12), ciphertext,
tag (16). Keys are versioned and live outside the database; `shequyun keys rotate` re-seals everything under the newest.
"""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

NONCE = 12
TAG = 16
TAIL = 4
TAILS = 12_000  # four digits, or three and an X


@dataclass(frozen=True)
class Keyring:
    """Sealing keys by version (16 bytes each), the version in use, and the blind-index key (32 bytes)."""

    current: int
    sealing: dict[int, bytes]
    blinding: bytes

    def seal(self, text: str) -> bytes:
        """Encrypt under the key in use. The same text seals differently each time."""
        return self.seal_bytes(text.encode())

    def seal_bytes(self, content: bytes) -> bytes:
        """Encrypt what is no text."""
        nonce = os.urandom(NONCE)
        encryptor = Cipher(algorithms.SM4(self.sealing[self.current]), modes.GCM(nonce)).encryptor()
        body = encryptor.update(content) + encryptor.finalize()
        return bytes([self.current]) + nonce + body + encryptor.tag

    def unseal(self, sealed: bytes | memoryview) -> str:
        """Decrypt, whichever key version sealed it. A changed byte raises InvalidTag."""
        return self.unseal_bytes(sealed).decode()

    def unseal_bytes(self, sealed: bytes | memoryview) -> bytes:
        """Decrypt what is no text."""
        raw = bytes(sealed)
        version, nonce, body, tag = raw[0], raw[1 : 1 + NONCE], raw[1 + NONCE : -TAG], raw[-TAG:]
        decryptor = Cipher(algorithms.SM4(self.sealing[version]), modes.GCM(nonce, tag)).decryptor()
        return decryptor.update(body) + decryptor.finalize()

    @cached_property
    def _mac(self) -> hmac.HMAC:
        return hmac.HMAC(self.blinding, hashes.SM3())

    def blind(self, text: str) -> bytes:
        """The blind index of a whole value: equal texts, equal bytes; nothing else can be read from it."""
        mac = self._mac.copy()
        mac.update(text.encode())
        return mac.finalize()[:16]

    def blind_tail(self, text: str) -> bytes:
        """The blind index of the last four characters, kept apart from whole values by its prefix."""
        tail = text[-TAIL:]
        if tail not in self._tails:
            if len(self._tails) > TAILS:
                self._tails.clear()
            self._tails[tail] = self.blind("tail:" + tail)
        return self._tails[tail]

    @cached_property
    def _tails(self) -> dict[str, bytes]:
        return {}


_loaded: dict[str, Keyring] = {}


def keyring() -> Keyring:
    """The keys of this installation, read once from the file that settings.KEY_FILE names."""
    path = str(settings.KEY_FILE)
    if path not in _loaded:
        _loaded[path] = load_keyring(Path(path))
    return _loaded[path]


def load_keyring(path: Path) -> Keyring:
    """Read a key file: {"current": 1, "sealing": {"1": "hex"}, "blinding": "hex"}."""
    data = json.loads(path.read_text())
    sealing = {int(version): bytes.fromhex(key) for version, key in data["sealing"].items()}
    return Keyring(int(data["current"]), sealing, bytes.fromhex(data["blinding"]))


def make_key_file(path: Path) -> None:
    """Write a new key file, readable by its owner alone. Refuses to overwrite one: that would lose every secret."""
    data = {"current": 1, "sealing": {"1": os.urandom(16).hex()}, "blinding": os.urandom(32).hex()}
    _write_private(path, json.dumps(data, indent=1), exclusive=True)


def add_sealing_key(path: Path) -> int:
    """Add a sealing key, make it the one in use, and return its version. Old versions stay readable."""
    data = json.loads(path.read_text())
    version = max(map(int, data["sealing"])) + 1
    data["sealing"][str(version)] = os.urandom(16).hex()
    data["current"] = version
    _write_private(path, json.dumps(data, indent=1), exclusive=False)
    _loaded.pop(str(path), None)
    return version


def _write_private(path: Path, text: str, *, exclusive: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path if exclusive else path.with_suffix(".new")
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if exclusive else os.O_TRUNC)
    with os.fdopen(os.open(target, flags, 0o600), "w") as file:
        file.write(text)
    if target != path:
        target.replace(path)
