"""Whoever is asked first answers for it to the end (首问接待): everything that a resident brings, from the desk, by phone,
at the door, from the hotline.

Owns cases, what happened to them (append-only), who takes part in one, and the matters and clocks that ship as data.
State and clocks are never said by anybody: they are computed from what happened. Promises and the calendar of working days
belong to the worklist below.
"""
