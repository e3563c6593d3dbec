"""The search engine's copy of the catalogue (tantivy), one folder per machine.

schema    what the index holds of an entry, and how text is analysed
follower  keeps the index in step with the sequence; losing it loses nothing
words     what a person typed -> a query; “did you mean”
"""
