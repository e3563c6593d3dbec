"""The pages that are looked at in a browser: for a new page a line is added here."""

TRADE = "/events/idm-workshop-trade-and-migration-2003/"

# One of each kind of page, and what differs most within a kind.
PAGES = (
    "/",
    "/activities/",
    "/events/",
    "/publications/",
    "/partners/",
    "/search/",
    "/events/?theme=hld2006-topics-2&partner=world-bank",
    "/activities/?place=202&q=health",
    "/search/?q=helth",
    "/events/?place=054",
    "/events/?from=2005-13",
    "/events/?page=999",
    TRADE,
    "/events/bali-process-senior-officials-meeting-2004/",
    "/activities/ministerial-consultations-labour-sending-asia/",
    "/publications/world-migration-report-2005/",
    "/partners/iom/",
    "/partners/world-bank/",
    "/themes/",
    "/themes/hld2006-topics/5/",
    "/places/",
    "/places/202/",
    "/places/AO/",
    "/dialogues/",
    "/dialogues/hld2006-topics/",
    "/api/docs/",
    "/nowhere/",
    "/events/workshop-trade-migration/",
    "/fr/",
    "/fr/events/?theme=hld2006-topics-2",
    f"/es{TRADE}",
)
# Those on which every stop of the keyboard is looked at.
WALKED = (
    "/",
    "/events/?theme=hld2006-topics-2&partner=world-bank",
    TRADE,
    "/partners/world-bank/",
    "/themes/hld2006-topics/5/",
    "/events/workshop-trade-migration/",
)
# How visitors may have them: width, height, and what they asked their system for.
MODES = {
    "desktop": {"viewport": (1280, 900)},
    "phone": {"viewport": (320, 640)},
    "dark": {"viewport": (1280, 900), "color_scheme": "dark"},
    "forced": {"viewport": (1280, 900), "forced_colors": "active"},
}
# What `make pictures` takes, by name.
PICTURED = {
    "home": "/",
    "list": "/activities/",
    "filtered list": "/events/?theme=hld2006-topics-2&partner=world-bank",
    "search": "/search/?q=migration+health",
    "zero results": "/events/?place=054&year=1999",
    "refused": "/events/?from=2005-13",
    "record": TRADE,
    "activity": "/activities/ministerial-consultations-labour-sending-asia/",
    "partner": "/partners/world-bank/",
    "themes": "/themes/",
    "theme": "/themes/hld2006-topics/5/",
    "places": "/places/",
    "place": "/places/202/",
    "dialogue": "/dialogues/hld2006-topics/",
    "pictures": "/pictures/",
    "coverage": "/coverage/",
    "network": "/network/",
    "map": "/map/",
    "timeline": "/timeline/",
    "options": "/activities/options/partner/",
    "nothing there": "/events/workshop-trade-migration/",
    "documentation": "/api/docs/",
    "sign in": "/admin/login/",
}
