"""The reference page says what the schema and the validator say, all of it and nothing else."""

from __future__ import annotations

import re

import psra_native

from psra_assets.rac.schema import rac_schema
from psra_assets.rac.schema.reference import PAGE, render_reference

TEXT = render_reference(rac_schema())


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == TEXT, "stale: run `make rac-docs`"


def test_every_object_key_and_code_is_on_it() -> None:
    for name, definition in rac_schema()["$defs"].items():
        assert f"### {name}\n" in TEXT or f"<a id='{name.lower()}'></a>{name} |" in TEXT, name
        section = TEXT.partition(f"### {name}\n")[2].partition("\n### ")[0]
        for key, held in definition.get("properties", {}).items():
            assert f"| `{key}` |" in section, f"{name}.{key}"
            assert held["description"].split("|")[0] in section, f"{name}.{key}"
    for code, title in psra_native.lints():
        assert f"### {code} {title}\n" in TEXT


def test_every_link_leads_somewhere() -> None:
    there = {name.lower() for name in re.findall(r"^### (\w+)$", TEXT, re.MULTILINE)}
    there |= set(re.findall(r"<a id='(\w+)'>", TEXT))
    links = set(re.findall(r"\]\(#([\w-]+)\)", TEXT))
    assert len(links) > 50
    assert links <= there
