"""The forms in which a hand-over is written: EEP in two layouts, E-ARK, BagIt."""
