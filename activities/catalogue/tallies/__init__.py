"""Numbers for pictures: how many records of a selection stand in each row and column.

Every number is that of the list which its own query gives: whoever follows it finds as
many records. Where a filter of the selection is also an axis, what it asks for is what
the axis shows.
"""
