"""The table of players, by kind of envelope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.rules.envelopes import Sealed, UnknownKind


@dataclass(frozen=True)
class Played:
    """What an envelope wrote: the thing it entered, the batch of facts, and a remark for the worker."""

    made_id: UUID | None = None
    batch_id: UUID | None = None
    remark: Any = ""


Player = Callable[[Actor, Sealed], Played]
_players: dict[str, Player] = {}
_words: dict[str, Any] = dict(Kind.choices)


def register_player(kind: str, player: Player, *, words: Any = "") -> None:
    """Have envelopes of a kind played. `words` say a kind that is not this engine's own."""
    _players[kind] = player
    if words:
        _words[kind] = words


def words_of(kind: str) -> str:
    """A kind as people say it."""
    return str(_words.get(kind, kind))


def player_of(kind: str) -> Player:
    """The player of a kind. Refuses one that this server does not know."""
    if kind not in _players:
        raise UnknownKind(kind=kind)
    return _players[kind]
