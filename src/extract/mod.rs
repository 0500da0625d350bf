//! Mentions: dates and quantities with who says so and how firmly.

pub mod date;
pub mod published;
pub mod quantity;
mod unread;
pub mod voice;

use crate::article::{Article, Region};
use crate::report::{Modality, Published};
use crate::text::Text;
use crate::text::grammar::Grammar;
use crate::value::Value;
use crate::value::rates::Rates;
use crate::vocabulary::Vocabulary;
use date::DateExpression;
use jiff::civil::Date;
use published::Dating;
use quantity::QuantityMention;
use rayon::prelude::*;
use std::ops::Range;

pub use unread::{Unread, Why};

/// A value read out of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub span: Range<usize>,
    /// The sentence in which it stands.
    pub sentence: usize,
    /// What it was read as.
    pub value: Value,
    /// What the grammar knows beyond the value.
    pub detail: Detail,
    /// Who says so, as the article names them.
    pub source: Option<String>,
    /// How firmly it is said.
    pub modality: Modality,
}

/// What the grammar knows of a mention beyond its value.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// A quantity.
    Quantity(Box<QuantityMention>),
    /// A date: is it the day on which something was said?
    Date {
        /// "police said on Tuesday".
        of_statement: bool,
        /// Where a weekday is named that is not the day of the date: the nearest day that it is.
        day_by_weekday: Option<Date>,
    },
}

/// An article that has been read: its text, its own date, its mentions.
#[derive(Debug)]
pub struct Story<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its story as tokens and sentences.
    pub text: Text<'a>,
    /// What is no part of the story.
    pub outside: Vec<Region>,
    /// The day of publication.
    pub published: Published,
    /// The values, in order.
    pub mentions: Vec<Mention>,
    /// What looks like a value and was read as none, in order.
    pub unread: Vec<Unread>,
    /// Weekdays that do not fit their dates: byte range, what is wrong.
    pub weekday_conflicts: Vec<(Range<usize>, String)>,
}

/// The tables of all readers.
#[derive(Debug)]
pub struct Extractor {
    quantities: quantity::Reader,
    events: date::Events,
    voices: voice::VoiceReader,
}

impl Extractor {
    /// The tables compiled in.
    pub fn builtin() -> Self {
        Self::with(&Vocabulary::default())
    }

    /// The tables compiled in with a newsroom's own entries; those that cannot be used are left
    /// out ([`Vocabulary::problems`] names them).
    pub fn with(own: &Vocabulary) -> Self {
        Self {
            quantities: quantity::Reader::with(own),
            events: date::Events::new(&own.events),
            voices: voice::VoiceReader::builtin(),
        }
    }

    /// The grammar tables.
    pub fn grammar(&self) -> &Grammar {
        self.quantities.grammar()
    }

    /// The tables of numbers and units.
    pub fn lexicon(&self) -> &quantity::Lexicon {
        self.quantities.lexicon()
    }

    /// The quantities of a text that is no article of its own, such as a headline.
    pub fn quantities(&self, text: &Text<'_>) -> Vec<QuantityMention> {
        let dates: Vec<Range<usize>> = date::find_with(text, &self.events)
            .into_iter()
            .map(|d| d.tokens)
            .collect();
        self.quantities.find(text, &dates)
    }

