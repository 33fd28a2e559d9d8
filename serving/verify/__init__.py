"""Verification: what a file or a payload in hand is worth, by the local ledger."""
