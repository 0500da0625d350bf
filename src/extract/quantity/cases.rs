//! Sentences in the manner of news (`cases.txt`), each with every quantity that it holds.

use super::{QuantityMention, Reader, Sort};
use crate::extract::date;
use crate::text::Text;
use crate::value::Approx;
use std::fmt::Write;
use std::ops::Range;

/// What is read out of a sentence, in the notation of the table.
fn read(reader: &Reader, sentence: &str) -> Vec<String> {
    let text = Text::new(sentence, &[]);
    let dates: Vec<Range<usize>> = date::find(&text).into_iter().map(|d| d.tokens).collect();
    let found = reader.find(&text, &dates);
    found.iter().map(notation).collect()
}

fn notation(mention: &QuantityMention) -> String {
    let quantity = &mention.quantity;
    let end = |value: Option<f64>| value.map_or("".to_owned(), |v| v.to_string());
    let (low, high, number) = (end(quantity.low), end(quantity.high), end(quantity.number));
    let mut out = match quantity.approx {
        Approx::Exact if mention.sort == Sort::Score => format!("{low}:{high}"),
        Approx::Exact => number,
        Approx::About => format!("~{number}"),
        Approx::AtLeast => format!(">={number}"),
        Approx::AtMost => format!("<={number}"),
        Approx::Range => format!("{low}..{high}"),
        Approx::Vague => format!("{low}..{high}?"),
    };
    if let Some(unit) = &quantity.unit {
        let _ = write!(out, " [{unit}]");
    }
    if let Some(per) = &mention.per {
        let _ = write!(out, " /{per}");
    }
    if !quantity.of.is_empty() {
        let _ = write!(out, " : {}", quantity.of);
    }
    out
}

/// The sentences of the table, each with what is to be read out of it.
fn cases() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    let lines = include_str!("cases.txt").lines();
    for line in lines.filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match (line.strip_prefix("= "), cases.last_mut()) {
            (Some(quantity), Some((_, all))) => all.push(quantity),
            _ => cases.push((line, Vec::new())),
        }
    }
    cases
}

#[test]
fn every_sentence_is_read_as_a_careful_reader_would() {
    let reader = Reader::builtin();
    let mut wrong = String::new();
    for (sentence, said) in cases() {
        let found = read(&reader, sentence);
        if found != said {
            let _ = writeln!(
                wrong,
                "{sentence}\n  should be {said:?}\n  but is    {found:?}"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
