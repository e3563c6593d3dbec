"""The reader of IATI files, 2.01 to 2.03: one module for each part of an activity."""
