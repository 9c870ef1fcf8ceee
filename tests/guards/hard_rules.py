"""The 22 hard rules: where each is held, which tests break when it is taken out, and what is open until its module exists.

`where` is replaced by `instead` (an expression; `old` is what stood there), or `sql` is run on the database of the test.
bench/rules.py does so for every line and wants red each time; docs/reference/hard-rules.md is printed from this table.
"""

from __future__ import annotations

from dataclasses import dataclass

CASEWORK, GROUND, SITE = "src/schakel/casework", "src/schakel/ground", "src/schakel/site"
SHARING, INTAKE, BUNDLING = f"{CASEWORK}/sharing/tests", f"{CASEWORK}/intake/tests", f"{CASEWORK}/bundling/tests"


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that holds a rule. `quick`: cheap enough to be taken out in every run of the tests."""

    where: str
    what: str
    instead: str
    tests: tuple[str, ...]
    sql: str = ""
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    words: str
    held: tuple[Held, ...] = ()
    open: str = ""


DECIDING = "schakel.casework.sharing.rules.deciding"
KEPT = (
    "lambda *, viewer, **asked: (__import__('schakel.ground.audit.actions', fromlist=['x']).record('question.asked', by=viewer,"
    " organisation=viewer.organisation, object_kind='question', object_id=None), old(viewer=viewer, **asked))[1]"
)
OPEN_POLICY = "create policy let_all_in on {} for select to schakel_app using (true)"

RULES: dict[int, Rule] = {
    1: Rule(
        "Every disclosure has purpose, basis, recipient, fields and necessity. Default deny.",
        (
            Held(f"{DECIDING}.fitting", "only a basis that names giver, recipient and purpose", "lambda question, bases: list(bases)",
                 (f"{SHARING}/test_rules.py::test_a_basis_that_names_another_giver_purpose_or_recipient_is_none",), quick=True),
            Held(f"{DECIDING}._unmet", "nothing goes while something is unmet, such as the necessity", "lambda question, basis, now: ()",
                 (f"{SHARING}/test_rules.py::test_without_necessity_nothing_goes_though_all_else_is_there",), quick=True),
        ),
    ),
    2: Rule(
        "Police to CoMensha: person and reporting authority only; the rest comes out as a value.",
        (
            Held(f"{DECIDING}.possible", "what a basis keeps out stays out", "lambda basis, question, *, minor: basis.may | basis.may_not",
                 (f"{SHARING}/test_rules.py::test_police_to_comensha_passes_person_and_reporting_authority_only",), quick=True),
        ),
    ),
    3: Rule(
        "Reporting to CoMensha asks written consent but of police and inspectors; a guardian possibly involved is not asked.",
        (
            Held(f"{DECIDING}.needs_consent", "who must have agreed", "lambda basis, purpose: False",
                 (f"{SHARING}/test_rules.py::test_everybody_else_needs_a_signature_and_without_one_only_figures_go",), quick=True),
            Held("schakel.casework.sharing.rules.consent.who_signs", "who signs: a guardian possibly involved is not asked",
                 "lambda age, involved: 'self' if age == '16_or_over' else 'guardian'",
                 (f"{SHARING}/test_rules.py::test_who_signs",), quick=True),
        ),
    ),
    4: Rule(
        "Wmo data leaves only to listed recipients, else with consent; Veilig Thuis may be told without.",
        (
            Held(f"{DECIDING}.fitting", "only listed recipients", "lambda question, bases: list(bases)",
                 (f"{SHARING}/test_rules.py::test_wmo_data_goes_to_who_the_law_names_or_with_consent",
                  f"{SHARING}/test_matrix.py::test_what_the_chain_does_not_list_is_refused")),
        ),
    ),
    5: Rule(
        "Police data enters as a recorded provision only, data of banks and healthcare on a stated basis only.",
        (
            Held("schakel.casework.intake.rules.provenance.provenance_faults", "asks on what basis the data came",
                 "lambda given, **more: []", (f"{INTAKE}/test_provenance.py::test_only_a_basis_of_its_own_opens_the_door",), quick=True),
            Held("schakel.casework.provisions.rules.tracks.crossing", "exactly what was chosen crosses from investigation to supervision",
                 "lambda fields, chosen: fields", (f"{CASEWORK}/provisions/tests/test_rules.py::test_exactly_what_was_chosen_crosses",), quick=True),
            Held("provisions_investigation", "an investigation opens for who holds that right", "", sql=OPEN_POLICY.format("provisions_investigation"),
                 tests=("tests/guards/test_access_matrix.py::test_nobody_but_who_handles_signals_reads_a_word_but_of_their_own_report",)),
        ),
        open="Care and offender tracks: casework/care.",
    ),
    6: Rule(
        "Hit or no hit before content; both sides agree before content moves; no source is asked before a privacy check.",
        (
            Held("schakel.casework.sharing.rules.states.may_release", "a recipient says first whether they may say anything",
                 "lambda now, outcome, **more: True",
                 (f"{SHARING}/test_disclosing.py::test_an_outcome_is_one_of_what_this_recipient_may_release_and_nothing_else",)),
            Held(f"{DECIDING}.conditions", "a source says found or not found before it says anything",
                 "lambda basis, recipient, *, minor: frozenset()",
                 (f"{SHARING}/test_rules.py::test_a_source_says_found_or_not_found_before_it_says_anything",), quick=True),
            Held("schakel.casework.hits.queries.questions.agreed", "content moves only after both sides said yes", "lambda *, viewer, signal: True",
                 (f"{CASEWORK}/hits/tests/test_sharing.py::test_content_moves_only_after_both_said_yes",)),
        ),
        open="Privacy checks 1, 2A and 2B before a source is asked: casework/casetable.",
    ),
    7: Rule(
        "A citizen service number is refused and masked, in text too. No automated verdict on being a victim.",
        (
            Held("schakel.casework.intake.rules.masking.mask_citizen_numbers", "masks it in text", "lambda text: text",
                 (f"{INTAKE}/test_rules.py::test_a_citizen_number_is_seen_however_it_is_typed",), quick=True),
            Held("schakel.casework.intake.rules.masking.holds_citizen_number", "refuses it as a mention", "lambda text: False",
                 (f"{INTAKE}/test_registering.py::test_a_citizen_number_is_taken_out_of_text_and_refused_as_a_mention",)),
        ),
    ),
    8: Rule(
        "More than one factor, personal accounts, need to know, tampering seen.",
        (
            Held("schakel.ground.accounts.access.finished", "nobody is in before the second step", "lambda request: True",
                 (f"{SITE}/tests/test_second_step.py::test_every_address_leads_to_setting_up_and_only_that_opens",)),
            Held("schakel.ground.audit.rules.chain.faults", "finds what was changed in the trail", "lambda *given, **more: []",
                 (f"{GROUND}/audit/tests/test_rules.py::test_a_change_of_any_text_is_found_at_its_place",), quick=True),
            Held("intake_mention", "the database shows names to who handles the signal", "", sql=OPEN_POLICY.format("intake_mention"),
                 tests=("tests/guards/test_access_matrix.py::test_nobody_but_who_handles_signals_reads_a_word_but_of_their_own_report",)),
        ),
    ),
    9: Rule(
        "A line in the processing log for each data subject, without who did it; an audit trail beside it.",
        (
            Held("schakel.ground.audit.actions.record", "a line for each data subject", "lambda kind, *, subjects=(), **more: old(kind, **more)",
                 (f"{GROUND}/audit/tests/test_trail.py::test_each_data_subject_gets_a_line_without_who_did_it",)),
            Held("schakel.casework.intake.queries.signals.persons_in", "whoever is opened has a line", "lambda row: []",
                 ("tests/guards/test_access_matrix.py::test_whoever_is_opened_for_a_page_has_a_line_in_the_processing_log",)),
        ),
    ),
    10: Rule(
        "Retention is carried out and proven. Access, correction, objection; notice to the person.",
        (
            Held("schakel.casework.intake.queries.expiring.past_term", "what is over goes", "lambda **asked: []",
                 (f"{SITE}/tests/test_expiring.py::test_a_signal_past_its_last_day_goes_whole_with_proof_and_once",)),
            Held("schakel.casework.rights.rules.letters.leaks", "an answer names nobody else and tells of no report", "lambda say, *, others, own: ()",
                 (f"{CASEWORK}/rights/tests/test_rules.py::test_a_letter_names_nobody_else_and_no_report",), quick=True),
            Held("schakel.casework.rights.rules.notices.notice_fault", "a notice is given, or put off with a reason and a day", "lambda state, **more: ''",
                 (f"{CASEWORK}/rights/tests/test_rules.py::test_a_notice_is_given_or_put_off_with_a_day",), quick=True),
        ),
    ),
    11: Rule("Published tables are anonymous, with complementary suppression; two series are never mixed.", open="insight/monitor"),
    12: Rule("The reflection period is single, with fixed end grounds.", open="casework/care"),
    13: Rule(
        "Across controllers only blind keys meet; a reporter's name shows only to the own focal person.",
        (
            Held("schakel.ground.accounts.queries.contacts.reporter_name", "the name is for the own focal person",
                 "lambda viewer, account: 'Joost'", (f"{GROUND}/accounts/tests/test_contacts.py::test_a_reporters_name_is_for_the_focal_person_only",)),
            Held("bundling_reading", "what was read of a signal stays with its controller", "", sql=OPEN_POLICY.format("bundling_reading"),
                 tests=("tests/guards/test_access_matrix.py::test_nobody_outside_the_controller_reads_a_word_but_of_their_own_report",)),
        ),
    ),
    14: Rule(
        "Protected addresses are recognised by keyed hash and named nowhere.",
        (
            Held("schakel.casework.bundling.queries.protection.Shelters.hides", "recognises a shelter", "lambda self, one: False",
                 (f"{BUNDLING}/test_protection.py::test_a_protected_address_links_nothing_and_is_shown_nowhere",)),
        ),
    ),
    15: Rule(
        "Feedback to a reporter is fixed text, and may wait when a recipient asks it.",
        (
            Held("schakel.casework.intake.queries.mine._mine", "a reporter sees nothing that was decided", "lambda row: row",
                 (f"{INTAKE}/test_handling.py::test_the_reporter_hears_fixed_words_and_never_what_was_decided",)),
            Held("schakel.casework.intake.actions.feedback.held_back", "the text waits when a recipient asks it", "lambda row, code, *, by: False",
                 (f"{SHARING}/test_disclosing.py::test_the_reporter_hears_nothing_while_the_recipient_asks_it",)),
        ),
    ),
    16: Rule(
        "Nobody is asked for residence status before help or reporting; status lives in care only.",
        (
            Held("schakel.casework.sharing.rules.screening._says", "words of status never go along in a letter", "lambda text, word: False",
                 (f"{SHARING}/test_letters.py::test_a_letter_holds_what_may_go_there_and_nothing_else",)),
        ),
        open="Where status may be kept: casework/care.",
    ),
    17: Rule(
        "A minor possibly involved: Veilig Thuis first, no word to parents or companion, no image is taken in.",
        (
            Held(f"{DECIDING}.NOT_FOR_MINORS", "parents and companion of a possible minor hear nothing", "frozenset()",
                 (f"{SHARING}/test_rules.py::test_a_parent_and_a_companion_hear_nothing_even_when_a_law_names_them",), quick=True),
            Held(f"{DECIDING}.conditions", "a word with Veilig Thuis before anybody else", "lambda basis, recipient, *, minor: basis.needs",
                 (f"{SHARING}/test_rules.py::test_of_a_minor_nothing_goes_before_a_word_with_veilig_thuis_though_the_law_asks_none",), quick=True),
            Held("schakel.casework.intake.actions.choosing.drop_files", "an image that may show a minor is not taken in", "lambda *, by, kind: 0",
                 (f"{INTAKE}/test_attachments.py::test_a_marked_image_is_not_taken_in_but_the_signal_is",)),
        ),
    ),
    18: Rule(
        "Facts against never rank, close or lower anything; for minors they weigh nothing.",
        (
            Held("schakel.engines.picture.drawing.COUNTED", "only core and supporting facts count", "('core', 'supporting', 'against')",
                 ("src/schakel/engines/picture/tests/test_picture.py::test_facts_against_are_shown_apart_and_lower_nothing",), quick=True),
        ),
    ),
    19: Rule("No closure or eviction before care has confirmed where the residents sleep tonight.", open="knowhow/barriers, with casework/care"),
    20: Rule(
        "The presumed victim is informed by safe contact, and about the care track only.",
        (
            Held("schakel.casework.rights.rules.notices.notice_fault", "a presumed victim is told by safe contact only", "lambda state, **more: ''",
                 (f"{CASEWORK}/rights/tests/test_rules.py::test_a_notice_is_given_or_put_off_with_a_day",), quick=True),
        ),
        open="About the care track only: casework/care.",
    ),
    21: Rule(
        "Judgements on links bind until the signal's last day, and go with it.",
        (
            Held("schakel.casework.bundling.rules.judging.together", "a judgement binds the engine", "lambda kind: None",
                 (f"{BUNDLING}/test_judging.py::test_a_link_that_was_rejected_stays_apart_whatever_is_linked_again",)),
            Held("schakel.casework.bundling.actions.forgetting._remove", "and goes with its signal", "lambda signal: None",
                 (f"{SITE}/tests/test_expiring.py::test_what_was_made_of_it_goes_with_it_and_judgements_too",)),
        ),
    ),
    22: Rule(
        "Advice can be asked without naming a person, and leaves no dossier.",
        (
            Held("schakel.casework.sharing.queries.may_i_share", "a question is answered and not kept", KEPT,
                 (f"{SHARING}/test_asking.py::test_everybody_who_is_in_can_ask_and_nothing_is_kept",)),
        ),
    ),
}  # fmt: skip


def page() -> str:
    lines = [
        "# The 22 hard rules, and what holds them", "",
        "Printed from `tests/guards/hard_rules.py`. Of each line `bench/rules.py` takes out what holds the rule and wants the named test to turn red;",
        "`make test` does so for those marked *. A rule whose module does not exist yet is open, with the module that will hold it.", "",
        "| rule | held by | test that breaks without it |", "|---|---|---|",
    ]  # fmt: skip
    for number, rule in RULES.items():
        lines.append(f"| **{number}. {rule.words}** | {'open: ' + rule.open if rule.open else ''} | |")
        for held in rule.held:
            tests = "<br>".join(
                f"`{one.split('::')[1]}` ({one.split('::')[0].removeprefix('src/schakel/')})" for one in held.tests
            )
            kind = "row security of " if held.sql else ""
            lines.append(
                f"| | {held.what}: {kind}`{held.where.removeprefix('schakel.')}`{' *' if held.quick else ''} | {tests} |"
            )
    return "\n".join(lines) + "\n"
