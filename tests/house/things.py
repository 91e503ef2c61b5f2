"""What addresses name, in every state it can be in. An address with a new kind of parameter needs a line here."""

from datetime import time, timedelta

from mending.checkins import actions as checkins
from mending.checkins.rules.questions import Question
from mending.checkins.rules.weekly import Item, monday
from mending.circle import actions as circle
from mending.circle.rules.people import Portrait
from mending.circle.rules.states import State
from mending.expectations import actions as expectations
from mending.expectations.rules.home import PARTS, Stretch
from mending.expectations.rules.sections import FIGURES, TEXTS, Nearest, Section
from mending.expectations.rules.sections import Wanted as Expected
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import answering, making, several
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from mending.recovery import actions as recovery
from mending.recovery.actions import returns as recovery_returns
from mending.recovery.actions import times as recovery_times
from mending.recovery.actions.returns import Lookback, ReturnWanted
from mending.recovery.actions.times import TimeWanted
from mending.recovery.rules.times import Kind as Counted
from mending.recovery.rules.times import Return
from mending.recovery.rules.windows import Event
from mending.safetyplan import actions as safetyplan
from mending.safetyplan.actions import LineWanted
from mending.safetyplan.rules import Part
from tests.house.planting import secret
from tests.house.things_of_amends import all_amends, amends_rows, harms
from tests.house.things_of_circle import contacts, groups, relationships, telling_note
from tests.house.things_of_letters import letters
from tests.house.things_of_letting_go import endings, hard_days, own_lines, shared_people, steps_of_grief
from tests.house.things_of_worksheets import brought, sheets


def promises(viewer):
    """A promise in each state. Each is due today."""
    made = {state: _promise(viewer, state) for state in ("running", "answered", "ended", "removed")}
    today = clock.today(viewer.zone)
    answering.answer(
        by=viewer,
        promise=made["answered"],
        due_on=today,
        outcome=Outcome.KEPT,
        note=secret(viewer, "answer"),
        version=0,
    )
    making.end(by=viewer, promise=made["ended"], version=1, last_day=today)
    making.remove(by=viewer, promise=made["removed"])
    return made


def _promise(viewer, state):
    id, starts = new_id(), clock.today(viewer.zone) - timedelta(days=3)
    wanted = Wanted(secret(viewer, f"promise{state}"), None, Kind.ABILITY, Schedule(starts, Repeat.DAILY, None))
    making.make_promise(by=viewer, id=id, wanted=wanted)
    return id


