"""An independent check of proofs of origin (`docs/proofs.md`): plain Python that shares no code with the engine."""
