"""The part of a built life that is about amends and letters: an amends and two letters a quarter."""

from typing import Any
from uuid import UUID

TEXT = "I took the money from your drawer, and I am sorry. You always trusted me, and I never told you. " * 15


def mend(owner: Any, people: list[UUID], days: int) -> dict[str, str]:
    """Harms, amends and letters, through the rooms' own actions. Returns the ids to ask for."""
    from mending.amends import actions  # noqa: PLC0415
    from mending.amends.rules.amends import Part, Wanted  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415

    for number in range(1 + days // 91):
        who, harm, amends = people[number % len(people)], new_id(), new_id()
        actions.add_harm(by=owner, id=harm, who=who, words="I said it was paid, and it was not")
        did = Wanted(Part.DID, {"did": "I said the rent was paid.", "my_part": "All of it."})
        actions.begin(by=owner, id=amends, who=who, wanted=did, harms=[harm])
        for _ in range(2):
            letter = _letter(owner, who)
    return {"amends": str(amends), "letter": str(letter)}


def _letter(owner: Any, who: UUID) -> UUID:
    from mending.amends.actions import letters  # noqa: PLC0415
    from mending.amends.rules.composing import LetterWanted, Written  # noqa: PLC0415
    from mending.amends.rules.letters import LetterKind  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415

    id = new_id()
    letters.begin_letter(by=owner, id=id, wanted=LetterWanted(LetterKind.LETTER, who, None, "The rent"))
    letters.write_letter(by=owner, letter=id, version=1, written=Written("The rent", TEXT))
    return id
