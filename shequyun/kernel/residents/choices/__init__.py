"""Code tables of people. Own codes, mapped at the border, because every system counts differently.

There is no table of ethnicity or religion: the product keeps no profiling columns.
"""

from shequyun.kernel.residents.choices.papers import DOCUMENT_KINDS
from shequyun.kernel.residents.choices.people import (
    EDUCATIONS,
    HUKOU_KINDS,
    MARITALS,
    NATIONALITIES,
    POLITICALS,
    SEXES,
)
from shequyun.kernel.residents.choices.relations import RELATIONS
from shequyun.kernel.residents.choices.stays import END_REASONS, STAY_KINDS, TENURES

__all__ = [
    "DOCUMENT_KINDS",
    "EDUCATIONS",
    "END_REASONS",
    "HUKOU_KINDS",
    "MARITALS",
    "NATIONALITIES",
    "POLITICALS",
    "RELATIONS",
    "SEXES",
    "STAY_KINDS",
    "TENURES",
]
