-- The words of current articles, for looking things up by them.
CREATE VIRTUAL TABLE words USING fts5 (
    text,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = 'porter unicode61'
);
INSERT INTO words (rowid, text)
SELECT article.number, coalesce(article.title || char(10), '') || content.text
FROM article
JOIN content ON content.article = article.number
WHERE article.superseded_by IS NULL;
