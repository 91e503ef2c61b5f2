"""Whether this installation may start at all (SAFETY C2). Django must be set up."""

from mending.site import facts, refusals
from mending.site.trouble import Stop


def refuse(address: str) -> None:
    """Raises Stop, with every reason and its way out, when Mending must not start listening on `address`."""
    found = refusals.refusals(facts.gather(address))
    if found:
        raise Stop("\n".join(["Mending does not start.", *(f"- {refusal.sentence}" for refusal in found)]))
