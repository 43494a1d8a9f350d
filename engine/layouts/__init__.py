"""How data sets are laid out on a disk: one file a layout; engine/datasets.py finds out which one a path is."""
