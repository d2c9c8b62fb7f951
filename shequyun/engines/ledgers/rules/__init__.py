"""What forms look like and how cells are written: pure Python, no tables."""
