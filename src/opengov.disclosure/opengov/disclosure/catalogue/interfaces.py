"""Contracts of the public catalogue, the registers and the channels (R-I3, R-I5, R-X1)."""

from opengov.disclosure.core.registers import OF_STATES
from opengov.disclosure.i18n import _
from zope import schema
from zope.interface import Attribute
from zope.interface import Interface


#: The registers that a document stands in by its state, in the order they are shown.
REGISTERS = OF_STATES

#: The Web Editor's lists of an agency, in the order they are shown.
WORK = ("place", "take_down", "done", "expired")


class IPublicCatalogue(Interface):
    """What the public may search. ``IPublicCatalogue(site)``. Written on transitions only; knows no hidden object."""

    def page(filters=None, text="", after=None, size=20, sort="relevance"):
        """One page of entries.

        :param filters: facet name (of ``catalogue.counting.FACETS``) to value.
        :param text: search words, Chinese or not; all must occur (see ``core.searching``).
        :param after: ``next`` of the page before; in a list of the newest also ``key`` of its last entry.
        :param sort: ``relevance`` (with words the best answers first, then the newest) or ``newest``.
        :returns: dict {items: list of plain dicts, next: key or None, total: number or None}. ``total`` is None when it
            would have to be counted (a search of several pages; more than two filters). With a search a page may be
            short and still have a ``next``. With a search an item has ``excerpt``: pairs of text and whether it was
            asked for.
        :raises core.rules.RuleBroken: (R-X2) when ``after`` is no key.
        """

    def answered(questions, texts=500):
        """Whether each question has an answer: iterator of bool, one for each as it is asked for.

        :param questions: pairs of filters and words, as ``page`` takes them.
        :param texts: texts that are read for all of them together; what is not found by then counts as not there.
        """

    def facets(name, filters=None):
        """Values of a facet that have entries: list of (value, label, number); the label is empty but for agencies.

        :param filters: of other facets, what they leave; the number is None where that is too many to count.
        """

    def entry(uid):
        """The entry of a UID as a plain dict, or None when the public may know nothing of it."""

    def numbered(index_number):
        """The entry with an index number (索引号), or None when the public may know nothing of it."""

    def rebuild():
        """Make the whole projection anew from the documents, each in its place and under its day; safe to repeat."""

    def repair(after, size):
        """Hold ``size`` entries against their documents and put right what differs: (UIDs put right, next or None)."""

    def related(uid):
        """Public entries that say something of a document (they repealed, correct, interpret it): list of plain dicts.

        Each has one more key, ``relation``: a value of validity, or a kind of companion. What is not public is left out.
        """

    def index_number(uid):
        """The index number (索引号) a document was given for life; empty when it has none."""

    def addresses(after, size):
        """Path relative to the site and ISO date of publication of public pages, the newest first: list of pairs."""

    def address_keys(size):
        """``after`` of each part of ``size`` addresses: list, the first None."""

    def refresh(document, moment=None):
        """Make the projection say what the document's present state allows. Safe to repeat; draws the index number.

        Called on every step; an import that sets a state past the workflow calls it itself.

        :param moment: when it became public (aware); None keeps the moment it has, or takes the present one.
        """

    def forget(uid):
        """Take a document out of the public's sight; returns whether it was in it."""

    def verify():
        """Yield each disagreement of projection and documents: dicts {uid, problem}.

        ``problem`` is ``hidden`` (an entry whose document is not public), ``missing`` (a public document without entry)
        or ``torn`` (lists and counts disagree). Wakes every public document: for checks, not for pages.
        """


class IWithheldList(Interface):
    """The year's lists of withheld documents of an agency, masked (R-I11). ``IWithheldList(agency)``."""

    allowed = Attribute("Whether the profile in force publishes the list (``withheld_catalogue``).")

    def years():
        """Years whose list is published, the newest first (list of text)."""

    def filing(year):
        """How a year's list was filed: mapping {filed_with, filed_on, acknowledged_on, reference, at}; None where it is not
        published. The authority's acknowledgement is empty while there is none."""

    def rows(year, start=0, size=100):
        """Rows of a published list, the latest first: dicts {kind, year, grounds, clauses}; none where it is not public."""

    def preview(year):
        """Rows of the list as it would be published now."""

    def publish(year, filed_with, filed_on, acknowledged_on=None, reference=None):
        """Publish a year's list that was filed; again to add what came since, once it is acknowledged with a new filing only.

        Recorded in the agency's ledger.

        :param filed_with: the authority, in words.
        :param filed_on: ISO day.
        :param acknowledged_on: ISO day of the authority's acknowledgement of this filing; empty for none, None for what
            is on record.
        :param reference: number of that acknowledgement; likewise.
        :raises core.rules.RuleBroken: (R-I11) when the profile does not publish it, or a value is wrong.
        """

    def retract(year):
        """Take a year's list back from the public; recorded. Nothing happens where it is not published."""


