"""社区云: a residents' committee keeps the true state of its community, and uses it."""
