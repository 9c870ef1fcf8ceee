"""Signals come in while parts of the house are killed; afterwards everything that was sent is sent again, and counted.

What must hold: nothing that was acknowledged is lost, nothing is there twice, the trail verifies, every signal was linked.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from tests.installation import LONG, Installation, kill_session

KINDS = ("database", "server", "import", "database", "worker", "database", "both", "import and database")
SENDERS, EACH = 2, 4  # how many send at once, and how many signals each sends in a round
NEW, KNOWN = 201, 200
_UNIQUE = "select count(*), count(distinct number), count(distinct sender_id) from intake_signal"
_REGISTERED = "select count(*), count(distinct object_id) from audit_entry where kind = 'signal.registered'"
_FOLLOWED = "('signal.registered', 'signal.screened')"  # what nothing follows on is cleared away after a day
_WAITING = f"select count(*) from audit_reaction where done_at is null and kind in {_FOLLOWED}"
_UNREAD = "select count(*) from intake_signal s where not exists (select from bundling_reading r where r.signal = s.id)"
_ALONE = "select count(*) from intake_signal s where not exists (select from bundling_link l where s.id in (l.a, l.b))"
_SYLLABLES = ("ba", "dor", "fi", "gul", "ha", "jem", "ko", "lis", "mu", "nar", "po", "rif", "sa", "tev", "wo", "zim")


@dataclass
class Storm:
    """One run on one installation; `faults` is empty when everything held."""

    house: Installation
    seed: int
    sent: dict[str, bytes] = field(default_factory=dict)
    receipts: dict[str, tuple[str, int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def rages(self, rounds: int, *, until: float = float("inf"), say: Callable[[str], None] = lambda _: None) -> None:
        """`rounds` times, or until that moment of the monotonic clock: send, kill, recover, send again, count."""
        self.house.recovers()
        for number in range(rounds):
            if time.monotonic() > until:
                break
            self._round(number, KINDS[number % len(KINDS)], random.Random(self.seed * 1_000 + number))
            say(f"round {number + 1}: {dict(self.counted)}, {len(self.faults)} faults")
        self._settles()

    def _round(self, number: int, kind: str, chance: random.Random) -> None:
        rows = [_signal(f"{number}-{nth}", nth // 3, chance) for nth in range(SENDERS * EACH)]
        if kind.startswith("import"):
            again = self._reads_in(kind, rows, chance)
        else:
            again = self._sends(kind, rows, chance)
        began = time.monotonic()
        self.refusals.update(self.house.recovers())
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.counted["left waiting"] += self._one(_WAITING)[0]
        self.counted.update(["rounds", f"killed: {kind}"])
        again()
        self._counts(f"round {number + 1} ({kind})")

    def _sends(self, kind: str, rows: list[dict[str, object]], chance: random.Random) -> Callable[[], None]:
        """Two senders post; after so many answers and a moment more, what `kind` names is killed."""
        answered, enough, pause = threading.Semaphore(0), chance.randrange(len(rows)), chance.uniform(0, 0.15)
        bodies = {str(row["id"]): json.dumps(row).encode() for row in rows}
        self.sent |= bodies
        names = list(bodies)

        def send(mine: list[str]) -> None:
            for name in mine:
                self._note(name, *self.house.posts(bodies[name]), first=True)
                answered.release()

        senders = [threading.Thread(target=send, args=[names[nth::SENDERS]]) for nth in range(SENDERS)]
        for sender in senders:
            sender.start()
        for _ in range(enough):
            answered.acquire(timeout=LONG)
        time.sleep(pause)
        self._kill(kind)
        for sender in senders:
            sender.join(2 * LONG)
        return lambda: self._again(names)

    def _kill(self, kind: str) -> None:
        if kind in ("server", "both"):
            self.house.kill_server()
        if kind in ("database", "both"):
            self.house.kill_database()
        if kind == "worker":
            self.house.kill_worker()

    def _reads_in(self, kind: str, rows: list[dict[str, object]], chance: random.Random) -> Callable[[], None]:
        """A file is read in; when so many lines are there, and a moment more, the reader or the database is killed."""
        file = self.house.home.parent / f"signals-{rows[0]['id']}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        self.sent |= {str(row["id"]): b"" for row in rows}
        words = ("load", str(file), "--municipality", "GM9901", "--as", "noor@waterrijk.example")
        enough, late = self._one(_UNIQUE)[0] + chance.randrange(len(rows)), time.monotonic() + LONG
        reader = self.house.starts(*words)
        while self._one(_UNIQUE)[0] < enough and reader.poll() is None and time.monotonic() < late:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.15))
        if kind == "import":
            kill_session(reader)
        else:
            self.house.kill_database()
            reader.wait(LONG)
        return lambda: self._reads_again(words)

    def _reads_again(self, words: tuple[str, ...]) -> None:
        done = self.house.command(*words)
        self.counted["files read in again"] += 1
        if done.returncode != 0:
            self.faults.append(f"load ended with {done.returncode}: {done.stderr[-300:]}")

    def _again(self, names: list[str]) -> None:
        for name in names:
            self._note(name, *self.house.posts(self.sent[name]), first=False)

    def _note(self, name: str, status: int, answer: bytes, *, first: bool) -> None:
        """What an answer says of what was promised before."""
        self.counted["answers lost" if first and status not in (NEW, KNOWN) else "answers"] += 1
        if status not in (NEW, KNOWN):
            if not first:
                self.faults.append(f"{name}: answered {status} when all was well again")
            return
        said = json.loads(answer)
        receipt = (said["id"], said["number"])
        if name in self.receipts and (status == NEW or self.receipts[name] != receipt):
            self.faults.append(f"{name}: acknowledged, then {status} with another receipt")
        if not first and name not in self.receipts:
            self.counted["in without an answer" if status == KNOWN else "not in yet"] += 1
        self.receipts.setdefault(name, receipt)

    def _counts(self, where: str) -> None:
        signals, numbers, senders = self._one(_UNIQUE)
        entries, objects = self._one(_REGISTERED)
        if not signals == numbers == senders == entries == objects == len(self.sent):
            found = f"{signals} signals, {numbers} numbers, {senders} ids, {entries} entries about {objects}"
            self.faults.append(f"{where}: {found} for {len(self.sent)} sent")

    def _settles(self) -> None:
        """What waits is done by the worker that the manual names; then nothing may be left, and the trail is whole."""
        late = time.monotonic() + LONG
        while self.house.command("work", "--once").returncode == 0 and self._one(_WAITING)[0]:
            if time.monotonic() > late:
                break
            time.sleep(1)
        for what, statement in (
            ("reactions undone", _WAITING),
            ("signals not read", _UNREAD),
            ("signals alone", _ALONE),
        ):
            if found := self._one(statement)[0]:
                self.faults.append(f"{found} {what}")
        self.faults += self.lost()
        verified = self.house.command("audit", "verify")
        if verified.returncode != 0:
            self.faults.append(f"the trail does not verify: {verified.stdout[-300:]}")

    def lost(self) -> list[str]:
        """What was acknowledged and is not there, or is there as something else."""
        held = {str(one): number for one, number in self.house.reads("select id, number from intake_signal")}
        wrong = (name for name, (one, number) in self.receipts.items() if held.get(one) != number)
        return [f"{name}: acknowledged and not there" for name in wrong]

    def _one(self, statement: str) -> tuple[int, ...]:
        """The row of a count; while the database is away, asked again."""
        late = time.monotonic() + LONG
        while True:
            try:
                return self.house.reads(statement)[0]
            except psycopg.OperationalError:
                if time.monotonic() > late:
                    raise
                time.sleep(0.05)


def _signal(name: str, group: int, chance: random.Random) -> dict[str, object]:
    """Invented; three in a row name one number and one person, so that there is something to link."""
    who = random.Random(f"{name.split('-')[0]} {group}")
    person = " ".join("".join(who.sample(_SYLLABLES, 3)).capitalize() for _ in range(2))
    return {
        "id": name,
        "observed_on": f"2026-10-{chance.randrange(1, 29):02d}",
        "narrative": f"Iemand noemt {person}.",
        "mentions": [
            {"kind": "phone", "value": f"06-{who.randrange(10**8):08d}"},
            {"kind": "person", "value": person},
        ],
    }
