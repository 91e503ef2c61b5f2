"""A file of somebody else's, whichever kind it is, as a form of ours and what is to be known before it is kept."""

from dataclasses import dataclass, field

from mending.worksheets.rules.fhir.findings import Finding, Weight, kept, left_out, refused
from mending.worksheets.rules.fhir.importing import take
from mending.worksheets.rules.fhir.lenient import MOST_BYTES, Json, Unreadable, parse, text
from mending.worksheets.rules.fhir.translating import languages, missing, translated
from mending.worksheets.rules.form import Form
from mending.worksheets.rules.reading import FormTrouble, read
from mending.worksheets.rules.shelving import addressed, unfit


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at a file: the form (None when it is refused), and what was found."""

    title: str
    form: Form | None
    findings: tuple[Finding, ...]
    language: str = ""
    others: dict[str, int] = field(default_factory=dict)
    """Other languages it carries, and how many texts in each."""

    def of(self, weight: Weight) -> list[Finding]:
        return [one for one in self.findings if one.weight is weight]


def look(words: str, language: str = "") -> Looked:
    """Read a FHIR Questionnaire (JSON) or a worksheet of ours (TOML), in one of the languages it carries.

    Never raises: a file that cannot be read is refused with the reason.
    """
    try:
        if len(words) > MOST_BYTES or len(words.encode("utf-8", "surrogatepass")) > MOST_BYTES:
            return _no("It is larger than 1 MB.")
        return _fhir(parse(words), language) if words.lstrip("\ufeff \t\r\n").startswith("{") else _toml(words)
    except Unreadable as trouble:
        return _no(str(trouble))
    except FormTrouble as trouble:
        return Looked("", None, tuple(map(refused, trouble.sentences)))
    except RecursionError:
        return _no("It is nested too deeply.")


def _no(says: str) -> Looked:
    return Looked("", None, (refused(says),))


def _toml(words: str) -> Looked:
    form = read(words.lstrip("\ufeff"), "the file")
    return _fit(Looked(form.title, form, (), form.language))


def _fhir(questionnaire: Json, language: str) -> Looked:
    others = languages(questionnaire)
    own = text(questionnaire, "language")
    if language in others:
        taken = take(translated(questionnaire, language))
        said = [kept(f"Its words are taken in the language “{language}”.")]
        if count := missing(questionnaire, language):
            said.append(left_out(f"{count} of its texts have no such translation and stay as they are."))
    else:
        taken, said = take(questionnaire), []
    form = addressed(taken.form) if taken.form else None
    found = (*said, *taken.findings)
    return _fit(Looked(taken.title, form, found, language if language in others else own, others))


def _fit(looked: Looked) -> Looked:
    if looked.form is None:
        return looked
    wrong = unfit(looked.form)
    form = None if wrong else looked.form
    findings = (*map(refused, wrong), *looked.findings)
    return Looked(looked.title, form, findings, looked.language, looked.others)
