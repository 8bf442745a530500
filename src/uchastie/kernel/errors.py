"""What a use case may answer instead of doing its work. Mapped to pages and problem+json once, in `kernel.web`."""


class Refusal(Exception):
    """A rule says no. `message` is Russian, says what to do, and is shown to the person as it is."""

    status = 422

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field


class Conflict(Refusal):
    """Someone else was faster: the object has changed since it was read, or the key was used for other work."""

    status = 409


class Denied(Refusal):
    """The actor sees the object but may not do this with it."""

    status = 403

    def __init__(self, message: str = "У вашей роли нет права на это действие.") -> None:
        super().__init__("denied", message)


class NotSeen(Exception):
    """What the actor may not see does not exist: answered as 404, the same as a wrong address."""
