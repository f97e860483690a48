"""From findings to an outcome: inputs, table, engine, overrides and explanation.

The table is data in `rows*.py`, to be read beside the opinion; the engine only looks up.
"""

from portal.domain.severity.scale import Severity, highest

__all__ = ["Severity", "highest"]
