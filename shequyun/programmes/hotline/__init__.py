"""Orders of the city's hotline (12345): lists that come in, the cases that they become, answers that go back in their form.

Owns what the hotline says of an order (number, time limit, the line of the workbook) and what was handed in. The case
itself, its clocks and its answer belong to the engine of cases; reading lists to the intake.
"""
