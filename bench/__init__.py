"""What is measured, against whom, and how: `bin/bench`. README.md says what each row means.

A run never fails because something is slow; it reports. Owns no rule of the product: everything goes through the
actions, queries and pages that people use, on invented people.
"""
