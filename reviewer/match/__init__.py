"""Claims beside claims: candidates, scores, typed comparison, lineage of articles, origins behind a claim.

Pure functions over the model: no database, no numpy. What the rooms above use:

    terms.terms(text)                          the terms that a claim is indexed under
    side.Side.of(claim, text, metadata, topic) a claim with the context that matching needs
    topic.key_terms(text, weights)             what an article is about, for `Side.topic`
    weights.Weights, weights.stale             a frozen generation of inverse document frequencies
    candidates.CandidateIndex, nearest         what the store offers, and the choice made from it
    company.chosen(near), score.by_words       claims that speak along with one, for `Side.company`
    pair.pair(left, right, weights)            one Match, offered or a look-alike with `why_not`
    inner.inner_pairs(sides, weights)          pairs within one article
    compare.compare(left, right)               the typed comparison alone
    difference.difference(comparison, …)       the first line to show
    align.pieces(left, right)                  words aligned, for painting
    lineage.lineage(left, right)               relation of two articles; lineage.suspects finds which to compare
    origins.corroborate(…)                     how many origins stand behind a claim
    clusters.clusters(matches)                 claims about the same thing
"""
