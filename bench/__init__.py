"""Measuring the methods: worlds of drawn pictures whose truth is known, nets trained on them, and tables of figures.

Run as ``hansel bench``. Beside the engine and not in it: nothing that audits needs any of this.
"""
