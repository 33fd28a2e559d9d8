"""A linter of official data: what a publisher's list of rules has wrong, where, in its own words, and why it matters.

One defect kind a file below ``kinds/``. A report quotes the publisher at the time it is made; none is kept here. What
our compiler does not understand is no defect of the publisher's: that is the compile report's matter.
"""

from psra_assets.rac.lint.files import Reported, report_files
from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.kinds import KINDS, kind_of
from psra_assets.rac.lint.published import PublishedList
from psra_assets.rac.lint.report import Report, lint

__all__ = ["KINDS", "Defect", "Kind", "PublishedList", "Report", "Reported", "kind_of", "lint", "report_files"]
