"""The finished file: fonts, layout, the embedded payload. Same payload, same bytes."""
