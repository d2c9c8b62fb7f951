"""Vaccination: products and dated schedules, doses as facts, what is due for whom on any day, coverage and recall.

The platform keeps state (doses, days, reasons for not). The clinical record, consent and adverse reactions belong to the
vaccination unit (疫苗管理法 45, 46, 54).
"""
