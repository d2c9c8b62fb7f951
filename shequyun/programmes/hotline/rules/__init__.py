"""Rules of the hotline. Pure."""
