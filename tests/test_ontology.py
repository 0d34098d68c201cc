"""The ontology is whole, its schemes hold together, and its shapes say what is wrong."""

import re
from functools import cache
from pathlib import Path

import opencc
import pytest
from pyshacl import validate
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.term import Literal, Node

from kg import vocab
from kg.resources import folder

M = Namespace(vocab.MLK)
TAGS = {"zh-hans", "zh-hant", "en"}
SCHEME = Namespace("https://w3id.org/medllm-kg/scheme/")
PACKAGE = Path(vocab.__file__).parent


@cache
def graph(name: str) -> Graph:
    return Graph().parse(folder("ontology") / name)


def own(found: set[Node]) -> list[Node]:
    return sorted(s for s in found if str(s).startswith(vocab.MLK))


def ours() -> list[Node]:
    return own(set(graph("medllm.ttl").subjects(RDF.type, None)))


def properties() -> list[Node]:
    ontology = graph("medllm.ttl")
    sorts = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return own({s for sort in sorts for s in ontology.subjects(RDF.type, sort)})


def tags(source: Graph, node: Node, predicate: URIRef) -> list[str]:
    labels = source.objects(node, predicate)
    return sorted((x.language or "").lower() for x in labels if isinstance(x, Literal))


@pytest.mark.parametrize("term", ours())
def test_every_term_has_labels_in_three_scripts_and_a_definition(term: Node) -> None:
    ontology = graph("medllm.ttl")
    assert tags(ontology, term, RDFS.label) == sorted(TAGS)
    assert ontology.value(term, SKOS.definition)


@pytest.mark.parametrize("term", properties())
def test_every_property_has_a_domain_and_a_range(term: Node) -> None:
    ontology = graph("medllm.ttl")
    assert ontology.value(term, RDFS.domain) is not None
    assert ontology.value(term, RDFS.range) is not None


@pytest.mark.parametrize("relation", vocab.Relation)
def test_a_relation_can_be_read_from_its_object(relation: vocab.Relation) -> None:
    wanted = [] if relation.symmetric else sorted(TAGS)
    assert tags(graph("medllm.ttl"), M[relation], M.inverseLabel) == wanted


def test_no_term_is_used_that_is_not_declared() -> None:
    declared = set(ours()) | set(graph("schemes.ttl").subjects(RDF.type, M.CareStage))
    files = ("medllm.ttl", "schemes.ttl", "shapes.ttl")
    used = {term for name in files for triple in graph(name) for term in triple}
    assert set(own(used)) <= declared
    texts = [p.read_text(encoding="utf-8") for p in sorted(PACKAGE.rglob("*.rq"))]
    asked = {M[name] for text in texts for name in re.findall(r"\bmlk:(\w+)", text)}
    assert texts
    assert asked <= declared


def test_what_classes_and_properties_build_on_is_declared() -> None:
    ontology = graph("medllm.ttl")
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for above in ontology.objects(None, relation):
            assert ontology.value(above, RDF.type), above


def test_no_class_is_below_itself() -> None:
    ontology = graph("medllm.ttl")
    for term in ours():
        for above in ontology.objects(term, RDFS.subClassOf):
            assert term not in set(ontology.transitive_objects(above, RDFS.subClassOf))


def concepts() -> list[Node]:
    return sorted(graph("schemes.ttl").subjects(RDF.type, SKOS.Concept))


def test_every_concept_has_one_preferred_label_in_each_script_and_a_scheme() -> None:
    schemes = graph("schemes.ttl")
    for concept in concepts():
        assert tags(schemes, concept, SKOS.prefLabel) == sorted(TAGS), concept
        assert (schemes.value(concept, SKOS.inScheme), RDF.type, SKOS.ConceptScheme) in schemes


def test_the_two_chinese_labels_say_the_same() -> None:
    simplify = opencc.OpenCC("t2s").convert
    schemes = graph("schemes.ttl")
    for concept in concepts():
        labels = {str(x.language).lower(): str(x) for x in schemes.objects(concept, SKOS.prefLabel)}
        assert simplify(labels["zh-hant"]) == labels["zh-hans"]


def test_labels_in_simplified_characters_are_that() -> None:
    simplify = opencc.OpenCC("t2s").convert
    for _, _, label in graph("schemes.ttl"):
        if isinstance(label, Literal) and str(label.language).lower() == "zh-hans":
            assert simplify(str(label)) == str(label)


def test_the_guideline_has_84_scenarios_in_4_areas_and_13_fields() -> None:
    schemes = graph("schemes.ttl")
    official = sorted(schemes.subjects(SKOS.notation, None))
    numbers = sorted(int(str(schemes.value(s, SKOS.notation))) for s in official)
    fields = {schemes.value(s, SKOS.broader) for s in official}
    areas = {schemes.value(f, SKOS.broader) for f in fields}
    assert numbers == list(range(1, 85))
    assert len(fields) == 13
    assert areas == set(schemes.subjects(SKOS.topConceptOf, SCHEME.scenarios))
    assert len(areas) == 4


def test_every_scenario_stands_under_an_area() -> None:
    schemes = graph("schemes.ttl")
    areas = set(schemes.subjects(SKOS.topConceptOf, SCHEME.scenarios))
    for scenario in schemes.subjects(RDF.type, M.Scenario):
        assert len(areas & set(schemes.transitive_objects(scenario, SKOS.broader))) == 1, scenario


