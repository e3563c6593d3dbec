"""Forms of a selection beside page and JSON: one writer each, from documents to bytes.

A writer never sees a request: it is given the rows, and what the export says of itself.
"""
