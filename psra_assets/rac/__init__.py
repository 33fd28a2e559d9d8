"""Rules as code: authored documents, vocabularies, and the compiler of published rule texts."""
