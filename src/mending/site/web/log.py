"""The person's own log: what was done, when, and by whom. The ledger in words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mending.consent.queries import ledger_of
from mending.consent.web import SignedInRequest

# Every verb a deed may carry. A test holds this table against the code.
WORDS = {
    "account.opened": _("Your account was opened"),
    "promise.made": _("A promise was made"),
    "promise.changed": _("A promise was changed"),
    "promise.change_undone": _("A change of a promise was undone"),
    "promise.ended": _("A promise was ended"),
    "promise.removed": _("A promise was removed"),
    "promise.put_back": _("A promise was put back"),
    "promise.answered": _("A day of a promise was answered"),
    "promise.answer_undone": _("An answer was undone"),
    "promise.several_answered": _("Several days were answered together"),
    "promise.several_undone": _("Several answers were undone together"),
    "promise.left_open": _("Earlier days were left open"),
    "promise.looked_again": _("Leaving earlier days open was undone"),
    "promise.renegotiated": _("A promise was renegotiated"),
    "expectation.begun": _("You wrote down what you expect"),
    "expectation.written": _("A part of what you expect was written"),
    "expectation.taken_back": _("A part of what you expect was taken back"),
    "expectation.removed": _("Something you expected was removed"),
    "expectation.put_back": _("Something you expected was put back"),
    "homecoming.begun": _("You began a plan for coming home"),
    "homecoming.changed": _("You changed a plan for coming home"),
    "homecoming.written": _("A part of a plan for coming home was written"),
    "homecoming.agreed": _("Something agreed was added to a plan for coming home"),
    "homecoming.agreement_changed": _("Something agreed for coming home was changed"),
    "homecoming.agreement_removed": _("Something agreed for coming home was removed"),
    "homecoming.agreement_put_back": _("Something agreed for coming home was put back"),
    "homecoming.archived": _("A plan for coming home was put away"),
    "homecoming.unarchived": _("A plan for coming home was brought back"),
    "homecoming.removed": _("A plan for coming home was removed"),
    "homecoming.put_back": _("A plan for coming home was put back"),
    "relationship.added": _("You added someone to your circle"),
    "relationship.archived": _("You archived someone in your circle"),
    "relationship.edited": _("You changed what is written about someone in your circle"),
    "relationship.put_back": _("You put someone back into your circle"),
    "relationship.removed": _("You took someone out of your circle"),
    "relationship.state_changed": _("You changed how a relationship stands"),
    "relationship.state_taken_back": _("You took back a change of how a relationship stands"),
    "relationship.unarchived": _("You brought someone back from the archive"),
    "time.added": _("You began to count a time"),
    "time.changed": _("You changed a time you count"),
    "time.hidden": _("You put a time out of sight"),
    "time.shown": _("You showed a time again"),
    "time.removed": _("You removed a time you counted"),
    "time.put_back": _("You put a removed time back"),
    "return.written": _("You wrote down a hard day"),
    "return.changed": _("You changed a hard day"),
    "return.removed": _("You took back a hard day"),
    "return.put_back": _("You put back a hard day"),
    "return.looked_back": _("You looked back at a hard day"),
    "contact.logged": _("You wrote down a contact"),
    "contact.changed": _("You changed what is written about a contact"),
    "contact.taken_back": _("A contact was taken back"),
    "contact.put_back": _("A contact was put back"),
    "contact.started_said": _("You noted who began a contact"),
    "contact.nobody": _("You marked a day with nobody in it"),
    "contact.nobody_taken_back": _("A mark of a day with nobody was taken away"),
    "contact.rhythm": _("You chose how often to be in touch with someone"),
    "group.added": _("You wrote down a group"),
    "group.changed": _("You changed a group"),
    "group.removed": _("You took a group out of your list"),
    "group.put_back": _("You put a group back"),
    "group.went": _("You noted that you went to a group"),
    "group.went_taken_back": _("A day at a group was taken back"),
    "telling.noted": _("You wrote your note about telling someone"),
    "telling.note_removed": _("Your note about telling someone was removed"),
    "telling.note_put_back": _("Your note about telling someone was put back"),
    "contact.watch_waved": _("You put a notice about quiet weeks away"),
    "contact.watch_switched": _("You chose whether quiet weeks are looked out for"),
    "check_in.written": _("You checked in"),
    "check_in.changed": _("You changed a check-in"),
    "check_in.taken_back": _("A check-in was taken back"),
    "check_in.put_back": _("A check-in was put back"),
    "review.written": _("You looked back at a week"),
    "review.changed": _("You changed a look back at a week"),
    "review.taken_back": _("A look back at a week was taken back"),
    "review.put_back": _("A look back at a week was put back"),
    "sign.added": _("You wrote a warning sign"),
    "sign.changed": _("You changed a warning sign"),
    "sign.moved": _("You moved a warning sign"),
    "sign.removed": _("A warning sign was removed"),
    "sign.put_back": _("A warning sign was put back"),
    "check_in.chosen": _("You chose what the check-in asks"),
    "window.opened": _("Weeks to take care in were marked"),
    "window.answered": _("A question about those weeks was answered"),
    "window.closed": _("Weeks to take care in were marked as a mistake"),
    "window.reopened": _("Weeks to take care in were marked again"),
    "plan.line_added": _("A line of your safety plan was written"),
    "plan.line_changed": _("A line of your safety plan was changed"),
    "plan.line_moved": _("A line of your safety plan was moved"),
    "plan.line_removed": _("A line of your safety plan was removed"),
    "plan.line_put_back": _("A line of your safety plan was put back"),
    "reminder.chosen": _("A reminder was set or changed"),
    "reminder.hours_set": _("Your quiet hours were changed"),
    "reminder.all_stopped": _("All reminders were stopped"),
    "reminder.all_resumed": _("Stopping all reminders was undone"),
    "reminder.stopped": _("A reminder was stopped from its own link"),
    "reminder.tried": _("A reminder was tried out"),
    "reminder.address_given": _("An e-mail address was given"),
    "reminder.address_confirmed": _("The e-mail address was confirmed"),
    "reminder.address_removed": _("The e-mail address was removed"),
    "reminder.browser_added": _("A browser was set to take notes"),
    "reminder.browsers_removed": _("Notes were turned off in every browser"),
    "reminder.feed_made": _("A calendar address was made"),
    "reminder.feed_revoked": _("The calendar was closed"),
    "account.erased": _("Your account was erased"),
    "name.changed": _("You sign in under another name"),
    "password.changed": _("A new password was set"),
    "code.used": _("A recovery code set a new password"),
    "codes.made": _("New recovery codes were made"),
    "codes.kept": _("The recovery codes were marked as kept"),
    "app.added": _("An authenticator app was added"),
    "app.removed": _("The authenticator app was removed"),
    "passkey.added": _("A passkey was added"),
    "passkey.renamed": _("A passkey was given another name"),
    "passkey.removed": _("A passkey was removed"),
    "device.ended": _("One device was signed out"),
    "devices.ended": _("All other devices were signed out"),
    "settings.changed": _("A setting was changed"),
    "lock.set": _("The lock was set"),
    "lock.removed": _("The lock was taken off"),
}
PAGE = 50


@require_safe
def log(request: SignedInRequest) -> HttpResponse:
    """The viewer's own lines, newest first, a page at a time."""
    before = request.GET.get("before", "")
    lines = ledger_of(request.viewer, limit=PAGE + 1, before=_number(before))
    shown = [(line, WORDS[line.verb]) for line in lines[:PAGE]]
    older = lines[PAGE - 1].number if len(lines) > PAGE else None
    return render(request, "site/log.html", {"lines": shown, "older": older, "is_first": not before})


def _number(text: str) -> int | None:
    """A line's number from an address; None for anything that cannot be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
