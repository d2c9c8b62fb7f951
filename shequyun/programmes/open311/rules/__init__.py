"""Rules of Open311. Pure."""
