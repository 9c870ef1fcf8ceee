"""What was typed goes back into the form as text, where it stood; what has no place is told."""

from hypothesis import given
from hypothesis import strategies as st

from schakel.site.refilling import refill

PAGE = """<!doctype html><main id="m"><svg viewBox="0 0 1 1"><path d="M0"/></svg>
<form method="post"><input type="hidden" name="once" value="new"><input name="name" value="old">
<details><summary>x</summary><textarea name="words" rows="2">
was &amp; is</textarea></details>
<input type="radio" name="pick" value="a" checked><input type="radio" name="pick" value="b">
<select name="kind"><option value="x" selected>X</option><option value="y">Y</option></select>
<input type="password" name="secret"></form>
<form method="post" action="/elders"><input name="name" value="other"></form><p>a &lt; b &#233;</p></main>"""


def filled(typed, to="/here"):
    return refill(PAGE, typed, here="/here", to=to)


def test_each_kind_of_field_is_filled_and_the_rest_stays_as_it_was():
    typed = {
        "name": ['<b>"Jan"'],
        "words": ["</textarea><script>"],
        "pick": ["b"],
        "kind": ["y"],
        "once": ["evil"],
        "secret": ["s"],
    }
    html = filled(typed).html
    assert '<input name="name" value="&lt;b&gt;&quot;Jan&quot;">' in html
    assert '<textarea name="words" rows="2">\n&lt;/textarea&gt;&lt;script&gt;</textarea>' in html
    assert '<input type="radio" name="pick" value="a">' in html
    assert '<input type="radio" name="pick" value="b" checked>' in html
    assert '<option value="y" selected>' in html and '<option value="x">' in html
    assert 'name="once" value="new"' in html, "what the page itself says in hidden fields holds"
    assert '<input type="password" name="secret">' in html
    assert "<details open>" in html, "what was typed is in sight"
    assert "a &lt; b &#233;" in html and 'value="other"' in html


def test_only_the_form_that_was_posted_is_filled():
    html = filled({"name": ["Jan"]}, to="/elders").html
    assert 'value="old"' in html and 'value="Jan"' in html


def test_nothing_typed_leaves_the_page_as_it_is():
    assert filled({}).html == PAGE


def test_what_has_no_place_any_more_is_told():
    assert filled({"reason": ["Zij belde terug."], "do": ["send"], "id": ["abcdef0123"]}).left == ["Zij belde terug."]


def test_the_note_stands_first_in_the_page():
    assert '<main id="m"><p>hier</p>' in refill(PAGE, {}, here="/here", to="/here", note="<p>hier</p>").html


@given(st.text())
def test_no_text_breaks_out_of_its_field(words):
    html = filled({"name": [words], "words": [words]}).html
    assert html.count("<script") == 0 and html.count("</textarea>") == 1 and html.count("<form") == 2
