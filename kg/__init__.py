"""Medical-LLM knowledge graph (docstring to come)."""
