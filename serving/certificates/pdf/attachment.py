"""The canonical payload as a file embedded in the PDF, uncompressed, so that it can be compared too."""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

ATTACHMENT_NAME = "psra-declaration.json"


class _EmbeddedFile(PDFStream):  # type: ignore[misc]
    """A stream object written as it is: no filter, a line break before ``endstream``."""

    def format(self, document: Any) -> bytes:
        header: bytes = self.dictionary.format(document)
        content: bytes = self.content
        return header + b"\nstream\n" + content + b"\nendstream\n"


def attach_payload(document: Any, payload: bytes) -> None:
    """Embed ``payload`` in reportlab's ``document`` under its name in the catalog (PDF 1.7, 7.11.4)."""
    stream = _EmbeddedFile(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": PDFName("application#2Fjson"),
                "Length": len(payload),
                "Params": PDFDictionary(
                    {
                        "Size": len(payload),
                        # The format asks for MD5 here; integrity rests on SHA-256 in the ledger.
                        "CheckSum": PDFString(hashlib.md5(payload, usedforsecurity=False).digest(), enc="raw"),
                    }
                ),
            }
        ),
        payload,
        [],
    )
    embedded = document.Reference(stream)
    specification = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(ATTACHMENT_NAME),
            "UF": PDFString(ATTACHMENT_NAME),
            "Desc": PDFString("Canonical payload of this declaration (RFC 8785)"),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": embedded, "UF": embedded}),
        }
    )
    names = PDFDictionary({"Names": PDFArray([PDFString(ATTACHMENT_NAME), document.Reference(specification)])})
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": names})
