"""Checks every report against the rules of the definitions.

A rule's formula is parsed, bound to the addresses of each edition, and written as SQL that judges
all reports at once; what is broken or doubtful becomes a finding with the figures it speaks of.
"""
