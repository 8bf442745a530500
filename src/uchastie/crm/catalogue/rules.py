"""Kinds, levels and groups of the catalogue (source: the method of Добро.Центр)."""

from enum import StrEnum


class ServiceKind(StrEnum):
    BASE = "base"
    ELECTIVE = "elective"


class ServiceType(StrEnum):
    """A1: organisational, consulting, methodical or other."""

    ORGANISATIONAL = "organisational"
    CONSULTING = "consulting"
    METHODICAL = "methodical"
    OTHER = "other"


SERVICE_TYPE_NAMES: dict[ServiceType, str] = {
    ServiceType.ORGANISATIONAL: "организационный",
    ServiceType.CONSULTING: "консультационный",
    ServiceType.METHODICAL: "методический",
    ServiceType.OTHER: "иной",
}


class PackageLevel(StrEnum):
    STANDARD = "standard"
    MASTER = "master"


PACKAGE_LEVEL_NAMES: dict[PackageLevel, str] = {
    PackageLevel.STANDARD: "«Стандарт»",
    PackageLevel.MASTER: "«Мастер»",
}


class RegulationStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