def test_stages_of_scenarios_are_care_stages() -> None:
    schemes = graph("schemes.ttl")
    stages = set(schemes.subjects(RDF.type, M.CareStage))
    inside = set(schemes.subjects(SKOS.broader, M.InHospital))
    assert set(schemes.objects(None, M.inStage)) <= stages
    assert inside == {M.Admission, M.Diagnosis, M.Treatment}
    assert stages - inside == {M.PreHospital, M.InHospital, M.PostHospital}


def test_titles_of_the_ontology_are_in_three_scripts() -> None:
    ontology = graph("medllm.ttl")
    node = URIRef(vocab.MLK.removesuffix("#"))
    assert tags(ontology, node, DCTERMS.title) == sorted(TAGS)


GOOD = """
@prefix mlk: <https://w3id.org/medllm-kg/ontology#> .
@prefix ent: <https://w3id.org/medllm-kg/entity/> .
@prefix art: <https://w3id.org/medllm-kg/article/> .
@prefix claim: <https://w3id.org/medllm-kg/claim/> .
@prefix run: <https://w3id.org/medllm-kg/run/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

art:0123456789abcdef a schema:NewsArticle ; dcterms:title "甲与乙合作" ; dcterms:source "a.txt" ;
    dcterms:issued "2025-03-13"^^xsd:date ; dcterms:language "zh-Hans" ; schema:articleBody "甲与乙合作。" ;
    prov:wasGeneratedBy run:0123456789abcdef .
run:0123456789abcdef a prov:Activity ; mlk:extractor "x" ; mlk:version "1" ; mlk:setting "a=b" .
ent:jia a mlk:Company, schema:Corporation ; skos:prefLabel "甲"@zh-hans ;
    skos:altLabel "Jia"@en ; mlk:mentionedIn art:0123456789abcdef .
ent:yi a mlk:Hospital, schema:Hospital ; skos:prefLabel "乙"@zh-hans ;
    mlk:mentionedIn art:0123456789abcdef .
claim:0123456789abcdef a mlk:Claim ; rdf:subject ent:jia ; rdf:predicate mlk:partnersWith ;
    rdf:object ent:yi ; mlk:evidence "甲与乙合作。" ; mlk:start 0 ; mlk:end 6 ; mlk:confidence 0.9 ;
    mlk:modality mlk:Asserted ; mlk:eventDate "2025-03"^^xsd:gYearMonth ;
    prov:wasQuotedFrom art:0123456789abcdef ; prov:wasGeneratedBy run:0123456789abcdef .
"""


def faults(turtle: str) -> set[str]:
    data = Graph().parse(data=turtle, format="turtle")
    for triple in graph("medllm.ttl").triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    _, report, _ = validate(data, shacl_graph=graph("shapes.ttl"))
    return {str(m) for m in report.objects(None, SH.resultMessage)}


def test_a_good_article_conforms() -> None:
    assert faults(GOOD) == set()


@pytest.mark.parametrize(
    ("part", "bad", "message"),
    [
        ('mlk:evidence "甲与乙合作。"', 'mlk:evidence ""', "one sentence as evidence"),
        ("mlk:start 0", "mlk:start 6", "before it ends"),
        ("mlk:start 0", "mlk:start -1", "before it ends"),
        ("mlk:end 6 ;", "", "the evidence ends at one offset"),
        ("mlk:confidence 0.9", "mlk:confidence 1.5", "from 0 to 1"),
        ("mlk:confidence 0.9", 'mlk:confidence "0.9"', "from 0 to 1"),
        ("mlk:Asserted", "mlk:Perhaps", "one modality"),
        ("mlk:Asserted", "mlk:Asserted, mlk:Planned", "one modality"),
        ("mlk:partnersWith", "mlk:knows", "one predicate"),
        ("mlk:partnersWith", "mlk:develops", "the object of develops"),
        ("mlk:partnersWith", "mlk:affiliatedWith", "the subject of affiliatedWith"),
        ('"2025-03"^^xsd:gYearMonth', '"spring"', "an event date"),
        ("rdf:object ent:yi ;", "", "one object"),
        ("prov:wasQuotedFrom art:0123456789abcdef ;", "", "quoted from one article"),
        ('skos:prefLabel "乙"@zh-hans', 'skos:prefLabel "乙"@fr', "one preferred label"),
        (
            'skos:prefLabel "乙"@zh-hans',
            'skos:prefLabel "乙"@zh-hans, "b"@en',
            "one preferred label",
        ),
        ("mlk:Hospital, schema:Hospital", "mlk:Hospital", "is also a schema:Hospital"),
        ('dcterms:source "a.txt" ;', "", "an article has a source"),
        ('schema:articleBody "甲与乙合作。" ;', "", "an article has one text"),
        ('"zh-Hans"', '"fr"', "an article is in"),
        ('mlk:setting "a=b"', 'mlk:setting "a"', "name=value"),
        ('mlk:version "1" ;', "", "one version"),
    ],
)
def test_shapes_say_what_is_wrong(part: str, bad: str, message: str) -> None:
    assert part in GOOD
    assert any(message in fault for fault in faults(GOOD.replace(part, bad)))
