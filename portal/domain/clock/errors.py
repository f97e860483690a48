"""What can be wrong with what a clock is given."""


class ClockError(ValueError):
    """Say what was given and what is allowed, in one line."""


class LimitError(ClockError):
    """Say that a limit of time is none, or is too long."""


class StartError(ClockError):
    """Say that a day lies outside the years that can be reckoned with."""


class TollingError(ClockError):
    """Say that a period of tolling is turned round, too long, or not evidenced."""


class ExtensionError(ClockError):
    """Say why a limit may not be extended."""
