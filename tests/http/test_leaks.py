"""Who may not see a document learns nothing of it from anything the site answers (R-X1).

Each document of the layer holds canary words: in its title, text, summary and notes, in the name, file name and bytes of
its attachment, in the comments and reasons of its steps. Each is first shown to be there for its drafter, then looked for
in all that outsiders can reach.
"""

from gzip import decompress
from peopled import canary
from peopled import PLACES
from peopled import STATES

import json
import pytest
import re


OUTSIDERS = ["", "member", "co-issuer", "other-drafter", "other-disclosure-officer"]
CANARY = re.compile("|".join(PLACES).join(("zq(", ")[a-z]+zq")))
HIDDEN = [state for state in STATES if state != "published"]

QUERY = [{"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["OfficialDocument", "File"]}]
EVERYTHING = {"query": QUERY, "metadata_fields": "_all", "b_size": 500}

#: Pages and services that show many things at once; none of these addresses holds a canary.
_REST = """
    / /bureau /bureau?include_items=1&fullobjects=1 /@search?metadata_fields=_all&b_size=500&sort_on=sortable_title
    /@search?fullobjects=1&b_size=500 /@search?SearchableText=zq*&fullobjects=1 /@search?Title=zq*&metadata_fields=_all
    /@search?portal_type=DocumentAttachment&metadata_fields=_all /@search?portal_type=OfficialDocument&fullobjects=1
    /@search?review_state=draft&metadata_fields=_all /@search?disclosure_attribute=withheld&metadata_fields=_all
    /@search?path.query=/bureau&path.depth=3&metadata_fields=_all /@search?Creator=drafter&metadata_fields=_all
    /@search?document_number=zq&metadata_fields=_all /@search?show_inactive=1&metadata_fields=_all
    /@navigation?expand.navigation.depth=4 /bureau/@navigation?expand.navigation.depth=4 /bureau/@breadcrumbs
    /@contextnavigation?expand.contextnavigation.includeTop=1 /bureau/@contextnavigation /bureau/@types /bureau/@actions
    /@vocabularies /@vocabularies/plone.app.vocabularies.Catalog /bureau/@vocabularies/plone.app.vocabularies.Catalog
    /@vocabularies/plone.app.vocabularies.Keywords /@vocabularies/plone.app.vocabularies.Users
    /@archive-transfers /@disclosure-catalogue /bureau/@disclosure-catalogue /bureau/@registers /bureau/@registers/published
    /bureau/@handovers /bureau/@offices /bureau/@deputies /bureau/@ledger /@ledger /@ledger-verify /@integrity /@aliases
    /bureau/@aliases /@users /@groups /@site /@relations /@contentrules /bureau/@linkintegrity /@transactions
    /bureau/@history /bureau/@sharing /bureau/@workflow /bureau/@workingcopy /@querysources /@addons /@my-work
    /bureau/@asked /bureau/@drafting-agencies /bureau/@joint-register /bureau/@joint-register?state=withheld
    /@disclosure-catalogue?facets=1&sort=newest /bureau/@withheld-list /bureau/@withheld-list?year=2026
    /bureau/@disclosure /@disclosure-catalogue?text=zq /@routine /bureau/@channels /bureau/@channels/place
    /bureau/@channels/take_down /bureau/@channels/done /bureau/@inherit?expand.inherit.behaviors=plone.dublincore
"""
REST = _REST.split()
_PAGES = """
    / /bureau /bureau/view /bureau/@@listing_view /bureau/@@summary_view /bureau/@@tabular_view /bureau/@@full_view
    /bureau/@@folder_contents /bureau/folder_listing /bureau/@@contents /bureau/@@fc-contextInfo /bureau/@@getFileList
    /@@search?SearchableText=zq* /@@updated_search?SearchableText=zq* /@@ajax-search?SearchableText=zq*
    /@@search?SearchableText=notice /@@ajax-search?SearchableText=* /livesearch_reply?q=zq /search_rss?SearchableText=zq*
    /sitemap.xml.gz /sitemap /@@sitemap /RSS /bureau/RSS /bureau/rss.xml /bureau/atom.xml /bureau/itunes.xml /@@search-rss
    /@@disclosure-catalogue /@@disclosure-catalogue?text=zq /@@disclosure-catalogue.rss /@@disclosure-sitemap.xml
    /@@disclosure-sitemap.xml?part=first /bureau/@@disclosure-catalogue /bureau/@@disclosure-catalogue.rss
    /@@disclosure-catalogue.atom /@@disclosure-agencies /bureau/@@disclosure-catalogue.atom /bureau/@@withheld-list
    /bureau/@@joint-register /bureau/@@joint-register-csv /bureau/@@joint-register-print /bureau/@@joint-register-xlsx
    /bureau/@@registers /bureau/@@registers?name=voided /bureau/@@channels /bureau/@@channels?name=take_down
    /@@my-work /bureau/@@deputies /recently_modified /@@recently-published-view
    /@@getVocabulary?name=plone.app.vocabularies.Catalog /bureau/@@getVocabulary?name=plone.app.vocabularies.Keywords
    /@@querybuilder_html_results /@@listing_view /@@summary_view /@@full_view /bureau/@@manage_main /portal_catalog
    /portal_catalog/searchResults /author/drafter /@@historyview /bureau/@@historyview /bureau/sitemap.xml.gz
    /bureau/@@plone_lock_info/lock_info /bureau/@@test-rendering /robots.txt /bureau/objectIds /bureau/objectValues
    /bureau/contentIds /bureau/listFolderContents /bureau/getFolderContents /portal_catalog/uniqueValuesFor?name=Title
"""
PAGES = _PAGES.split()
#: What is tried behind the address of each document and its attachment.
_BEHIND = """
    /view /edit /@@edit /title /text /Title /Description /SearchableText /getId /@@images/image /@@images/image/mini
    /@@historyview /@@history /@@sharing /@@plone_lock_info/lock_info /@@main-view /@@full_view_item /@@contentlisting
    /@@redirect-to-uuid /@@iterate_control /@@content-checkout /opengov-may?step_id=sign /propertyItems /manage_main
    /annex /annex/view /annex/file /annex/@@download /annex/@@download/file /annex/@@display-file/file
    /annex/@@images/file /annex/@@images/file/mini /annex/title /annex/@@edit /@@sign /@@take-step /@@print /@@record
    /document_view /base_view /content_status_modify /annex/manage_FTPget /annex/get_size /absolute_url /getPhysicalPath
    /@@positions /@@joint /@@document /@@panel /@@take /@@steps /@@ledger /++api++ /++api++/@disclosure
    /@@opengov-may?step_id=sign
    /@@meetings /@@meetings-file?meeting=x&number=1 /@@repeal
"""
BEHIND = _BEHIND.split()
_BEHIND_REST = """
    /@publication /@channels
    /@positions /@positions/x/difference /@joint /@joint/lead-issue
    /@meetings /@meetings/x/papers/1 /@repeal
    /@disclosure /@history /@history/0 /@problems /@deadlines /@ledger /@ledger-verify /@papers/1 /@workflow /@actions /@types
    /@breadcrumbs /@navigation /@contextnavigation /@sharing /@lock /@aliases /@linkintegrity /@workingcopy /@relations
    /annex /annex/@breadcrumbs /annex/@history /annex/@actions /annex/@lock /annex/@@download/file /@rules /@translations
    /@querysources/x /@vocabularies /@inherit?expand.inherit.behaviors=plone.dublincore
"""
BEHIND_REST = _BEHIND_REST.split()

#: Ids of words that the public may read: the published document itself, and public titles.
PUBLIC = {canary(place, "published") for place in PLACES if place not in ("comment", "reason")}


def told(answer):
    """All that an answer says, headers included."""
    body = answer.body
    if body.startswith(b"\x1f\x8b"):
        body = decompress(body)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headerlist)
    # JSON may write Chinese and slashes in escapes; the canaries are plain ASCII in all of them
    return f"{answer.status}\n{headers}\n{body.decode('utf-8', 'replace')}"


def leaks(answer):
    return {match.group() for match in CANARY.finditer(told(answer))} - PUBLIC


@pytest.mark.parametrize("state", [state for state in STATES if state != "purged"])
def test_each_canary_is_there_for_its_drafter(matrix, door, state):
    path = f"/bureau/{matrix['ids'][state]}"
    with door.without_trace():
        read = [
            door.ask("GET", path + more, "drafter") for more in ("", "/@disclosure", "/annex", "/annex/@@download/file")
        ]
        found = door.ask("GET", f"/@search?SearchableText={canary('title', state)}", "drafter")
    text = "".join(map(told, read))
    proposed = state in ("issued_on_request", "issued_withheld", "registered", "withheld")
    unsaid = {"comment"} if state in ("draft", "to_determine") else set()
    places = set(PLACES) - (set() if proposed else {"reason"}) - unsaid
    assert {place for place in places if canary(place, state) not in text} == set()
    assert found.json["items_total"] == 1


@pytest.mark.parametrize("user", OUTSIDERS)
@pytest.mark.parametrize("kind", ["rest", "pages"])
def test_nothing_that_shows_many_things_shows_a_hidden_one(matrix, door, user, kind):
    addresses, accept = (REST, "application/json") if kind == "rest" else (PAGES, "text/html")
    ids = {matrix["ids"][state] for state in HIDDEN} | {matrix["uids"][state] for state in HIDDEN}
    found = {}
    with door.without_trace():
        answers = {address: door.ask("GET", address, user, Accept=accept) for address in addresses}
        if kind == "rest":
            answers["post"] = door.ask("POST", "/@querystring-search", user, EVERYTHING)
            answers["get"] = door.ask("GET", "/@querystring-search?query=" + json.dumps(EVERYTHING), user)
    for address, answer in answers.items():
        said = leaks(answer) | {name for name in ids if name in told(answer)}
        if said:
            found[address] = (answer.status_int, sorted(said)[:3])
    assert not found
    assert sum(answer.status_int == 200 for answer in answers.values()) > 10


@pytest.mark.parametrize("user", OUTSIDERS)
def test_no_search_finds_a_hidden_word(door, user):
    searches = ("/@search?SearchableText={}", "/@disclosure-catalogue?text={}")
    with door.without_trace():
        for state in HIDDEN:
            for place in ("title", "text", "summary", "filename", "bytes"):
                for search in searches:
                    answer = door.ask("GET", search.format(canary(place, state)), user)
                    assert answer.json["items"] == [], (search, place, state)
            assert door.ask("GET", f"/@search?Title={canary('title', state)}", user).json["items_total"] == 0


#: Everything is tried as nobody; what is behind an address does not depend on who may not see it, so others try less.
TRIED = [("", state) for state in HIDDEN] + [("other-disclosure-officer", "withheld"), ("co-issuer", "draft")]


@pytest.mark.parametrize(("user", "state"), TRIED)
def test_nothing_behind_the_address_of_a_hidden_document_answers(matrix, door, user, state):
    path, wrong = f"/bureau/{matrix['ids'][state]}", []
    tried = [(each, "text/html") for each in ["", *BEHIND]] + [
        (each, "application/json") for each in ["", *BEHIND_REST]
    ]
    with door.without_trace():
        for more, accept in tried:
            answer = door.ask("GET", path + more, user, Accept=accept)
            if answer.status_int != 404 or leaks(answer):
                wrong.append((more, accept, answer.status_int, sorted(leaks(answer))))
    assert not wrong


@pytest.mark.parametrize("user", OUTSIDERS)
@pytest.mark.parametrize(
    "pattern", ["/resolveuid/{}", "/bureau/resolveuid/{}", "/@@redirect-to-uuid/{}", "/@linkintegrity?uids={}"]
)
def test_the_uid_of_a_hidden_document_leads_nowhere(matrix, door, user, pattern):
    missing = "0" * 32
    with door.without_trace():
        for accept in ("text/html", "application/json"):
            absent = door.ask("GET", pattern.format(missing), user, Accept=accept)
            for state in ("draft", "sign_off", "withheld", "withdrawn"):
                uid = matrix["uids"][state]
                hidden = door.ask("GET", pattern.format(uid), user, Accept=accept)
                assert _bare(hidden, uid) == _bare(absent, missing)


def _bare(answer, name):
    """What an answer says, but for the name asked for and what is random in each."""
    text = re.sub(r'(name="_authenticator" value|data-token)="[^"]*"|_authenticator=[0-9a-f]+', "", told(answer))
    return re.sub(r"(Content-Length|Etag|Date|X-Varnish|Expires|Last-Modified):[^\n]*", "", text).replace(name, "NAME")


@pytest.mark.parametrize("user", OUTSIDERS)
def test_hidden_and_missing_are_one_page(matrix, door, user):
    missing = "0" * 32
    with door.without_trace():
        for more in ("", "/annex", "/annex/@@download/file", "/edit", "/@disclosure"):
            for accept in ("text/html", "application/json"):
                absent = door.ask("GET", f"/bureau/{missing}{more}", user, Accept=accept)
                for state in ("draft", "withheld", "withdrawn"):
                    name = matrix["ids"][state]
                    hidden = door.ask("GET", f"/bureau/{name}{more}", user, Accept=accept)
                    assert _bare(hidden, name) == _bare(absent, missing), (more, accept, state)


def test_a_public_answer_must_be_asked_for_again_each_time(matrix, door):
    for more in ("", "/annex/@@download/file"):
        answer = door.ask("GET", f"/bureau/{matrix['ids']['published']}{more}")
        assert answer.status_int == 200
        assert "no-cache" in answer.headers["Cache-Control"]


def test_comments_on_a_public_document_stay_inside(matrix, door):
    path = f"/bureau/{matrix['ids']['published']}"
    with door.without_trace():
        for user in OUTSIDERS:
            for more in ("", "/@disclosure", "/@history", "/@workflow", "/view", "/@actions", "/@@historyview"):
                for accept in ("text/html", "application/json"):
                    assert not leaks(door.ask("GET", path + more, user, Accept=accept)), (user, more)


@pytest.mark.parametrize("user", ["", "member", "other-drafter"])
def test_the_methods_of_webdav_tell_nothing(matrix, door, user):
    hidden, missing = matrix["ids"]["withheld"], "0" * 32
    with door.without_trace():
        for method in ("HEAD", "PROPFIND", "PROPPATCH", "LOCK", "PUT", "DELETE", "MKCOL"):
            for accept in ("text/html", "application/json"):
                answer = door.ask(method, f"/bureau/{hidden}", user, Accept=accept)
                absent = door.ask(method, f"/bureau/{missing}", user, Accept=accept)
                assert answer.status_int == absent.status_int, (method, accept)
                assert not leaks(answer)
        listing = door.ask("PROPFIND", "/bureau", user, Depth="1")
    assert hidden not in told(listing)
