"""The terms of ``ontology/`` as names that refuse a misspelling.

``Kind`` names the entity classes, ``Relation`` the properties between entities, ``Modality`` how
an article says a thing. ``SIGNATURES`` repeats each relation's domain and range, so that extraction
can ask without parsing RDF; a test holds code, ontology and shapes together.
"""

from enum import StrEnum

MLK = "https://w3id.org/medllm-kg/ontology#"
ENT = "https://w3id.org/medllm-kg/entity/"
ART = "https://w3id.org/medllm-kg/article/"
CLAIM = "https://w3id.org/medllm-kg/claim/"
RUN = "https://w3id.org/medllm-kg/run/"
ENTITIES_GRAPH = "https://w3id.org/medllm-kg/graph/entities"
STATEMENTS_GRAPH = "https://w3id.org/medllm-kg/graph/statements"


class Kind(StrEnum):
    """The class of an entity."""

    COMPANY = "Company"
    HOSPITAL = "Hospital"
    RESEARCH_INSTITUTE = "ResearchInstitute"
    GOVERNMENT_BODY = "GovernmentBody"
    BUSINESS_UNIT = "BusinessUnit"
    ALLIANCE = "Alliance"
    ASSOCIATION = "Association"
    PERSON = "Person"
    MODEL = "Model"
    PRODUCT = "Product"
    HARDWARE = "Hardware"
    CARE_STAGE = "CareStage"
    SCENARIO = "Scenario"
    SPECIALTY = "Specialty"
    BARRIER = "Barrier"
    STRATEGY = "Strategy"
    POLICY = "Policy"
    BENCHMARK = "Benchmark"
    PLACE = "Place"


ORGANIZATIONS = frozenset(
    {
        Kind.COMPANY,
        Kind.HOSPITAL,
        Kind.RESEARCH_INSTITUTE,
        Kind.GOVERNMENT_BODY,
        Kind.BUSINESS_UNIT,
        Kind.ALLIANCE,
        Kind.ASSOCIATION,
    }
)
AI_SYSTEMS = frozenset({Kind.MODEL, Kind.PRODUCT})
CONCEPTS = frozenset({Kind.CARE_STAGE, Kind.SCENARIO, Kind.SPECIALTY, Kind.BARRIER, Kind.STRATEGY})
STAGES = ("PreHospital", "InHospital", "PostHospital")  # slugs: together all of care


class Relation(StrEnum):
    """A property between two entities."""

    PARTNERS_WITH = "partnersWith"
    DEVELOPS = "develops"
    BASED_ON = "basedOn"
    DEPLOYS = "deploys"
    SUPPLIES_TO = "suppliesTo"
    RUNS_ON = "runsOn"
    COVERS_STAGE = "coversStage"
    APPLIES_TO = "appliesTo"
    TARGETS_SPECIALTY = "targetsSpecialty"
    PART_OF = "partOf"
    MEMBER_OF = "memberOf"
    ACQUIRES = "acquires"
    INVESTS_IN = "investsIn"
    ISSUES = "issues"
    AFFILIATED_WITH = "affiliatedWith"
    EVALUATED_ON = "evaluatedOn"
    FACES_BARRIER = "facesBarrier"
    ADOPTS_STRATEGY = "adoptsStrategy"
    APPROVED_BY = "approvedBy"
    COMPETES_WITH = "competesWith"
    LOCATED_IN = "locatedIn"
    IN_STAGE = "inStage"
    INTEGRATES_WITH = "integratesWith"
    SUCCEEDS = "succeeds"
    ADDRESSES_BARRIER = "addressesBarrier"

    @property
    def symmetric(self) -> bool:
        """Whether the statement says the same either way round."""
        return self in _SYMMETRIC


_SYMMETRIC = frozenset({Relation.PARTNERS_WITH, Relation.COMPETES_WITH, Relation.INTEGRATES_WITH})

_ORG, _SYS, _HW = ORGANIZATIONS, AI_SYSTEMS, frozenset({Kind.HARDWARE})

# Relation → the (domain, range) pairs it allows.
SIGNATURES: dict[Relation, tuple[tuple[frozenset[Kind], frozenset[Kind]], ...]] = {
    Relation.PARTNERS_WITH: ((_ORG, _ORG),),
    Relation.DEVELOPS: ((_ORG, _SYS | _HW | {Kind.BENCHMARK}),),
    Relation.BASED_ON: ((_SYS, _SYS),),
    Relation.DEPLOYS: ((_ORG, _SYS | _HW),),
    Relation.SUPPLIES_TO: ((_ORG, _ORG),),
    Relation.RUNS_ON: ((_SYS, _HW),),
    Relation.COVERS_STAGE: ((_SYS, frozenset({Kind.CARE_STAGE})),),
    Relation.APPLIES_TO: ((_SYS | _HW, frozenset({Kind.SCENARIO})),),
    Relation.TARGETS_SPECIALTY: ((_SYS, frozenset({Kind.SPECIALTY})),),
    Relation.PART_OF: ((_ORG, _ORG), (_SYS, _SYS)),
    Relation.MEMBER_OF: ((_ORG, frozenset({Kind.ALLIANCE})),),
    Relation.ACQUIRES: ((_ORG, _ORG),),
    Relation.INVESTS_IN: ((_ORG, _ORG),),
    Relation.ISSUES: ((_ORG | {Kind.PERSON}, frozenset({Kind.POLICY})),),
    Relation.AFFILIATED_WITH: ((frozenset({Kind.PERSON}), _ORG),),
    Relation.EVALUATED_ON: ((_SYS, frozenset({Kind.BENCHMARK})),),
    Relation.FACES_BARRIER: ((_SYS | _ORG | {Kind.SCENARIO}, frozenset({Kind.BARRIER})),),
    Relation.ADOPTS_STRATEGY: ((_ORG, frozenset({Kind.STRATEGY})),),
    Relation.APPROVED_BY: ((_SYS, frozenset({Kind.GOVERNMENT_BODY})),),
    Relation.COMPETES_WITH: ((_ORG, _ORG), (_SYS, _SYS)),
    Relation.LOCATED_IN: ((_ORG, frozenset({Kind.PLACE})),),
    Relation.IN_STAGE: ((frozenset({Kind.SCENARIO}), frozenset({Kind.CARE_STAGE})),),
    Relation.INTEGRATES_WITH: ((_SYS, _SYS),),
    Relation.SUCCEEDS: ((_SYS, _SYS),),
    Relation.ADDRESSES_BARRIER: ((_SYS | _ORG, frozenset({Kind.BARRIER})),),
}


def admits(subject: Kind, relation: Relation, obj: Kind) -> bool:
    """Whether the contract lets ``relation`` hold between entities of these classes."""
    return any(subject in domain and obj in range_ for domain, range_ in SIGNATURES[relation])


class Modality(StrEnum):
    """How an article says a thing; only asserted and reported claims become plain triples."""

    ASSERTED = "Asserted"
    REPORTED = "Reported"
    PLANNED = "Planned"
    NEGATED = "Negated"
    ENDED = "Ended"

    @property
    def holds(self) -> bool:
        """Whether a claim of this modality puts a plain triple in the graph."""
        return self in (Modality.ASSERTED, Modality.REPORTED)
