//! Years, decades and centuries. A number of four digits is a year only where it reads like one.

use super::super::cues::Cues;
use super::super::words::{Part, Unit, Which, Word};
use super::super::{Meaning, YearRef};
use super::{Found, Reader};
use crate::text::TokenKind;

impl Reader<'_> {
    /// "in '93": the last two digits of a year behind an apostrophe.
    pub(super) fn short_year(&self, i: usize) -> Option<Found> {
        let digits = self.plain(i, 2).filter(|_| self.lower(i).len() == 2)?;
        let mark = i.checked_sub(1).filter(|&k| k > 0 && self.readable(k))?;
        let goes_on = self.glued(i + 1) && self.kind(i + 1) == Some(TokenKind::Word);
        let shortened = matches!(self.lower(mark), "'" | "\u{2019}" | "\u{2018}")
            && self.glued(i)
            && !self.glued(mark)
            && !goes_on
            && self
                .cues_before(mark)
                .any(Cues::YEAR_SURELY | Cues::YEAR_BEFORE);
        // The century that is nearer to our days.
        let year = if digits > 40 { 1900 } else { 2000 } + digits;
        shortened.then(|| {
            Found::new(
                mark..i + 1,
                Meaning::Years {
                    first: year,
                    last: year,
                    part: Part::Whole,
                },
            )
        })
    }

    /// "2019", "2016 to 2019", "2016-19" at `i`, if it reads like years.
    pub(super) fn year(&self, i: usize) -> Option<Found> {
        let first = self.bare_year(i)?;
        if let Some(found) = self
            .quarter_behind(i, first)
            .or_else(|| self.period_behind(i, i + 1, YearRef::Stated(first)))
            .or_else(|| self.month_behind(i, first))
            .or_else(|| self.quarter_of_year(i, first))
        {
            return Some(found);
        }
        if let Some((last, end)) = self.last_year(i, first) {
            let fits = self.is_running_year(i, first, last)
                || self.reads_as_year(i, end)
                || self.is_recent(first) && self.stands_alone(end);
            return fits.then(|| Found::new(i..end, years(first, last)));
        }
        self.reads_as_year(i, i + 1)
            .then(|| Found::new(i..i + 1, years(first, first)))
    }

    /// "2017 Q1", "2019-H2": a year at `i` and a code.
    fn quarter_behind(&self, i: usize, year: i16) -> Option<Found> {
        let at = self.skip_hyphen(i + 1);
        let code = self.is_recent(year) && matches!(self.lower(at), "q" | "h");
        let mut found = self.quarter_code_of(at, Some(year)).filter(|_| code)?;
        found.tokens.start = i;
        Some(found)
    }

    /// "1988 third quarter", "1988's fiscal first quarter", "last year's first nine months": a year
    /// that starts at `start` and ends before `i`, and a period of it.
    pub(super) fn period_behind(&self, start: usize, i: usize, year: YearRef) -> Option<Found> {
        let genitive = self.kind(i) == Some(TokenKind::Clitic);
        let at = if genitive { i + 1 } else { i };
        let at = if matches!(self.lower(at), "fiscal" | "financial") {
            at + 1
        } else {
            at
        };
        let period = self.period(at)?;
        let open = matches!(
            period.meaning,
            Meaning::Months {
                year: YearRef::Open,
                ..
            }
        );
        let Meaning::Months { first, count, .. } = period.meaning else {
            return None;
        };
        open.then(|| {
            let meaning = Meaning::Months { first, count, year };
            Found::new(start..period.tokens.end, meaning)
        })
    }

    /// "1985 quarter": the quarter of which the story tells, in that year.
    fn quarter_of_year(&self, i: usize, year: i16) -> Option<Found> {
        let quarter = self.word(i + 1) == Word::Unit(Unit::Quarter);
        let one = quarter && !self.lower(i + 1).ends_with('s') && self.before(i) == "the";
        let year = YearRef::Stated(year);
        one.then(|| Found::new(i..i + 2, Meaning::SameQuarter { year }))
    }

    /// "2017 April": a year at `i` and a month, which no day goes with.
    fn month_behind(&self, i: usize, year: i16) -> Option<Found> {
        let (month, end) = self.month(i + 1)?;
        let sure = self.cues(i + 1).any(Cues::SURE_MONTH) || self.is(i + 1, "april");
        let day = self.day(end).is_some();
        let meaning = Meaning::Month {
            year: YearRef::Stated(year),
            month,
            which: Which::Open,
            part: Part::Whole,
        };
        let placed = self.cues_before(i).any(Cues::YEAR_BEFORE) || self.before(i) == "the";
        (sure && !day && placed).then(|| Found::new(i..end, meaning))
    }

    /// "1986/87", two years in a row written with a stroke: a season, a crop or a budget year.
    fn is_running_year(&self, i: usize, first: i16, last: i16) -> bool {
        self.is(i + 1, "/") && last == first + 1 && self.is_recent(first)
    }

    /// Four plain digits that stand by themselves.
    pub(super) fn bare_year(&self, i: usize) -> Option<i16> {
        let year = self.plain(i, 4).filter(|y| (1000..=2199).contains(y))?;
        let tail = self.glued(i + 1)
            && match self.lower(i + 1) {
                "-" | "\u{2013}" | "/" => {
                    let code = matches!(self.lower(i + 2), "q" | "h") && self.glued(i + 3);
                    self.glued(i + 2) && self.kind(i + 2) != Some(TokenKind::Number) && !code
                }
                "%" | ":" | "\u{b0}" => true,
                _ => self.kind(i + 1) == Some(TokenKind::Word),
            };
        let head = self.tail_of_name(i)
            && !matches!(self.text.lower(i - 1), "'" | "\u{2019}" | "-" | "\u{2013}");
        let number_sign = matches!(
            self.before(i),
            "$" | "\u{20ac}" | "\u{a3}" | "no" | "number" | "flight" | "#"
        );
        (!tail && !head && !number_sign && !self.is_code(i)).then_some(year)
    }

    /// "F-2019", but not "mid-2019".
    fn is_code(&self, i: usize) -> bool {
        let hyphenated =
            i > 1 && self.text.glued(i) && self.text.is(i - 1, "-") && self.text.glued(i - 1);
        hyphenated
            && !matches!(
                self.text.lower(i - 2),
                "mid" | "early" | "late" | "end" | "pre" | "post" | "since"
            )
    }

    /// The second year of a range that starts with `first` at `i`, and the index after it.
    fn last_year(&self, i: usize, first: i16) -> Option<(i16, usize)> {
        let between = self.before(i) == "between" && self.is(i + 1, "and");
        let slash = self.is(i + 1, "/") && self.glued(i + 1) && self.glued(i + 2);
        let tie = if between || slash {
            i + 2
        } else {
            self.range_tie(i + 1)?
        };
        let spoken = !matches!(self.lower(i + 1), "-" | "\u{2013}" | "\u{2014}" | "/");
        if spoken
            && !between
            && !matches!(self.before(i), "from" | "years")
            && !self.is_recent(first)
        {
            return None;
        }
        let last = match self.lower(tie).len() {
            4 => self.plain(tie, 4)?,
            2 if !spoken => first / 100 * 100 + self.plain(tie, 2)?,
            _ => return None,
        };
        (last > first && last <= 2199).then_some((last, tie + 1))
    }

    fn is_recent(&self, year: i16) -> bool {
        (1900..2100).contains(&year)
    }

    /// Does the number at `i`, read up to `end`, stand where a year stands?
    fn reads_as_year(&self, i: usize, end: usize) -> bool {
        let Some(year) = self.plain(i, 4) else {
            return false;
        };
        if self.cues(end).any(Cues::COUNTED)
            || matches!(self.lower(end), "$" | "\u{20ac}" | "\u{a3}" | "%")
        {
            return false;
        }
        let before = self.cues_before(i);
        // A number in front of a verb counts nothing either.
        let alone = self.stands_alone(end)
            || self.lower(end).ends_with("ed")
            || self.cues(end).any(Cues::PAST);
        if year >= 2100 {
            return alone && before.any(Cues::YEAR_SURELY) && !self.before(i).is_empty();
        }
        if !self.is_recent(year) {
            return self.reads_as_old_year(i, before, alone);
        }
        if self.groups_thousands && !alone && self.follows_small_word(i) {
            return true;
        }
        if year % 100 > 0 && self.names_accounts(end) {
            return true;
        }
        let plural_follows = !alone && self.lower(end).ends_with('s');
        before.any(Cues::YEAR_SURELY)
            || self.follows_year(i) && alone
            || before.any(Cues::YEAR_BEFORE) && alone
            || before.any(Cues::EVENT) && alone
            || self.in_brackets(i, end)
            || self.leads_sentence(i, end)
            || self.is_attribute(i, end) && !(plural_follows && year % 100 == 0)
    }

    /// Is the word before `i` no name, so that the number is no part of one ("Windows 2000")?
    fn follows_small_word(&self, i: usize) -> bool {
        let before = i.checked_sub(1).map_or("", |k| self.text.word(k));
        let name = before.starts_with(char::is_uppercase) && i > self.sentence_start(i) + 1;
        !name && self.kind(i + 1) == Some(TokenKind::Word) && !self.cues_before(i).any(Cues::VAGUE)
    }

    /// "1986 net", "2021 operating profits", "both 2019 periods": do accounts or the stretch that they
    /// cover follow at `i`, so that the number in front of them is their year?
    fn names_accounts(&self, i: usize) -> bool {
        let accounts = self.cues(i).any(Cues::RESULT | Cues::COMPARED);
        accounts || matches!(self.word(i), Word::Unit(Unit::Year)) && !self.lower(i).ends_with('s')
    }

    fn sentence_start(&self, i: usize) -> usize {
        let sentence = self.text.sentences.get(self.text.sentence_of(i));
        sentence.map_or(0, |s| s.tokens.start)
    }

    /// "in 2007 and 2009"
    fn follows_year(&self, i: usize) -> bool {
        let before = i.checked_sub(2).map_or("", |k| self.text.word(k));
        let year = before.len() == 4 && before.parse().is_ok_and(|y| self.is_recent(y));
        let placed = i >= 3 && Cues::of(self.text.lower(i - 3)).any(Cues::YEAR_BEFORE);
        year && placed && matches!(self.before(i), "and" | "or")
    }

    /// Before 1900 a number needs better reasons to be a year, for fewer are.
    fn reads_as_old_year(&self, i: usize, before: Cues, alone: bool) -> bool {
        let event = i > 1 && {
            let named = self.text.word(i - 2).starts_with(char::is_uppercase);
            self.before(i) == "of" && (named || Cues::of(self.text.lower(i - 2)).any(Cues::EVENT))
        };
        let round = self.plain(i, 4).is_some_and(|y| y % 10 == 0) && !self.groups_thousands;
        let placed =
            before.any(Cues::YEAR_SURELY) && self.before(i) != "by" || self.before(i) == "from";
        let back = i > 1 && self.before(i) == "to" && self.text.is(i - 2, "back");
        let placed = placed || back;
        alone && !round && (placed || event)
    }

    /// "(2019)", "(1982-2003)".
    fn in_brackets(&self, i: usize, end: usize) -> bool {
        self.before(i) == "(" && matches!(self.lower(end), ")" | "," | ";")
    }

    /// "2022 was a bad year."
    fn leads_sentence(&self, i: usize, end: usize) -> bool {
        self.opens_sentence(i)
            && matches!(
                self.lower(end),
                "was"
                    | "is"
                    | "has"
                    | "had"
                    | "saw"
                    | "will"
                    | "could"
                    | "brought"
                    | "marks"
                    | "marked"
            )
    }

    /// "the 2018 election", "its 2022 budget", "Russia's 2022 invasion".
    fn is_attribute(&self, i: usize, end: usize) -> bool {
        let genitive = i > 0 && self.text.kind(i - 1) == Some(TokenKind::Clitic);
        let determined = matches!(
            self.before(i),
            "the" | "its" | "his" | "her" | "their" | "our" | "a"
        );
        let noun = self.kind(end) == Some(TokenKind::Word) && !self.cues(end).any(Cues::FUNCTION);
        let event = self.cues(end).any(Cues::EVENT);
        noun && (genitive || determined || event) && (!self.tail_of_name(i))
    }

    /// "the 1990s", "the ’90s", "the 19th century".
    pub(super) fn decade_or_century(&self, i: usize) -> Option<Found> {
        self.decade(i).or_else(|| self.century(i))
    }

    fn decade(&self, i: usize) -> Option<Found> {
        let plural = self.glued(i + 1) && matches!(self.lower(i + 1), "s" | "'s" | "\u{2019}s");
        let first = match (self.plain(i, 4)?, self.lower(i).len()) {
            (y, 4) if y % 10 == 0 && (1000..2100).contains(&y) => y,
            (y, 2) if y % 10 == 0 && y >= 20 && self.is_short_decade(i) => 1900 + y,
            _ => return None,
        };
        plural.then(|| Found::new(i..i + 2, years(first, first + 9)))
    }

    /// "the ’90s", "the late 80s", "since the 70s", but not "in his early 80s" and not "highs in the
    /// 80s".
    fn is_short_decade(&self, i: usize) -> bool {
        let lead = |n: usize| i.checked_sub(n).map_or("", |k| self.text.lower(k));
        match lead(1) {
            "'" | "\u{2019}" | "\u{2018}" => true,
            "the" => matches!(lead(2), "since" | "during" | "until" | "throughout" | "of"),
            "early" | "late" => lead(2) == "the",
            _ => false,
        }
    }

    fn century(&self, i: usize) -> Option<Found> {
        let (nth, end) = self.day(i).filter(|&(n, end)| end == i + 2 && n <= 22)?;
        let end = self.skip_hyphen(end);
        matches!(self.word(end), Word::Unit(Unit::Century)).then(|| {
            // As people speak of them: the 20th ends with 1999.
            let first = (i16::from(nth) - 1) * 100;
            Found::new(i..end + 1, years(first.max(1), first + 99))
        })
    }

    /// The years at `i`, after a part that starts at `start`: "late 2019", "the early 1990s".
    pub(super) fn part_of_years(&self, start: usize, i: usize, part: Part) -> Option<Found> {
        if let Some(found) = self.part_of_decade(start, i, part) {
            return Some(found);
        }
        let mut found = match self.decade_or_century(i) {
            Some(found) => found,
            None => {
                let year = self.bare_year(i).filter(|y| self.is_recent(*y))?;
                Found::new(i..i + 1, years(year, year))
            }
        };
        if let Meaning::Years { part: of, .. } = &mut found.meaning {
            *of = part;
        }
        found.tokens.start = start;
        Some(found)
    }

    /// The year behind a quarter, a season or a half that ends before `i`: " of 2025", " 2025",
    /// " last year", " of the year".
    pub(super) fn year_of_period(&self, i: usize) -> (YearRef, usize) {
        let at = if self.is(i, "of") || self.is(i, "in") {
            i + 1
        } else {
            self.skip_comma(i)
        };
        let at = self.skip_fiscal(at);
        if let Some((year, end)) = self.full_year(at).filter(|(y, _)| self.is_recent(*y)) {
            return (YearRef::Stated(year), end);
        }
        if self.is(at, "the") && self.is(at + 1, "year") {
            return (YearRef::Shifted(0), at + 2);
        }
        self.shifted_year(at).unwrap_or((YearRef::Open, i))
    }

    fn skip_fiscal(&self, i: usize) -> usize {
        let at = if matches!(self.lower(i), "fiscal" | "financial" | "calendar") {
            i + 1
        } else {
            i
        };
        if at > i && self.is(at, "year") {
            at + 1
        } else {
            at
        }
    }
}

pub(super) fn years(first: i16, last: i16) -> Meaning {
    Meaning::Years {
        first,
        last,
        part: Part::Whole,
    }
}
