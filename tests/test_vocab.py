"""Code, ontology and shapes name the same terms and allow the same statements."""

from functools import cache
from itertools import product

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.resources import folder
from kg.vocab import (
    AI_SYSTEMS,
    CONCEPTS,
    MLK,
    ORGANIZATIONS,
    SIGNATURES,
    Kind,
    Modality,
    Relation,
    admits,
)

M = Namespace(MLK)
SUBJECT, OBJECT = Namespace("urn:subject:"), Namespace("urn:object:")
# Properties between nodes that are no relations between entities.
OTHER = {M.modality, M.mentionedIn}


@cache
def graph(name: str) -> Graph:
    return Graph().parse(folder("ontology") / name)


def terms(kind: Node) -> set[Node]:
    found = graph("medllm.ttl").subjects(RDF.type, kind)
    return {s for s in found if str(s).startswith(MLK)}


def kinds(node: Node) -> set[Kind]:
    """The entity classes that a class expression covers."""
    ontology = graph("medllm.ttl")
    union = ontology.value(node, OWL.unionOf)
    parts = list(Collection(ontology, union)) if union else [node]
    below = {c for part in parts for c in ontology.transitive_subjects(RDFS.subClassOf, part)}
    return {k for k in Kind if M[k] in below}


def test_entity_classes_are_those_of_the_code() -> None:
    abstract = {M.Organization, M.AISystem}
    about_claims = {M.Claim, M.Modality}
    assert terms(OWL.Class) == {M[k] for k in Kind} | abstract | about_claims


def test_groups_of_classes_are_those_of_the_code() -> None:
    assert kinds(M.Organization) == ORGANIZATIONS
    assert kinds(M.AISystem) == AI_SYSTEMS
    assert kinds(URIRef("http://www.w3.org/2004/02/skos/core#Concept")) == CONCEPTS


def test_relations_are_those_of_the_code() -> None:
    assert terms(OWL.ObjectProperty) - OTHER == {M[r] for r in Relation}
    assert terms(OWL.SymmetricProperty) == {M[r] for r in Relation if r.symmetric}


def test_modalities_are_those_of_the_code() -> None:
    assert terms(M.Modality) == {M[m] for m in Modality}


@pytest.mark.parametrize("relation", Relation)
def test_domain_and_range_are_those_of_the_code(relation: Relation) -> None:
    ontology = graph("medllm.ttl")
    domains, ranges = zip(*SIGNATURES[relation], strict=True)
    assert kinds(ontology.value(M[relation], RDFS.domain)) == frozenset().union(*domains)
    assert kinds(ontology.value(M[relation], RDFS.range)) == frozenset().union(*ranges)


def test_every_class_has_a_shape() -> None:
    targets = set(graph("shapes.ttl").objects(None, SH.targetClass))
    assert {M[k] for k in Kind} | {M.Claim} <= targets


def test_shapes_refuse_what_the_code_refuses() -> None:
    """Claims of every relation between every two classes: the ends the shapes object to."""
    data = Graph()
    for triple in graph("medllm.ttl").triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    for kind in Kind:
        data.add((SUBJECT[kind], RDF.type, M[kind]))
        data.add((OBJECT[kind], RDF.type, M[kind]))
    for relation, subject, obj in product(Relation, Kind, Kind):
        claim = URIRef(f"urn:claim:{relation}:{subject}:{obj}")
        data.add((claim, RDF.subject, SUBJECT[subject]))
        data.add((claim, RDF.predicate, M[relation]))
        data.add((claim, RDF.object, OBJECT[obj]))
    _, report, _ = validate(data, shacl_graph=relation_shapes())
    refused = {
        (Relation(str(report.value(r, SH.focusNode)).removeprefix(MLK)), report.value(r, SH.value))
        for r in report.subjects(RDF.type, SH.ValidationResult)
    }
    for relation, subject, obj in product(Relation, Kind, Kind):
        wrong = {
            (relation, SUBJECT[subject]),
            (relation, OBJECT[obj]),
            (relation, URIRef(f"urn:claim:{relation}:{subject}:{obj}")),
        }
        assert bool(wrong & refused) is not admits(subject, relation, obj)


def relation_shapes() -> Graph:
    """The shapes whose focus is a relation: the others would object to bare test data."""
    shapes = Graph() + graph("shapes.ttl")
    for shape in set(shapes.subjects(SH.targetClass, None)):
        shapes.remove((shape, None, None))
    return shapes
