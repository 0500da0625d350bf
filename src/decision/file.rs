//! The lines of the file: one decision each, in JSON.
//!
//! The file is only ever appended to. Lines of several people may be concatenated or merged in any
//! order: of the decisions on the same finding the one with the latest day holds, and of two of
//! one day the one that stands further down. Taking a decision back is a line of its own (`undone`).

use super::finding::Finding;
use super::quote::Side;
use crate::report::{Ruling, Verdict, json};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use xxhash_rust::xxh3::Xxh3;

/// The name and version of the hash by which a decision is known.
pub const FINGERPRINT: &str = "crosscheck-decision/1";

/// What was done about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// See [`Ruling::Accepted`].
    Accepted,
    /// See [`Ruling::Dismissed`].
    Dismissed,
    /// See [`Ruling::CorrectHere`].
    CorrectHere,
    /// See [`Ruling::CorrectThere`].
    CorrectThere,
    /// See [`Ruling::SourcesDiffer`].
    SourcesDiffer,
    /// See [`Ruling::CheckIsWrong`].
    CheckIsWrong,
    /// What was decided before is taken back.
    Undone,
}

impl Act {
    /// What was decided; `None` where a decision was taken back.
    pub fn ruling(self) -> Option<Ruling> {
        Some(match self {
            Act::Accepted => Ruling::Accepted,
            Act::Dismissed => Ruling::Dismissed,
            Act::CorrectHere => Ruling::CorrectHere,
            Act::CorrectThere => Ruling::CorrectThere,
            Act::SourcesDiffer => Ruling::SourcesDiffer,
            Act::CheckIsWrong => Ruling::CheckIsWrong,
            Act::Undone => return None,
        })
    }
}

impl From<Ruling> for Act {
    fn from(ruling: Ruling) -> Act {
        match ruling {
            Ruling::Accepted => Act::Accepted,
            Ruling::Dismissed => Act::Dismissed,
            Ruling::CorrectHere => Act::CorrectHere,
            Ruling::CorrectThere => Act::CorrectThere,
            Ruling::SourcesDiffer => Act::SourcesDiffer,
            Ruling::CheckIsWrong => Act::CheckIsWrong,
        }
    }
}

/// One decision, as a line of the file holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// [`FINGERPRINT`], a colon, and the hash of the rule and of all quotes in their sentences and
    /// articles.
    pub fingerprint: String,
    /// `fact`, or the code of a check.
    pub rule: String,
    /// What it is about, in words.
    pub subject: String,
    /// What was decided.
    #[serde(rename = "as")]
    pub act: Act,
    /// Why, in the words of whoever decided.
    pub reason: String,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The lasting name of the article under review, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub here: Option<String>,
    /// The day of the decision.
    pub on: Date,
    /// The version of the program that showed the finding.
    pub version: String,
    /// The verdict that it had then; none for a check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What the check found wrong; none for a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The values that do not agree, with their quotes; the words at fault for a check.
    pub values: Vec<Side>,
    /// What another version of the program wrote besides.
    #[serde(flatten)]
    pub more: Map<String, Json>,
}

impl Decision {
    /// A decision on a finding.
    pub fn on(finding: &Finding, act: Act, reason: &str, by: Option<&str>, day: Date) -> Self {
        Self {
            fingerprint: fingerprint(&finding.rule, &finding.values),
            rule: finding.rule.clone(),
            subject: finding.subject.clone(),
            act,
            reason: reason.to_owned(),
            by: by.map(str::to_owned),
            here: None,
            on: day,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            verdict: finding.verdict,
            why: finding.why.clone(),
            values: finding.values.clone(),
            more: Map::new(),
        }
    }

    /// Takes this decision back.
    pub fn undone(&self, reason: &str, by: Option<&str>, day: Date) -> Self {
        Self {
            act: Act::Undone,
            reason: reason.to_owned(),
            by: by.map(str::to_owned),
            on: day,
            ..self.clone()
        }
    }

    /// The short id by which it is listed: the first twelve digits of its hash.
    pub fn id(&self) -> &str {
        let hash = self.fingerprint.rsplit(':').next().unwrap_or_default();
        hash.get(..12).unwrap_or(hash)
    }

