"""Visits carry files: the photos that were taken at the door."""

from shequyun.engines.worklist.queries.visits import visit_of
from shequyun.kernel.attachments.choices import Carrier, declare

declare(Carrier("visit", "tasks.read", "visits.record", visit_of))
