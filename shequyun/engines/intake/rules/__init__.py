"""From any file to clean rows of named raw values: pure Python, no tables."""