    /// Reads articles: their dates and their mentions. `outside` says for each what is no part of
    /// the story; no article was published after `today`.
    pub fn read<'a>(
        &self,
        articles: &'a [Article],
        outside: Vec<Vec<Region>>,
        today: Date,
    ) -> Vec<Story<'a>> {
        let (mut stories, expressions, datings) = self.dated(articles, outside, today);
        stories
            .par_iter_mut()
            .zip(expressions.par_iter().zip(&datings))
            .for_each(|(story, (dates, dating))| self.fill(story, dates, dating));
        stories
    }

    /// Reads the articles' own dates alone.
    pub fn date<'a>(
        &self,
        articles: &'a [Article],
        outside: Vec<Vec<Region>>,
        today: Date,
    ) -> Vec<Story<'a>> {
        self.dated(articles, outside, today).0
    }

    /// Dates the articles, lets `choose` pick some of them, and reads the mentions of these alone.
    pub fn read_some<'a>(
        &self,
        articles: &'a [Article],
        outside: Vec<Vec<Region>>,
        today: Date,
        choose: impl FnOnce(&[Story<'a>]) -> Vec<bool>,
    ) -> Vec<Story<'a>> {
        let (mut stories, expressions, datings) = self.dated(articles, outside, today);
        let chosen = choose(&stories);
        stories
            .par_iter_mut()
            .zip(expressions.par_iter().zip(&datings))
            .zip(&chosen)
            .filter(|(_, chosen)| **chosen)
            .for_each(|((story, (dates, dating)), _)| self.fill(story, dates, dating));
        stories
    }

    /// Cuts articles into sentences, finds their date expressions and dates the articles themselves.
    fn dated<'a>(
        &self,
        articles: &'a [Article],
        outside: Vec<Vec<Region>>,
        today: Date,
    ) -> (Vec<Story<'a>>, Vec<Vec<DateExpression>>, Vec<Dating>) {
        let texts: Vec<(Text<'a>, Vec<DateExpression>)> = articles
            .par_iter()
            .zip(&outside)
            .map(|(article, regions)| {
                let holes: Vec<Range<usize>> = regions.iter().map(|r| r.range.clone()).collect();
                let text = Text::new(&article.text, &holes);
                let dates = date::find_with(&text, &self.events);
                (text, dates)
            })
            .collect();
        let sources: Vec<published::Source<'_>> = articles
            .iter()
            .zip(&texts)
            .map(|(article, (text, dates))| published::Source {
                article,
                text,
                dates,
            })
            .collect();
        let datings = published::infer(&sources, today);
        let rows = articles.iter().zip(texts).zip(outside).zip(&datings);
        let (stories, expressions) = rows
            .map(|(((article, (text, dates)), outside), dating)| {
                let published = dating.published.clone();
                (
                    Story {
                        article,
                        text,
                        outside,
                        published,
                        mentions: Vec::new(),
                        unread: Vec::new(),
                        weekday_conflicts: Vec::new(),
                    },
                    dates,
                )
            })
            .unzip();
        (stories, expressions, datings)
    }

    /// Reads the mentions of a story.
    fn fill(&self, story: &mut Story<'_>, expressions: &[DateExpression], dating: &Dating) {
        let text = &story.text;
        let dates = date::resolve(
            text,
            expressions,
            dating.span().as_ref(),
            dating.context.as_ref(),
        );
        // "two weeks later", of which nothing tells from when, is still a length of time.
        let resolved = |e: &DateExpression| {
            dates
                .binary_search_by_key(&e.tokens.start, |d| d.tokens.start)
                .is_ok()
        };
        let mut taken: Vec<Range<usize>> = expressions
            .iter()
            .filter(|e| !e.meaning.counts_units() || resolved(e))
            .map(|e| e.tokens.clone())
            .chain(dating.masthead.clone())
            .collect();
        taken.sort_by_key(|r| (r.start, r.end));
        let quantities = self.quantities.find(text, &taken);
        let mut found: Vec<(Range<usize>, Value, Detail)> =
            Vec::with_capacity(dates.len() + quantities.len());
        for date in dates {
            let conflict = date.weekday_conflict.is_some();
            if let Some(why) = date.weekday_conflict {
                story
                    .weekday_conflicts
                    .push((text.span(date.tokens.clone()), why));
            }
            let in_masthead = dating
                .masthead
                .as_ref()
                .is_some_and(|m| m.start < date.tokens.end && date.tokens.start < m.end);
            if !in_masthead {
                let day_by_weekday = conflict
                    .then(|| day_by_weekday(text, &date.tokens, date.span.start))
                    .flatten();
                let detail = Detail::Date {
                    of_statement: date.of_statement,
                    day_by_weekday,
                };
                found.push((date.tokens, Value::Date(date.span), detail));
            }
        }
        found.extend(quantities.into_iter().map(|q| {
            (
                q.tokens.clone(),
                Value::Quantity(q.quantity.clone()),
                Detail::Quantity(Box::new(q)),
            )
        }));
        found.sort_by_key(|(tokens, ..)| (tokens.start, tokens.end));
        let places: Vec<usize> = found.iter().map(|(tokens, ..)| tokens.start).collect();
        let voices = self.voices.read(text, self.grammar(), &places);
        let published = story.published.end;
        let mentions = found
            .into_iter()
            .zip(voices)
            .map(|((tokens, value, detail), voice)| Mention {
                span: text.span(tokens.clone()),
                sentence: text.sentence_of(tokens.start),
                modality: modality(&value, voice.modality, published),
                source: voice.source.filter(|_| is_vouched(&detail, voice.leads)),
                tokens,
                value,
                detail,
            });
        story.mentions = mentions.collect();
        story.unread = unread::find(text, expressions, dating, &story.mentions);
    }
}

/// Is it told by the speaker, not by the article? The day of a statement is the article's, as are
/// days in front of "police said", which mostly say when the article's event took place.
fn is_vouched(detail: &Detail, leads: bool) -> bool {
    match detail {
        Detail::Quantity(_) => true,
        Detail::Date { of_statement, .. } => leads && !of_statement,
    }
}

/// The day nearest to `day` that is the weekday named among the tokens.
fn day_by_weekday(text: &Text<'_>, tokens: &Range<usize>, day: Date) -> Option<Date> {
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let named = tokens.clone().find_map(|k| {
        let word = text.lower(k);
        WEEKDAYS.iter().position(|w| word.starts_with(w))
    })?;
    let today = i32::from(day.weekday().to_monday_zero_offset());
    let ahead = (named as i32 - today).rem_euclid(7);
    let shift = if ahead > 3 { ahead - 7 } else { ahead };
    day.checked_add(jiff::Span::new().days(shift)).ok()
}

/// A day after publication is planned, whatever the words around it; a day before is not.
fn modality(value: &Value, voiced: Modality, published: Option<Date>) -> Modality {
    match (value, published) {
        (Value::Date(span), Some(published)) if span.start > published => Modality::Planned,
        (Value::Date(span), Some(published))
            if span.end < published && voiced == Modality::Planned =>
        {
            Modality::Asserted
        }
        _ => voiced,
    }
}

/// Is nothing about a sentence older than the table of rates: neither its article nor a day that it
/// names?
pub(crate) fn is_of_rates(story: &Story<'_>, sentence: usize) -> bool {
    let days = story.mentions.iter().filter_map(|m| match &m.value {
        Value::Date(span) if m.sentence == sentence => Some(span.start),
        _ => None,
    });
    let mut days = days.chain(story.published.start);
    days.all(|day| day.year() >= Rates::FIRST_YEAR)
}

/// Does `b` stand in brackets right after `a` ("40 km (25 miles)")?
pub fn is_bracketed(text: &Text<'_>, a: &QuantityMention, b: &QuantityMention) -> bool {
    const REACH: usize = 4;
    let end = a.core.end;
    b.core.start > end
        && b.core.start - end <= REACH + a.noun.len()
        && text.sentence_of(end.saturating_sub(1)) == text.sentence_of(b.core.start)
        && (end..b.core.start).any(|k| text.is(k, "("))
        && !(end..b.core.start).any(|k| text.is(k, ")"))
}
