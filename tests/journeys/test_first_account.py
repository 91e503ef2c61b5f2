"""The first page of a new installation makes the first account."""


def test_the_first_account_is_made_on_the_first_page(empty, either):
    window = either(empty)
    window.go("/")
    assert window.heading == "The first account"
    window.sign_up("ruth")
    assert window.heading == "You are in"
    window.follow("Begin")
    assert window.path == "/today/"
    assert window.page.get_by_text("Nothing is due today.").is_visible()


def test_there_is_no_account_that_nobody_made(empty, visit):
    window = visit(empty)
    for name, password in (("admin", "admin"), ("mending", "mending"), ("ruth", "a long quiet walk by the river")):
        window.go("/account/sign-in/")
        window.page.get_by_label("Name", exact=False).first.fill(name)
        window.page.get_by_label("Password", exact=False).first.fill(password)
        window.page.locator("main form button.button").first.click()
        assert window.path == "/account/sign-in/"
