"""Streaming XML that trusts nobody: no document type, no entities, no network, no huge trees."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from psra_assets.sources.errors import SourceError

Event = tuple[Literal["start", "end"], etree._Element]


def stream(
    data: bytes, *, place: str, tags: tuple[str, ...], malformed: type[SourceError], forbidden: type[SourceError]
) -> Iterator[Event]:
    """Start and end events of the elements named (``{*}name``), in document order.

    ``malformed`` is raised with line and column where the text breaks off or is not well-formed; ``forbidden`` where it
    has a document type (the door to external entities and to billion laughs).
    """
    context = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        tag=tags,
        no_network=True,
        resolve_entities=False,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        for event, element in context:
            if not checked:
                checked = True
                _refuse_doctype(element, place, forbidden)
            yield ("start" if event == "start" else "end"), element
        if not checked and context.root is not None:
            _refuse_doctype(context.root, place, forbidden)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise malformed(
            f"The XML breaks here: {(error.msg or 'no content').partition(', line ')[0]}.",
            place=f"{place}:{line}:{column}",
            remedy="The file is refused as a whole; fetch it again.",
        ) from error


def _refuse_doctype(element: etree._Element, place: str, forbidden: type[SourceError]) -> None:
    document_type: object = element.getroottree().docinfo.internalDTD
    if document_type is not None:
        raise forbidden(
            "The document has a DOCTYPE; no publisher's file has one.",
            place=place,
            remedy="The file is refused as a whole; fetch it again from the publisher.",
        )


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: etree._Element) -> str:
    """An element's namespace, or an empty string."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def release(element: etree._Element) -> None:
    """Free an element that was read, and everything before it in its parent."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (previous := element.getprevious()) is not None:
        parent.remove(previous)
