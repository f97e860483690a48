"""People at their desks in a browser, for tests: they sign in, open a complaint and act on it."""

from dataclasses import dataclass, replace

from playwright.sync_api import Page, expect

from portal.models.complaint import Complaint
from portal.models.staff import Staff
from tests.browser.hands import Hand, Keys, Pointer
from tests.browser.looking import SEND, Look, accessible

PASSWORD = "four quiet words here"
SAVE = "main form button[value='save']"
MILD = {
    "verified": "yes", "loss": "none", "impact": "none", "circumstances": "ordinary",
    "intent": "negligent", "crime": "no",
}  # fmt: skip


@dataclass(frozen=True)
class Screen:
    """What somebody sits before: how wide it is, light or dark, and what they work it with."""

    width: int
    scheme: str = "light"
    hand: type[Pointer | Keys] = Pointer

    def open(self, look: Look, path: str) -> Hand:
        """Open a page in a browser of its own."""
        return self.hand(look(path, width=self.width, color_scheme=self.scheme))


@dataclass(frozen=True)
class Desk:
    """Somebody at a browser, working on one complaint."""

    hand: Hand
    reference: str

    @property
    def page(self) -> Page:
        """Return the page they look at."""
        return self.hand.page

    def over(self, complaint: Complaint) -> "Desk":
        """Return the same desk with another complaint on it."""
        return replace(self, reference=complaint.reference)

    def open(self) -> None:
        """Show the complaint."""
        self.page.goto(f"/office/complaints/{self.reference}")
        accessible(self.page)

    def press(self, action: str) -> None:
        """Press a button that needs no form."""
        self.hand.press(f"form[action$='/{action}'] button")

    def go_to(self, action: str) -> None:
        """Open the form of *action* from the complaint."""
        self.open()
        plain, about_one = f"main a[href$='/{action}']", f"main a[href*='/{action}?']"
        self.hand.press(plain if self.page.locator(plain).count() else about_one)
        accessible(self.page)

    def fill(self, action: str, **texts: str) -> None:
        """Open the form of *action* from the complaint, fill it in and send it to the end."""
        self.go_to(action)
        for name, text in texts.items():
            self.put(name, text)
        self.send()

    def put(self, name: str, text: str) -> None:
        """Give the field called *name* a value, whatever kind of field it is."""
        box = f"input:is([type=radio], [type=checkbox])[name='{name}'][value='{text}']"
        if self.page.locator(box).count():
            self.hand.tick(box)
        elif self.page.locator(f"select[name='{name}']").count():
            self.hand.pick(f"select[name='{name}']", text)
        else:
            self.hand.write(f"#{name}", text)

    def send(self) -> None:
        """Send a form that is filled in to the end."""
        self.hand.press(SEND)
        if self.page.locator(SAVE).count():
            accessible(self.page)
            self.hand.press(SAVE)
        expect(self.page.locator("p.done")).to_be_visible()

    def find(self, conclusion: str, **grave: str) -> None:
        """Write the same finding on every point, check what the table makes of it, and save it."""
        self.go_to("findings")
        for point in self.page.locator("fieldset.finding").all():
            for field, value in {**MILD, **grave}.items():
                chosen = point.locator(f"select[name$='-{field}']").get_attribute("name")
                self.hand.pick(f"select[name='{chosen}']", value)
            box = point.locator("textarea[name$='-conclusion']").get_attribute("name")
            self.hand.write(f"textarea[name='{box}']", conclusion)
        self.send()


def sign_in(hand: Hand, staff: Staff) -> None:
    """Sign in on the page that asks for it."""
    hand.write("#username", staff.username)
    hand.write("#password", PASSWORD)
    hand.press(SEND)


def sit_down(look: Look, staff: Staff, complaint: Complaint, screen: Screen) -> Desk:
    """Let *staff* sit down at a browser of their own with *complaint* on the desk."""
    hand = screen.open(look, "/office/login")
    sign_in(hand, staff)
    return Desk(hand, complaint.reference)
