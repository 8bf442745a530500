"""The wiring of «Добро.Взаимно»: communities and the board of asks and offers."""


def connect_neighbours() -> None:
    """Called once by `wiring.connect`."""
    _connect_communities()
    _connect_neighbours()


def _connect_communities() -> None:
    """Nothing is connected yet."""


def _connect_neighbours() -> None:
    """Nothing is connected yet."""
