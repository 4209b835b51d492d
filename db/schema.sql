-- The schema of db/reviewer.db, for reading. The program makes it (reviewer/store/schema);
-- a test keeps this file equal to what it makes.
PRAGMA application_id = 1381390129;
PRAGMA user_version = 1;

-- Base: the event log (docs/log.md), for good

CREATE TABLE event(
   id INTEGER PRIMARY KEY,
   log TEXT NOT NULL,
   seq INTEGER NOT NULL,
   hash TEXT NOT NULL UNIQUE,
   body TEXT NOT NULL,
   UNIQUE(log, seq)
) STRICT;

CREATE TABLE head(
   log TEXT PRIMARY KEY,
   seq INTEGER NOT NULL,
   hash TEXT NOT NULL,
   own INTEGER NOT NULL
) STRICT;

CREATE TABLE blob(
   sha256 TEXT PRIMARY KEY,
   body BLOB
) STRICT;

CREATE TABLE fork(
   hash TEXT PRIMARY KEY,
   log TEXT NOT NULL,
   seq INTEGER NOT NULL,
   body TEXT NOT NULL,
   seen_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- Decisions: what follows from the events at once; dropped and replayed

CREATE TABLE "act" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT NOT NULL,
   "type" TEXT NOT NULL,
   "author" TEXT NOT NULL,
   "person" TEXT NOT NULL,
   "subject" TEXT,
   "batch" TEXT,
   "live" INTEGER NOT NULL,
   "counted" INTEGER NOT NULL,
   "current" INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX "idx_act_hash"
    ON "act" ("hash");

CREATE INDEX "idx_act_type"
    ON "act" ("type");

CREATE INDEX "idx_act_author"
    ON "act" ("author");

CREATE INDEX act_batch ON act(batch) WHERE batch IS NOT NULL;

CREATE INDEX act_subject ON act(subject) WHERE subject IS NOT NULL;

CREATE TABLE act_on(thing TEXT NOT NULL, act INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY(thing, act)) STRICT, WITHOUT ROWID;

CREATE TABLE act_undoes(target TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(target, act)) STRICT, WITHOUT ROWID;

CREATE TABLE act_blob(sha256 TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(sha256, act)) STRICT, WITHOUT ROWID;

CREATE TABLE "claim_status" (
   "claim" TEXT NOT NULL,
   "about" TEXT NOT NULL,
   "status" TEXT NOT NULL,
   "value" TEXT,
   "round" INTEGER NOT NULL,
   "given" INTEGER NOT NULL,
   "needs_look" TEXT NOT NULL,
   "shown" INTEGER NOT NULL,
   PRIMARY KEY ("claim", "about")
) STRICT;

CREATE TABLE "claim_person" (
   "claim" TEXT NOT NULL,
   "about" TEXT NOT NULL,
   "person" TEXT NOT NULL,
   "given" INTEGER NOT NULL,
   "value" TEXT,
   "postponed" TEXT,
   PRIMARY KEY ("claim", "about", "person")
) STRICT;

CREATE TABLE "pair_word" (
   "one" TEXT NOT NULL,
   "other" TEXT NOT NULL,
   "word" TEXT NOT NULL,
   PRIMARY KEY ("one", "other")
) STRICT;

CREATE TRIGGER tally_status_comes AFTER INSERT ON claim_status WHEN NEW.shown = 1 BEGIN INSERT INTO tally SELECT c.n >> 20, w.what, 1 FROM claim c, (SELECT NEW.status AS what UNION ALL SELECT 'needs_look' WHERE NEW.needs_look != '') w WHERE c.id = NEW.claim AND c.listed >= 0 ON CONFLICT(article, what) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER tally_status_goes AFTER DELETE ON claim_status WHEN OLD.shown = 1 BEGIN UPDATE tally SET count = count - 1 WHERE article = (SELECT n >> 20 FROM claim WHERE id = OLD.claim AND listed >= 0) AND what IN (SELECT OLD.status AS what UNION ALL SELECT 'needs_look' WHERE OLD.needs_look != ''); END;

-- Corpus: articles, claims, index, matches; dropped and filled anew

CREATE TABLE "article" (
   "number" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "key" TEXT NOT NULL,
   "aliases" TEXT NOT NULL,
   "metadata" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "version" TEXT NOT NULL,
   "listed" INTEGER NOT NULL,
   "in_project" INTEGER NOT NULL,
   "rank" INTEGER NOT NULL,
   "remarks" TEXT NOT NULL,
   "stamp_version" TEXT NOT NULL,
   "stamp_extractor" INTEGER NOT NULL,
   "stamp_matcher" INTEGER NOT NULL,
   "stamp_detail" TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX "idx_article_id"
    ON "article" ("id");

CREATE INDEX "idx_article_key"
    ON "article" ("key");

CREATE INDEX article_queue ON article(rank, number, listed) WHERE listed > 0;

CREATE TABLE "version" (
   "id" TEXT PRIMARY KEY,
   "article" INTEGER NOT NULL,
   "raw_sha256" TEXT NOT NULL,
   "text_sha256" TEXT NOT NULL,
   "reader" TEXT NOT NULL,
   "reader_version" TEXT NOT NULL,
   "length" INTEGER NOT NULL
) STRICT;

CREATE INDEX "idx_version_article"
    ON "version" ("article");

CREATE TABLE "reading" (
   "source" TEXT PRIMARY KEY NOT NULL,
   "said" TEXT NOT NULL,
   "raw" TEXT NOT NULL,
   "size" INTEGER NOT NULL,
   "modified" INTEGER NOT NULL,
   "changed" INTEGER NOT NULL,
   "inode" INTEGER NOT NULL,
   "read_at" INTEGER NOT NULL,
   "checked" INTEGER NOT NULL
) STRICT;

CREATE TABLE "block" (
   "article" INTEGER NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "class" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   PRIMARY KEY ("article", "start")
) STRICT;

CREATE VIEW article_text AS SELECT a.number, a.title, CAST(b.body AS TEXT) AS text FROM article a LEFT JOIN version v ON v.id = a.version LEFT JOIN blob b ON b.sha256 = v.text_sha256;

CREATE VIRTUAL TABLE article_fts USING fts5(title, text, content='article_text', content_rowid='number', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE "claim" (
   "n" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "version" TEXT NOT NULL,
   "ordinal" INTEGER NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "quote" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "score" REAL NOT NULL,
   "needs_context" TEXT NOT NULL,
   "has_number" INTEGER NOT NULL,
   "claimants" TEXT NOT NULL,
   "dim" INTEGER NOT NULL,
   "place" INTEGER NOT NULL,
   "terms" TEXT NOT NULL,
   "record" TEXT NOT NULL,
   "carried" TEXT NOT NULL,
   "listed" INTEGER
) STRICT;

CREATE UNIQUE INDEX "idx_claim_id"
    ON "claim" ("id");

CREATE INDEX claim_queue ON claim(place, listed, id, score, has_number, needs_context, claimants) WHERE listed >= 0;

CREATE VIRTUAL TABLE "claim_fts" USING FTS5 (
    "quote",
    tokenize='unicode61 remove_diacritics 2',
    content="claim"
);

CREATE TABLE "carry" (
   "old" TEXT PRIMARY KEY,
   "article" INTEGER NOT NULL,
   "new" TEXT NOT NULL,
   "state" TEXT NOT NULL,
   "places" TEXT NOT NULL,
   "differing" TEXT NOT NULL,
   "attribution" INTEGER NOT NULL,
   "rank" INTEGER NOT NULL,
   "why" TEXT NOT NULL
) STRICT;

CREATE INDEX "idx_carry_new"
    ON "carry" ("new");

CREATE INDEX "idx_carry_article"
    ON "carry" ("article");

CREATE VIRTUAL TABLE post USING fts5(terms, content='', detail='none', columnsize=0, tokenize='ascii');

CREATE VIRTUAL TABLE shingle USING fts5(hashes, content='', detail='none', columnsize=0, tokenize='ascii');

CREATE TABLE "frozen" (
   "generation" INTEGER PRIMARY KEY,
   "articles" INTEGER NOT NULL,
   "claims" INTEGER NOT NULL
) STRICT;

CREATE TABLE frozen_term(generation INTEGER NOT NULL, term TEXT NOT NULL, df INTEGER NOT NULL, PRIMARY KEY(generation, term)) STRICT, WITHOUT ROWID;

CREATE TABLE "article_shingles" (
   "article" INTEGER PRIMARY KEY,
   "hashes" BLOB NOT NULL
) STRICT;

CREATE TABLE "near" (
   "generation" INTEGER PRIMARY KEY,
   "articles" INTEGER NOT NULL,
   "claims" INTEGER NOT NULL,
   "digest" TEXT NOT NULL,
   "serving" INTEGER NOT NULL
) STRICT;

CREATE TABLE "near_term" (
   "generation" INTEGER NOT NULL,
   "term" TEXT NOT NULL,
   "df" INTEGER NOT NULL,
   "claims" BLOB NOT NULL,
   "weights" BLOB NOT NULL,
   PRIMARY KEY ("generation", "term")
) STRICT;

CREATE TABLE near_fresh(generation INTEGER, term TEXT, claim INTEGER, weight INTEGER NOT NULL, PRIMARY KEY(generation, term, claim)) STRICT, WITHOUT ROWID;

CREATE TABLE near_pair(generation INTEGER, one INTEGER, other INTEGER, product INTEGER NOT NULL, PRIMARY KEY(generation, one, other)) STRICT, WITHOUT ROWID;

CREATE TABLE near_article(generation INTEGER, article INTEGER, digest TEXT NOT NULL, PRIMARY KEY(generation, article)) STRICT, WITHOUT ROWID;

CREATE TABLE "near_block" (
   "generation" INTEGER NOT NULL,
   "start" INTEGER NOT NULL,
   "ones" BLOB NOT NULL,
   "others" BLOB NOT NULL,
   "products" BLOB NOT NULL,
   PRIMARY KEY ("generation", "start")
) STRICT;

CREATE TABLE frozen_claim(generation INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(n, generation)) STRICT, WITHOUT ROWID;

CREATE TABLE "company" (
   "generation" INTEGER NOT NULL,
   "n" INTEGER NOT NULL,
   "place" INTEGER NOT NULL,
   "member" INTEGER
) STRICT;

CREATE UNIQUE INDEX "idx_company_n_generation_place"
    ON "company" ("n", "generation", "place");

CREATE INDEX "idx_company_member"
    ON "company" ("member");

CREATE TABLE "match" (
   "one" INTEGER NOT NULL,
   "other" INTEGER NOT NULL,
   "score" REAL NOT NULL,
   "offered" INTEGER NOT NULL,
   "inner" INTEGER NOT NULL,
   "generation" INTEGER NOT NULL,
   "outcome" TEXT NOT NULL,
   "word" TEXT,
   "record" TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX "idx_match_one_other"
    ON "match" ("one", "other");

CREATE INDEX "idx_match_other"
    ON "match" ("other");

CREATE TABLE "lineage" (
   "one" INTEGER NOT NULL,
   "other" INTEGER NOT NULL,
   "kind" TEXT NOT NULL,
   "record" TEXT NOT NULL,
   PRIMARY KEY ("one", "other")
) STRICT;

CREATE INDEX "idx_lineage_other"
    ON "lineage" ("other");

CREATE TABLE "meaning" (
   "n" INTEGER PRIMARY KEY,
   "model" TEXT NOT NULL,
   "vector" BLOB NOT NULL
) STRICT;

CREATE TABLE tally(article INTEGER NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(article, what)) STRICT, WITHOUT ROWID;

CREATE TRIGGER tally_claim_comes AFTER INSERT ON claim WHEN NEW.listed >= 0 BEGIN INSERT INTO tally SELECT NEW.n >> 20, what, 1 FROM (SELECT status AS what FROM claim_status WHERE claim = NEW.id AND shown = 1 UNION ALL SELECT 'needs_look' FROM claim_status WHERE claim = NEW.id AND shown = 1 AND needs_look != '') WHERE true ON CONFLICT(article, what) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER tally_claim_goes AFTER DELETE ON claim WHEN OLD.listed >= 0 BEGIN UPDATE tally SET count = count - 1 WHERE article = OLD.n >> 20 AND what IN (SELECT status AS what FROM claim_status WHERE claim = OLD.id AND shown = 1 UNION ALL SELECT 'needs_look' FROM claim_status WHERE claim = OLD.id AND shown = 1 AND needs_look != ''); END;

CREATE TRIGGER tally_claim_listed AFTER UPDATE OF listed ON claim WHEN NEW.listed >= 0 AND coalesce(OLD.listed, -1) < 0 BEGIN INSERT INTO tally SELECT NEW.n >> 20, what, 1 FROM (SELECT status AS what FROM claim_status WHERE claim = NEW.id AND shown = 1 UNION ALL SELECT 'needs_look' FROM claim_status WHERE claim = NEW.id AND shown = 1 AND needs_look != '') WHERE true ON CONFLICT(article, what) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER tally_claim_left_out AFTER UPDATE OF listed ON claim WHEN OLD.listed >= 0 AND coalesce(NEW.listed, -1) < 0 BEGIN UPDATE tally SET count = count - 1 WHERE article = OLD.n >> 20 AND what IN (SELECT status AS what FROM claim_status WHERE claim = OLD.id AND shown = 1 UNION ALL SELECT 'needs_look' FROM claim_status WHERE claim = OLD.id AND shown = 1 AND needs_look != ''); END;

-- Local: of this machine only; survives every rebuild

CREATE TABLE "stamp" (
   "name" TEXT PRIMARY KEY,
   "value" INTEGER NOT NULL
) STRICT;

CREATE TABLE "local_article" (
   "number" INTEGER PRIMARY KEY,
   "article" TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX "idx_local_article_article"
    ON "local_article" ("article");

CREATE TABLE local_claim(article INTEGER NOT NULL, number INTEGER NOT NULL, claim TEXT NOT NULL, PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;

CREATE TABLE "local_draft" (
   "key" TEXT PRIMARY KEY,
   "text" TEXT NOT NULL,
   "saved_at" TEXT NOT NULL
) STRICT;

CREATE TABLE "local_view" (
   "name" TEXT PRIMARY KEY,
   "value" TEXT NOT NULL
) STRICT;

CREATE TABLE "local_setting" (
   "name" TEXT PRIMARY KEY,
   "value" TEXT NOT NULL
) STRICT;
