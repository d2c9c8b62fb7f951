"""The table of players, by kind of envelope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.engines.sync.rules.envelopes import Sealed, UnknownKind


@dataclass(frozen=True)
class Played:
    """What an envelope wrote: the thing it entered, the batch of facts, and a remark for the worker."""

    made_id: UUID | None = None
    batch_id: UUID | None = None
    remark: Any = ""


Player = Callable[[Actor, Sealed], Played]
_players: dict[str, Player] = {}


def register_player(kind: str, player: Player) -> None:
    """Have envelopes of a kind played."""
    _players[kind] = player


def player_of(kind: str) -> Player:
    """The player of a kind. Refuses one that this server does not know."""
    if kind not in _players:
        raise UnknownKind(kind=kind)
    return _players[kind]


def kinds() -> list[str]:
    """The kinds that this server plays; the app offers no others."""
    return sorted(_players)
