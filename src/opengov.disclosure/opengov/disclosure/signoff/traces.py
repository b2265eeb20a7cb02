"""Where Plone itself keeps copies of a document's words, and how they go (R-L3): catalogue, versions, comments, redirects.

Reindexing an emptied document is not enough: the lexicons of the text indexes never forget a word, not even one that stood
in a draft for a minute. So every word that no document has any more is taken out of them.
"""

from Acquisition import aq_base
from BTrees.IOBTree import difference
from collections.abc import Iterator
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from Products.CMFCore.indexing import processQueue
from Products.ZCTextIndex.interfaces import IZCTextIndex
from zc.relation.interfaces import ICatalog
from zope.component import queryUtility
from zope.intid.interfaces import IIntIds


try:
    from plone.app.discussion.interfaces import IConversation
except ImportError:
    # comments are an add-on that a site may do without
    IConversation = None


def forget_in_catalog(context) -> None:
    """Index what is left, now, and make the lexicons forget every word that nothing contains any more."""
    context.reindexObject()
    processQueue()
    forget_unused_words()


def forget_unused_words() -> None:
    """Take the words out of the catalogue's lexicons that no index uses.

    Costs about a second for each 500,000 words. A document that brings one of these very words back at the same moment is
    not found by it until it is indexed again.
    """
    for lexicon, indexes in _text_indexes():
        unused = lexicon._words
        for index in indexes:
            unused = difference(unused, index._wordinfo)
        for wid, word in list(unused.items()):
            del lexicon._words[wid]
            del lexicon._wids[word]
        if unused:
            lexicon.length.change(-len(unused))


def _text_indexes() -> Iterator[tuple]:
    """Each lexicon with the inverted indexes that take their words from it."""
    found: dict[bytes, tuple] = {}
    for index in api.portal.get_tool("portal_catalog").getIndexObjects():
        if IZCTextIndex.providedBy(index):
            lexicon = index.getLexicon()
            found.setdefault(lexicon._p_oid, (aq_base(lexicon), []))[1].append(index.index)
    yield from found.values()


def forget_versions(context) -> None:
    """Forget all versions, if somebody had ever let any be kept: governed content has none by itself (R-I2)."""
    history = api.portal.get_tool("portal_historyidhandler").queryUid(aq_base(context), None)
    storage = api.portal.get_tool("portal_historiesstorage")
    kept = storage._getShadowStorage(autoAdd=False)
    if history is None or kept is None or not kept.isRegistered(history):
        return
    for version in kept.getHistory(history)._full.values():
        if version["vc_info"] is not None:
            storage._getZVCRepo()._histories.pop(version["vc_info"].history_id, None)
    del kept._storage[history]


def forget_discussion(context) -> None:
    """Delete all comments, each with its place in the catalogue."""
    conversation = IConversation(context, None) if IConversation is not None else None
    for number in list(conversation.keys() if conversation is not None else ()):
        # an answer goes with the comment it answers
        if number in conversation:
            del conversation[number]


def forget_relations(context) -> None:
    """Forget what the document referred to; who refers to it keeps an address that leads to a tombstone."""
    intids, relations = queryUtility(IIntIds), queryUtility(ICatalog)
    number = intids.queryId(context) if intids is not None and relations is not None else None
    for relation in list(relations.findRelations({"from_id": number})) if number is not None else ():
        relations.unindex(relation)


def forget_redirects(context) -> None:
    """Forget former addresses of the document."""
    storage = queryUtility(IRedirectionStorage)
    if storage is not None:
        for path in list(storage.redirects("/".join(context.getPhysicalPath()))):
            storage.remove(path)
