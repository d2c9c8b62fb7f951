"""Tasks, visits and promises: what a committee has to do, by when, where somebody went, and what was said.

Owns the calendar of working days, the list of matters, drives and their tasks, visits, promises. What is learned at a
door goes through the one door of `kernel.facts`; cases stand above and use promises and the calendar.
"""
