"""Every subscription, panel, outbox handler and schedule of the product, on one page."""


def connect() -> None:
    """Called once when Django is ready."""