def passkeys(viewer):
    """A passkey with a name of its own."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    from mending.accounts.models import Passkey  # noqa: PLC0415
    from mending.vault.actions import seal_into  # noqa: PLC0415

    key = Authenticator.objects.create(user_id=viewer.id, type="webauthn", data={"credential": {}})
    row = Passkey(owner_id=viewer.id, authenticator=key)
    seal_into(row, name=secret(viewer, "passkey"))
    row.save()
    return {"kept": row.pk}


def times(viewer):
    """A time that is kept, in each state."""
    made = {state: _time(viewer, state) for state in ("kept", "hidden", "removed")}
    recovery_times.hide_time(by=viewer, time=made["hidden"])
    recovery_times.remove_time(by=viewer, time=made["removed"])
    return made


def _time(viewer, state):
    id, wanted = new_id(), TimeWanted(Counted.OWN, secret(viewer, f"time{state}"), clock.today(viewer.zone))
    recovery_times.add_time(by=viewer, id=id, wanted=wanted)
    return id


def returns_to_use(viewer):
    """A return to use: one of today, one of yesterday that may be looked back at, one taken back."""
    made = {"today": _return(viewer), "removed": _return(viewer)}
    recovery_returns.remove_return(by=viewer, slip=made["removed"])
    with clock.frozen(clock.now() - timedelta(days=2)):
        made["earlier"] = _return(viewer)
    return made


def _return(viewer):
    id = new_id()
    recovery_returns.write_return(by=viewer, id=id, wanted=ReturnWanted(Return(clock.today(viewer.zone))))
    return id


def looked_back(viewer):
    """What is written on looking back."""
    parts = {name: secret(viewer, name) for name in ("before", "helped", "worked", "next_step")}
    slip = returns_to_use(viewer)["earlier"]
    recovery_returns.reflect(by=viewer, slip=slip, version=0, said=Lookback(**parts))


def windows(viewer):
    """A window in each state."""
    made = {"running": window_of(viewer, Event.DETOX), "mistake": window_of(viewer, Event.CUSTODY)}
    recovery.close_window(by=viewer, window=made["mistake"])
    return made


def window_of(viewer, event):
    return recovery.open_window(by=viewer, event=event, on=clock.today(viewer.zone))


def lines(viewer):
    """A line of the safety plan in each state. Two can be moved; one rests, since its person is quiet."""
    made = {state: _line(viewer, state) for state in ("written", "another", "removed")}
    safetyplan.remove_line(by=viewer, line=made["removed"])
    person = circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, "resting")))
    made["resting"] = _line(viewer, "resting", person)
    wished = circle.Wished(State.PAUSED_BY_ME, clock.today(viewer.zone), None, "")
    circle.change_state(by=viewer, relationship_id=person, wished=wished, change_id=new_id(), seen=1)
    return made


def _line(viewer, state, person=None):
    id = new_id()
    wanted = LineWanted(secret(viewer, f"line{state}"), person, f"{secret(viewer, 'phone')}0161 496 0000")
    safetyplan.add_line(by=viewer, id=id, part=Part.ASK, wanted=wanted)
    return id


def reminding(viewer):
    """Somewhere to be reminded, a choice, and the secrets of its links."""
    from mending.reminders.actions.choosing import choose, keep_quiet, try_now  # noqa: PLC0415
    from mending.reminders.actions.reaching import make_feed  # noqa: PLC0415
    from mending.reminders.actions.tokens import stop_token  # noqa: PLC0415
    from mending.reminders.models import Address, Browser, Choice  # noqa: PLC0415
    from mending.reminders.rules.kinds import USUAL, Channel, Kind  # noqa: PLC0415
    from mending.reminders.rules.times import Quiet  # noqa: PLC0415
    from mending.vault.actions import seal_into  # noqa: PLC0415

    if not Choice.objects.filter(owner=viewer.id).exists():
        browser = Browser(owner_id=viewer.id, tag=new_id().hex, added_at=clock.now())
        address = Address(owner_id=viewer.id, asked_at=clock.now(), confirmed_at=clock.now())
        seal_into(browser, where=secret(viewer, "browser"))
        seal_into(address, address=secret(viewer, "address"))
        browser.save()
        address.save()
        choose(by=viewer, kind=Kind.PROMISE, channel=Channel.PUSH, plan=USUAL[Kind.PROMISE], version=0)
        keep_quiet(by=viewer, quiet=Quiet(time(21), time(7)))
        try_now(by=viewer, channel=Channel.PUSH)
    feed = make_feed(by=viewer, id=new_id(), kinds=["promise"])
    return {"stop": stop_token("choice", Choice.objects.get(owner=viewer.id).pk), "feed": feed}


def check_ins(viewer):
    """The check-in of today, changed once; the first of them, which no longer stands; one that was taken back."""
    today = clock.today(viewer.zone)
    made = {"stands": new_id(), "changed": new_id(), "taken back": new_id()}
    told = {"by": viewer, "answers": {Question.CRAVING: 4, Question.MOOD: 2}, "note": secret(viewer, "checkin")}
    checkins.check_in(id=made["changed"], day=today, **told)
    checkins.check_in(id=made["stands"], day=today, seen=made["changed"], **told)
    checkins.check_in(id=made["taken back"], day=today - timedelta(days=1), **told)
    checkins.take_back(by=viewer, check_in=made["taken back"])
    return made


def reviews(viewer):
    """A look back at this week, changed once, and at the week before, taken back."""
    this = monday(clock.today(viewer.zone))
    made = {"stands": new_id(), "changed": new_id(), "taken back": new_id()}
    told = {"by": viewer, "looked": {Item.PEOPLE: 2}, "note": secret(viewer, "week")}
    checkins.review(id=made["changed"], week=this, **told)
    checkins.review(id=made["stands"], week=this, seen=made["changed"], **told)
    checkins.review(id=made["taken back"], week=this - timedelta(weeks=1), **told)
    checkins.take_back_review(by=viewer, review=made["taken back"])
    return made


def signs(viewer):
    """A warning sign that stands, and one that was removed."""
    made = {"stands": new_id(), "removed": new_id()}
    for id in made.values():
        checkins.add_sign(by=viewer, id=id, words=secret(viewer, "sign"))
    checkins.remove_sign(by=viewer, sign=made["removed"])
    return made


def expected(viewer, section, **more):
    """One part of an expectation, with a secret in every text of it."""
    texts = {name: secret(viewer, name) for name in TEXTS[section]}
    day = clock.today(viewer.zone) if section in (Section.EXPECT, Section.HAPPENED) else None
    return Expected(section, texts, dict.fromkeys(FIGURES[section], 60), **{"day": day, **more})


def expectation(viewer, *sections, who=None):
    """An expectation, written as far as these parts."""
    id = new_id()
    expectations.begin(by=viewer, id=id, wanted=expected(viewer, Section.EXPECT, who=who))
    for version, section in enumerate(sections, start=1):
        nearest = Nearest.LIKELY if section is Section.HAPPENED else None
        wanted = expected(viewer, section, nearest=nearest)
        expectations.write(by=viewer, expectation=id, version=version, wanted=wanted)
    return id


def all_expectations(viewer):
    """An expectation in each state; one rests, since its person is quiet by now."""
    _, *later = Section
    person = circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, "wary")))
    made = {
        "learned": expectation(viewer, *later),
        "done": expectation(viewer, *later[:3]),
        "planned": expectation(viewer, *later[:2]),
        "begun": expectation(viewer),
        "resting": expectation(viewer, *later[:2], who=person),
        "removed": expectation(viewer, *later),
    }
    expectations.remove(by=viewer, expectation=made["removed"])
    wished = circle.Wished(State.PAUSED_BY_ME, clock.today(viewer.zone), None, "")
    circle.change_state(by=viewer, relationship_id=person, wished=wished, change_id=new_id(), seen=1)
    return made


def homecomings(viewer):
    """A plan for coming home in each state, written in every part."""
    made = {state: _homecoming(viewer, state) for state in ("planned", "put away", "removed")}
    expectations.archive_home(by=viewer, homecoming=made["put away"])
    expectations.remove_home(by=viewer, homecoming=made["removed"])
    return made


def _homecoming(viewer, state):
    id, today = new_id(), clock.today(viewer.zone)
    expectations.begin_home(by=viewer, id=id, name=secret(viewer, f"home{state}"), who=None, comes_on=today)
    texts = {name: secret(viewer, name) for name in PARTS}
    expectations.write_stretch(by=viewer, homecoming=id, stretch=Stretch.DAY, version=1, texts=texts)
    return id


def agreements(viewer):
    """Something agreed for coming home that stands, and one that was removed."""
    made, home = {"stands": new_id(), "removed": new_id()}, _homecoming(viewer, "agreed")
    for id in made.values():
        expectations.agree(by=viewer, homecoming=home, id=id, words=secret(viewer, "agreed"), who=None)
    expectations.remove_agreement(by=viewer, agreement=made["removed"])
    return made


OBJECTS = {
    "amends": all_amends,
    "harm": harms,
    "expectation": all_expectations,
    "letter": letters,
    "homecoming": homecomings,
    "agreement": agreements,
    "own_line": own_lines,
    "shared": shared_people,
    "hard_day_id": hard_days,
    "review": reviews,
    "sign": signs,
    "sheet": sheets,
    "contact": contacts,
    "group": groups,
    "check_in": check_ins,
    "relationship_id": relationships,
    "person": relationships,
    "promise": promises,
    "passkey": passkeys,
    "time": times,
    "slip": returns_to_use,
    "window": windows,
    "line": lines,
}
"""By the name of the parameter: the things it names, made for a viewer, by state. The first is the usual one."""

VALUES = {
    "kind": {"known": lambda viewer: "promise", "unknown": lambda viewer: "nonsense"},
    "token": {"known": lambda viewer: reminding(viewer)["stop"], "unknown": lambda viewer: "nonsense"},
    "secret": {"known": lambda viewer: reminding(viewer)["feed"], "closed": lambda viewer: "nonsense"},
    "code": {"known": lambda viewer: "us", "unknown": lambda viewer: "zz"},
    "to": {"known": lambda viewer: "cautious", "unknown": lambda viewer: "nonsense"},
    "on": {
        "today": lambda viewer: clock.today(viewer.zone),
        "never": lambda viewer: clock.today(viewer.zone) - timedelta(days=400),
    },
    "step": {
        "first": lambda viewer: "breathing",
        "person": lambda viewer: "person",
        "plan": lambda viewer: "plan",
        "last": lambda viewer: "write",
        "unknown": lambda viewer: "nonsense",
    },
    "part": {
        "people": lambda viewer: "ask",
        "alone": lambda viewer: "alone",
        "unknown": lambda viewer: "nonsense",
    },
    "brought": {"kept": brought, "unknown": lambda viewer: "nonsense"},
    "question": {"known": lambda viewer: "legal", "unknown": lambda viewer: "nonsense"},
    "form": {"known": lambda viewer: "thought-record", "unknown": lambda viewer: "nonsense"},
    "how": {"known": lambda viewer: "kindly", "unknown": lambda viewer: "nonsense"},
    "grief": {"known": lambda viewer: "lost", "unknown": lambda viewer: "nonsense"},
    "way": {"up": lambda viewer: "earlier", "down": lambda viewer: "later", "unknown": lambda viewer: "nonsense"},
}
"""Parameters that name no row of anybody's."""


