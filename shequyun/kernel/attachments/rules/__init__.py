"""What a file is and whether it is taken. Pure."""

from shequyun.kernel.attachments.rules.files import Taken, take

__all__ = ["Taken", "take"]
