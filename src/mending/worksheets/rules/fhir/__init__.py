"""FHIR questionnaires and their answers, read, checked and settled without Django and without any network.

`reading` makes an `Instrument` of a Questionnaire (R4, and the spelling of R5), `validating` compares a
QuestionnaireResponse with it, `settling` applies its conditions and calculations.
Sources: HL7 FHIR R4 and R5, Questionnaire and QuestionnaireResponse; HL7 Structured Data Capture (SDC) 3.0.
"""
