"""In which order IATI 2.03 wants the elements of an activity and an organization.

Source: the sequences in iati-activities-schema.xsd and iati-organisations-schema.xsd.
What is of another namespace comes last.
"""

ACTIVITY = (
    "iati-identifier",
    "reporting-org",
    "title",
    "description",
    "participating-org",
    "other-identifier",
    "activity-status",
    "activity-date",
    "contact-info",
    "activity-scope",
    "recipient-country",
    "recipient-region",
    "location",
    "sector",
    "tag",
    "country-budget-items",
    "humanitarian-scope",
    "policy-marker",
    "collaboration-type",
    "default-flow-type",
    "default-finance-type",
    "default-aid-type",
    "default-tied-status",
    "budget",
    "planned-disbursement",
    "capital-spend",
    "transaction",
    "document-link",
    "related-activity",
    "legacy-data",
    "conditions",
    "result",
    "crs-add",
    "fss",
)
ORGANISATION = (
    "organisation-identifier",
    "name",
    "reporting-org",
    "total-budget",
    "recipient-org-budget",
    "recipient-region-budget",
    "recipient-country-budget",
    "total-expenditure",
    "document-link",
)

# Attributes of the two that have no namespace; earlier versions had others.
ACTIVITY_ATTRIBUTES = (
    "last-updated-datetime",
    "default-currency",
    "humanitarian",
    "hierarchy",
    "linked-data-uri",
    "budget-not-provided",
)
ORGANISATION_ATTRIBUTES = ("last-updated-datetime", "default-currency")
