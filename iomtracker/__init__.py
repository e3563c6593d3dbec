"""Wiring of the tracker: settings, addresses, middleware, health. No domain code."""

__version__ = "1.0.0"
