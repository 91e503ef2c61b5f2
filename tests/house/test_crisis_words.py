"""Words of crisis, in any field of any form of the program, bring help first (SAFETY A5)."""

from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.house import addresses
from tests.house.html import TOKEN
from tests.house.test_bad_input import distinct_forms, ruths_pages
from tests.house.walking import is_page

pytestmark = pytest.mark.django_db

NOT_READ = (TOKEN, "password", "code")
CRISIS = b"I don't want to go on, I want to die"
LEAVES = ("leave", "account_logout", "lock_now", "locked")
"""After these nobody is signed in, or a lock is shut: nothing of what was typed may be shown."""


@pytest.mark.parametrize("address", addresses.everything(), ids=lambda address: address.name)
def test_a5_words_of_crisis_in_any_field_bring_help_first(address):
    walker, pages = ruths_pages(address)
    for (name, _), form in distinct_forms(address, pages).items():
        for one in form.fields:
            if name not in LEAVES and one.is_text and not any(part in one.name for part in NOT_READ):
                assert helped(walker, form, one), f"{form.action}: {one.name}"


def helped(walker, form, one):
    """Whether the page that answers begins with help; what was changed is taken back."""
    sent = {**form.filled(lambda _: "Words"), one.name: CRISIS}
    with transaction.atomic():
        answer = walker.stay(
            "POST", form.action, urlencode(sent), content_type="application/x-www-form-urlencoded"
        )
        if answer.status_code == 302:
            answer = walker.stay("GET", answer.headers["Location"])
        transaction.set_rollback(True)
    walker.refresh()
    return not is_page(answer) or b'class="card first-help"' in answer.getvalue()
