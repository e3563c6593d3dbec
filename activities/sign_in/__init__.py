"""Signing in to the desk: passwords, the second factor, sessions that end.

A session belongs to an account only when all its steps were taken: until then the desk
sees a stranger. What is tried is counted (`budgets`), what is done is told (`audit`).
"""
