//! The day on which an article was published: stated, or inferred from its own clues and from the
//! other articles of the run.
//!
//! A container's date or a masthead with its year states the day. A dateline without a year
//! ("SEOUL, Aug. 22") leaves one day a year, among which the weekdays that the story names, the
//! years of which it speaks, anniversaries and the dates of related articles choose. An article
//! with neither is dated by the day of a statement in its lead ("said on Thursday (October 19)"),
//! or by what related articles say of the same days. Failing that, what the article counts from
//! ("the war is in its eleventh month") bounds the days among which it was published. What stays
//! open is said to be open.

mod anniversary;
mod bounds;
mod clues;
mod counts;
mod headed;
mod masthead;
mod pairs;
mod related;
mod weekdays;
mod world;

use super::date::{DateExpression, Meaning, YearRef, days_between, full_day, plus_days};
use crate::article::Article;
use crate::report::{Basis, Published};
use crate::text::Text;
use crate::value::{DateSpan, Grain};
use jiff::civil::Date;
use masthead::Masthead;
use std::ops::Range;

/// An article and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its story.
    pub text: &'a Text<'a>,
    /// The date expressions found in the story.
    pub dates: &'a [DateExpression],
}

/// What is known of the day of publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Dating {
    /// The day, or the days among which it lies, with the clues in words.
    pub published: Published,
    /// The tokens of the masthead's or dateline's date, which is no mention of the story.
    pub masthead: Option<Range<usize>>,
    /// The days around which related articles were published, for an article of which nothing
    /// tells the day.
    pub context: Option<DateSpan>,
}

impl Dating {
    /// The days of publication as a span; `None` where nothing is known.
    pub fn span(&self) -> Option<DateSpan> {
        let (start, end) = (self.published.start?, self.published.end?);
        Some(if start == end {
            DateSpan::day(start)
        } else {
            DateSpan::new(start, end, Grain::Range)
        })
    }
}

/// The day of publication of every article of a run, in the order given. No day after `today` is
/// inferred.
pub fn infer(sources: &[Source], today: Date) -> Vec<Dating> {
    let heads: Vec<Option<Masthead>> = sources
        .iter()
        .map(|s| masthead::find(s.text, s.dates))
        .collect();
    let mut days: Vec<Option<Published>> = sources
        .iter()
        .zip(&heads)
        .map(|(source, head)| stated(source, head.as_ref()))
        .collect();
    let related = related::Related::new(sources, &days);
    clues::infer(sources, &heads, &related, today, &mut days);
    weekdays::infer(sources, &related, today, &mut days);
    for (source, day) in sources
        .iter()
        .zip(&mut days)
        .filter(|(_, day)| day.is_none())
    {
        *day = bounds::infer(source, today);
    }
    let context: Vec<_> = (0..sources.len())
        .map(|i| context(&days, i, &related))
        .collect();
    let rows = days.into_iter().zip(heads).zip(context).zip(sources);
    let datings = rows.map(|(((published, head), context), source)| {
        let published = published.unwrap_or_else(unknown);
        let heads_a_story = |h: &Masthead| !masthead::is_all(source.text, &h.tokens);
        Dating {
            context: context.filter(|_| published.start.is_none()),
            published,
            masthead: head.filter(heads_a_story).map(|h| h.tokens),
        }
    });
    datings.collect()
}

fn unknown() -> Published {
    Published {
        start: None,
        end: None,
        basis: Basis::Unknown,
        why: "nothing says when".to_owned(),
    }
}

fn on(day: Date, basis: Basis, why: String) -> Published {
    Published {
        start: Some(day),
        end: Some(day),
        basis,
        why,
    }
}

/// The one day of publication, if it is known.
fn one_day(published: Option<&Published>) -> Option<Date> {
    let published = published?;
    published
        .start
        .filter(|start| published.end == Some(*start))
}

/// So much must the shares of names of related articles come to for their days to mean anything.
const ENOUGH: f64 = 0.5;

