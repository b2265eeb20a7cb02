"""The rules of disclosure, as plain Python: no Plone, no clock, no user, no registry.

Whatever a rule needs comes as an argument; it returns values and codes and raises :class:`rules.RuleBroken`.
"""
