"""The message factory of the product; every visible text goes through it."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("opengov.disclosure")
