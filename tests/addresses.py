"""Every address of the product, from the resolver: what tests must not forget."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def all_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name with its namespaces, pattern); an unnamed pattern is named by its route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from all_patterns(entry, prefix + space)
        else:
            yield prefix + (entry.name or str(entry.pattern)), entry


def all_routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """The whole address of every pattern, with what stands around it."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from all_routes(entry, route)
        else:
            yield route
