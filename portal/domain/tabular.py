"""Cells of a table that a spreadsheet opens: none of them is taken for a formula."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell may not begin with; a spreadsheet reads the wide forms too."""
QUOTE = "'"


def guarded(text: str) -> str:
    """Return *text* so that a spreadsheet shows it and does not reckon with it."""
    dangerous = text.lstrip(" \u3000").startswith(FORMULA_SIGNS) or text.startswith(FORMULA_SIGNS)
    return f"{QUOTE}{text}" if dangerous else text
