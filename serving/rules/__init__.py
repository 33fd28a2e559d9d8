"""Rules as code that somebody wrote: validated, not stored."""
