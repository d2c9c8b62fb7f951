"""Rules of deputies. Pure."""
