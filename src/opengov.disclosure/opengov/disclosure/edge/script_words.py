"""The words of Plone's scripts (editor, file upload, folder contents) in the language of the page."""

from plone.app.content.browser.i18n import i18njs
from zope.component import queryUtility
from zope.i18n.interfaces import ITranslationDomain


class ScriptWords(i18njs):
    """``plonejsi18n``: a page says ``zh-cn``, its catalogue is called ``zh_CN``; Plone's own view finds none for it."""

    def __call__(self, domain=None, language=None):
        """The words of a domain as JSON.

        :param language: as the page names it; without it, that of the request.
        """
        return super().__call__(domain, catalogue_name(domain, language or self.request["LANGUAGE"]))


def catalogue_name(domain: str | None, language: str) -> str:
    """What the catalogue of a language is called, where it is known under the name with the country in capitals."""
    words = queryUtility(ITranslationDomain, domain or "")
    first, _dash, country = language.partition("-")
    name = f"{first}_{country.upper()}"
    return name if words is not None and name in words.getCatalogsInfo() else language
