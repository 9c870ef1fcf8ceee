"""Numbers as typed: phones, chamber-of-commerce numbers, licence plates, bank accounts, documents.

A citizen service number (BSN) may only be used with a basis in law. Nine digits that pass the eleven-test are refused
wherever they turn up, and masked in everything that comes out.
"""

from __future__ import annotations

import re

import phonenumbers

from schakel.engines.linkage.forms import Exact, Form, Unreadable
from schakel.engines.linkage.text import folded

_NINE = re.compile(r"(?<![\d])(?:\d[ .\-]?){8}\d(?![\d])")
_PAPERS = frozenset(["ID", "NR", "NO", "PAS", "VAN", "EU", "VNR"])
MASK = "*********"
# Numbers that everybody calls (a town hall, the police, free lines), and the one that is typed when there is none.
_EVERYBODYS = re.compile(r"140\d{2,3}|0800\d{4,7}|09008844|06?0{8,9}")
_PART = re.compile(
    r"\b(?:eindigt|eindigend|eindigde|laatste|ending|ends|last|einde)\b|^[.…*x]+\s*[-\s]?\d|^-\d", re.IGNORECASE
)
_START = re.compile(r"\b(?:begint|beginnend|eerste|starts|starting|first|begin)\b|[.…*?]+\s*$", re.IGNORECASE)


def is_citizen_number(digits: str) -> bool:
    """Nine digits that pass the eleven-test of the BSN."""
    if len(digits) != 9 or not digits.isdecimal() or digits == "000000000":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0


def masked(text: str) -> str:
    """The text with every citizen service number masked; everything else stays as typed."""
    return _NINE.sub(lambda found: MASK if is_citizen_number(re.sub(r"\D", "", found.group())) else found.group(), text)


def read_phone(value: str) -> Form:
    """E.164 text, or the digits that are known of it ("eindigt op 1174")."""
    text = re.sub(r"[Oo]", "0", value) if re.fullmatch(r"[\dOo+() .\-/]+", value.strip()) else value
    digits = re.sub(r"\D", "", folded(text))
    if _PART.search(text.strip()) and 3 <= len(digits) <= 8:
        return Exact(digits, "end")
    if _START.search(text.strip()) and 4 <= len(digits) <= 8:
        return Exact(digits, "start")
    if _EVERYBODYS.fullmatch(digits):
        return Unreadable("a number of everybody")
    if len(digits) < 6:
        return Exact(digits, "end") if len(digits) >= 4 else Unreadable("too few digits")
    return Exact(_e164(text, digits))


def _e164(text: str, digits: str) -> str:
    national = (
        f"+31{digits[4:] if digits.startswith('0031') else digits[3:]}" if re.match(r"(?:0031|310)\d", digits) else text
    )
    if digits.startswith("00") and not re.search(r"[+]", text):
        national = f"+{digits[2:]}"
    elif re.fullmatch(r"31\d{9}", digits) and "+" not in text:
        national = f"+{digits}"
    try:
        parsed = phonenumbers.parse(re.sub(r"\(0\)", "", national), "NL")
    except phonenumbers.NumberParseException:
        return digits
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def read_company_number(value: str) -> Form:
    """Eight digits of the chamber of commerce, also when a branch number is typed behind it."""
    digits = re.sub(r"\D", "", folded(value))
    if len(digits) == 12 and digits.startswith("0000"):
        return Exact(digits)
    if len(digits) in (7, 8):
        return Exact(digits.zfill(8))
    if len(digits) == 20:
        return Exact(digits[:8])
    if _PART.search(value.strip()) and 3 <= len(digits) < 7:
        return Exact(digits, "end")
    return Unreadable("not eight digits") if len(digits) < 5 else Exact(digits)


def read_plate(value: str) -> Form:
    """Licence plate; letters and digits that are easily confused get one sign, `as_read` keeps what was typed."""
    text = re.sub(
        r"\b(?:kenteken|plate|auto|busje|bus|nr|nummer|iets met|iets als|begint met|eindigt op|half|deel)\b:?",
        " ",
        folded(value),
    )
    unknown = re.search(r"[?*…_]|\.{2,}|\bonbekend\b", text) is not None
    signs = re.sub(r"[^A-Z0-9]", "", re.sub(r"\bonbekend\b", "", text).upper())
    if len(signs) < 3 or len(signs) > 10:
        return Unreadable("not a plate")
    partial = (
        unknown
        or len(signs) < 5
        or re.search(r"\b(?:eindigt|begint|iets met|deel|half)\b", value, re.IGNORECASE) is not None
    )
    return Exact(alike(signs), "middle" if partial else "", signs)


def alike(signs: str) -> str:
    """Plate signs with the ones that eyes mix up written as one."""
    return signs.translate(str.maketrans("OIZSB", "01258"))


def read_account(value: str) -> Form:
    """Bank account without spaces; the last digits when only those are known."""
    text = re.sub(
        r"[^A-Z0-9]", "", re.sub(r"\b(?:iban|rekening(?:nummer)?|rek|nr|account)\b", " ", folded(value)).upper()
    )
    if re.match(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}$", text):
        return Exact(text)
    digits = re.sub(r"\D", "", text)
    if _PART.search(value.strip()) and 3 <= len(digits) <= 9:
        return Exact(digits, "end")
    if len(digits) >= 7:
        return Exact(digits)
    return Exact(digits, "end") if len(digits) >= 4 else Unreadable("too few digits")


def read_document(value: str) -> Form:
    """Number of a passport, permit or other paper; words around it, such as the kind of paper, are dropped."""
    runs = re.findall(r"[A-Z0-9]+", re.sub(r"[-.]", "", folded(value).upper()))
    text = "".join(run for run in runs if re.search(r"\d", run) or (len(run) < 4 and run not in _PAPERS))
    if len(text) < 5 or not re.search(r"\d", text):
        return Unreadable("no number")
    return Exact(text[:40])
