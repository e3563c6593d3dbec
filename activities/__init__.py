"""What IOM does, where, under which theme and with whom; and how it becomes public."""
