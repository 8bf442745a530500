"""The wiring of involvement: voices, roles, support, councils, surveys, plans, the profile, practices."""


def connect_involvement() -> None:
    """Called once by `wiring.connect`. The order of panels is the order on the page."""
    _connect_voices()
    _connect_plans()
    _connect_involvement()
    _connect_support()
    _connect_surveys()
    _connect_councils()
    _connect_practices()
    _connect_assessment()


def _connect_voices() -> None:
    """Nothing is connected yet."""


def _connect_plans() -> None:
    """Nothing is connected yet."""


def _connect_involvement() -> None:
    """Nothing is connected yet."""


def _connect_support() -> None:
    """Nothing is connected yet."""


def _connect_surveys() -> None:
    """Nothing is connected yet."""


def _connect_councils() -> None:
    """Nothing is connected yet."""


def _connect_practices() -> None:
    """Nothing is connected yet."""


def _connect_assessment() -> None:
    """Nothing is connected yet."""