class IRegister(Interface):
    """The registers of one agency for its own people (台账). ``IRegister(agency)``; a section has its agency's."""

    def page(name, after=None, size=50):
        """One page of a register of ``REGISTERS``: dict {items, next}, as ``IRegisterBook.page`` gives them.

        :raises core.rules.RuleBroken: (R-X2) when the name or the key is unknown.
        """

    def record(document, moment, data):
        """Put a document into the register of its state, and out of the one it was in; let the registers of acts (returned,
        changed attribute) say what its record says.

        :param moment: when it took the step (aware).
        :param data: the step's data; ``cause`` is shown with withdrawn documents.
        """

    def follow(document):
        """The same for a document whose steps were taken before there were such registers, by its record. Safe to repeat;
        returns whether anything was to do."""

    def forget(uid):
        """Take a document out of the registers."""


class IRegisterBook(Interface):
    """The registers of one agency, or of several together. ``IRegisterBook(site)``. Wakes no document."""

    def page(agencies, choice, after=None, size=50):
        """One page: dict {items, next, total}; ``total`` is None with a search.

        An item is a dict {key, agency (UID), agency_title, uid, index_number, number, title, title_hidden, kind, issue_date,
        attribute, grounds, state, issuers, path, date}; with a document in the register of its state also due, provisional,
        validity, revision, cause; with an act also seq, at, by, on_behalf_of, office, and times, source, reason, action
        (returned) or old, new, why (changed attribute).

        The title is empty, and ``title_hidden`` True, for users who may not see documents in its state, and when the choice
        asks for it. Of a document that is not signed, acts are shown to those alone who may see it (R-X1).

        :param agencies: those whose registers are read; whether the user may read them the caller has asked.
        :param choice: ``core.registers.Choice`` of a register that is kept here (not ``overdue``, not ``handed_over``).
        :param after: ``key`` of the last row of the page before.
        :raises core.rules.RuleBroken: (R-X2) when the key is none.
        """

    def counts(agencies):
        """Register -> number of rows the user would find in it (dict)."""


class IJointRegister(Interface):
    """What an agency has issued under the lead of another one (联合发文). ``IJointRegister(agency)``; a section has its
    agency's (R-J5).

    The documents lie with their leads. An agency that left before the signature is in none of these registers, and what a
    purge has destroyed is in none either. A successor's register has what the abolished agency signed.
    """

    def allowed():
        """Whether the current user holds an office of the agency."""

    def years():
        """Years of issue that the register has rows of, the newest first (list of text)."""

    def leads():
        """The agencies under whose lead it stands: UID to title by title, a body outside this site by its name (dict)."""

    def page(state="", year="", lead="", sort="newest", after=None, size=50):
        """One page: dict {items, next}; wakes the documents of the page and no other.

        An item is a dict {key, uid, title, title_hidden, number, kind, issue_date, state, register, date, attribute,
        validity, index_number, lead, lead_uid, issuers, place, signed_at, handed_over, revision, path, url}; ``date`` is
        that of its state.
        The title is empty, and ``title_hidden`` True, for users whose office would not see a document of their own agency
        in its state; ``url`` is empty for those who may not open it.

        :param state: a workflow state of ``core.issuers.STATES``; empty for all.
        :param year: of issue; empty for all.
        :param lead: a key of ``leads``; empty for all.
        :param sort: ``newest`` or ``oldest`` date of issue first.
        :param after: ``next`` of the page before.
        :raises core.rules.RuleBroken: (R-X2) for any other value.
        """


