"""The hand-over to dbt: manifest, translator, the build, and the release that switches what is published."""
