"""What the tags draw: names, descriptions, errors, and that typed text stays text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django import forms
from django.template import TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.utils.translation import override

from schakel.ground.ui import parts
from schakel.ground.ui.tests import samples

LOAD = "{% load schakel %}"


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string(LOAD + source).render(context)


def empty_form() -> samples.SampleForm:
    return samples.SampleForm(data={})


def test_an_icon_must_be_in_the_list_so_that_the_sprite_has_it():
    assert "icons.svg#i-phone" in draw('{% icon "phone" %}')
    assert 'aria-hidden="true"' in draw('{% icon "phone" %}')
    assert 'aria-label="Zoek"' in draw('{% icon "search" label="Zoek" %}')
    with pytest.raises(TemplateSyntaxError, match="no icon 'skull'"):
        draw('{% icon "skull" %}')


def test_a_field_hangs_together_label_hint_error_and_control():
    drawn = draw("{% field form.narrative big=True rows=5 %}", form=empty_form())
    assert '<label class="sk-ask" for="id_narrative">' in drawn
    assert 'aria-describedby="id_narrative-h id_narrative-e"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_narrative-h"' in drawn
    assert 'id="id_narrative-e"' in drawn
    assert "(verplicht)" in drawn


def test_a_field_that_is_right_has_no_error_and_is_not_called_wrong():
    drawn = draw("{% field form.value %}", form=samples.SampleForm(data={"value": "Kade 48"}))
    assert "aria-invalid" not in drawn
    assert "sk-wrong" not in drawn
    assert "(verplicht)" not in drawn


def test_the_summary_links_each_mistake_to_a_control_that_exists():
    form = empty_form()
    page = samples.render("states", engines["django"])
    targets = re.findall(r'<li><a class="utrecht-link" href="#([^"]+)">', draw("{% errors form %}", form=form))
    assert len(targets) == len(form.errors)
    assert all(f'id="{target}"' in page for target in targets)


def test_the_summary_names_the_field_where_django_only_says_required():
    assert "Vul nog in: Op welke dag?" in draw("{% errors form %}", form=empty_form())
    assert "Dit veld is verplicht" not in draw("{% errors form %}", form=empty_form())


def test_the_summary_is_not_there_without_mistakes():
    assert draw("{% errors form %}", form=samples.SampleForm()).strip() == ""


def test_the_summary_takes_formsets_too():
    class Row(forms.Form):
        value = forms.CharField()

    rows = forms.formset_factory(Row, min_num=1, validate_min=True)(
        data={"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-value": ""}
    )
    drawn = draw("{% errors form rows %}", form=samples.SampleForm(), rows=rows)
    assert 'href="#id_form-0-value"' in drawn


def test_three_answers_none_chosen_beforehand_and_the_group_has_a_name():
    drawn = draw("{% seen form.i0 %}", form=samples.SampleForm())
    assert drawn.count('type="radio"') == 3
    assert " checked" not in drawn
    named = re.search(r'role="radiogroup" aria-labelledby="([^"]+)"', drawn)
    assert named
    assert f'id="{named.group(1)}"' in drawn


def test_an_unanswered_question_cleans_to_nothing_and_an_invented_answer_is_refused():
    form = samples.SampleForm(data={"minor": "", "i0": "certainly"})
    form.is_valid()
    assert form.cleaned_data["minor"] == ""
    assert "i0" in form.errors


def test_what_was_ticked_or_chosen_stays_after_a_mistake():
    form = samples.SampleForm(data={"judgement": "unsure", "fields_to_share": ["day"]})
    assert re.search(r'value="unsure"[^>]* checked', draw("{% choice form.judgement %}", form=form))
    assert re.search(r'value="day"[^>]* checked', draw("{% checks form.fields_to_share %}", form=form))


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("{% tag text %}", None),
        ("{% facts value %}", lambda text: [parts.Fact(text)]),
        ("{% minutes value %}", lambda text: [text]),
        ("{% note %}{{ text }}{% endnote %}", None),
        ("{% more text %}{{ text }}{% endmore %}", None),
        ("{% given value %}", lambda text: [parts.Given(text, "Persoon")]),
        ("{% timeline value %}", lambda text: [parts.Told(1, text, date(2026, 1, 1), "", parts.marked(text, []))]),
        ("{% table value %}", lambda text: parts.Table(text, (text,), ((text,),))),
        ("{% worklist value %}", lambda text: [parts.WorkGroup(text, [parts.WorkItem(text, "#", words=text)])]),
    ],
)
def test_typed_text_is_never_markup(source, value):
    evil = '<script>alert(1)</script>"'
    drawn = draw(source, text=evil, value=value(evil) if value else None)
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_decision_is_a_form_with_the_token_and_what_stands_inside():
    drawn = draw(
        '{% decide id="o" question="Hoort dit erbij?" left=2 right=3 %}<i>in</i>{% enddecide %}', csrf_token="t0k"
    )
    assert 'method="post"' in drawn
    assert 'value="t0k"' in drawn
    assert "<i>in</i>" in drawn
    assert 'aria-labelledby="o-h"' in drawn


def test_the_line_towards_a_signal_under_judgement_is_dashed():
    told = [parts.Told(n, "Inwoner", date(2026, 1, n), "", (), ask=n == 2) for n in (1, 2, 3)]
    assert re.findall(r'<li class="([^"]*)"', draw("{% timeline told %}", told=told)) == ["leads-to-ask", "is-ask", ""]


PLAIN = ("400.html", "403_csrf.html", "500.html", "ui/offline.html")


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_for_when_all_else_fails_needs_no_context(name: str):
    page = render_to_string(name)
    assert page.count("<h1") == 1
    assert "/static/schakel/theme.css" in page


def test_the_language_of_a_page_is_the_one_that_is_on():
    assert '<html lang="nl"' in render_to_string("500.html")
    with override("en"):
        assert '<html lang="en"' in render_to_string("500.html")


@pytest.mark.parametrize(
    ("name", "context", "said"),
    [
        ("404.html", {}, "Deze pagina is er niet"),
        ("403.html", {}, "U mag deze pagina niet openen."),
        (
            "ui/refused.html",
            {"refusal": {"message": "U mag dit signaal niet lezen.", "ask": "Vraag het Noor, gemeente Waterrijk."}},
            "Vraag het Noor",
        ),
        ("ui/empty.html", {"heading": "Bundels", "empty": parts.Empty("Nog geen bundels", "x")}, "Nog geen bundels"),
        (
            "ui/confirm.html",
            {
                "confirmed": parts.Confirmed(
                    "Uw signaal is binnen",
                    "Nummer 1192.",
                    steps=[parts.Step("Ontvangen", "done")],
                    undo=parts.Act("Trek in", "/terug"),
                )
            },
            'href="/terug"',
        ),
        (
            "ui/destroy.html",
            {
                "destroyed": parts.Destroyed("Wis", ["tekst"], ["nummer"], "Wis dit", "Laat staan", "/"),
                "form": samples.SampleForm(),
            },
            "Wis dit",
        ),
    ],
)
def test_each_state_has_one_heading_and_says_what_matters(name: str, context: dict[str, object], said: str):
    page = render_to_string(name, context)
    assert page.count("<h1") == 1
    assert said in page
