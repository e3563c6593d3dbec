"""Reference data has no drafts: what is saved is public at once."""

import json

import pytest

from activities import publishing
from activities.catalogue.models import Entry, Sequence
from activities.models import Dialogue, GcmObjective, Place, Source, Theme
from tests.admin.desk import make_source, opened, send, told, with_rows
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


def public(kind, key):
    return json.loads(Entry.objects.get(kind=kind, key=key).document)


def test_a_renamed_place_is_public_at_once_wherever_it_is_named(admin_client):
    angola, event = Place.objects.get(code="AO"), EventFactory()
    event.recordplace_set.create(place=angola)
    publishing.publish(event)
    form = opened(admin_client, angola)
    answer = send(admin_client, angola, form, name_en="Republic of Angola")
    assert "public now: 1 shared entry" in told(answer)
    assert public("event", event.slug)["places"][0]["name"] == "Republic of Angola"


def test_saving_what_is_unchanged_changes_nothing_public(admin_client):
    before = Sequence.objects.get().value
    for model in (Dialogue, GcmObjective, Place, Theme):
        record = model.objects.first()
        answer = send(admin_client, record, opened(admin_client, record))
        assert "public now" not in told(answer)
    assert Sequence.objects.get().value == before


def test_a_new_theme_has_its_code_its_objectives_and_its_correspondence(admin_client):
    dialogue = Dialogue.objects.create(code="imrf2030", title="IMRF 2030")
    other = Theme.objects.get(code="hld2006-topics-4")
    objective = GcmObjective.objects.get(number=20)
    form = opened(admin_client, Theme, "add") | {
        "dialogue": dialogue.pk,
        "number": 1,
        "title": "Remittances",
        "name_fr": "Envois de fonds",
        "gcm_objectives": [objective.pk],
    }
    form = with_rows(form, "correspondences", {"corresponds_to": other.pk})
    send(admin_client, Theme, form, "add")
    theme = Theme.objects.get(code="imrf2030-1")
    assert theme.names == {"fr": "Envois de fonds"}
    snapshot = Entry.objects.get(kind="theme", key="imrf2030-1").snapshot
    assert snapshot["gcm_objectives"] == [
        {"number": 20, "title": objective.title, "names": objective.names}
    ]
    assert snapshot["corresponds_to"][0]["theme"] == other.code


def test_a_theme_number_given_twice_is_refused_in_words(admin_client):
    theme = Theme.objects.first()
    form = opened(admin_client, Theme, "add")
    more = {"dialogue": theme.dialogue_id, "number": theme.number, "title": "Twin"}
    answer = send(admin_client, Theme, form, "add", **more)
    assert "This dialogue has that number already." in answer.content.decode()


def test_an_objective_renamed_is_renamed_in_its_themes(admin_client):
    objective, theme = GcmObjective.objects.first(), Theme.objects.first()
    theme.gcm_objectives.add(objective)
    send(admin_client, objective, opened(admin_client, objective), title="Renamed")
    assert "Renamed" in json.dumps(public("theme", theme.code))


@pytest.mark.parametrize("model", [Dialogue, Theme, Place, Source, GcmObjective])
def test_a_code_is_fixed_once_saved(admin_client, model):
    make_source()
    record = model.objects.first()
    before = model.objects.values().get(pk=record.pk)
    form = opened(admin_client, record)
    forged = {"code": "forged", "number": 77, "dialogue": ""}
    assert not forged.keys() & form.keys()
    send(admin_client, record, form, **forged)
    assert model.objects.values().get(pk=record.pk) == before


def test_names_in_languages_without_a_line_are_kept(admin_client):
    place = Place.objects.get(code="AO")
    place.names["pt"] = "Angola"
    place.save()
    form = opened(admin_client, place)
    send(admin_client, place, form, name_fr="", name_es="Angola nueva")
    place.refresh_from_db()
    assert place.names["es"] == "Angola nueva"
    assert place.names["pt"] == "Angola"
    assert "fr" not in place.names


def test_a_place_needs_its_english_name(admin_client):
    form = opened(admin_client, Place, "add")
    more = {"code": "new", "kind": "grouping", "name_fr": "Nouveau"}
    answer = send(admin_client, Place, form, "add", **more)
    assert "name_en" in answer.context["adminform"].form.errors
    assert not Place.objects.filter(code="new").exists()


def test_a_place_within_itself_is_refused_in_words(admin_client):
    africa, angola = Place.objects.get(code="002"), Place.objects.get(code="AO")
    form = opened(admin_client, africa)
    answer = send(admin_client, africa, form, parent=angola.pk)
    assert "nothing was saved" in answer.content.decode()


def test_a_dialogue_has_whole_and_short_titles_in_every_language(admin_client):
    dialogue = Dialogue.objects.get(code="hld2013")
    form = opened(admin_client, dialogue)
    assert form["short_name_fr"] == dialogue.short_names["fr"]
    send(
        admin_client,
        dialogue,
        form,
        name_ar="الحوار الثاني الرفيع المستوى",
        short_name_fr="",
    )
    told = public("dialogue", "hld2013")
    assert told["names"] == dialogue.names | {"ar": "الحوار الثاني الرفيع المستوى"}
    assert told["short_names"] == {"es": dialogue.short_names["es"]}


def test_an_objective_is_renamed_in_its_themes(admin_client):
    objective = GcmObjective.objects.get(number=20)
    form = opened(admin_client, objective)
    send(admin_client, objective, form, name_fr="Envois de fonds moins chers")
    (theme,) = objective.themes.all()
    told = {one["number"]: one for one in public("theme", theme.code)["gcm_objectives"]}
    assert told[20]["names"]["fr"] == "Envois de fonds moins chers"


def test_who_checked_a_record_says_on_which_day(admin_client):
    event = EventFactory()
    form = opened(admin_client, event)
    send(admin_client, event, form, checked="2006-05-03", _publish="1")
    event.refresh_from_db()
    assert str(event.checked) == "2006-05-03"
