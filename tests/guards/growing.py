"""A municipality whose rows of every kind grow, by the actions that people use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from schakel.casework.bundling import actions as bundling
from schakel.casework.bundling import queries as bundles
from schakel.casework.hits import actions as regions
from schakel.casework.hits.tests.regions import Regions
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as intake_queries
from schakel.casework.intake import queries as signals
from schakel.casework.intake.tests import files
from schakel.casework.provisions import actions as provisions
from schakel.casework.rights import actions as rights
from schakel.casework.sharing import actions as sharing
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts import queries as people
from schakel.ground.accounts.tests.authenticator import Device
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.site import reactions
from schakel.site.matter import matter_of
from schakel.site.occurrences import occurrences

HERE, THERE = "GM9901", "GM9902"
LAUNDRY = "06-00001174"  # the number that one bundle grows around
PEOPLE = (  # the same person as two people write it down
    ("Kasimir Wolkenstok", "Casimir Wolkenstock"),
    ("Anwar Talhoubi", "Anouar Talhubi"),
    ("Sabri Mansouf", "Sabrie Mansoef"),
    ("Dragomir Petkanov", "Dragomier Petkanof"),
)
FIRMS = ("Wasserij Schuimkraag", "Kas Zonnedauw", "Hotel Windvaan", "Slagerij Ossenhof")
CODES = ("GEN-01", "GEN-03", "LAB-01", "LAB-02", "LAB-06", "LAB-07", "LAB-08")
SHEET, ROWS = "adult_labour", ("ILO-D4-01", "ILO-D4-02", "ILO-D4-03", "ILO-D4-04")
VEILIG_THUIS = ("veilig_thuis", "G-professional-veilig-thuis", "child_safety")
ROLES = ("trainer", "policy_adviser", "mayor")
Named = list[tuple[str, str]]


@dataclass
class Municipality:
    """Waterrijk at work. Every year adds to each kind of row; `last` is a signal with `years` of everything in it."""

    cast: Any
    years: int = 0
    last: UUID = field(init=False)
    letter: UUID = field(init=False)
    aside: UUID = field(init=False)
    somebody: UUID = field(init=False)
    regions: Regions = field(init=False)
    elsewhere: UUID = field(init=False)
    agreement: UUID = field(init=False)
    wanted: UUID = field(init=False)
    decided: UUID = field(init=False)
    access: UUID = field(init=False)
    provision: UUID = field(init=False)
    record: UUID = field(init=False)

    @property
    def here(self) -> UUID:
        return self.cast.organisation("waterrijk")

    def grows(self, years: int = 1) -> None:
        for _ in range(years):
            self.years += 1
            self._stands_beside()
            self.hears(f"06-{13_579_246 * self.years % 10**8:08d}", *PEOPLE[self.years])
            self.hears(LAUNDRY, *PEOPLE[0])
            reactions.run_pending()
            self._handles()
            self._attaches()
            self._judges()
            self._fills_in()
            self._asks()
            self._asks_elsewhere()
            self._enrols()
            self._shares()
            self._asks_about_people()
            self._provides()
            self._manages()
            self._is_on_duty()
            self._opens()

    @property
    def bundle(self) -> int:
        """The number of the bundle around the laundry, which `last` is in."""
        with acting(self.cast.noor):
            held = bundles.bundle_of(viewer=self.cast.noor, signal=self.last)
        assert held is not None and held.signals > self.years
        return held.number

    @property
    def two_bundles(self) -> tuple[int, int]:
        """The bundle around the laundry, and a small one beside it that has nothing to do with it."""
        with acting(self.cast.noor):
            held = bundles.bundle_of(viewer=self.cast.noor, signal=self.aside)
        assert held is not None and held.number != self.bundle
        return self.bundle, held.number

    @property
    def sheet(self) -> tuple[int, str]:
        return self.bundle, SHEET

    @property
    def dimension(self) -> tuple[int, str, str]:
        return self.bundle, SHEET, "D4"

    @property
    def beside(self) -> int:
        return self.two_bundles[1]

    def hears(self, phone: str, name: str, misspelt: str) -> None:
        """Two signals with one number and one person, one with the person only, and one with the neighbour."""
        firms = [("organisation", firm) for firm in FIRMS[: self.years]]
        self._tells(self.cast.joost, HERE, [("phone", phone), ("person", name)])
        self._tells(self.cast.joost, HERE, [("person", name)])
        self._tells(self.cast.anouk, THERE, [("phone", phone), ("person", name)])
        self.last = self._tells(self.cast.joost, HERE, [("phone", phone), ("person", misspelt), *firms])

    def _stands_beside(self) -> None:
        """A small bundle of its own: two signals of a boat, and one more every year."""
        boat = [("licence_plate", "QC-777-Q"), ("email", "boot@nergens.example")]
        for at in range(2 if self.years == 1 else 1):
            self.aside = self._tells(self.cast.joost, HERE, [*boat, ("person", f"Iemand {'xyz'[at]}")])

    def _tells(self, by: Actor, municipality: str, named: Named) -> UUID:
        with acting(by):
            return intake.register_signal(
                by=by,
                municipality=municipality,
                observed_on=date(2026, 9, 1 + self.years),
                narrative=f"Een man noemt {named[0][1]}.",
                observations=[intake.IncomingObservation(code, "seen", "saw") for code in CODES[: self.years]],
                mentions=[intake.IncomingMention(kind, value) for kind, value in named],
                function="desk",
            ).id

    def _handles(self) -> None:
        noor = self.cast.noor
        intake.qualify(by=noor, signal=self.last)
        for _ in range(self.years):
            intake.weigh(by=noor, signal=self.last, reason="Gelezen.")
            intake.decide(by=noor, signal=self.last, outcome="care", reason="Besproken.")
            intake.give_feedback(by=noor, signal=self.last, code="in_hand")
            intake.add_observation(
                by=noor, signal=self.last, indicator="TEG-05", answer="seen", basis="document", reason="Gezien."
            )

    def _attaches(self) -> None:
        joost = self.cast.joost
        with acting(joost):
            for number in range(self.years):
                intake.keep_draft(by=joost, kind="desk", typed={})
                intake.keep_file(by=joost, kind="desk", name=f"{number}.png", content=files.png((9 + number, 9)))
            intake.attach_kept(by=joost, kind="desk", signal=self.last)
            intake.drop_draft(by=joost, kind="desk")

    def _judges(self) -> None:
        """In every bundle one question more gets an answer: not yet known."""
        noor = self.cast.noor
        with acting(noor):
            found = [bundles.bundle(viewer=noor, number=one) for one in sorted(bundles.running_numbers(viewer=noor))]
        for row in found:
            for one in [one for one in (row.questions if row else ()) if not one.postponed][:1]:
                bundling.postpone_link(by=noor, link=one.link.id, reason="Dat weet ik nog niet.")

    def _fills_in(self) -> None:
        """One row more of the worksheet is answered, with a longer reason."""
        said = bundling.SheetAnswer("yes", "Gelezen. " * 20)
        bundling.answer_worksheet(by=self.cast.noor, number=self.bundle, ilo_list=SHEET, given={ROWS[self.years]: said})

    def _asks(self) -> None:
        """The neighbour asks after one related signal more."""
        femke = self.cast.femke
        with acting(femke):
            waiting = [row.id for row in bundles.hits(viewer=femke) if row.request is None]
        for hit in waiting[:2]:
            bundling.ask_other(by=femke, hit=hit)

    def _asks_elsewhere(self) -> None:
        """One agreement more that ended, one question more to another region, and one related signal more there."""
        if self.years == 1:
            self.regions = Regions(self.cast)
        for running in (False, True):
            agreement = self.regions.agree() if running or self.years == 1 else self.agreement
            if not running:
                regions.end_agreement(by=self.cast.petra, agreement=agreement)
            self.agreement = agreement
        named = ("licence_plate", f"QC-04{self.years}-Q")
        self.regions.takes_in(self.cast.elif_, named)
        self.regions.asks(self.regions.takes_in(self.cast.noor, named), hours=self.years * 24)
        self.regions.round(self.years * 24 + 6)
        self.elsewhere = self.regions.told(self.cast.noor)[0].side

    @property
    def proposal(self) -> tuple[UUID, str, str, str]:
        return self.last, *VEILIG_THUIS

    @property
    def consent(self) -> tuple[UUID, str, str]:
        return self.last, "comensha", "registration"

    def _shares(self) -> None:
        """About the last signal one letter more, with one thing more in it, and one more no of one person more."""
        noor = self.cast.noor
        recipient, basis, purpose = VEILIG_THUIS
        for year in range(self.years):
            with acting(noor):
                found = matter_of(noor, self.last)
                assert found is not None
                things = [one.code for one in found.pieces if one.kind in ("organisation", "methods", "observed")]
            self.letter = sharing.propose_disclosure(
                by=noor, matter=found, basis=basis, recipient=recipient, purpose=purpose, chosen=things[: year + 1],
                confirmed=(), necessity="Nodig.", subsidiarity="Niet met minder.",
            )  # fmt: skip
            person = found.unknown_people[0]
            sharing.record_consent(
                by=noor, matter=found.about(person), person=person, recipient="comensha", purpose="registration",
                agreed=False, age="unknown", involved="unknown", said_on=date(2026, 9, 1),
            )  # fmt: skip
        sharing.check_disclosure(by=noor, disclosure=self.letter)

    def _asks_about_people(self) -> None:
        """One request more to look up, in which more is found; and one that waits for a decision over one place more."""
        noor, petra, somebody = self.cast.noor, self.cast.petra, PEOPLE[0][0]
        made = []
        for _ in range(2):
            one = rights.register_request(
                by=petra, kind="erasure", channel="counter", received_on=date(2026, 9, 1), asked_by="self", name=somebody,
                also=[], reach="Belt zelf.",
            )  # fmt: skip
            rights.check_request(
                by=petra, request=one, identity="document_seen", apart="yes", willing="yes", authority=""
            )
            made.append(one)
        self.wanted, self.decided = made
        with acting(noor):
            found = [one for one in occurrences(noor, [somebody]) if one.place == rights.MENTION]
        chosen = [
            rights.Chosen(place=one.place, words=one.words, proposal="refuse", ground="others_rights", signal=one.signal,
                          number=one.number, position=one.position)
            for one in found
        ]  # fmt: skip
        rights.collect_request(by=noor, request=self.decided, found=chosen, note="Gezien. " * self.years)
        with acting(noor):
            row = signals.signal(viewer=noor, signal=self.last, reading=False)
        assert row is not None
        person = next(one.position for one in row.mentions if one.kind == "person")
        rights.note_notice(
            by=noor, signal=self.last, person=person, state="postponed", ground="danger", reason="Nu niet. " * self.years,
            review_on=timezone.localdate() + timedelta(days=20),
        )  # fmt: skip

    def _provides(self) -> None:
        """The police give something more; an officer writes down more in both tracks, and something more crosses over."""
        noor, koen, petra = self.cast.noor, self.cast.koen, self.cast.petra
        day, words = (
            date(2026, 9, self.years),
            [provisions.Field("incident", "Iets"), provisions.Field("place", "Kade 1")],
        )
        if self.years == 1:
            sharing.accept_basis(by=petra, basis="G-investigation-supervision", reason="Gelezen.")
            self.record = provisions.record_investigation(by=koen, happened_on=day, fields=words)
        self.provision = provisions.record_provision(
            by=noor, giver="police", basis="G-police-municipality-19", reference="V-1", provided_on=day, purpose="task",
            fields=words[:1],
        )  # fmt: skip
        for _ in range(self.years):
            provisions.open_provision(by=noor, provision_id=self.provision)
        provisions.record_investigation(by=koen, happened_on=day, fields=words)
        provisions.give_to_supervision(by=koen, record=self.record, chosen=["place"], necessity="Nodig.")
        provisions.record_supervision(by=koen, happened_on=day, fields=[provisions.Field("place", "Kade 1")])
        provisions.record_audit(by=petra, kind="internal", held_on=day, result="in_order", findings="Niets te doen.")

    def _manages(self) -> None:
        karim, here = self.cast.karim, self.here
        with acting(karim):
            hulp = accounts.create_organisation(by=karim, kind="ngo", name=f"Hulp {self.years}")
            pact = accounts.create_covenant(by=karim, name=f"Pact {self.years}", purpose="Samen.", region="ZUIDKUST")
            for house in (here, hulp):
                accounts.join_covenant(by=karim, covenant=pact, organisation=house)
            accounts.create_token(by=karim, organisation=here, name=f"Systeem {self.years}")
            login = f"nieuw{self.years}@waterrijk.example"
            invited = accounts.create_account(by=karim, organisation=here, login_name=login, name="Nieuw", roles=())
            self.somebody = invited.account
            for role in ROLES[: self.years]:
                accounts.grant_role(by=karim, account=self.somebody, role=role)

    def _enrols(self) -> None:
        """One passkey more of one person."""
        with acting(self.cast.wim) as wim:
            asked, state = people.passkey_to_make(wim, "http://localhost")
            made = Device().makes(asked)
            accounts.add_passkey(by=wim, name="Sleutel", origin="http://localhost", state=state, answer=made)

    @property
    def opened(self) -> UUID:
        return self.access

    def _opens(self) -> None:
        """The neighbour opens the last signal in an emergency, and shuts the one of before."""
        femke = self.cast.femke
        with acting(self.cast.noor):
            row = intake_queries.by_id(viewer=self.cast.noor, ids=[self.last])[self.last]
        if self.years > 1:
            breakglass.end_access(by=femke, access=self.access)
        self.access = intake.open_numbered(
            by=femke,
            owner=self.here,
            number=row.number,
            ground="life_in_danger",
            reason="Er is gevaar, niemand nam op.",
        )

    def _is_on_duty(self) -> None:
        """One turn a day more, somebody away, and one thing more that cannot wait."""
        noor, samira = self.cast.noor, self.cast.samira
        assert noor.account and samira.account
        duty.add_turn(
            by=noor, weekdays=list(range(7)), starts=time(self.years), ends=time(self.years), account=noor.account,
            stand_in=samira.account,
        )  # fmt: skip
        duty.go_away(by=noor, account=samira.account, first=date(2099, 1, self.years), last=date(2099, 1, self.years))
        with acting(self.cast.joost):
            intake.register_signal(
                by=self.cast.joost, municipality=HERE, observed_on=date(2026, 9, 1), narrative="Er is gevaar.", danger=True
            )  # fmt: skip
        reactions.run_pending()
