"""Bundles through time: which keeps its number, who came and went, which signals count, what is still asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

Members = frozenset[UUID]

UNDECIDED: Final = frozenset({"received", "qualified", "weighed"})
STATUSES: Final = ("weighing", "decided", "closed")


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds between two signals: `sure` when it was joined or confirmed, else it waits for a judgement.

    `asked` False: somebody already answered that it is not known yet.
    """

    a: UUID
    b: UUID
    bits: float
    sure: bool
    asked: bool = True

    def other(self, signal: UUID) -> UUID:
        return self.b if signal == self.a else self.a


@dataclass(frozen=True, slots=True)
class Change:
    """Who comes into a bundle and who leaves it."""

    joined: Members
    left: Members


@dataclass(frozen=True, slots=True)
class Question:
    """Does `asked` (it does not count yet) belong to the story of `known`? The strongest tie between them is put first."""

    asked: UUID
    known: UUID
    tie: Tie
    with_it: tuple[UUID, ...]


def changes(before: Collection[UUID], after: Collection[UUID]) -> Change:
    return Change(frozenset(after) - frozenset(before), frozenset(before) - frozenset(after))


def succession(
    running: Mapping[int, Members], ended: Mapping[int, Members], after: Sequence[Members]
) -> list[int | None]:
    """The number each new bundle keeps, in order; None asks for a new one.

    `running` and `ended` are the bundles touched, by number, with their (last) members. The largest surviving part
    keeps the number; on a tie the lower number. A bundle that had ended gets its number back when its signals come
    together again and nobody else has a claim: so undoing is seen as undoing. No number is given twice.
    """
    numbers: list[int | None] = [None] * len(after)
    for known in (running, ended):
        claims = sorted(
            (-len(members & group), number, at)
            for number, members in known.items()
            for at, group in enumerate(after)
            if members & group
        )
        given = {number for number in numbers if number is not None}
        for _overlap, number, at in claims:
            if numbers[at] is None and number not in given:
                numbers[at] = number
                given.add(number)
    return numbers


def groups(members: Sequence[UUID], ties: Iterable[Tie]) -> list[tuple[UUID, ...]]:
    """Members that hang together by sure ties, each group in the order of `members`, the largest first.

    Of two groups of one size the one with the earliest member comes first.
    """
    root = {member: member for member in members}

    def top(member: UUID) -> UUID:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for tie in ties:
        if tie.sure and tie.a in root and tie.b in root:
            root[top(tie.a)] = top(tie.b)
    found: dict[UUID, list[UUID]] = {}
    for member in members:
        found.setdefault(top(member), []).append(member)
    place = {member: at for at, member in enumerate(members)}
    return [tuple(group) for group in sorted(found.values(), key=lambda group: (-len(group), place[group[0]]))]


def counted(members: Sequence[UUID], ties: Iterable[Tie]) -> Members:
    """The signals that count in the picture: the largest group of sure ties. What still waits counts for nothing."""
    found = groups(members, ties)
    return frozenset(found[0]) if found else frozenset()


def questions(members: Sequence[UUID], ties: Sequence[Tie]) -> list[Question]:
    """One question for each group that does not count yet: its strongest tie to the story, or else to another group.

    Those nobody looked at come first, of these the ones tied to the story, of these the strongest.
    """
    found = groups(members, ties)
    of = {member: at for at, group in enumerate(found) for member in group}
    asked: dict[int, Tie] = {}
    for tie in sorted(ties, key=lambda one: (-one.bits, one.a, one.b)):
        ends = sorted((of[end] for end in (tie.a, tie.b) if end in of), reverse=True)
        if not tie.sure and len(ends) == 2 and ends[0] != ends[1]:
            best = asked.get(ends[0])
            if best is None or (ends[1] == 0 and 0 not in (of[best.a], of[best.b])):
                asked[ends[0]] = tie
    put = []
    for at, tie in asked.items():
        one = tie.a if of[tie.a] == at else tie.b
        put.append(Question(one, tie.other(one), tie, found[at]))
    story = set(found[0]) if found else set()
    return sorted(put, key=lambda one: (not one.tie.asked, one.known not in story, -one.tie.bits, one.asked))


def status(states: Iterable[str]) -> str:
    """What a bundle's signals together say: closed when all are, weighing while one has no outcome, else decided."""
    known = set(states)
    if known == {"closed"}:
        return "closed"
    return "weighing" if known & UNDECIDED or not known else "decided"
