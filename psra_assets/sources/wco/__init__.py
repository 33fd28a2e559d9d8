"""Harmonized System (WCO): nomenclature and correlation tables, as republished. See README.md."""
