"""Money owed, in whole numbers of the smallest unit, and its payments. No fraction is ever rounded away."""

import re
from dataclasses import dataclass
from datetime import date

from mending.promises.rules.schedule import Repeat, Schedule, due_days

OWED_MOST = 10**11
PAYMENTS_MOST = 60
_HUNDREDTHS = "EUR USD GBP CAD AUD NZD CHF SEK NOK DKK PLN CZK INR ZAR"
CURRENCIES = dict.fromkeys(_HUNDREDTHS.split(), 2) | {"JPY": 0}
"""How many digits stand after the point, by the letters of the currency (ISO 4217)."""

_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d+))?")


@dataclass(frozen=True, slots=True)
class Plan:
    """How money is to be paid back: all of it (smallest units), in so many payments, from a day on, how often."""

    currency: str
    owed: int
    payments: int
    first_on: date
    every: Repeat


def amount_of(text: str, currency: str) -> int | None:
    """What was typed, in smallest units; None when it is no amount of that currency.

    A blank or an apostrophe may part thousands; a point or comma may only stand before the digits of the
    smallest unit, so that "1,250" is not taken for one and a quarter.
    """
    digits = CURRENCIES.get(currency)
    found = _AMOUNT.fullmatch(re.sub(r"[\s'’]", "", text))
    if digits is None or found is None:
        return None
    whole, part = found[1], found[2] or ""
    if part and len(part) != digits:
        return None
    return int(whole + part.ljust(digits, "0"))


def said(amount: int, currency: str) -> str:
    """An amount in words of its currency: 1250 of EUR is "12.50 EUR"."""
    digits = CURRENCIES[currency]
    if not digits:
        return f"{amount}\u00a0{currency}"
    whole, part = divmod(amount, 10**digits)
    return f"{whole}.{part:0{digits}}\u00a0{currency}"


def faults(plan: Plan) -> list[tuple[str, str]]:
    """What is in the way, as (field, code). Whether the days fit, the promises say."""
    found = [] if plan.currency in CURRENCIES else [("currency", "unknown")]
    if not 0 < plan.owed <= OWED_MOST:
        found.append(("owed", "range"))
    if not 1 <= plan.payments <= PAYMENTS_MOST or plan.payments > plan.owed > 0:
        found.append(("payments", "range"))
    if plan.payments > 1 and plan.every not in (Repeat.WEEKLY, Repeat.MONTHLY):
        found.append(("every", "empty"))
    return found


def payments(plan: Plan) -> list[tuple[date, int]]:
    """Each payment's day and amount. They add up to all that is owed; the last is the one that differs."""
    each = plan.owed // plan.payments
    amounts = [each] * (plan.payments - 1) + [plan.owed - each * (plan.payments - 1)]
    schedule = Schedule(plan.first_on, plan.every)
    if plan.every is Repeat.ONCE:
        return [(plan.first_on, plan.owed)]
    days = due_days(schedule, plan.first_on, date.max.replace(year=min(plan.first_on.year + 6, 9999)))
    return list(zip(days, amounts, strict=False))
