"""Evaluations: a case in, an answer out, by the native engine on the current release."""
