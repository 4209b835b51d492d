"""The database of a workspace: one SQLite file that holds the event log, what follows from it, and local things.

This package is the only importer of SQLite. `Database` is the one object others hold; its parts are attributes.
Every call may raise a `StoreError` (Busy, NewerDatabase, NotOurs, ReadOnly, DiskFull); no SQLite exception leaves here.
Threads: one `Database` serves several threads, each gets its own connection. Never hold `write()` over input.

database.py
    Draft(type: str, data: Mapping[str, Any], blobs: Mapping[str, bytes] = {})      blobs: sha256 (hex) -> bytes
    Stored(id: int, event: Event)                                                   id: order of arrival, local
    Head(log: str, seq: int, hash: str, own: bool)
    Fork(log: str, seq: int, hash: str, body: str, seen_at: str)
    Merged(added: tuple[Event, ...], touched: tuple[Event, ...], known: int, forks: tuple[Fork, ...],
           gaps: tuple[str, ...], refused: tuple[str, ...], blobs: int)     touched: known before, words arrived now
    class Database:
        path: Path;  read_only: bool;  remarks: tuple[str, ...]      remarks: what opening noticed, in plain sentences
        log: str (own log id);  project: str (of the own genesis);  journal: "wal" | "truncate" | "read only"
        decisions: Decisions;  corpus: Corpus;  listings: Listings;  search: Search;  local: Local
        create_or_open(path: Path, *, read_only=False, name: str | None = None, via="os", allow_network=False,
                       clock: Callable[[], str] = utc_now) -> Database       (classmethod; also a context manager)
            A new file gets the base tables and `genesis` + `actor` (for `name`, else the system user); `joins` none.
        founder: str                              actor id of the own genesis
        actor_named(name: str, *, via: str) -> str
            Actor id of the one person who bears `name`; a new `actor` event where nobody does. Ambiguous if several do.
        append(drafts: Sequence[Draft], *, by: str, via: str, after: After | None = None) -> tuple[Event, ...]
        append_with(build: Callable[[Database], Sequence[Draft]], *, by, via, after=None) -> tuple[Event, ...]
            `build` runs inside the write transaction: everything it reads through this Database (same thread) is the
            state that its events will rest on. `after(events)` runs inside it too, once the projections stand: compute
            statuses there and store them with `decisions.set_claim_status`. Returns only after COMMIT.
            An exception of `build` or `after` rolls everything back and goes through.
            An event that its own rights do not allow is refused with NotAllowed (nothing is written).
        merge(bodies: Iterable[str], blobs: Mapping[str, bytes] = {}, *, after: After | None = None) -> Merged
        forget(blobs: Collection[str], *, drafts: Collection[str] = ()) -> tuple[str, ...]
            Erased blobs are gone from the file for good; gives what could not be reached. Rewrites the file.
        put_blobs(blobs: Mapping[str, bytes]) -> None                 plain blobs ahead of their event (idempotent)
        events(*, after: int = 0, limit: int | None = None, log: str | None = None) -> Iterator[Stored]   by arrival
        event(hash: str) -> Event | None;  find_event(prefix: str) -> Event (NotFound, Ambiguous)
        last_id() -> int
        blob(sha256: str) -> bytes | None         None: absent or erased
        has_blob(sha256) -> bool;  erased(sha256) -> bool
        words(sha256: str | None) -> str | None   a salted blob opened; None: no sha, absent or erased
        record(sha256: str | None) -> Any         the record in a salted blob; None as in `words`
        rows() -> Iterator[log.chain.Row];  bodies(log: str | None = None) -> Iterator[str]      exactly as stored
        head(log: str | None = None) -> Head;  heads() -> tuple[Head, ...];  forks() -> tuple[Fork, ...]
        hashes(log: str | None = None) -> list[str]                          event hashes by seq, for Merkle trees
        changed() -> bool                         any other connection committed since the last call (own writes too)
        write() -> ContextManager[None]           one BEGIN IMMEDIATE … COMMIT for several calls; nests into an open one
        snapshot() -> ContextManager[None]        all reads of this thread inside see one moment
        chunks(*, rows=2000, seconds=0.05, pause=0.005) -> Chunks            see chunks.py
        faults() -> list[str]                     SQLite's own integrity check and the guards, in plain sentences
        rebuild_decisions(after: After | None = None) -> int;  close() -> None
    After = Callable[[tuple[Event, ...]], None]

chunks.py                                         long work in short transactions: a verdict never waits for it
    class Chunks (context manager):
        add(write: Callable[[], None], rows: int) -> None    `write` runs later, with others, inside one transaction
        flush() -> None                                      leaving the block flushes; an exception drops the queue

decisions.py                                      kept in the transaction of the event; the rule itself is log/state.py
    Act(id: int, event: Event, person: str, live: bool, counted: bool, current: bool)
    Person(id: str, actors: tuple[str, ...], names: tuple[str, ...], role: str)      names: blob shas, newest first
    ClaimStatus(claim: str, about: About, status: Status, value: Value | None, round: int = 1, given: int = 0,
                needs_look: str = "", shown: bool = True, values: Mapping[str, Value | None] = {},
                postponed: Mapping[str, str] = {})
        `shown`: the row a list shows (one per claim). `values`: person id -> value (None: given, value erased or
        sealed); `postponed`: person id -> reason.
    class Decisions:
        acts_of_claim(claim, *, types: Collection[str] = (), current=False) -> tuple[Act, ...]     by arrival
        acts_of_pair(left, right, *, types=(), current=False)
        acts_of_article(article, *, types=(), current=False);  acts_of_version(version, *, types=(), current=False)
        acts_of_type(type, *, current=False) -> tuple[Act, ...]              policy, role, actor, genesis, reveal …
        acts_of_person(person, *, types=(), current=False);  acts_naming_blob(sha256) -> tuple[Act, ...]
        acts_of_batch(batch) -> tuple[Act, ...];  act(hash) -> Act | None;  acts(hashes) -> dict[str, Act]
        acts_touching(claims: Collection[str], *, types=(), current=False) -> dict[str, tuple[Act, ...]]
        standings(ids: Collection[int]) -> dict[int, tuple[bool, bool]]      event id -> (live, counted), for log views
        pairs_of_claim(claim) -> tuple[tuple[str, str], ...]                 pairs with a decision event
        replaceable(type, *, by, data) -> tuple[str, ...]    hashes for `replaces` of a new event of this subject
        revision(claim, olds, *, by) -> (revises, replaces)                  for a new `revise` event
        undo_step(actor) -> Step | None;  redo_step(actor) -> Step | None    Step.data: of the undo event to append
        last_undoable(actor) -> tuple[Act, ...];  last_redoable(actor) -> tuple[Act, ...]
            What the step takes back: all events of a batch; () where there is none.
        persons() -> tuple[Person, ...];  person_of(actor) -> str;  actors_of(person) -> tuple[str, ...]
        claims_with_acts(types=()) -> Iterator[str];  articles_with_acts(types=()) -> Iterator[str]
        ground() -> log.ground.Ground                                        rights, persons, rules in force
        state(claims: Collection[str] = (), articles=(), versions=()) -> State       the rule over these and all globals
        set_claim_status(statuses: Iterable[ClaimStatus]) -> None            replaces all rows of each claim named
        clear_claim_status(claims) -> None;  claim_status(claim) -> dict[About, ClaimStatus]
        status_counts(article: str | None = None) -> dict[Status, int]       over listed claims
        decided_by_article() -> dict[str, int];  needs_look_count() -> int
        statuses_version() -> int;  set_statuses_version(version: int)       0 after a replay: work all rows out anew
        set_pair_word(left, right, word: str | None) -> None                 a person's word on a pair, used in lists
        check() -> list[str]                                                 replay and compare; plain sentences

corpus.py                                         derived, droppable
    ArticleEntry(article: Article, version: Version | None, in_project=True, rank=0, remarks=())
    ArticleRow(number, id, key, aliases, metadata, version, raw_sha256, text_sha256, reader, reader_version, length,
               claims, in_project, rank, remarks)
    IndexedClaim(claim: Claim, terms: tuple[str, ...] = (), listed=True, dim=False)
    ClaimEntry(claim: Claim, number: str, article_number: int, ordinal: int, listed: bool, dim: bool)
    Mark(claim: str, span: Span, status: Status, value: Value | None)
    BlockRow(span: Span, cls: BlockClass, by: str = "")
    Stamp(version: str, extractor: int, matcher: int = 0, detail: str = "")
    class Corpus:
        put_article(entry: ArticleEntry) -> int                              its short number; gives one on arrival
        set_in_project(articles: Collection[str]) -> None                    all others are marked as having left
        set_rank(article, rank: int) -> None
        article(id) -> ArticleRow | None;  articles() -> tuple[ArticleRow, ...]   by number
        article_by_number(number) -> ArticleRow | None;  article_by_key(key) -> ArticleRow | None   (aliases too)
        articles_with_prefix(prefix) -> tuple[ArticleRow, ...]
        replace_article_claims(article, stamp: Stamp, claims: Sequence[IndexedClaim], *,
                               blocks: Sequence[BlockRow] = (), shingles: Collection[int] = ())
            -> Changes(added, kept, removed: tuple[str, ...] each)
            One transaction. Claims in text order. Unlisted claims keep a row but no postings and no matches.
        set_listed(article, claims: Collection[str]) -> None
        stamp(article) -> Stamp | None;  stamps() -> dict[str, Stamp];  version(id) -> VersionRow | None
        claim(id) -> Claim | None;  entry(id) -> ClaimEntry | None;  entries(ids) -> dict[str, ClaimEntry]
        claims_of_article(article, *, listed=True) -> tuple[ClaimEntry, ...]      text order
        claim_by_number("3.12") -> str | None;  claims_with_prefix(prefix, limit=10) -> tuple[str, ...]
        blocks(article) -> tuple[BlockRow, ...];  marks(article) -> tuple[Mark, ...]
        counts() -> Counts(articles, claims, matches)
        index() -> PostingsIndex                                             what match needs (postings.py)
        replace_matches(article, matches: Iterable[Match], *, matcher: int) -> None
            All matches with a claim of this article are replaced by these; stamps the article as matched.
        put_matches(matches: Iterable[Match]) -> None                        adds or replaces single pairs
        match(left, right) -> Match | None;  matches_of_claim(claim, *, offered: bool | None = None,
            inner: bool | None = None, limit=100) -> tuple[Match, ...]       best score first
        matches_of_article(article) -> tuple[Match, ...]
        put_lineages(lineages: Iterable[Lineage]) -> None;  lineage(left, right) -> Lineage | None
        lineages(article: str | None = None) -> tuple[Lineage, ...];  drop_lineages(article) -> None
        similar_articles(shingles: Collection[int], *, without: str = "", most=0.01, limit=50)
            -> tuple[tuple[str, int], ...]                                   (article, shared shingles), most first
        drop() -> None                                                       empties the corpus; short numbers stay

postings.py  class PostingsIndex (a match.candidates.CandidateIndex): size, document_frequency(terms), postings(terms),
             claims_of(numbers), numbers_of(claims), article_of(number), terms_of(claim), generation,
             weights() -> match.weights.Weights, refreeze() -> Weights       numbers name claims, stable for good

listing.py                                        (Query itself is in query.py)
    Query(text="", article="", statuses=frozenset(), values=frozenset(), claimant="", person="", outcomes=frozenset(),
          matched=None, needs_context=None, needs_look=None, has_number=None, postponed=None, min_score=0.0, me="")
        enums of the model; `person`, `me`: person ids; `text`: as typed by people; all fields as in workspace's Filter
    ListRow(id, number, article, article_number, quote, status, value, mine, matches, disagrees, needs_context,
            needs_look, postponed, dim)
    class Listings:
        open(query: Query = Query()) -> Listing
        rows(ids: Sequence[str], *, me: str = "") -> list[ListRow]       in the order of `ids`, unknown ones left out
        next_open(after: str | None = None, *, me: str = "") -> str | None
            Next listed claim in queue order (wrapping round) that is not decided and on which `me` has no word.
    class Listing:
        len();  ids(start, stop) -> list[str];  rows(start, stop, *, me="") -> list[ListRow]
        index_of(claim) -> int | None

search.py  class Search: claims(words: str, limit=200) -> tuple[str, ...]
           articles(words: str, limit=50) -> tuple[ArticleHit, ...]
           ArticleHit(article: str, snippet: str);  match_expression(words) -> str

local.py   class Local: save_draft(key, text) ("" deletes);  draft(key) -> str;  drafts() -> dict[str, str]
           save_view(name, value: str), views() -> dict[str, str], drop_view(name);  set(name, value), get(name) -> str
"""
