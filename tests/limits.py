"""Rate limits between tests: nobody has tried anything yet, and the storage is there again."""

from portal.extensions import limiter


def forget_attempts() -> None:
    """Forget every attempt, those counted in memory while Redis was away included."""
    if limiter._storage_dead:  # noqa: SLF001 -- else it looks for Redis only now and then
        limiter._storage_dead = False  # noqa: SLF001
        limiter.limiter.storage.reset()
    limiter.reset()
