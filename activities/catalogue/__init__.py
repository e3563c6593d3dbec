"""The catalogue: what is public, and the only thing that the public reads.

snapshots  a record as it was when published (reads the staff's models)
documents  snapshot -> public document: what is public is defined there alone
store      writes entries, tombstones and the sequence, in one transaction
index      the search engine's copy, a follower of the sequence
filters, selection, facets   one declaration of every query the public may ask
"""
