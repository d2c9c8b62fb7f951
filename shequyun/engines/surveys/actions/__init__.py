"""Writes of collection forms: bringing one in, saying what its questions mean, publishing, closing, taking answers."""

from shequyun.engines.surveys.actions.answering import keep_file, miss_file, take_answer
from shequyun.engines.surveys.actions.entering import describe_survey, enter_survey, map_questions
from shequyun.engines.surveys.actions.publishing import close_publication, publish

__all__ = [
    "close_publication",
    "describe_survey",
    "enter_survey",
    "keep_file",
    "map_questions",
    "miss_file",
    "publish",
    "take_answer",
]
