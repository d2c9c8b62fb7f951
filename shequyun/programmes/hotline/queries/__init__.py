"""Reading orders of the hotline: with the cases that they are, by what is due first."""

from shequyun.programmes.hotline.queries.answers import Answer, answers
from shequyun.programmes.hotline.queries.orders import (
    DUES,
    OrderFilter,
    OrderView,
    counts,
    lists,
    order_views,
    orders,
    orders_of_case,
)

__all__ = [
    "DUES",
    "Answer",
    "OrderFilter",
    "OrderView",
    "answers",
    "counts",
    "lists",
    "order_views",
    "orders",
    "orders_of_case",
]
