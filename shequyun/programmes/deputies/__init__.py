"""Deputies of the people's congress: listening sessions, opinions, suggestions, answers, public-opinion reports.

A deputy gives suggestions and does not handle the problem (代表法); whoever handles it does so in the engine of cases, with
the clocks of the law on deputies' suggestions. What this app owns is the thread from a sentence to its answer: no author is
lost when opinions are merged, and every author is told.
"""
