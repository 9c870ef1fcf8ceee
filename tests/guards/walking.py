"""Every table with a person in it, tried by everybody, row by row: may they read, write, change or delete it?

Asked of the database itself, as the application's own role; nothing in between, and nothing stays.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection, models, transaction

from schakel.ground.accounts import access
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting, as_linker
from schakel.site.demo.people import PEOPLE
from tests.clones import Clone
from tests.guards import locks
from tests.guards.filled import EXTRA_ROLES, key_column, owner_column

VERBS = ("select", "insert", "update", "delete")
HOUSES = ("waterrijk", "noorderwaard", "zuiderveen")
A_FEW = {
    "insert": 3,
    "update": 15,
    "delete": 15,
}  # of the first and of the last rows of an organisation; all of them are read

# Each task is one table and one verb. All its rows at once, and where that is refused one by one; every try is undone.
TRY = """
do $$
declare
  task jsonb;
  one jsonb;
  worked jsonb;
  answers jsonb := '[]';
  statement text;
  got text[];
begin
  for task in select value from jsonb_array_elements(current_setting('matrix.asked')::jsonb) loop
    worked := '[]';
    statement := case task ->> 'verb'
      when 'select' then 'select array_agg(%2$I::text) from %1$I'
      when 'update' then 'with done as (update %1$I set %3$s = %3$s where %2$I::text = any($1) returning 1 as x, %2$I::text as k)
                          select array_agg(k) from done'
      when 'delete' then 'with done as (delete from %1$I where %2$I::text = any($1) returning %2$I::text as k)
                          select array_agg(k) from done'
      else 'insert into %1$I (%3$s) select %3$s from jsonb_populate_record(null::%1$I, $1)' end;
    statement := format(statement, task ->> 'table', task ->> 'key', task ->> 'columns');
    begin
      if task ->> 'verb' = 'insert' then
        raise exception using errcode = 'MX002', message = 'one by one';
      end if;
      execute statement using (select array_agg(value ->> (task ->> 'key')) from jsonb_array_elements(task -> 'rows')) into got;
      worked := coalesce(to_jsonb(got), '[]');
      raise exception using errcode = 'MX001', message = 'undone';
    exception
      when sqlstate 'MX001' then null;
      when others then
        for one in select value from jsonb_array_elements(task -> 'rows') loop
          begin
            if task ->> 'verb' = 'insert' then
              execute statement using one;
              got := array[one ->> (task ->> 'key')];
            else
              execute statement using array[one ->> (task ->> 'key')] into got;
            end if;
            worked := worked || coalesce(to_jsonb(got), '[]');
            raise exception using errcode = 'MX001', message = 'undone';
          exception
            when sqlstate 'MX001' or insufficient_privilege or raise_exception then null;
            -- A fault of the row itself (it is there already, something hangs on it) comes after the lock let it through.
            when others then worked := worked || jsonb_build_array(one ->> (task ->> 'key'));
          end;
        end loop;
    end;
    answers := answers || jsonb_build_array(worked);
  end loop;
  perform set_config('matrix.answers', answers::text, true);
end $$
"""
COLUMNS = """
select c.relname, a.attname, r.verb from pg_attribute a join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace, unnest(array['select', 'insert', 'update']) as r (verb)
where n.nspname = 'public' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  and has_column_privilege(%s, c.oid, a.attnum, r.verb) order by c.relname, a.attnum
"""

Who = str
Key = str


@dataclass(frozen=True)
class Table:
    """`rows` as they stand, by key; `of` says whose each is: the key of an organisation, or "elsewhere"."""

    name: str
    key: str
    rows: dict[Key, str]
    of: dict[Key, str]
    sealed: bool
    purpose: str
    owner: str
    named: Mapping[str, str]
    owner_of: Mapping[Key, str]  # the organisation itself

    def value(self, row: Key) -> dict[str, Any]:
        return json.loads(self.rows[row])


@dataclass
class Seen:
    """Per table, verb and person: the rows for which it worked. A row that was not tried is in `tried` of none."""

    rows: dict[tuple[str, str, Who], set[Key]] = field(default_factory=lambda: defaultdict(set))
    tried: dict[tuple[str, str], set[Key]] = field(default_factory=dict)
    houses: dict[tuple[str, str, Who], Counter[str]] = field(
        default_factory=dict
    )  # where the key itself is closed: the linker


def everybody(cast: Any) -> dict[Who, Actor]:
    """Each person of the cast, one of each role beyond it, one without a role, each system and a key for a system."""
    found = {one.key: getattr(cast, one.key) for one in PEOPLE}
    for role in EXTRA_ROLES:
        actor = access.actor_named(f"{role}@waterrijk.example")
        assert actor is not None
        found[role] = actor
    waterrijk = cast.organisation("waterrijk")
    found["no role"] = Actor(uuid4(), waterrijk, frozenset(), "GM9901", cast.noor.covenants)
    found["no covenant"] = Actor(uuid4(), waterrijk, frozenset({"reporter"}), "GM9901")
    for key in HOUSES:
        found[f"system of {key}"] = cast.system(key)
    found["reading key of waterrijk"] = Actor(None, waterrijk, frozenset({"bundle_reader"}), "GM9901", origin="api")
    return found


def tables(server: psycopg.Connection, cast: Any) -> list[Table]:
    named = {str(cast.organisation(key)): key for key in HOUSES}
    found = []
    for model in sorted(locks.our_models(), key=lambda one: one._meta.db_table):
        keeps = locks.keeps_of(model)
        if not keeps or not keeps.personal:
            continue
        name, key = model._meta.db_table, key_column(model)
        owner = _owner(model, "t")
        asked = f'select t."{key}"::text, to_jsonb(t)::text, {owner}::text from "{name}" t order by t."{key}"'
        rows = server.execute(asked).fetchall()
        found.append(
            Table(
                name, key, {row[0]: row[1] for row in rows}, {row[0]: named.get(row[2], "elsewhere") for row in rows},
                any(isinstance(one, models.BinaryField) for one in model._meta.fields), keeps.purpose,
                owner_column(model) or "", named, {row[0]: row[2] for row in rows},
            )
        )  # fmt: skip
    return found


def _owner(model: type[models.Model], alias: str) -> str:
    """SQL for the organisation of a row: its own column, or that of what it belongs to; null for the installation's."""
    column = owner_column(model)
    if column:
        return f'{alias}."{column}"'
    for one in model._meta.fields:
        if one.is_relation and one.related_model is not None and one.related_model is not model:
            other, inner = one.related_model._meta, alias + "x"
            return f'(select {_owner(one.related_model, inner)} from "{other.db_table}" {inner} where {inner}."{other.pk.column}" = {alias}."{one.column}")'
    return "null"


