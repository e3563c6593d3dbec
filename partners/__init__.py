"""With whom IOM works: organizations, and what every record shares. Ground floor."""
