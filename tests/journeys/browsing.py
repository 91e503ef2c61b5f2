"""A browser window, and what people do in it."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from tests.people import PASSWORD

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
PATIENCE = 15_000  # milliseconds
# What an undisturbed page never says; a page that is left while it loads may break off a fetch.
HARMLESS = (
    "blocked by Playwright",
    "net::ERR_ABORTED",
    "net::ERR_INTERNET_DISCONNECTED",
    "net::ERR_CONNECTION_REFUSED",
)


class Window:
    """One window with cookies of its own. It notes requests to other hosts, errors, and failed scripts."""

    def __init__(self, chromium, address, *, javascript=True, size=None, workers="allow"):
        self.address = address
        self.javascript = javascript
        self.context = chromium.new_context(
            viewport=size or DESK, java_script_enabled=javascript, service_workers=workers, locale="en-GB"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.troubles = []
        self.expected = ()
        self.context.on("request", self._requested)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))

    def _requested(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(self.address).netloc:
            self.troubles.append(f"{self.page.url} asks {request.url}")

    def _said(self, message):
        if message.type in ("error", "warning") and not any(
            part in message.text for part in (*HARMLESS, *self.expected)
        ):
            self.troubles.append(f"{self.page.url}: {message.text}")

    def close(self):
        """What went wrong."""
        self.context.close()
        return self.troubles

    def go(self, path):
        self.page.goto(self.address + path)
        return self.page

    @property
    def path(self):
        return urlsplit(self.page.url).path

    @property
    def heading(self):
        return self.page.locator("h1").first.inner_text()

    def press(self, name, role="button"):
        """Press a button, or follow a link, by the name it is called. The page it leads to is there after."""
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("domcontentloaded")

    def follow(self, name):
        self.press(name, "link")

    def done(self, name):
        """Press the button that ends a form which keeps itself: it waits for a draft on its way, then leads on."""
        here = self.page.url
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_url(lambda address: address.partition("#")[0] != here.partition("#")[0])

    def sign_up(self, name):
        """Open an account through the page, and keep the codes. Ends on the welcome page."""
        self.go("/account/sign-up/")
        self.page.get_by_label("A name to sign in with").fill(name)
        self.page.get_by_label("A person in recovery", exact=True).check()
        self.page.get_by_label("I am 18 or older").check()
        self.page.get_by_label("A password", exact=True).fill(PASSWORD)
        self.press("Open my account")
        self.press("I have kept them")

    def sign_in(self, name, password):
        self.go("/account/sign-in/")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.press("Sign in")
        self.page.wait_for_url("**/today/")

    def add_to_circle(self, nickname):
        self.go("/circle/add/")
        self.page.get_by_label("What do you call them?").fill(nickname)
        self.page.get_by_label("Who are they to you?").select_option(label="Partner")
        self.page.get_by_role("radio", name="No", exact=True).first.check()
        self.page.locator("main form button.button").first.click()

    def promise(self, words, to=None):
        """Make a promise for today."""
        self.go("/promises/new/")
        self.page.get_by_label("I promise to").fill(words)
        if to:
            self.page.get_by_role("combobox", name="To").select_option(label=to)
        self.press("I promise")


def violations(page, rules=None):
    """What axe finds on a page, a line each."""
    options = {"resultTypes": ["violations"], **({"runOnly": {"type": "rule", "values": rules}} if rules else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}".replace("\n", " ")
        for one in found
        for node in one["nodes"]
    ]


def too_wide(page):
    """Whether a person would have to scroll sideways."""
    page.wait_for_load_state("domcontentloaded")  # a page just arrived has no body yet
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def fine(window):
    """Nothing is cut off at the side, and the rules of accessibility hold."""
    assert not too_wide(window.page), window.path
    if window.javascript:
        assert violations(window.page) == [], window.path


def said(window):
    """The words of the page's main part."""
    return window.page.locator("main").inner_text()
