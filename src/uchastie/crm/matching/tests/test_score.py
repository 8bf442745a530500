"""What fits what: by table."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.matching.rules import Asked, Helper, Home, Skill, fit_of, line_of
from uchastie.crm.matching.rules.score import Cover

BOTH = frozenset({"in_person", "remote"})
HERE = frozenset({"in_person"})


def need(category="repair", **values):
    return Asked(uuid4(), category, **values)


@pytest.mark.ledger("B12")
@pytest.mark.parametrize(
    ("asked", "skill", "cover"),
    [
        ({}, None, Cover.NONE),
        ({}, Skill(), Cover.FULL),
        ({"format": "remote"}, Skill(HERE), Cover.PARTLY),
        ({"format": "remote"}, Skill(BOTH), Cover.FULL),
        ({"periodicity": "weekly"}, Skill(HERE, "monthly"), Cover.PARTLY),
        ({"periodicity": "monthly"}, Skill(HERE, "weekly"), Cover.FULL),
        ({"periodicity": "weekly"}, Skill(HERE, ""), Cover.FULL),
    ],
)
def test_one_need_against_one_skill(asked, skill, cover):
    assert line_of(need(**asked), skill).cover == cover


@pytest.mark.parametrize(
    ("helper", "stop"),
    [
        ({"free": 0}, "все места заняты"),
        ({"known": "уже помогает этой семье"}, "уже помогает этой семье"),
        ({"radius_km": 10}, "далеко: вне территории опекуна"),
        ({"territory": frozenset({"Серов"})}, "далеко: вне территории опекуна"),
        ({"radius_km": 60}, None),
        ({"whole_region": True, "radius_km": 1}, None),
        ({"territory": frozenset({"Реж"}), "radius_km": 1}, None),
    ],
)
def test_what_stops(helper, stop):
    """Реж stands about 50 km to the north of the guardian."""
    home = Home((need(),), "Реж", 57.30, 60.61)
    one = Helper(
        **({"skills": {"repair": Skill()}, "town": "Екатеринбург", "latitude": 56.85, "longitude": 60.61} | helper)
    )
    fit = fit_of(home, one)
    assert fit.stops == ((stop,) if stop else ())
    assert fit.possible == (stop is None)
    assert 49 < fit.distance_km < 51


def test_an_urgent_need_weighs_as_two():
    home = Home((need("legal", urgency="high"), need("repair")))
    assert fit_of(home, Helper({"legal": Skill()})).coverage == pytest.approx(2 / 3)
    assert fit_of(home, Helper({"repair": Skill()})).coverage == pytest.approx(1 / 3)


def test_who_can_stands_before_who_cannot_then_coverage_then_distance_then_load():
    home = Home((need("legal"), need("repair")), "Реж", 57.3, 60.6)
    both, one = {"legal": Skill(), "repair": Skill()}, {"repair": Skill()}
    best = fit_of(home, Helper(both, "Реж", 57.3, 60.6))
    loaded = fit_of(home, Helper(both, "Реж", 57.3, 60.6, capacity=4, free=1))
    farther = fit_of(home, Helper(both, "Асбест", 57.0, 61.4))
    half = fit_of(home, Helper(one, "Реж", 57.3, 60.6))
    full = fit_of(home, Helper(both, "Реж", 57.3, 60.6, free=0))
    assert sorted([full, half, farther, loaded, best], key=lambda fit: fit.order) == [best, loaded, farther, half, full]


@given(
    categories=st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=6),
    skills=st.sets(st.sampled_from(["a", "b", "c"])),
)
def test_coverage_is_a_share(categories, skills):
    fit = fit_of(Home(tuple(need(one) for one in categories)), Helper({one: Skill() for one in skills}))
    assert 0 <= fit.coverage <= 1
    assert (fit.coverage == 1) == (set(categories) <= skills)
    assert fit.possible == bool(set(categories) & skills)
