"""How somebody works a page: with a finger or a mouse, or without either, by the keys alone."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.looking import follow

FAR = 200
"""No page of the office has so many places to stop at."""
HERE = """wanted => {
    const at = document.activeElement, aim = document.querySelector(wanted);
    return at === aim || at.matches(wanted) || (at.type === "radio" && at.name === aim?.name);
}"""
"""Whether the focus is on what is wanted, or in the group of radio buttons that it belongs to."""
OUTLINED = "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"


@dataclass(frozen=True)
class Pointer:
    """Somebody with a finger or a mouse."""

    page: Page

    def press(self, wanted: str) -> None:
        """Press *wanted* and wait for the page that it leads to."""
        follow(self.page, wanted)

    def tick(self, wanted: str) -> None:
        """Tick the box, or choose the radio button, *wanted*."""
        self.page.check(wanted)

    def pick(self, wanted: str, value: str) -> None:
        """Choose *value* from the list *wanted*."""
        self.page.select_option(wanted, value)

    def write(self, wanted: str, text: str) -> None:
        """Let *text* stand in the field *wanted*."""
        self.page.fill(wanted, text)


@dataclass(frozen=True)
class Keys:
    """Somebody without: goes from one place to the next by Tab, and must see where that is."""

    page: Page

    def press(self, wanted: str) -> None:
        """Go to *wanted*, press Enter there and wait for the page that it leads to."""
        self._reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, wanted: str) -> None:
        """Go to *wanted*, or by the arrows to it within its group, and tick it."""
        self._reach(wanted)
        self._arrow_to("wanted => document.activeElement.matches(wanted)", wanted)
        if not self.page.is_checked(wanted):
            self.page.keyboard.press("Space")
        assert self.page.is_checked(wanted)

    def pick(self, wanted: str, value: str) -> None:
        """Go to the list *wanted* and down in it to *value*."""
        self._reach(wanted)
        self._arrow_to("value => document.activeElement.value === value", value)

    def write(self, wanted: str, text: str) -> None:
        """Go to the field *wanted* and type *text* in the place of what stands there."""
        self._reach(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        assert self.page.input_value(wanted) == text

    def _reach(self, wanted: str) -> None:
        for _ in range(FAR):
            if self.page.evaluate(HERE, wanted):
                assert self.page.evaluate(OUTLINED), f"{self.page.url}: {wanted} is not outlined"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab never came to {wanted}")

    def _arrow_to(self, there: str, aim: str) -> None:
        for _ in range(FAR):
            if self.page.evaluate(there, aim):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: the arrows never came to {aim}")


Hand = Pointer | Keys
