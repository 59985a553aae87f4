"""The full-text index over a collection: indexing, queries, snippets.

The rest of the program uses `engine` (and `notes`, which says what annotations add). Behind it:

- a query: `tokens`, `days` → `parser` → a tree of `query` nodes
- an answer: `service` (in this process, or through `worker` in another) → `searcher` →
  `vocabulary` (which terms a word stands for) and `evaluate` (which documents, how good) on a
  `view` of each segment; `suggestion` when there is none
- what is shown of it: `highlight`, from the article's own text
- indexing: `entry` (the words of an article, by `analyzer`) → `store` → `codec` → `segment`,
  made of `postings` and a `lexicon`
- where it is kept, and when it is made anew: `cache`

Whoosh stands behind `store`, `codec` and `codec_readers`.
"""