/// The middle half of the days on which related articles were published, if they seem to be about
/// the same event and not merely about the same actors.
fn context(days: &[Option<Published>], i: usize, related: &related::Related) -> Option<DateSpan> {
    let near = related.to(i);
    let dated = near
        .iter()
        .filter_map(|n| Some((one_day(days.get(n.index)?.as_ref())?, n.share)));
    let (mut days, shares): (Vec<Date>, Vec<f64>) = dated.unzip();
    if shares.iter().sum::<f64>() < ENOUGH || !near.iter().any(|n| n.figure) {
        return None;
    }
    days.sort_unstable();
    let (start, end) = (days.get(days.len() / 4)?, days.get(days.len() * 3 / 4)?);
    Some(DateSpan::new(*start, *end, Grain::Range))
}

/// How far a container's date may lie from the one that the article itself states in full, in
/// days. Beyond, the container tells of something else, say of the day on which a page was saved.
const SLACK: i64 = 3;

/// The day that the container or the masthead states.
fn stated(source: &Source, head: Option<&Masthead>) -> Option<Published> {
    let head = head.and_then(|h| Some((h, h.full_day()?)));
    let container = source
        .article
        .dates
        .iter()
        .find_map(|d| Some((d, parse(&d.text)?)));
    match (container, head) {
        (Some((said, day)), Some((head, other))) if days_between(day, other).abs() > SLACK => {
            let why = format!(
                "{}; {} says {}, which is left aside",
                head.words(),
                said.place,
                said.text.trim()
            );
            Some(on(other, Basis::Stated, why))
        }
        (Some((said, day)), _) => Some(on(
            day,
            Basis::Stated,
            format!("{}: {}", said.place, said.text.trim()),
        )),
        (None, Some((head, day))) => Some(on(day, Basis::Stated, head.words())),
        (None, None) => None,
    }
}

/// Reads a date as containers write it.
fn parse(written: &str) -> Option<Date> {
    let written = written.trim().trim_matches(['"', '\'']);
    let iso = written.get(..10).and_then(|start| start.parse().ok());
    iso.or_else(|| compact(written)).or_else(|| {
        let text = Text::new(written, &[]);
        super::date::find(&text)
            .iter()
            .find_map(|e| full_day(&e.meaning))
    })
}

/// "20240116"
fn compact(written: &str) -> Option<Date> {
    let digits = written
        .get(..8)
        .filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    Date::new(
        digits[..4].parse().ok()?,
        digits[4..6].parse().ok()?,
        digits[6..].parse().ok()?,
    )
    .ok()
}

/// Month and day of a date without a year.
fn month_and_day(meaning: &Meaning) -> Option<(i8, i8)> {
    match meaning {
        Meaning::Day {
            year: YearRef::Open,
            month,
            day,
            ..
        } => Some((*month, *day)),
        _ => None,
    }
}

