"""The clock as real processes: killed at the worst moment, many at once, inside the server and gone with it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests import posting
from tests.house import installing
from tests.serving import environment, serving

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1", "localhost"]),
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the run on PostgreSQL; the embedded run has it"),
]
PLANT = """
from datetime import timedelta
from mending.accounts.models import Person
from mending.accounts.queries import viewer_of
from mending.foundation import clock
from mending.reminders.models import Address, Due
from mending.vault.actions import seal_into
for person in Person.objects.order_by("name_tag")[:PEOPLE]:
    row = Address(owner=person, asked_at=clock.now(), confirmed_at=clock.now())
    seal_into(row, address=person.pk.hex + "@example.net")
    row.save()
    for number in range(COUNT):
        Due.objects.create(owner=person, kind="try", channel="email", due_at=clock.now(), zone="UTC")
"""
STATES = """
from collections import Counter
from mending.reminders.models import Due
print(sorted(Counter(Due.objects.values_list("state", flat=True)).items()))
"""
LATER = """
from datetime import timedelta
from mending.foundation import clock
from mending.reminders.models import Due
Due.objects.filter(lease_until__isnull=False).update(lease_until=clock.now() - timedelta(seconds=1))
"""
PAGE = """
from django.test import Client
from mending.accounts.models import Person
client = Client()
client.force_login(Person.objects.order_by("name_tag").first())
print("May not have reached you" in client.get("/reminders/").content.decode())
"""
CLAIM_AND_DIE = """
import os, signal
from mending.reminders.actions import claiming
assert claiming.claim(claiming.ready(1)[0])
os.kill(os.getpid(), signal.SIGKILL)
"""


def mailing(server):
    port = server.server_address[1]
    return {"MENDING_SMTP": f"smtp://127.0.0.1:{port}", "MENDING_MAIL_FROM": posting.SENDER}


def remind(data, server):
    """`mending remind --once`, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "mending", "remind", "--once"],
        env=environment(data, **mailing(server)),
        cwd=data.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finished(process):
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said


def planted(data, count, people=1):
    installing.script(data, f"COUNT, PEOPLE = {count}, {people}\n{PLANT}")


def states(data):
    return installing.script(data, STATES)


def test_killed_between_sending_and_writing_it_down_it_is_never_sent_again_and_the_page_says_so(data):
    planted(data, 1)
    with posting.mail_server(breaks=True) as server:
        process = remind(data, server)
        assert server.taken.wait(60), "No letter came"
        # The letter is there, and the server has not said so yet.
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert states(data) == "[('sending', 1)]"
        finished(remind(data, server))
        installing.script(data, LATER)
        finished(remind(data, server))
        finished(remind(data, server))
        assert len(server.letters) == 1
    assert states(data) == "[('unsure', 1)]"
    assert installing.script(data, PAGE, MENDING_URL="http://testserver") == "True"


def test_killed_before_sending_it_is_sent_once_its_lease_has_run_out(data):
    planted(data, 1)
    killed = installing.python(
        data, "-c", f"import django; django.setup()\n{CLAIM_AND_DIE}", DJANGO_SETTINGS_MODULE=installing.SETTINGS
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with posting.mail_server() as server:
        finished(remind(data, server))
        assert not server.letters
        installing.script(data, LATER)
        finished(remind(data, server))
        assert len(server.letters) == 1
    assert states(data) == "[('sent', 1)]"


def test_many_at_once_send_each_reminder_once(data):
    planted(data, 10, people=3)
    with posting.mail_server() as server:
        for process in [remind(data, server) for _ in range(3)]:
            finished(process)
        ids = [line for letter in server.letters for line in letter.splitlines() if line.startswith("Message-ID")]
    assert len(ids) == len(set(ids)) == 30
    assert states(data) == "[('sent', 30)]"


def test_the_server_keeps_the_clock_and_takes_it_along_when_it_ends(tmp_path):
    with posting.mail_server() as mail, serving(tmp_path, **mailing(mail)) as server:
        installing.add(server.data, "ruth")
        planted(server.data, 1)
        assert mail.taken.wait(30), server.log.read_text()
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 10
        assert "Traceback" not in server.log.read_text()
    # Whoever held the folder is gone, the clock too.
    done = installing.mending(server.data, "keys", "rotate")
    assert done.returncode == 0, done.stderr


def test_apart_the_server_sends_nothing_and_the_command_does(tmp_path):
    with posting.mail_server() as mail, serving(tmp_path, MENDING_CLOCK="apart", **mailing(mail)) as server:
        installing.add(server.data, "ruth")
        planted(server.data, 1)
        assert not mail.taken.wait(7)
        finished(remind(server.data, mail))
        assert len(mail.letters) == 1


def test_the_doctor_tries_the_mail_server_and_sends_nothing(data):
    with posting.mail_server() as server:
        well = installing.mending(data, "doctor", **mailing(server))
        assert not server.letters
    ill = installing.mending(data, "doctor", **mailing(server))
    assert "ok  e-mail can be handed over" in well.stdout
    assert "takes no e-mail" in ill.stdout


def test_the_command_says_so_when_there_is_nothing_to_work_on(tmp_path):
    done = installing.mending(tmp_path / "data", "remind", "--once")
    assert done.returncode == 1
    assert "mending serve" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"MENDING_SMTP": "mail.example.org"}, "MENDING_SMTP"),
        ({"MENDING_SMTP": "smtp://mail.example.org:0x1", "MENDING_MAIL_FROM": posting.SENDER}, "MENDING_SMTP"),
        ({"MENDING_SMTP": "smtp://mail.example.org"}, "MENDING_MAIL_FROM"),
        ({"MENDING_SMTP": "smtp://mail.example.org", "MENDING_MAIL_FROM": "a@b, c@d"}, "MENDING_MAIL_FROM"),
        ({"MENDING_CLOCK": "sometimes"}, "MENDING_CLOCK"),
    ],
)
def test_settings_that_make_no_sense_stop_with_a_sentence(given, word):
    from mending.site import environment  # noqa: PLC0415

    with pytest.raises(environment.SettingTrouble, match=word):
        environment.read({"MENDING_DATA": "/nowhere", **given})


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtps://ann:w%40rd@mail.example.org", ("mail.example.org", 465, "tls", "ann", "w@rd")),
        ("smtp://mail.example.org", ("mail.example.org", 587, "starttls", "", "")),
        ("smtp://127.0.0.1:25", ("127.0.0.1", 25, "none", "", "")),
    ],
)
def test_a_mail_server_is_read_from_its_address_and_never_spoken_to_in_the_open(url, expected):
    from mending.site import environment  # noqa: PLC0415

    mail = environment.read({"MENDING_SMTP": url, "MENDING_MAIL_FROM": posting.SENDER}).mail
    assert (mail.host, mail.port, mail.safety, mail.user, mail.password) == expected
    assert "w@rd" not in repr(mail)
