"""The ledger: what was issued and revoked, append-only and hash-chained, one chain a tenant."""
