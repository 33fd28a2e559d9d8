"""Benchmarks: each subject beside a peer, in one run, on the same data. Not tests: nothing fails for being slow.

A module of this package is a subject. It defines ``run() -> list[Row]`` (see ``bench.report``); ``make bench`` runs
them all.
"""
