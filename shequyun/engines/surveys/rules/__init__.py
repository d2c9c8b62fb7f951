"""Pure rules of collection forms."""