/// Is that day one on which an article can have been published?
fn possible(day: Date, today: Date) -> bool {
    day <= plus_days(today, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::StatedDate;
    use crate::extract::date;
    use jiff::civil::date;

    /// Dates articles that are read on 1 December 2026.
    fn datings(articles: &[Article]) -> Vec<Dating> {
        let texts: Vec<Text> = articles.iter().map(|a| Text::new(&a.text, &[])).collect();
        let dates: Vec<_> = texts.iter().map(date::find).collect();
        let rows = articles.iter().zip(&texts).zip(&dates);
        let sources: Vec<Source> = rows
            .map(|((article, text), dates)| Source {
                article,
                text,
                dates,
            })
            .collect();
        infer(&sources, date(2026, 12, 1))
    }

    fn article(text: &str) -> Article {
        Article {
            text: text.to_owned(),
            ..Article::default()
        }
    }

    fn day(text: &str) -> (Option<Date>, Basis) {
        let dating = datings(&[article(text)]).remove(0);
        (one_day(Some(&dating.published)), dating.published.basis)
    }

    #[test]
    fn mastheads_and_datelines_state_the_day() {
        for head in [
            "A headline\nBy A Writer\nWed 20 Jul 2022\n\nIt rained.",
            "BHARATPUR, Nepal, July 20, 2022 (AFP) - It rained on Tuesday.",
            "PRESS RELEASE\nOxford, UK, 20 July 2022\n\nIt rained.",
            "A headline\nPublished: Wednesday 20 July 2022. Opinion.\nIt rained.",
            "A headline\nJuly 20, 2022 at 4:12 p.m.\nIt rained.",
            "A headline\n20 July 2022, AFP and our correspondent\nIt rained.",
        ] {
            assert_eq!(
                day(head),
                (Some(date(2022, 7, 20)), Basis::Stated),
                "{head}"
            );
        }
    }

    #[test]
    fn a_date_that_is_all_the_text_heads_no_story() {
        let masthead = |text: &str| datings(&[article(text)])[0].masthead.clone();
        assert_eq!(masthead("4 July 1995."), None);
        assert!(masthead("4 July 1995\n\nThe talks failed.").is_some());
        assert_eq!(masthead("Was it 11/20, or, 12 November 2020?"), None);
        assert_eq!(masthead("On 15 August 1993, the plant closed."), None);
        assert!(masthead("On 15 August 1993, by J. Doe\n\nThe plant closed.").is_some());
    }

    #[test]
    fn an_agency_in_slashes_may_follow_a_dateline() {
        let text = "NOVIGRAD, July 20. /RITA/. The ministry said on Wednesday that it had rained, as it did in 2021.";
        assert_eq!(day(text), (Some(date(2022, 7, 20)), Basis::Inferred));
    }

    #[test]
    fn yesterday_with_its_date_tells_the_day() {
        let body = "The Rapti breached its embankment at Ratnanagar in Chitwan, said Sarita Dhungel of the District.";
        let dated = article(&format!("Kathmandu, 20 July 2016 (RSS)\n{body}"));
        let open = article(&format!("It happened yesterday, Tuesday 19 July. {body}"));
        let alone = open.clone();
        let found = datings(&[dated, open]);
        assert_eq!(one_day(Some(&found[1].published)), Some(date(2016, 7, 20)));
        // 2016, 2022: nothing chooses.
        assert_eq!(datings(&[alone])[0].published.start, None);
    }

    #[test]
    fn a_weekday_at_the_head_and_a_day_on_which_others_agree_tell_the_day() {
        let names =
            "Sarita Dhungel of the Chitwan District put the loss at 4,512 houses in Ratnanagar.";
        let other = |head: &str, when: &str| {
            article(&format!(
                "{head}\n\nThe Rapti burst its bank at Ratnanagar on {when}. {names}"
            ))
        };
        let open = article(&format!(
            "THE CHITWAN POST\nBharatpur, Wednesday\n\nThe Rapti burst its bank at Ratnanagar on Tuesday. {names}"
        ));
        let one = other("Kathmandu, 25 July 2016 (RSS)", "July 19");
        let two = other("Kathmandu, 22 July 2016 (RSS)", "Tuesday");
        let found = datings(&[open.clone(), one.clone(), two]);
        assert_eq!(one_day(Some(&found[0].published)), Some(date(2016, 7, 20)));
        // Two days of which the others tell leave it open.
        let three = other("Kathmandu, 28 July 2016 (RSS)", "July 12");
        let found = datings(&[open, one, three]);
        assert_eq!(one_day(Some(&found[0].published)), None);
    }

    #[test]
    fn the_day_of_an_event_is_no_masthead() {
        assert_eq!(
            day("Subject: the fire of 16 January 2023\nIt burnt.").1,
            Basis::Unknown
        );
        assert_eq!(
            day("The fire broke out on 16 January 2023.").1,
            Basis::Unknown
        );
    }

    #[test]
    fn weekdays_choose_the_year_of_a_dateline() {
        let text = "LIMA, Aug 17 (Reuters) - A quake struck Peru before dawn on Wednesday. In June 2001 another did.";
        assert_eq!(day(text), (Some(date(2022, 8, 17)), Basis::Inferred));
    }

    #[test]
    fn related_articles_choose_the_year_of_a_dateline() {
        let body = "The Rapti breached its embankment at Ratnanagar in Chitwan, said Sarita Dhungel of the District.";
        let dated = article(&format!("Kathmandu, 20 July 2016 (RSS)\n{body}"));
        let open = article(&format!("Chitwan, July 19 (RSS): {body}"));
        let found = datings(&[dated, open]);
        assert_eq!(found[1].published.start, Some(date(2016, 7, 19)));
    }

    /// The first and the last day that an undated article leaves, and why.
    fn left(text: &str) -> (Option<Date>, Option<Date>, String) {
        let published = datings(&[article(text)]).remove(0).published;
        (published.start, published.end, published.why)
    }

    #[test]
    fn a_month_named_twice_and_an_anniversary_leave_one_month() {
        let (start, end, why) = left(
            "Minister Adela Voss flew to Lisbon on Monday after last month's meeting with Duarte. \
             It was cold. Voss and Duarte met in Porto in May at a ceremony that marked the 75th \
             anniversary of the founding of NATO.",
        );
        assert_eq!(
            (start, end),
            (Some(date(2024, 6, 1)), Some(date(2024, 6, 30))),
            "{why}"
        );
    }

    #[test]
    fn a_count_of_months_and_the_new_year_leave_days_of_january() {
        let (start, end, why) = left(
            "A village in Moravia has taken in forty children who fled the war in Gaza. The war \
             is in its fourth month. The school opened on the first day of the new year.",
        );
        assert_eq!(
            (start, end),
            (Some(date(2024, 1, 7)), Some(date(2024, 1, 31))),
            "{why}"
        );
    }

    #[test]
    fn a_weekday_chooses_among_the_days_of_a_week() {
        let (start, end, why) = left(
            "The bakery in Brno reopened on Thursday, its owner said. Its baker had left for his \
             family when the war in Gaza began. The war is in its third week.",
        );
        assert_eq!(
            (start, end),
            (Some(date(2023, 10, 26)), Some(date(2023, 10, 26))),
            "{why}"
        );
    }

    #[test]
    fn what_contradicts_is_left_aside_and_named() {
        let (start, _, why) = left(
            "The war in Ukraine is in its second year. The town marked the 75th anniversary of \
             the founding of NATO.  The mayor will retire on 3 May 2020.",
        );
        assert_eq!(start, Some(date(2024, 1, 1)), "{why}");
        assert!(
            why.contains("'3 May 2020' is to come does not fit"),
            "{why}"
        );
    }

    #[test]
    fn a_bound_on_one_side_alone_leaves_the_day_open() {
        let (start, end, why) = left("The bridge fell on 3 May 2011. Nobody was hurt.");
        assert_eq!((start, end), (None, None));
        assert_eq!(why, "nothing says when, but for '3 May 2011' is past");
        assert_eq!(left("Nobody was hurt.").2, "nothing says when");
    }

    #[test]
    fn a_year_that_nothing_chooses_is_said_to_be_the_latest() {
        let (start, _, why) = left("LIMA, Aug 17 (Reuters) - A quake shook the coast.");
        assert_eq!(start, Some(date(2026, 8, 17)));
        assert!(why.contains("the latest is taken"), "{why}");
    }

    #[test]
    fn the_order_of_the_articles_decides_nothing() {
        let body = "The Rapti breached its embankment at Ratnanagar in Chitwan, said Sarita Dhungel of the District.";
        let mut articles = vec![
            article(&format!("Kathmandu, 20 July 2016 (RSS)\n{body}")),
            article(&format!("Kathmandu, 20 July 2019 (RSS)\n{body}")),
            article(&format!("Chitwan, July 19 (RSS): {body}")),
        ];
        for (i, article) in articles.iter_mut().enumerate() {
            article.id = i.to_string();
        }
        let open = |articles: &[Article]| {
            let found = datings(articles);
            let rows = articles.iter().zip(found);
            rows.filter(|(a, _)| a.id == "2")
                .map(|(_, d)| d.published)
                .next()
        };
        let one = open(&articles);
        articles.reverse();
        assert_eq!(open(&articles), one);
        articles.swap(0, 1);
        assert_eq!(open(&articles), one);
    }

    #[test]
    fn what_a_container_states_is_read_in_many_forms() {
        for written in [
            "2024-01-16",
            "2024-01-16T08:00:00+01:00",
            "16 January 2024",
            "Tue, 16 Jan 2024 08:00:00 GMT",
            "20240116",
        ] {
            assert_eq!(parse(written), Some(date(2024, 1, 16)), "{written}");
        }
        let mut stated = article("It rained on Tuesday.");
        stated.dates.push(StatedDate {
            text: "2024-01-16".into(),
            place: "front matter 'date'".into(),
        });
        let dating = datings(&[stated]).remove(0);
        assert_eq!(dating.published.why, "front matter 'date': 2024-01-16");
    }
}