    /// Is it about a check inside one article?
    pub fn is_check(&self) -> bool {
        self.rule != Finding::FACT
    }

    /// The line of the file, with its end. Characters that could act on a terminal are escaped.
    ///
    /// # Errors
    ///
    /// Fails if a value cannot be told in JSON, which none of those read from a report is.
    pub fn line(&self) -> serde_json::Result<String> {
        Ok(json::escaped(&serde_json::to_string(self)?) + "\n")
    }
}

/// The hash of the rule and the quotes, in no particular order.
fn fingerprint(rule: &str, values: &[Side]) -> String {
    let of_side = |side: &Side| {
        let mut quotes: Vec<String> = side
            .quotes
            .iter()
            .map(|q| format!("{}\0{}\0", q.article, q.hash))
            .collect();
        quotes.sort();
        quotes.concat()
    };
    let mut sides: Vec<String> = values.iter().map(of_side).collect();
    sides.sort();
    let mut hash = Xxh3::new();
    for part in [FINGERPRINT, rule]
        .into_iter()
        .chain(sides.iter().map(String::as_str))
    {
        hash.update(part.as_bytes());
        hash.update(&[1]);
    }
    format!("{FINGERPRINT}:{:032x}", hash.digest128())
}

/// A line that is no decision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {message}")]
pub struct Error {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

/// The decisions of a file, in the order of their days, and of their lines where days are the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decisions {
    all: Vec<Decision>,
}

impl Decisions {
    /// Reads the file's text. Blank lines are passed over, and lines that stand twice count once.
    ///
    /// # Errors
    ///
    /// Names the first line that is no decision.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut all: Vec<Decision> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let decision = decision(line).map_err(|message| Error {
                line: number + 1,
                message,
            })?;
            all.push(decision);
        }
        // Stable: lines of one day keep their order.
        all.sort_by_key(|decision| decision.on);
        Ok(Self { all })
    }

    /// The decisions that hold, in order: the last on each finding, unless it was taken back.
    pub fn current(&self) -> Vec<&Decision> {
        let mut last: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, decision) in self.all.iter().enumerate() {
            last.insert(&decision.fingerprint, at);
        }
        let holds = |(at, decision): &(usize, &Decision)| {
            decision.act != Act::Undone && last.get(decision.fingerprint.as_str()) == Some(at)
        };
        let all = self.all.iter().enumerate().filter(holds);
        all.map(|(_, decision)| decision).collect()
    }

    /// All that was ever decided, in order.
    pub fn all(&self) -> &[Decision] {
        &self.all
    }
}

fn decision(line: &str) -> Result<Decision, String> {
    const MARKS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    if MARKS.iter().any(|mark| line.starts_with(mark)) {
        return Err(
            "a merge was left unfinished here; keep the lines of both sides and delete this mark"
                .into(),
        );
    }
    let decision: Decision = serde_json::from_str(line).map_err(|error| {
        let message = error.to_string();
        let message = message.replace(" at line 1 column ", " at column ");
        format!("no decision: {message}; mend the line or delete it")
    })?;
    let version = decision.fingerprint.split(':').next().unwrap_or_default();
    if version != FINGERPRINT {
        return Err(format!(
            "written by another version of crosscheck (fingerprint {:?}, known is {FINGERPRINT:?}); \
             update crosscheck",
            crate::report::plain::trimmed(version)
        ));
    }
    if decision.values.is_empty() || decision.values.iter().any(|side| side.quotes.is_empty()) {
        return Err("no decision: it has no quotes; delete the line and decide again".into());
    }
    let mut quotes = decision.values.iter().flat_map(|side| &side.quotes);
    if let Some(quote) = quotes.find(|quote| !quote.is_sound()) {
        return Err(format!(
            "the hash does not go with the quote “{}”; undo the change to the line, or delete it and \
             decide again",
            crate::report::plain::trimmed(&quote.text)
        ));
    }
    // The quotes say which finding it is; a name of an article that was changed by hand counts.
    let fingerprint = fingerprint(&decision.rule, &decision.values);
    Ok(Decision {
        fingerprint,
        ..decision
    })
}
