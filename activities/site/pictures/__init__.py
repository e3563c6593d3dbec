"""Pictures of selections: the numbers of the catalogue's tallies, drawn and told."""
