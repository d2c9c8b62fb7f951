"""Ledgers and forms: departments' forms filled from the register, the catalogue of who asks for what, and ledgers."""