def walk(clone: Clone, cast: Any, found: Iterable[Table]) -> Seen:
    seen, all_of_them = Seen(), list(found)
    for table in all_of_them:
        for verb in VERBS:
            seen.tried[table.name, verb] = set(table.rows) if verb == "select" else set(_some(table, verb))
    with clone.as_superuser() as server:
        tasks = {role: _tasks(server, role, all_of_them) for role in (locks.APP, locks.LINKER, locks.BACKUP)}
    for who, actor in everybody(cast).items():
        with _undone(actor), connection.cursor() as cursor:
            _tries(seen, who, tasks[locks.APP], cursor)
    for key, member in (("waterrijk", "noor"), ("zuiderveen", "elif_")):
        by = replace(cast.system(key), covenants=getattr(cast, member).covenants)
        with _undone(by), as_linker(), connection.cursor() as cursor:
            _tries(seen, f"linker of {key}", tasks[locks.LINKER], cursor)
    for role, who in ((locks.APP, "nobody"), (locks.BACKUP, "backup")):
        with clone.as_role(role) as server, server.transaction(force_rollback=True):
            _tries(seen, who, tasks[role], server.cursor())
    return seen


@contextmanager
def _undone(actor: Actor) -> Iterator[None]:
    with acting(actor):
        yield
        transaction.set_rollback(True)


def _tries(seen: Seen, who: Who, tasks: list[dict[str, Any]], cursor: Any) -> None:
    cursor.execute("select set_config('matrix.asked', %s, true)", [json.dumps(tasks)])
    cursor.execute(TRY)
    cursor.execute("select current_setting('matrix.answers')")
    for task, answer in zip(tasks, json.loads(cursor.fetchone()[0]), strict=True):
        # Who may not read the key itself is told apart by number only: the linker.
        at = (task["table"], task["verb"], who)
        if task["known"] or not answer:
            seen.rows[at] = set(answer)
        else:
            seen.houses[at] = Counter(task["named"].get(one, "elsewhere") for one in answer)
            seen.rows[at] = {f"{at}" for at, _ in enumerate(answer)}


def _tasks(server: psycopg.Connection, role: str, found: Iterable[Table]) -> list[dict[str, Any]]:
    """What this role holds a right to at all: nothing else has to be tried, its refusal is the missing right."""
    rights, columns = locks.rights(server, role), _columns(server, role)
    tasks = []
    for table in found:
        for verb in VERBS:
            if verb not in rights.get(table.name, set()):
                continue
            mine = columns.get((table.name, verb), [])
            known = table.key in columns.get((table.name, "select"), [])
            named = ", ".join(f'"{one}"' for one in mine) if verb == "insert" else f'"{mine[0]}"' if mine else ""
            rows = [] if verb == "select" else [json.loads(table.rows[one]) for one in _some(table, verb)]
            readable = columns.get((table.name, "select"), [])
            key = table.key if known else next((one for one in (table.owner, *readable) if one in readable), table.key)
            task = {
                "table": table.name,
                "verb": verb,
                "key": key,
                "columns": named,
                "rows": rows,
                "known": known,
                "named": table.named,
            }
            tasks.append(task)
    return tasks


def _columns(server: psycopg.Connection, role: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for table, column, verb in server.execute(COLUMNS, [role]).fetchall():
        found[table, verb].append(column)
    return found


def _some(table: Table, verb: str) -> list[Key]:
    few = A_FEW[verb]
    found: dict[str, list[Key]] = defaultdict(list)
    for key, whose in table.of.items():
        found[whose].append(key)
    return [key for keys in found.values() for key in dict.fromkeys([*keys[:few], *keys[-few:]])]


def whose(table: Table, seen: Seen, verb: str, who: Who) -> str:
    """ "waterrijk; part of noorderwaard": of which organisations it worked for all rows, and of which for some. "" for none."""
    worked, tried = seen.rows[table.name, verb, who], seen.tried[table.name, verb]
    counted = seen.houses.get((table.name, verb, who), Counter(table.of[key] for key in worked if key in table.of))
    there = Counter(table.of[key] for key in tried)
    if counted == there and (len(there) > 1 or set(there) == {"elsewhere"}):
        return "all"
    houses = [one for one in (*HOUSES, "elsewhere") if counted[one]]
    return "; ".join(house if counted[house] == there[house] else f"part of {house}" for house in houses)


def own_reports(server: psycopg.Connection) -> Mapping[str, set[UUID]]:
    """Number of a signal -> who reported it."""
    found: dict[str, set[UUID]] = defaultdict(set)
    for signal, reporter in server.execute("select id::text, reporter from intake_signal").fetchall():
        found[signal].add(reporter)
    return found