class IChannels(Interface):
    """Where a document is published besides this site (R-I5). ``IChannels(document)``; reading never writes.

    Records are ``core.channels.Placement`` values, kept as the dossier's affair ``channels``; each act has its own entry in
    the ledger (codes ``channel``, ``day``). They stay editable after the signature (R-I2). Who may act is asked by the door
    (permission PublishDocument; ordering and dropping RegisterDocument).
    """

    def planned():
        """Channels the drafter has planned (tuple of codes)."""

    def records():
        """All records, the oldest first; that of this site's catalogue is written by publication and withdrawal."""

    def to_place():
        """Channels planned or ordered where the document is not yet; empty while it may be nowhere (tuple of codes)."""

    def to_take_down():
        """Channels where the document still is although it is not public any more (tuple of codes)."""

    def statutory_done():
        """ISO day on which it appeared on the channel the profile names, where it still is; else None.

        The same day is kept as the dossier's affair ``statutory_publication``: {on}.
        """

    def order(channel):
        """Ask for one more channel.

        :raises core.rules.RuleBroken: (R-S1) when the document may not be published; (R-I5) for a wrong channel.
        """

    def drop(channel):
        """Say that the document is not put on a planned or ordered channel after all.

        :raises core.rules.RuleBroken: (R-I5) when nobody has planned it, or it is there.
        """

    def place(channel, address="", proof="", on=""):
        """Write down that the document has appeared on a channel.

        :param address: web address, or the place in words.
        :param proof: issue and page, day of broadcast … One of the two is needed.
        :param on: ISO day; today when empty.
        :raises core.rules.RuleBroken: (R-S1) when the document may not be published, (R-I5) naming what is wrong.
        """

    def correct(channel, address="", proof=""):
        """Put another address or proof into the record of a channel where the document is.

        :raises core.rules.RuleBroken: (R-I5).
        """

    def take_down(channel, on="", proof=""):
        """Confirm that the document is gone from a channel.

        :raises core.rules.RuleBroken: (R-I5) when it is not there, or the day is wrong.
        """

    def follow(target, at):
        """Write this site's own record; called when the document has taken a step.

        :param target: state it is in now.
        :param at: ISO time of the step.
        """


class IChannelWork(Interface):
    """What the Web Editor of one agency has to do and has done. ``IChannelWork(agency)``; a section has its agency's.

    Rows are copied when something happens, so that a page wakes no document. They tell of documents that are reviewed and
    signed, and of no others.
    """

    def page(name, after=None, size=50):
        """One page of a list of ``WORK``: dict {items, next}, the newest first.

        ``place``: channels that wait (this site's own as ``catalogue``, while the document is not published here);
        ``take_down``: channels where something still is that is not public any more; ``done``: records written;
        ``expired``: notices whose last day is over. A row is a dict {key, uid, channel, number, title, title_hidden, state,
        since, path, address, placed_on, down_on, cause}; the title is empty for who may not see documents in its state.

        :raises core.rules.RuleBroken: (R-X2) when the name or the key is unknown.
        """

    def rows(uid):
        """What the lists say of a document (list of dicts)."""

    def refresh(document, moment=None, expired=False):
        """Make the lists say what has become of a document.

        :param moment: when (aware); the present one when None.
        :param expired: whether the last day of its notice has just passed.
        """

    def forget(uid):
        """Take a document out of the lists."""

    def over(day, after="", limit=50):
        """UIDs of published documents whose last day is before a day.

        :param day: ISO day.
        :param after: what a page before returned as ``next``.
        :returns: (list of UIDs, place to go on after or None).
        """


class IPublication(Interface):
    """What is said of a governed document besides its content. ``IPublication(document)``."""

    def facts():
        """For the present user: dict {publish_until, validity, validity_date, validity_by, revision, companion, companion_of,
        related}; other documents as {title, number, @id}, those that the user may not see left out (R-I9, R-X1).
        """

    def set_until(day):
        """Set the last day of a notice for comment (公示); afterwards it is withdrawn by itself (R-I10).

        :param day: ISO day, or None to take it away.
        :raises core.rules.RuleBroken: (R-I10).
        """


class ICatalogueSettings(Interface):
    """Registry records ``opengov.disclosure.catalogue.*``."""

    index_template = schema.TextLine(
        title=_("setting_index_template", default="Form of index numbers"),
        description=_(
            "help_index_template",
            default="Empty: as the jurisdiction profile of each agency says. Numbers that were given stay as they are.",
        ),
        required=False,
        max_length=80,
        default="",
        missing_value="",
    )
