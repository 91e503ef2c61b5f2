"""A filled form to take along, as a FHIR QuestionnaireResponse, for its owner alone."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mending.consent.web import SignedInRequest, own_space
from mending.worksheets.queries import sheets as q
from mending.worksheets.rules.fhir.exporting import response
from mending.worksheets.rules.fhir.lenient import dump


@own_space
@require_safe
def answers(request: SignedInRequest, sheet: UUID) -> HttpResponse:
    """The answers as a file. Its name says nothing, and nothing keeps a copy on the way."""
    card = q.sheet(request.viewer, sheet)
    told = response(card.form, card.kept.answers) | {
        "authored": (card.line.done_at or card.line.begun_at).isoformat()
    }
    told["status"] = "completed" if card.line.done_at else "in-progress"
    headers = {"Content-Disposition": 'attachment; filename="answers.json"', "Cache-Control": "no-store"}
    return HttpResponse(dump(told), content_type="application/fhir+json", headers=headers)
