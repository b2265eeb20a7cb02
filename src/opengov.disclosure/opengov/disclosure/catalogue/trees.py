"""The trees of this domain, with larger leaves than usual.

Everybody publishes at the newest end of a list. Two insertions into one leaf are merged, unless one of them splits it:
with the usual leaves (30 to 60 keys) eight publishers at once made each other start again in two of three cases.
"""

from BTrees.LLBTree import LLTreeSet
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree


class RankSet(LLTreeSet):
    """Ranks in order."""

    max_leaf_size = 500


class RankTree(LOBTree):
    """Rank to something, in order."""

    max_leaf_size = 150


class UidTree(OOBTree):
    """UID to something."""

    max_leaf_size = 150
