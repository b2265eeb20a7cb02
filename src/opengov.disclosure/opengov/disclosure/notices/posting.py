"""Sending mails with the transaction, and never against it.

What is told in a transaction is gathered until it commits; then one mail for each person is made of what is really stored
(a step that was undone by a savepoint tells nobody). A mail host with a queue takes the mails into the transaction. Without a
queue MailHost itself would ask the mail server within the commit, and a server that is down would undo the step: so those
mails go out after the commit, and what could not be sent waits for the routine ``send_notices``.
"""

from collections import defaultdict
from collections.abc import Iterable
from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.notices import Mail
from opengov.disclosure.core.notices import TOPICS
from opengov.disclosure.notices.letters import Letter
from opengov.disclosure.notices.letters import letter
from opengov.disclosure.notices.letters import sender
from opengov.disclosure.notices.people import recipients
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.notices.store import read_store
from plone import api
from smtplib import SMTPRecipientsRefused
from zope.component.hooks import site as in_site

import logging
import transaction


logger = logging.getLogger("opengov.disclosure.notices")

#: Key of what the present transaction has told.
_TOLD = object()
#: How often the note that mails wait is tried against others who write at the same moment.
_ATTEMPTS = 5


def announce(site, agency: str, place: str) -> None:
    """Let those who are told by a notice get their mail when the transaction commits."""
    present = transaction.get()
    try:
        told = present.data(_TOLD)
    except KeyError:
        told = []
        present.set_data(_TOLD, told)
        present.addBeforeCommitHook(_post, (site, told))
    told.append((agency, place))


def _post(site, told: list[tuple[str, str]]) -> None:
    """Write one mail to each person who wants it at once."""
    with in_site(site):
        if sender() is None:
            return
        store = read_store(site)
        entries: dict[str, dict[str, dict]] = defaultdict(dict)
        for agency, place in told:
            shelf = store.shelves.get(agency)
            # of several steps in one transaction only what still asks for something is told
            notice = shelf.get(place) if shelf is not None and not shelf.is_over(place) else None
            for user_id in recipients(site, agency, notice) if notice is not None else ():
                if _mail_of(store, user_id, notice) == Mail.AT_ONCE:
                    entries[user_id][place] = notice
        send(site, filter(None, (letter(site, user_id, entries[user_id].items()) for user_id in sorted(entries))))


def _mail_of(store, user_id: str, notice: dict) -> str:
    person = store.people.get(user_id)
    return person.mail_for(TOPICS[Kind(notice["kind"])]) if person is not None else Mail.AT_ONCE


def send(site, letters: Iterable[Letter]) -> None:
    """Send mails when the present transaction commits, and none when it does not."""
    ready, host = list(letters), api.portal.get_tool("MailHost")
    if not ready:
        return
    if getattr(host, "smtp_queue", False):
        _into_queue(site, host, ready)
    else:
        told = (site, host, site._p_jar.db(), "/".join(site.getPhysicalPath()), ready)
        transaction.get().addAfterCommitHook(_deliver, told)


def _into_queue(site, host, letters: list[Letter]) -> None:
    for number, ready in enumerate(letters):
        try:
            host.send(ready.text)
        except (OSError, ValueError) as error:
            logger.error("The mail queue takes nothing (%s); %d mails wait", error, len(letters) - number)
            wait(open_store(site), letters[number:])
            return


def _deliver(committed: bool, site, host, database, path: str, letters: list[Letter]) -> None:
    if not committed:
        return
    for number, ready in enumerate(letters):
        try:
            with in_site(site):
                host.send(ready.text, immediate=True)
        except SMTPRecipientsRefused as error:
            logger.warning("No mail to %s: %s", ready.user, error)
        except (OSError, RuntimeError) as error:
            # smtplib's errors are errors of the system, too
            logger.error("The mail server takes nothing (%s); %d mails wait", error, len(letters) - number)
            _note_waiting(database, path, letters[number:])
            return


def wait(store, letters: Iterable[Letter]) -> None:
    """Note that mails wait for the routine."""
    for ready in letters:
        person = store.person(ready.user)
        person.waiting = tuple(dict.fromkeys((*person.waiting, *ready.places)))


def _note_waiting(database, path: str, letters: list[Letter]) -> None:
    """The same in a transaction of its own: the one that told is over."""
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    try:
        for attempt in manager.attempts(_ATTEMPTS):
            with attempt:
                site = connection.root()["Application"].unrestrictedTraverse(path)
                wait(open_store(site), letters)
    finally:
        manager.abort()
        connection.close()
