"""What each kind of envelope does. A player gets the actor and the envelope, calls one action of the desk, and says
what it wrote; it raises a refusal, or a conflict with two sides.

Engines that stand above or beside this one add their own with `register_player` when they are ready.
"""

from shequyun.engines.sync.actions.players import answers, homes, labels, people, stays, visits  # noqa: F401 - each registers its players
from shequyun.engines.sync.actions.players.table import Played, player_of, register_player, words_of

__all__ = ["Played", "player_of", "register_player", "words_of"]
