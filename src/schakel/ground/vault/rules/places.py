"""Where sealed texts stand, so that a command can seal them anew with a newer key."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"[a-z_]+")
_OWNER = re.compile(r"[a-z_]+|\(select [a-z_]+ from [a-z_]+ one where one\.id = [a-z_]+\)")


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed column. `place` is what its texts are bound to, with {} for the row that `names` gives.

    `of`: the column with the organisation it is sealed for, or a look-up of it in one other table. ValueError for another form.
    """

    table: str
    column: str
    place: str
    of: str = "controller"
    names: str = "id"
    file: bool = False

    def __post_init__(self) -> None:
        if not all(map(_NAME.fullmatch, (self.table, self.column, self.names))) or not _OWNER.fullmatch(self.of):
            raise ValueError(f"{self.table}.{self.column}: names of columns only")
        if self.place.count("{}") != 1:
            raise ValueError(f"{self.table}.{self.column}: its place names one row")

    @property
    def batch(self) -> int:
        """How many are sealed anew in one transaction: short enough that nobody waits for it, small enough for memory."""
        return 4 if self.file else 200

    def old_ones(self, *, after: bool) -> str:
        """SQL: a batch of one organisation's texts that are not sealed with the key whose mark is given, in order of row."""
        further = f" and {self.names} > %s" if after else ""
        return f"select {self.names}, {self.column} {self._old()}{further} order by {self.names} limit {self.batch}"

    def newest(self) -> str:
        return f"select {self.names}, {self.column} from {self.table} where {self.of} = %s and {self.column} is not null order by {self.names} desc limit 1"  # noqa: S608 (names are checked above)

    def how_many(self) -> str:
        return f"select count(*) from {self.table} where {self.of} = %s and {self.column} is not null"  # noqa: S608 (names are checked above)

    def how_many_old(self) -> str:
        return f"select count(*) {self._old()}"

    def swap(self) -> str:
        """SQL: puts the new text in the place of exactly the old one; when somebody wrote there meanwhile, nothing."""
        return f"update {self.table} set {self.column} = %s where {self.names} = %s and {self.column} = %s"  # noqa: S608 (names are checked above)

    def _old(self) -> str:
        return (
            f"from {self.table} where {self.of} = %s and {self.column} is not null"  # names are checked above
            f" and substring({self.column} for 5) <> %s"
        )
