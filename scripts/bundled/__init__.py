"""Words and facts of the bundled sample; `scripts/build_bundled.py` writes it from them."""
