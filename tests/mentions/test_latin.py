"""Names in Latin letters are seen by their shape."""

from kg.extract import extractor
from kg.types import Article


def models(text: str) -> set[str]:
    found = extractor("rules")(Article(text, "x", ("x",), "en"))
    kinds = {e.slug: e.kind for e in found.entities}
    return {text[m.start : m.end] for m in found.mentions if kinds[m.entity] == "Model"}


def test_a_family_with_more_to_it_names_a_model() -> None:
    assert models("They tried ZorvGPT-2 and ZorvBERT.") == {"ZorvGPT-2", "ZorvBERT"}


def test_a_version_names_a_model_of_no_known_family() -> None:
    assert models("Zorvak-7B was tried.") == {"Zorvak-7B"}


def test_a_family_by_itself_and_words_before_model_name_none() -> None:
    assert models("A GPT is an LLM. The model and our model are large. AI models too.") == set()


def test_a_long_run_of_capitals_is_read_at_once() -> None:
    assert models(f"The sequence {'ACGT' * 20} was read.") == set()
