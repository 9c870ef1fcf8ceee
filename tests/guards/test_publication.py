"""What a municipality reads before it takes the software over: complete, true to the format, and the same everywhere."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import schakel

ROOT = Path(__file__).resolve().parents[2]
TEXT = {"type": "string", "minLength": 1}
# The mandatory keys of the publiccode.yml standard and the limits of its texts, as read in November 2026.
FORMAT = {
    "type": "object",
    "required": [
        "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    ],
    "properties": {
        "publiccodeYmlVersion": {"enum": ["0.2", "0.3", "0.4", "0.5", "0.6", "0.7"]},
        "url": {"type": "string", "pattern": "^https://"},
        "platforms": {"type": "array", "minItems": 1, "items": TEXT},
        "categories": {"type": "array", "minItems": 1, "items": {"enum": [
            "collaboration", "data-collection", "knowledge-management", "workflow-management",
        ]}},
        "releaseDate": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"const": "standalone/web"},
        "description": {"type": "object", "required": ["nl"], "additionalProperties": {
            "type": "object",
            "required": ["shortDescription", "longDescription"],
            "properties": {
                "shortDescription": {"type": "string", "maxLength": 150, "pattern": r"^[^\n]+$"},
                "longDescription": {"type": "string", "minLength": 150, "maxLength": 10_000},
                "features": {"type": "array", "minItems": 1, "items": {"type": "string", "maxLength": 100}},
            },
        }},
        "legal": {"type": "object", "required": ["license"], "properties": {"license": {"const": "EUPL-1.2"}}},
        "maintenance": {"type": "object", "required": ["type", "contacts"], "properties": {
            "type": {"enum": ["internal", "contract", "community", "none"]},
            "contacts": {"type": "array", "minItems": 1, "items": {"required": ["name"]}},
        }},
        "localisation": {"type": "object", "required": ["localisationReady", "availableLanguages"]},
    },
}  # fmt: skip


def faults(about: dict) -> list[str]:
    return [error.message for error in Draft202012Validator(FORMAT).iter_errors(about)]


@pytest.fixture
def about() -> dict:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))


def test_the_description_for_catalogues_is_whole(about: dict):
    assert faults(about) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda about: about.pop("url"),
        lambda about: about["description"].pop("nl"),
        lambda about: about["description"]["nl"].update(shortDescription="x" * 151),
        lambda about: about["description"]["nl"].update(longDescription="te kort"),
        lambda about: about["legal"].update(license="MIT"),
        lambda about: about.update(developmentStatus="done"),
    ],
)
def test_the_check_sees_a_spoilt_description(about: dict, spoil):
    spoilt = copy.deepcopy(about)
    spoil(spoilt)
    assert len(faults(spoilt)) == 1


def test_version_and_licence_are_the_same_everywhere(about: dict):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert about["softwareVersion"] == schakel.__version__
    assert about["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert f"## {schakel.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md"])
def test_the_papers_of_the_house_are_there(name: str):
    assert len((ROOT / name).read_text("utf-8")) > 400
