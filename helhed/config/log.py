"""What the technical log must not hold."""

import logging
import re

RESET_LINK = re.compile(r"(/ny-adgangskode/[^/\s]+/)[^\s?]+")


class WithoutSecrets(logging.Filter):
    """A link to choose a password stays out of the log, also when its request is refused or fails."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = RESET_LINK.sub(r"\1…", record.getMessage()), None
        return True
