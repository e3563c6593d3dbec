"""The JSON API, version 1. It reads the catalogue only."""
