"""What Ruth promised after the hard month, and this month. Fictional."""

from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat
from mending.site.demo.story import SAT, SUN, End, Said, ago, ahead, on

KEPT, TOLD, FOUND_OUT, CHANGED = Outcome.KEPT, Outcome.TOLD, Outcome.FOUND_OUT, Outcome.RENEGOTIATED

LATE = (
    # Afterwards: fewer, and told sooner.
    Said(
        "tell Daniel before bed if there was a craving",
        "Daniel",
        on(9, 1),
        Repeat.DAILY,
        kind=Kind.HONESTY,
        luck=0.03,
        notes={
            KEPT: (
                "One, by the bridge. Said it over the washing up.",
                "Told him. He said: thanks. Then we watched the quiz.",
                "A quiet one. Told him that as well.",
            ),
            TOLD: (
                "Fell asleep first. Told him over coffee.",
                "Said it by text, could not say it aloud.",
                "He was on nights. Told him at six.",
            ),
            FOUND_OUT: ("He asked why I was so bright. I had hidden it.",),
        },
    ),
    Said(
        "leave for the bakery by half past five",
        "",
        on(9, 9),
        Repeat.WEEKDAYS,
        luck=0.08,
        notes={
            KEPT: ("Frost on everything.", "Bev saves me the end of the first loaf."),
            TOLD: ("Six. Told Bev before she looked at the clock.",),
        },
    ),
    Said(
        "ring Mum on Sunday at six",
        "Mum",
        on(9, 16, SUN),
        Repeat.WEEKLY,
        luck=0.1,
        notes={
            KEPT: (
                "She asked about the bakery.",
                "We did the crossword by phone.",
                "She rang off first, but kindly.",
            ),
            TOLD: ("Tired to the bone. Rang on Monday and said so.",),
        },
    ),
    Said(
        "pay a third of the rent back on the fifteenth",
        "Daniel",
        on(9, 15),
        Repeat.MONTHLY,
        until=on(11, 20),
        is_planned=True,
        notes={KEPT: ("Last part. He wrote “even” on the paper and pinned it up.",)},
    ),
    Said(
        "go through the post with Daniel, none of it in the drawer",
        "Daniel",
        on(10, 4),
        Repeat.WEEKLY,
        luck=0.02,
        notes={
            KEPT: ("One red letter. We rang them together.", "Only a card from Aunt Vera."),
            TOLD: ("Put one in the drawer. Took it out again and showed him.",),
        },
    ),
    Said(
        "tell Mum one thing that was hard this month",
        "Mum",
        on(10, 27),
        Repeat.MONTHLY,
        kind=Kind.HONESTY,
        notes={KEPT: ("That I miss Sam on Thursdays.",), TOLD: ("Wrote it in a letter instead.",)},
    ),
    Said(
        "mend the gate at Mum’s with Joni",
        "Joni",
        on(10, 18, SAT),
        made_before=7,
        end=End(
            CHANGED,
            new_words="mend the gate at Mum’s with Joni, before lunch",
            days_later=7,
            note="It closes. Mum tried it four times.",
        ),
    ),
    Said(
        "take Pip to the pool again",
        "Pip",
        on(11, 8, SAT),
        made_before=6,
        end=End(TOLD, "Had a fever. Rang her myself and said when instead."),
    ),
    Said(
        "take Pip to the pool, the Saturday I said",
        "Pip",
        on(11, 22, SAT),
        made_before=13,
        end=End(KEPT, "She swam under water!"),
    ),
    Said(
        "ask Bev for the Tuesday off, for group",
        "",
        on(12, 6),
        made_before=2,
        end=End(KEPT, "“Course,” she said. All that worry."),
    ),
    Said(
        "make soup for Daniel’s brother and say sorry for the summer",
        "Daniel",
        on(12, 13),
        made_before=6,
        end=End(KEPT, "He took seconds. Then he said it had been bad. I said yes."),
    ),
    Said(
        "sit in the garden ten minutes with no phone",
        "",
        on(12, 3),
        Repeat.DAILY,
        luck=-0.08,
        notes={
            KEPT: ("A robin, very cross.", "Nine minutes. Counted it.", "Next door’s radio. Nice, really."),
            TOLD: ("Stood at the window instead.",),
        },
    ),
    Said(
        "Sunday walk with Daniel, phones at home",
        "Daniel",
        on(11, 19, SUN),
        Repeat.WEEKLY,
        luck=0.08,
        notes={
            KEPT: ("To the weir and back, not much talk, good.", "He took my hand at the gate."),
            TOLD: ("Slept till noon, both of us.",),
        },
    ),
    # This month.
    Said(
        "tell Lena about the phone call on Sunday",
        "Lena",
        ago(5),
        kind=Kind.HONESTY,
        made_before=3,
        end=End(KEPT, "She wrote nothing down. Just listened."),
    ),
    Said("bring Mum’s ladder back before supper", "Mum", ago(0), made_before=2),
    Said("book the dentist for Daniel and me", "Daniel", ahead(3), made_before=4),
    Said("help Joni carry the sofa", "Joni", ahead(6), made_before=1),
)
