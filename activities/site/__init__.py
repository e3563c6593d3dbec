"""The public pages. They read the catalogue only."""
