"""The reader of spreadsheets: tables of activities and of their parts, by a mapping."""
