"""Cohorts: people found by conditions. What a condition may say, what it means in words, who meets it, who joined and
who left since the last look, and the rule labels that stand on conditions.
"""
