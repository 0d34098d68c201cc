"""Medical-LLM knowledge graph: articles in, a graph whose every statement carries its sentence out.

    articles → text → mentions → entities → claims → graph → views

    kg.articles   source → Article: files, pages and URLs without the furniture around the text
    kg.reader     text → names and relations as the trained encoder sees them; how it was trained
    kg.mentions   text → mentions: the reader's names, known ones, shapes, in a spaCy pipeline
    kg.entities   mentions → entities with stable slugs
    kg.claims     entities + sentences → claims: relation, direction, modality, date; what the
                  reader sees weighed with frames
    kg.extract    the pipeline of the four above: Article → Extraction
    kg.graph      claims → RDF: the store, its shapes, its questions
    kg.views      graph → page, tables, files
    kg.catalogue  the names that are known, from data/catalogue
    kg.corpus     annotated passages, which the reader learns from
    kg.evaluate   extractions beside annotations → precision, recall, faults
    kg.ingest     sources → store: the whole way in, for many articles
    kg.build      sources → a folder with the store and its views
    kg.cli        the command ``kg``

The ways in from Python: ``kg.articles.read``, ``kg.extract.extract``, ``kg.graph.Store``,
``kg.build.build``.
"""
