"""Contract of the opinion on opening (到期开放意见) that a transfer waits for (R-T3)."""

from zope.interface import Interface


class IOpeningOpinion(Interface):
    """The opinion on opening of one document. ``IOpeningOpinion(document)``.

    An opinion is a plain dict {opinion, reason, by, on_behalf_of, at}: opinion is ``early``, ``at_expiry`` or ``deferred``, at
    an ISO time with zone. Who may give one is asked by the door (permission "opengov.disclosure: Seal hand-over").
    """

    def given():
        """A copy of the present opinion, or None."""

    def awaited():
        """Whether a transfer of the document waits for an opinion: none was given, or the attribute contradicts it by now."""

    def suggestion():
        """``core.opening.Suggestion`` of the decided attribute, or None. It is shown, and never recorded by itself."""

    def problems(opinion, reason=""):
        """What forbids an opinion now (list of ``core.rules.Problem``); writes nothing."""

    def give(opinion, reason=""):
        """Give an opinion, or another one; return it.

        It is recorded, its reason is noted, and the document waits for the sealer again when it is one that is transferred: a
        record with another opinion supersedes the one before (R-T4). The earlier ones stay in the record.

        :raises core.rules.RuleBroken: for an unknown opinion, ``deferred`` without a reason, ``early`` of what is withheld, what
            is not signed or was purged, and what says the same as the present one.
        """


class IOpeningList(Interface):
    """The documents of an agency that are transferred, by their opinion on opening. ``IOpeningList(agency)``.

    It asks the catalogue as the current user and wakes no document: what the user may not see is not counted either (R-X1).
    """

    def count():
        """How many wait for an opinion."""

    def page(given=False, start=0, size=25):
        """One page, the oldest first: dict {items, total}.

        :param given: those that have an opinion instead.
        :returns: items are dicts {uid, url, title, number, issue_date, attribute, grounds (codes), opinion (empty for none),
            awaited (bool), suggestion (``core.opening.Suggestion`` or None)}.
        """

    def taken():
        """Whether any receiver of the agency takes transfers."""

    def give(uids, opinion, reason=""):
        """Give several documents of the agency one opinion: a list of dicts {uid, document (None when missing), problems}.

        What the user may not see, what is another agency's or not under his clerkship is missing. What one document is refused
        for keeps no other.

        :raises core.rules.RuleBroken: when the opinion itself, or the choice, does not hold; nothing is given then.
        """
