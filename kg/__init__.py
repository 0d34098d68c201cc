"""Medical-LLM knowledge graph: articles in, a graph whose every statement carries its sentence out.

    articles → text → mentions → entities → claims → graph → views

    kg.articles   source → Article: files, pages and URLs without the furniture around the text
    kg.mentions   text → mentions: known names and shapes of names, in a spaCy pipeline
    kg.entities   mentions → entities with stable slugs
    kg.claims     entities + sentences → claims: relation, direction, modality, date
    kg.extract    the pipeline of the three above: Article → Extraction
    kg.graph      claims → RDF: the store, its shapes, its questions
    kg.views      graph → page, tables, files
    kg.ingest     sources → store: the whole way in, for many articles
    kg.build      sources → a folder with the store and its views
    kg.cli        the command ``kg``

The ways in from Python: ``kg.articles.read``, ``kg.extract.extract``, ``kg.graph.Store``,
``kg.build.build``.
"""
