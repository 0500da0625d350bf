//! Versions: the id by which an article is known, and what is to become of one that comes in.

use super::prepare;
use crate::article::Article;
use rusqlite::{Connection, OptionalExtension, Row};

/// The id by which a store knows an article: the container's own, else its address, else where it
/// was read from. An address that names a whole site is no article's.
pub fn id_of(article: &Article) -> &str {
    let address = article.url.as_deref().filter(|url| names_a_page(url));
    match (article.id.as_str(), address) {
        ("", Some(address)) => address,
        ("", None) => &article.path,
        (id, _) => id,
    }
}

/// "https://example.org/2024/quake", not "https://example.org/".
fn names_a_page(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split_once('/')
        .is_some_and(|(_, page)| !page.trim_matches('/').is_empty())
}

/// What is to become of an article that comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// Nothing of that id is stored.
    New,
    /// It takes the place of another version, given with its number and version.
    Changed { number: i64, version: i64 },
    /// It is stored already.
    Unchanged,
}

/// A version as far as arrivals are judged by it.
struct Known {
    number: i64,
    version: i64,
    hash: i64,
    path: String,
}

impl Known {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            version: row.get(1)?,
            hash: row.get(2)?,
            path: row.get(3)?,
        })
    }
}

/// Judges an article that comes in by what is stored of its id.
pub(super) fn arrival(
    connection: &Connection,
    article: &Article,
    hash: i64,
) -> rusqlite::Result<Arrival> {
    let id = id_of(article);
    let mut versions = connection.prepare_cached(
        "SELECT number, version, hash, path FROM article WHERE id = ?1 ORDER BY version DESC",
    )?;
    let mut known = versions.query_map([id], Known::of)?;
    let Some(current) = known.next().transpose()? else {
        return Ok(Arrival::New);
    };
    if current.hash == hash {
        return Ok(Arrival::Unchanged);
    }
    // A feed that holds two versions of an article is read again: the older is no third one. Where
    // a file goes by its path, its old text has come back.
    if id != article.path {
        for older in known {
            let older = older?;
            if older.hash == hash && older.path == article.path {
                return Ok(Arrival::Unchanged);
            }
        }
    }
    Ok(Arrival::Changed {
        number: current.number,
        version: current.version,
    })
}

/// What is to become of an article that is a version of its own in any case.
pub(super) fn next(connection: &Connection, article: &Article) -> rusqlite::Result<Arrival> {
    let latest = connection
        .prepare_cached(
            "SELECT number, version FROM article WHERE id = ?1 ORDER BY version DESC LIMIT 1",
        )?
        .query_row([id_of(article)], |row| {
            Ok(Arrival::Changed {
                number: row.get(0)?,
                version: row.get(1)?,
            })
        })
        .optional()?;
    Ok(latest.unwrap_or(Arrival::New))
}

/// Judges an article by the hash of what was read of it.
pub(super) fn arrival_of(
    connection: &Connection,
    article: &Article,
) -> rusqlite::Result<(i64, Arrival)> {
    let hash = prepare::hash(article);
    Ok((hash, arrival(connection, article, hash)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_goes_by_its_id_else_its_address_else_its_path() {
        let mut article = Article {
            path: "feed.jsonl:7".into(),
            url: Some("https://example.org/".into()),
            ..Article::default()
        };
        assert_eq!(id_of(&article), "feed.jsonl:7");
        article.url = Some("https://example.org/2024/quake".into());
        assert_eq!(id_of(&article), "https://example.org/2024/quake");
        article.id = "x1".into();
        assert_eq!(id_of(&article), "x1");
    }
}
