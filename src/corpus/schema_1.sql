-- The articles of all versions. docs/corpus.md explains every column.
CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    superseded_by INTEGER,
    path TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    section TEXT,
    url TEXT,
    added TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    basis TEXT NOT NULL CHECK (basis IN ('stated', 'inferred', 'unknown')),
    why TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    dates INTEGER NOT NULL,
    words INTEGER NOT NULL,
    hash INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX article_by_id ON article (id, version);
CREATE INDEX article_by_day ON article (last_day, number);
CREATE INDEX article_by_added ON article (added, number);

-- What an article says, and what was read out of it besides mentions.
CREATE TABLE content (
    article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    front_matter INTEGER NOT NULL,
    dates TEXT NOT NULL,
    regions TEXT NOT NULL,
    names TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- Quantities and dates: a date where first_day is not null.
CREATE TABLE mention (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    number REAL,
    low REAL,
    high REAL,
    unit TEXT,
    approx TEXT,
    counted TEXT,
    first_day TEXT,
    last_day TEXT,
    grain TEXT,
    time TEXT,
    zone TEXT,
    source TEXT,
    modality TEXT NOT NULL,
    PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;

-- The index of names, of shingles and of whole articles by their words, in segments that are merged as they grow in number.
CREATE TABLE segment (
    number INTEGER PRIMARY KEY,
    level INTEGER NOT NULL,
    articles INTEGER NOT NULL
) STRICT;
CREATE TABLE chunk (
    kind INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    first_key INTEGER NOT NULL,
    entries BLOB NOT NULL,
    PRIMARY KEY (kind, segment, first_key)
) STRICT, WITHOUT ROWID;

-- One row: what is counted as articles come and go.
CREATE TABLE state (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    next_article INTEGER NOT NULL,
    next_segment INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    names INTEGER NOT NULL,
    reader TEXT NOT NULL
) STRICT;

-- Mentions with their words and the sentence in which they stand.
CREATE VIEW told AS
SELECT
    article.id,
    article.version,
    article.superseded_by IS NULL AS current,
    article.path,
    article.last_day AS published,
    CAST(substr(CAST(content.text AS BLOB), mention.start + 1, mention."end" - mention.start) AS TEXT) AS words,
    mention.number,
    mention.low,
    mention.high,
    mention.unit,
    mention.counted,
    mention.first_day,
    mention.last_day,
    mention.source,
    mention.modality,
    CAST(substr(CAST(content.text AS BLOB), mention.sentence_start + 1, mention.sentence_end - mention.sentence_start) AS TEXT) AS sentence
FROM mention
JOIN article ON article.number = mention.article
JOIN content ON content.article = mention.article;
