"""`schakel bundle`: which signals of a file may be one story, and why. Needs no database."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from schakel.cli.signals_in import InputRefused, protected_in, read_signals
from schakel.engines.exchange import ReadRow
from schakel.engines.linkage import JOIN, Edge, Mention, Result, Signal, masked, relate
from schakel.engines.picture import Observation, PictureSignal, picture_of, source_key
from schakel.ground.content.queries import pack

PACK = "nl"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "bundle",
        help="bring the signals of a file together, with the reasons",
        description="Reads signals (JSON Lines, CSV or XLSX), says which may belong together and why, and draws the picture of each bundle.",
        epilog="Example: schakel bundle signals.jsonl --out bundles.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _arguments(command)


def _arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "signals", metavar="SIGNALS", type=Path, help="file with one signal a line: .jsonl, .csv or .xlsx"
    )
    command.add_argument("--out", metavar="FILE", type=Path, help="write here instead of to standard output")
    command.add_argument(
        "--protected", metavar="FILE", type=Path, help="addresses that must never link or be named, one a line"
    )


def run(args: argparse.Namespace) -> int:
    """0 when done, 2 when the input or the place to write is refused."""
    try:
        rows = read_signals(args.signals, PACK)
        hidden = protected_in(args.protected)
    except InputRefused as refused:
        print(*refused.sentences, sep="\n", file=sys.stderr)
        return 2
    result = relate(
        (_signal(row) for row in rows), protected=lambda kind, text: (kind, text) in hidden, progress=_progress()
    )
    text = json.dumps(_output(result, {row.sender_id: row for row in rows}), ensure_ascii=False, indent=1) + "\n"
    if args.out is None:
        sys.stdout.buffer.write(text.encode())
        return 0
    try:
        write_whole(args.out, text)
    except OSError as problem:
        print(f"{args.out}: {problem.strerror}", file=sys.stderr)
        return 2
    return 0


def write_whole(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Writes all of it or nothing: beside the place first, then in one move. Raises OSError."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o600)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _progress() -> Callable[[int, int], None] | None:
    """Tells how far it is after a second, when somebody watches."""
    if not sys.stderr.isatty():
        return None
    started = time.monotonic()

    def tell(done: int, of: int) -> None:
        if time.monotonic() - started > 1:
            print(f"\r{done} of {of} pairs", end="\n" if done == of else "", file=sys.stderr)

    return tell


def _signal(row: ReadRow) -> Signal:
    told = row.signal
    assert told is not None, "a row without faults holds a signal"
    return Signal(
        id=row.sender_id,
        observed_on=told.observed_on,
        narrative=told.narrative,
        mentions=tuple(Mention(**asdict(named)) for named in told.mentions),
        seen=frozenset(one.indicator for one in told.observations if one.answer == "seen"),
        place=row.municipality,
        source="|".join((told.organisation_kind, row.organisation, told.function)),
    )


def _output(result: Result, rows: dict[str, ReadRow]) -> dict[str, Any]:
    return {
        "links": [_link(edge) for edge in result.links],
        "bundles": [
            {"signals": list(members), "picture": _picture(members, result.links, rows)} for members in result.bundles
        ],
        "hubs": [
            {"kind": hub.kind, "signals": hub.signals, "first_seen": {"signal": hub.first, "mention": hub.mention}}
            for hub in result.hubs
        ],
    }


def _link(edge: Edge) -> dict[str, Any]:
    because = [
        {
            "kind": reason.kind,
            "a": masked(reason.a),
            "b": masked(reason.b),
            "level": reason.text,
            "bits": reason.bits,
            "seen_in": reason.seen_in,
            "m": round(reason.m, 6),
            "u": float(f"{reason.u:.3g}"),
            "share": reason.share,
        }
        for reason in edge.because
    ]
    return {
        "a": edge.a,
        "b": edge.b,
        "band": edge.band,
        "bits": edge.bits,
        "prior_bits": edge.prior,
        "because": because,
    }


def counting(members: Sequence[str], links: Sequence[Edge]) -> set[str]:
    """The signals of a bundle that are joined to each other, the largest such part; the rest still waits for a judgement."""
    part = {label: {label} for label in members}
    for edge in links:
        if edge.band == JOIN and edge.a in part and edge.b in part and part[edge.a] is not part[edge.b]:
            part[edge.a] |= part[edge.b]
            for label in part[edge.b]:
                part[label] = part[edge.a]
    return max((part[label] for label in members), key=len)


def _picture(members: Sequence[str], links: Sequence[Edge], rows: dict[str, ReadRow]) -> dict[str, str]:
    joined = counting(members, links)
    shown = [_picture_signal(rows[label], label in joined) for label in members]
    return dict(picture_of(shown, pack(PACK)).as_contract())


def _picture_signal(row: ReadRow, counts: bool) -> PictureSignal:
    told = row.signal
    assert told is not None, "a row without faults holds a signal"
    return PictureSignal(
        id=row.sender_id,
        source=source_key(
            organisation_kind=told.organisation_kind, organisation=row.organisation, function=told.function
        ),
        observations=tuple(
            Observation(one.indicator, cast(Any, one.answer), cast(Any, one.basis or None)) for one in told.observations
        ),
        minor=cast(Any, told.minor),
        observed_on=told.observed_on,
        counting=counts,
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="schakel bundle", epilog="Example: schakel bundle signals.jsonl --out bundles.json"
    )
    _arguments(parser)
    return run(parser.parse_args())


if __name__ == "__main__":
    raise SystemExit(main())
