"""Landscape → something to look at: the page, and files for other graph programs."""
