"""The IRIs of the graph, and what stands beside each in other vocabularies."""

import pyoxigraph as ox

from kg.types import LANGUAGES
from kg.vocab import ART, CLAIM, ENT, ENTITIES_GRAPH, MLK, RUN, STATEMENTS_GRAPH, Kind, Relation

PREFIXES = {
    "mlk": MLK,
    "ent": ENT,
    "art": ART,
    "claim": CLAIM,
    "run": RUN,
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def term(short: str) -> ox.NamedNode:
    """The IRI of ``prefix:name``."""
    prefix, _, name = short.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + name)


def short(iri: str) -> str:
    """An IRI as ``prefix:name``, where one of ``PREFIXES`` begins it."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


ENTITIES, STATEMENTS = ox.NamedNode(ENTITIES_GRAPH), ox.NamedNode(STATEMENTS_GRAPH)
TYPE, LABEL, PREF, ALT = (
    term(t) for t in ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel")
)
SAME_AS, MENTIONED_IN = term("owl:sameAs"), term("mlk:mentionedIn")
SOURCE, TITLE, ISSUED = term("dcterms:source"), term("dcterms:title"), term("dcterms:issued")
LANGUAGE, BODY = term("dcterms:language"), term("schema:articleBody")
ARTICLE, CLAIM_CLASS = term("schema:NewsArticle"), term("mlk:Claim")
ACTIVITY = term("prov:Activity")
GENERATED_BY, QUOTED_FROM = term("prov:wasGeneratedBy"), term("prov:wasQuotedFrom")
SUBJECT, PREDICATE, OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
EVIDENCE, START, END = term("mlk:evidence"), term("mlk:start"), term("mlk:end")
CONFIDENCE, MODALITY = term("mlk:confidence"), term("mlk:modality")
EVENT_DATE, SCORE, ROLE = term("mlk:eventDate"), term("mlk:score"), term("mlk:role")
EXTRACTOR, VERSION, SETTING = term("mlk:extractor"), term("mlk:version"), term("mlk:setting")

# What the entities graph says of an entity, and how articles say it.
SAID_AS = {PREF: (LABEL, ALT), ALT: (LABEL, ALT), TYPE: (TYPE,), SAME_AS: (SAME_AS,)}
CLAIM_TERMS = (
    SUBJECT,
    PREDICATE,
    OBJECT,
    QUOTED_FROM,
    START,
    END,
    CONFIDENCE,
    MODALITY,
    EVENT_DATE,
    SCORE,
    ROLE,
)
RELATIONS = frozenset(ox.NamedNode(MLK + r) for r in Relation)

# The class of another vocabulary that an entity of each class also carries.
ALSO: dict[Kind, ox.NamedNode] = {
    Kind.COMPANY: term("schema:Corporation"),
    Kind.HOSPITAL: term("schema:Hospital"),
    Kind.RESEARCH_INSTITUTE: term("schema:ResearchOrganization"),
    Kind.GOVERNMENT_BODY: term("schema:GovernmentOrganization"),
    Kind.BUSINESS_UNIT: term("org:OrganizationalUnit"),
    Kind.ALLIANCE: term("schema:Organization"),
    Kind.ASSOCIATION: term("schema:NGO"),
    Kind.PERSON: term("schema:Person"),
    Kind.MODEL: term("schema:SoftwareApplication"),
    Kind.PRODUCT: term("schema:SoftwareApplication"),
    Kind.HARDWARE: term("schema:Product"),
    Kind.CARE_STAGE: term("skos:Concept"),
    Kind.SCENARIO: term("skos:Concept"),
    Kind.SPECIALTY: term("skos:Concept"),
    Kind.BARRIER: term("skos:Concept"),
    Kind.STRATEGY: term("skos:Concept"),
    Kind.POLICY: term("schema:CreativeWork"),
    Kind.BENCHMARK: term("schema:CreativeWork"),
    Kind.PLACE: term("schema:Place"),
}
KINDS = {ox.NamedNode(MLK + kind): kind for kind in Kind}
TAGS = {tag.lower(): tag for tag in LANGUAGES}
DATES = {4: term("xsd:gYear"), 7: term("xsd:gYearMonth"), 10: term("xsd:date")}
