//! The rows of an article: what is written of it, column by column.

use super::prepare::Prepared;
use super::version;
use crate::article::Region;
use crate::report::{Basis, Mention, Value};
use jiff::civil::Date;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::json;

/// Writes an article as the version `version` of its id.
pub(super) fn insert(
    connection: &Connection,
    number: i64,
    version: i64,
    read: &Prepared,
    added: Date,
) -> rusqlite::Result<()> {
    let (article, published) = (&read.article, &read.published);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    connection
        .prepare_cached(
            "INSERT INTO article VALUES (?1, ?2, ?3, NULL, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, \
             ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            number,
            version::id_of(article),
            version,
            article.path,
            article.title,
            article.outlet,
            article.section,
            article.url,
            read.added.clone().unwrap_or_else(|| added.to_string()),
            day(published.start),
            day(published.end),
            basis(published.basis),
            published.why,
            article.text.len(),
            read.mentions.len(),
            read.mentions.iter().filter(|m| matches!(m.value, Value::Date { .. })).count(),
            read.sketch.words,
            read.hash,
        ])?;
    let dates: Vec<_> = article.dates.iter().map(|d| [&d.text, &d.place]).collect();
    let regions: Vec<_> = read.regions.iter().map(region).collect();
    let names: serde_json::Map<_, _> = read
        .names
        .iter()
        .map(|(name, count)| (name.clone(), json!(count)))
        .collect();
    connection
        .prepare_cached("INSERT INTO content VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            number,
            article.front_matter.end,
            json!(dates).to_string(),
            json!(regions).to_string(),
            json!(names).to_string(),
            article.text,
        ])?;
    let searched = match &article.title {
        Some(title) => &format!("{title}\n{}", article.text),
        None => &article.text,
    };
    connection
        .prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
        .execute(params![number, searched])?;
    for (place, mention) in read.mentions.iter().enumerate() {
        insert_mention(connection, number, place, mention)?;
    }
    Ok(())
}

fn region(region: &Region) -> serde_json::Value {
    json!([region.range.start, region.range.end, region.why])
}

fn insert_mention(
    connection: &Connection,
    article: i64,
    place: usize,
    mention: &Mention,
) -> rusqlite::Result<()> {
    let (start, end) = (mention.start, mention.end);
    let (from, to) = (mention.sentence.start, mention.sentence.end);
    let source = &mention.source;
    let modality = word(&mention.modality);
    match &mention.value {
        Value::Quantity {
            number,
            low,
            high,
            unit,
            approx,
            of,
        } => {
            connection
                .prepare_cached(
                    "INSERT INTO mention (article, place, start, \"end\", sentence_start, sentence_end, \
                     number, low, high, unit, approx, counted, source, modality) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                )?
                .execute(params![
                    article, place, start, end, from, to, number, low, high, unit, word(approx), of,
                    source, modality
                ])?;
        }
        Value::Date {
            start: first,
            end: last,
            grain,
            time,
            offset,
        } => {
            connection
                .prepare_cached(
                    "INSERT INTO mention (article, place, start, \"end\", sentence_start, sentence_end, \
                     first_day, last_day, grain, time, zone, source, modality) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                )?
                .execute(params![
                    article,
                    place,
                    start,
                    end,
                    from,
                    to,
                    first.to_string(),
                    last.to_string(),
                    word(grain),
                    time,
                    offset,
                    source,
                    modality
                ])?;
        }
    }
    Ok(())
}

/// The one word by which the report's JSON, and so the store, knows a value.
fn word(value: &impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Some(word),
        _ => None,
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Unknown => "unknown",
    }
}

/// The names of an article as they are stored, with their counts.
pub(super) fn names_of(json: &str) -> Vec<(String, u32)> {
    let names: std::collections::BTreeMap<String, u32> =
        serde_json::from_str(json).unwrap_or_default();
    names.into_iter().collect()
}
