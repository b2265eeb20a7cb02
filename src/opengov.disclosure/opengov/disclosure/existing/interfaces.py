"""Contracts of existing documents (R-I8; 004 四（四）1①): import of old stock, and the quick determination list."""

from zope.interface import Attribute
from zope.interface import Interface


class IExistingImports(Interface):
    """The imports of an agency or section. ``IExistingImports(agency)``.

    An import is a job: a list was read and checked (nothing is created), then it is run in small batches, each a
    transaction of its own, so that it may be killed at any moment and goes on where it was. What a job created it takes
    back as long as nobody judged it. Everything goes through ``ILife``: there is no rule that an import may leave out.
    """

    def may():
        """Whether the current user may import here: he writes documents of the agency (Drafter)."""

    def jobs():
        """All jobs, the newest first: list of dicts as ``job`` gives them, without columns."""

    def job(number):
        """One job: dict {id, at, by, list, state, total, cursor, counts, columns, unknown, files, unread_behind}; KeyError when
        there is none.

        ``state``: ``ready`` (looked at, nothing created), ``running``, ``stopped``, ``done``, ``undoing``, ``undone`` or
        ``discarded``. ``counts``: {ok, problem, duplicate, created, refused, undone}.
        """

    def begin(name, data, archive_file=None):
        """Read a list and keep it as a job; return its number.

        :param name: file name of the list; its ending says what it is (xlsx or csv).
        :param data: a binary file at its beginning.
        :param archive_file: a ZIP of the files the rows name, as a binary file, or None.
        :raises core.rules.RuleBroken: when it cannot be read; nothing is kept then.
        """

    def add_file(number, name, data):
        """Keep one file (bytes) that rows of a job name; the same name again replaces it.

        :raises core.rules.RuleBroken: for names that lead elsewhere, kinds and sizes that are not taken, or a job that is over.
        """

    def check(number):
        """Judge all rows of a job again, with the files and documents that are there now; return ``job(number)``."""

    def rows(number, after=0, limit=50, wanted=""):
        """Rows of a job behind a place in the sheet: list of dicts {place, state, cells, problems, notes, uid, derived}.
        ``notes``: what is not wrong and was not written either, such as a file that was found by its name.

        :param wanted: only rows of this state, ``wrong`` for all that were not and will not be created, or ``noted`` for those
            with notes.
        """

    def run(number, limit=20):
        """Create the documents of the next rows; at most so many, and for a few seconds.

        :returns: ``job(number)``; ``state`` is ``done`` when no row is left.
        :raises core.rules.RuleBroken: when the job cannot go on.
        """

    def stop(number):
        """Stop a running job; ``run`` goes on with it."""

    def undo(number, places=None, limit=20):
        """Take back documents a job created: the next ones, or those of these rows (places in the sheet).

        :returns: dict {job, undone: places, kept: list of {place, problems}, left: whether there are more}.
        """

    def discard(number):
        """Forget a job's files and what its rows say; the documents it created stay."""


class IExistingList(Interface):
    """Documents of an agency in ``to_determine``, as the current user sees them. ``IExistingList(agency)``."""

    def page(after="", size=25, query=None):
        """The next documents: dict {items, next, total}.

        :param after: ``next`` of the page before.
        :param query: dict of filters: ``q`` (words), ``kind``, ``attribute`` (``none``: still open), ``from``, ``to``.
        :returns: items are dicts {uid, url, title, number, date, kind, lines, attribute, grounds, reason, law_citation,
            discretion, mark, by_self, findings, suggestion: {attribute, grounds, source}}.
        """

    def may_propose():
        """Whether the current user may propose attributes (Drafter)."""

    def may_determine():
        """Whether the current user may determine what another has proposed (Disclosure Reviewer)."""

    def propose(choices):
        """Propose attributes: list of dicts {uid, attribute, grounds?, withholding_reason?, law_citation?, discretion?}.

        :returns: one dict {uid, title, done, problems} for each, in their order; each is a step of its own.
        """

    def determine(uids, checks, comment="", seen=None):
        """Determine what was proposed, as its reviewer; the four checks are answered for all of them. As ``propose``.

        :param seen: UID -> ``mark`` of the item that was looked at; what was proposed anew since is refused.
        """

    def give_back(uids, reason):
        """Return documents to their drafters, with the reason. As ``propose``."""


class IExistingRecord(Interface):
    """What the list keeps of an agency's documents in ``to_determine``; for subscribers. ``IExistingRecord(document)``."""

    uid = Attribute("UID of the document.")

    def keep():
        """Write what the list shows of the document, or forget it when it is in another state."""

    def forget():
        """Forget it."""
