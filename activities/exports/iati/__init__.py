"""IATI XML 2.03: files of activities and of organizations."""
