"""The message factory of the product; every visible text goes through it."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("opengov.disclosure")


def catalog_language(code: str) -> str:
    """The language of our translations for a language code of Plone: ``translate`` knows no ``zh-cn``, only ``zh_CN``, and
    would answer in English."""
    return "zh_CN" if code.lower().startswith("zh") else code.lower().partition("-")[0]
