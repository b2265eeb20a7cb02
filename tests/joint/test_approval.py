"""A document that needs its superior's approval is published when the approval of this text is there (003 第七条(三))."""

from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import ILife

import base64
import pytest


PAPER = {"filename": "批复.pdf", "content-type": "application/pdf", "data": base64.b64encode("同意".encode()).decode()}
GIVEN = {"authority": "云溪市人民政府", "approved_on": "2026-11-20", "paper": PAPER}
NEEDED = {"approval_required": True, "approving_authority": "云溪市人民政府"}


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def test_publication_waits_for_the_approval(walk):
    document = walk.to("issued", **NEEDED)
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "publish", "disclosure-officer")
    assert codes(refused) == ["approval_missing"]
    walk.take(document, "record_approval", "disclosure-officer", **GIVEN)
    assert ILife(document).state == "issued"
    kept = IDossier(document).affair("approval")
    assert (kept["authority"], kept["digest"]) == ("云溪市人民政府", IReviewedContent(document).digest())
    assert IDossier(document).papers()[0]["filename"] == "批复.pdf"
    walk.take(document, "publish", "disclosure-officer")
    assert ILife(document).state == "published"


def test_a_document_that_needs_none_is_published_without(walk):
    assert ILife(walk.to("published")).state == "published"


def test_filing_waits_for_no_approval(walk):
    from town import PROPOSALS

    assert ILife(walk.to("withheld", **NEEDED, **PROPOSALS["withheld"])).state == "withheld"


@pytest.mark.parametrize(
    "values,code",
    [
        ({"authority": "云溪市委"}, "approval_by_another"),
        ({"approved_on": "2099-01-01"}, "approval_day"),
        ({"approved_on": "昨天"}, "approval_day"),
        ({"paper": None}, "approval_paper_required"),
        ({"authority": " "}, "approval_authority_required"),
    ],
)
def test_a_wrong_record_of_an_approval_is_refused_and_nothing_is_kept(walk, values, code):
    document = walk.to("issued", **NEEDED)
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "record_approval", "disclosure-officer", **{**GIVEN, **values})
    assert code in codes(refused)
    assert (IDossier(document).affair("approval"), IDossier(document).papers()) == (None, ())


@pytest.mark.parametrize("user", ["drafter", "section-head", "signer", "web-editor"])
def test_only_the_disclosure_office_records_it(walk, user):
    document = walk.to("issued", **NEEDED)
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "record_approval", user, **GIVEN)
    assert "office_missing" in codes(refused)


def test_the_need_for_an_approval_is_reviewed_content(walk):
    with_need, without = walk.draft(**NEEDED), walk.draft()
    assert IReviewedContent(with_need).digest() != IReviewedContent(without).digest()
    assert "approval_required" not in {name for name, value in IReviewedContent(without).fields().items() if value}
