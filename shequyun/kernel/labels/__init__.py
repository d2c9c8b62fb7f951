"""Labels: the dictionary of what a community calls people, homes and organisations, and who is called so, since when,
by whom and why. A rule label stands on a condition; the cohorts engine says who meets it, and only the result is here.
"""
