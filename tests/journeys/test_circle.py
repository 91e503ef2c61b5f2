"""A circle from the first person to no contact and back, on a small phone without JavaScript."""

from tests.journeys.staying import follow, press, said


def add(page, name, answer="No"):
    page.goto("/circle/add/")
    page.get_by_label("What do you call them?").fill(name)
    page.get_by_label("Who are they to you?").select_option(label="Friend")
    page.get_by_label(answer, exact=True).check()
    press(page, "Add to my circle")


def test_a_circle_is_lived_in_without_a_script(phone):
    phone.goto("/circle/")
    assert "Begin with one person" in said(phone)
    follow(phone, "Add someone")
    press(phone, "Add to my circle")
    assert "Please look at this again" in said(phone)

    add(phone, "Theo")
    assert phone.locator("h1").inner_text() == "Theo"
    follow(phone, "Change how it stands")
    follow(phone, "Ended")
    follow(phone, "Kindly, with a sentence or two")
    assert "What this changes" in said(phone)
    press(phone, "End it")
    assert "Ended kindly" in said(phone)
    follow(phone, "Theo")
    assert "Mending is quiet about them" in said(phone)
    phone.go_back()
    press(phone, "Undo")
    follow(phone, "Theo")
    assert "Taken back" in said(phone)
    press(phone, "Archive")
    assert "Archived" in said(phone)
    press(phone, "Undo")
    follow(phone, "Take them out")
    press(phone, "Take out")
    assert "Something you wrote is about them, so they stay." in said(phone)

    add(phone, "Teo")
    follow(phone, "Take them out")
    press(phone, "Take out")
    assert "Teo was taken out" in said(phone)
    press(phone, "Undo")
    assert phone.locator("h1").inner_text() == "Teo"


def test_a2_a_wish_for_no_contact_is_kept_and_its_end_is_told(phone):
    add(phone, "Kim", "Yes, they asked me not to be in contact")
    assert "Look once more" in said(phone)
    phone.get_by_label("It is so.").check()
    press(phone, "Add to my circle")
    assert "They asked for no contact." in said(phone)
    follow(phone, "Change how it stands")
    links = phone.locator("main ul.rows a").all_inner_texts()
    assert links == ["Stricter", "It has ended"]
    follow(phone, "It has ended")
    phone.get_by_label("How do you know?").fill("She wrote to me.")
    phone.get_by_label("I am sure.").check()
    press(phone, "Write it down")
    assert "Paused by them" in said(phone)
    follow(phone, "Change how it stands")
    follow(phone, "Active")
    assert "Is there any order" in said(phone)


def test_every_page_fits_a_small_phone(phone):
    add(phone, "A name as long as a name may be, all sixty of its letters ok")
    here = phone.url
    for page in ("", "edit/", "state/", "state/no_contact/", "remove/"):
        phone.goto(here + page)
        box = phone.locator("main").bounding_box()
        assert box["width"] <= 320, page
    phone.goto("/circle/map/")
    assert phone.locator("svg.map").first.bounding_box()["width"] <= 320
