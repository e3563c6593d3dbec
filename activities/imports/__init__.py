"""Bringing records in from elsewhere. What is read here is checked and then saved by
the models; publishing is asked for, never implied."""
