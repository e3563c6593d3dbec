"""A member of staff enters a workshop by hand, corrects it and publishes it."""

import time
from base64 import b32decode

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP

from tests.browser.test_rules import RULES
from tests.browser.test_small_screens import WIDER_THAN_SCREEN

apps = {}  # the secret that each account has taken into its app, and its last code


def give_password(page, name="ana", password="a-password-for-tests"):
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def give_code(page, name="ana"):
    """The code that the app shows; as each is good once, the next one if need be."""
    secret, last = apps[name]
    while (code := f"{TOTP(b32decode(secret)).token():06d}") == last:
        time.sleep(1)
    apps[name] = (secret, code)
    page.locator("#id_code").fill(code)
    page.locator("#login-form input[type=submit]").click()


def sign_in(page, name="ana"):
    """Password and code; the first time, all that there is to set up."""
    give_password(page, name)
    if page.url.endswith("/set-up/"):
        apps[name] = (page.locator(".secret").inner_text().replace(" ", ""), "")
        give_code(page, name)
        page.get_by_role("link", name="go on").click()
    else:
        give_code(page, name)


@pytest.mark.parametrize(
    ("width", "mode", "name"), [(1280, "light", "bea"), (320, "dark", "eva")]
)
def test_no_step_of_signing_in_hinders_anyone(visit, complaints, width, mode, name):
    page = visit(width, mode, scripts=True)

    def look(step):
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], f"{step}\n{found.generate_report()}"
        assert not page.evaluate(WIDER_THAN_SCREEN), step

    page.goto("/admin/")
    look("password")
    give_password(page, name, "guess")
    look("refused")
    give_password(page, name)
    look("set up")
    apps[name] = (page.locator(".secret").inner_text().replace(" ", ""), "")
    page.locator("#id_code").fill("no code")
    page.get_by_role("button", name="Set up").click()
    look("wrong code")
    give_code(page, name)
    look("recovery codes")
    code = page.locator(".recovery-codes code").first.inner_text()
    page.get_by_role("link", name="go on").click()
    page.goto("/admin/second-factor/")
    look("own second factor")
    page.get_by_role("button", name="Log out").click()
    give_password(page, name)
    look("code")
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="Go on").click()
    assert "Codes left: 9" in page.inner_text(".messagelist")
    assert complaints == []


def choose(page, field, words):
    """Choose from a list that is searched while one types."""
    page.locator(f"[aria-labelledby='select2-id_{field}-container']").click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option--highlighted", has_text=words).wait_for()
    page.keyboard.press("Enter")


def test_a_workshop_comes_from_the_form_to_the_public(visit, complaints):
    page = visit(scripts=True)
    sign_in(page)
    page.goto("/admin/activities/event/add/")
    page.get_by_label("Title:").fill("Trial workshop in Maputo")
    page.get_by_label("Kind").select_option("workshop")
    page.get_by_label("Dates", exact=False).first.fill("2006-13")
    choose(page, "themelink_set-0-theme", "Highly skilled")
    choose(page, "recordplace_set-0-place", "Mozambique")
    choose(page, "participation_set-0-organization", "World Bank")
    page.locator("#id_participation_set-0-role").select_option("co-organizer")
    choose(page, "citation_set-0-source", "Contribution")
    page.get_by_role("button", name="Save and publish").click()
    assert "“2006-13” is not a date" in page.locator(".errorlist").first.inner_text()
    page.get_by_label("Dates", exact=False).first.fill("2006-03-12")
    page.get_by_role("button", name="Save and publish").click()
    assert "Published: “Trial workshop in Maputo”." in page.inner_text(".messagelist")
    page.goto("/events/?place=202&theme=hld2006-topics-2&partner=world-bank")
    row = page.get_by_role("listitem").filter(has_text="Trial workshop in Maputo")
    told = row.inner_text()
    assert "12 March 2006" in told
    assert "in Sub-Saharan Africa through Mozambique" in told
    assert complaints == []


def test_the_desk_breaks_no_rule_of_its_pages(visit, complaints):
    page = visit(scripts=True)
    sign_in(page)
    for path in (
        "",
        "activities/event/",
        "activities/event/1/change/",
        "auth/user/add/",
    ):
        page.goto(f"/admin/{path}")
    assert complaints == []
