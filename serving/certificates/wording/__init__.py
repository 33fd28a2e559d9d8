"""Wording that the law prescribes for declarations: one file an annex, a language and a version."""

from serving.certificates.wording.annex_22_16_en import ANNEX_22_16_EN
from serving.certificates.wording.template import Blank, Wording

__all__ = ["ANNEX_22_16_EN", "Blank", "Wording"]
