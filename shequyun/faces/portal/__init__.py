"""The residents' face: large, plain, no account where none is needed."""
