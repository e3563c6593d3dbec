"""A member of staff enters a workshop by hand, corrects it and publishes it."""


def sign_in(page):
    page.goto("/admin/")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill("a-password-for-tests")
    page.get_by_role("button", name="Log in").click()


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