def the_rest(viewer):
    """What no address names and only pages make: own words, a changed promise, a device, factors."""
    from mending.accounts.actions import add_app, change_own_words, make_codes, set_lock  # noqa: PLC0415

    change_own_words(by=viewer, words=secret(viewer, "own"))
    checkins.choose(by=viewer, questions=[Question.SLEEP, Question.PAIN], at=time(19, 30))
    promise = promises(viewer)["running"]
    wanted = Wanted(secret(viewer, "changed"), None, Kind.ABILITY, _from_three_days_ago(viewer))
    making.revise(by=viewer, promise=promise, version=1, wanted=wanted, successor=new_id())
    add_app(by=viewer, secret="JBSWY3DPEHPK3PXP")
    make_codes(by=viewer)
    set_lock(by=viewer, minutes=5, code="2580")
    telling_note(viewer)
    endings(viewer)
    steps_of_grief(viewer)
    several.leave_open(by=viewer)
    looked_back(viewer)
    window_of(viewer, Event.HOSPITAL)
    reminding(viewer)
    amends_rows(viewer)
    _device(viewer)


def _from_three_days_ago(viewer):
    return Schedule(clock.today(viewer.zone) - timedelta(days=3), Repeat.DAILY, None)


def _device(viewer):
    from allauth.usersessions.models import UserSession  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    store = SessionStore()
    store["_auth_user_id"] = str(viewer.id)
    store.save()
    UserSession.objects.create(
        user_id=viewer.id,
        ip="::",
        session_key=store.session_key,
        user_agent="Mozilla/5.0 (X11; Linux) Firefox/140.0",
    )
