import pytest

from uchastie.crm.knowledge.rules import require_handout
from uchastie.kernel.errors import Refusal


@pytest.mark.parametrize(
    ("title", "text", "link", "has_file", "field"),
    [
        (" ", "текст", "", False, "title"),
        ("Памятка", " ", "", False, "text"),
        ("Памятка", "", "javascript:alert(1)", False, "link"),
        ("Памятка", "", "https://", False, "link"),
        ("Памятка", "", "https://[", False, "link"),
        ("Памятка", "", "https://a.ru/ b", False, "link"),
    ],
)
def test_an_empty_handout_or_a_bad_link_is_refused(title, text, link, has_file, field):
    with pytest.raises(Refusal) as refused:
        require_handout(title, text, link, has_file)
    assert refused.value.field == field


def test_text_link_or_file_is_enough():
    require_handout("Памятка", "текст", "", has_file=False)
    require_handout("Памятка", "", "https://dobro.ru/", has_file=False)
    require_handout("Памятка", "", "", has_file=True)
