"""Certificates: long-term supplier's declarations, checked, determined, printed, entered in the ledger."""
