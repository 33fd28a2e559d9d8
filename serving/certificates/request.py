"""Read a request: what is absent or has a wrong form is refused with the rule that asks for it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from psra_assets.contracts.declaration import DeclarationRequest
from serving.certificates.checks.goods import V017
from serving.certificates.checks.parties import V014
from serving.certificates.errors import CaseRefused, DeclarationError, RequestUnreadable, refuse

_PARTIES = {"supplier", "recipient"}


def read_request(content: bytes) -> DeclarationRequest:
    """The request in ``content`` (JSON). Raises a ``DeclarationError`` with a JSON pointer for each fault."""
    try:
        return DeclarationRequest.model_validate_json(content)
    except ValidationError as error:
        refuse([_refusal(dict(fault)) for fault in error.errors(include_url=False, include_input=False)][:20])
        raise AssertionError("a validation error has at least one fault") from error


def _refusal(fault: dict[str, Any]) -> DeclarationError:
    location = [str(step) for step in fault["loc"]]
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in location)
    message = f"{fault['msg'][0].lower()}{fault['msg'][1:]}."
    if location and location[0] in _PARTIES:
        return V014(message, place=pointer, remedy="Name it in full: name, address, country; the signatory's function.")
    if len(location) > 2 and location[0] == "lines" and location[2] in {"description", "designation"}:
        return V017(message, place=pointer, remedy="Describe and designate the goods as on the invoices.")
    if len(location) > 2 and location[0] == "lines" and location[2] == "case":
        return CaseRefused(message, place=pointer)
    return RequestUnreadable(message, place=pointer or "/")
