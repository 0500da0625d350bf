//! What one line is, as far as the line alone can tell.

use super::line::{ends_sentence, is_capitals, is_headline};
use super::phrases::{Found, Phrases, rows};
use super::words::{Word, words};
use std::ops::Range;
use std::sync::LazyLock;

/// What a stretch outside the story is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Link,
    Photo,
    Rights,
    Desk,
    Share,
    Embed,
    Letter,
    SignUp,
    Appeal,
    Notice,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "link" => Self::Link,
            "photo" => Self::Photo,
            "rights" => Self::Rights,
            "desk" => Self::Desk,
            "share" => Self::Share,
            "embed" => Self::Embed,
            "letter" => Self::Letter,
            "notice" => Self::Notice,
            _ => return None,
        })
    }

    /// In words, for the report.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Link => "link to another story",
            Self::Photo => "photo credit",
            Self::Rights => "copyright or legal notice",
            Self::Desk => "credits of the desk",
            Self::Share => "label of a button, box or share bar",
            Self::Embed => "left behind by an embedded post or player",
            Self::Letter | Self::Appeal => "appeal for support",
            Self::SignUp => "sign-up box",
            Self::Notice => "service notice",
        }
    }

    /// Is it a box of the page, whose lines stand together?
    pub(super) fn is_box(self) -> bool {
        matches!(self, Self::Share | Self::SignUp | Self::Appeal)
    }
}

/// Where in a line a cue must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Start,
    Label,
    List,
    Capitals,
    Whole,
    Bracket,
}

/// Where a cue of the table stands, and what it shows.
type Cue = (Kind, Where);

static CUES: LazyLock<Phrases<Cue>> = LazyLock::new(|| {
    Phrases::new(
        rows(include_str!("cues.txt")).filter_map(|[kind, place, phrase]| {
            let place = match place {
                "start" => Where::Start,
                "label" => Where::Label,
                "list" => Where::List,
                "capitals" => Where::Capitals,
                "whole" => Where::Whole,
                "bracket" => Where::Bracket,
                _ => return None,
            };
            Some((phrase, (Kind::named(kind)?, place)))
        }),
    )
});

/// What a phrase speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    SignUp,
    Appeal,
    Ask,
    Price,
    You,
    We,
    Rhythm,
    Link,
    Notice,
    Story,
}

/// A phrase of the table: its number, so that it counts once, its group and its weight.
type Signal = (usize, Group, i32);

static SIGNALS: LazyLock<Phrases<Signal>> = LazyLock::new(|| {
    let rows = rows(include_str!("signals.txt")).enumerate();
    Phrases::new(rows.filter_map(|(number, [group, weight, phrase])| {
        let group = match group {
            "signup" => Group::SignUp,
            "appeal" => Group::Appeal,
            "ask" => Group::Ask,
            "price" => Group::Price,
            "you" => Group::You,
            "we" => Group::We,
            "rhythm" => Group::Rhythm,
            "link" => Group::Link,
            "notice" => Group::Notice,
            "story" => Group::Story,
            _ => return None,
        };
        Some((phrase, (number, group, weight.parse().ok()?)))
    }))
});

/// What a line shows of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    /// The part of the line (offsets within the line) that is furniture, and what it is.
    pub(super) mark: Option<(Range<usize>, Kind)>,
    /// The line may be the heading of a list of links: surely, or if such a list follows.
    pub(super) heading: Option<Heading>,
    /// The line has a note of furniture, not enough to convict it alone.
    pub(super) suspect: bool,
    /// What the line is if it has no word in common with the rest of the article.
    pub(super) if_apart: Option<Kind>,
    /// What it is if, besides, no other line speaks to the reader.
    pub(super) if_alone: Option<Kind>,
    /// What it is if nothing but furniture follows.
    pub(super) if_last: Option<Kind>,
    /// The line speaks to the reader, or of the outlet as "we", outside of quotation marks.
    pub(super) addresses: bool,
    /// How many words it has.
    pub(super) words: usize,
}

/// The heading of a list of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// The cue is the whole line.
    Sure,
    /// The cue begins a short line.
    IfListFollows,
}

/// Judges a line by itself.
pub(super) fn judge(line: &str) -> Judgement {
    let words = words(line);
    let score = Scored::new(line, &words);
    let mut whole = score.sum(0..words.len());
    whole.labelled = has_label(line) || in_brackets(line);
    whole.bars = bars(line);
    let (mut mark, heading) = by_cue(line, &words);
    if mark.is_none() && heading.is_none() {
        let notice = || Some((0..line.len(), whole.labelled_notice()?));
        mark = score.verdict(line, whole).or_else(notice);
    }
    Judgement {
        mark: mark.or_else(|| bracket(line)),
        heading,
        suspect: whole.suspect(),
        if_apart: whole.if_apart(),
        if_alone: whole.if_alone(),
        if_last: whole.if_last(),
        addresses: whole.you + whole.we > 0,
        words: words.len(),
    }
}

type Mark = (Range<usize>, Kind);

/// What the beginning of the line says.
fn by_cue(line: &str, words: &[Word]) -> (Option<Mark>, Option<Heading>) {
    // No cue is longer; a line may be.
    let start = words.get(..words.len().min(12)).unwrap_or(words);
    let ids = CUES.ids(line, start);
    let mut best: Option<(usize, Kind, Option<Heading>)> = None;
    for found in CUES.at(&ids, start, 0) {
        let longer = best.is_none_or(|(length, ..)| found.length > length);
        if let Some(heading) = fits(line, words, &found).filter(|_| longer) {
            best = Some((found.length, found.meaning.0, heading));
        }
    }
    match best {
        None => (None, None),
        Some((_, _, heading @ Some(Heading::IfListFollows))) => (None, heading),
        Some((_, kind, heading)) => (Some((0..line.len(), kind)), heading),
    }
}

/// Does the cue stand as it must? If so, whether it heads a list.
fn fits(line: &str, words: &[Word], found: &Found<'_, Cue>) -> Option<Option<Heading>> {
    let (kind, place) = *found.meaning;
    let is_whole = found.length == words.len();
    let label = || is_whole || is_label(line, words, found.length, kind);
    match place {
        Where::Start => Some(None),
        Where::Whole => is_whole.then_some(None),
        Where::Label if is_whole && kind == Kind::Link => Some(Some(Heading::Sure)),
        Where::Label => label().then_some(None),
        Where::List if is_whole => Some(Some(Heading::Sure)),
        Where::List if label() => Some(None),
        Where::List => {
            (words.len() <= 8 && !ends_sentence(line)).then_some(Some(Heading::IfListFollows))
        }
        Where::Capitals => {
            let short = words.len() <= 8 && is_capitals(line);
            short.then_some(Some(Heading::IfListFollows))
        }
        Where::Bracket => None,
    }
}

/// Does a colon or the like follow the words of the cue? Behind the label of a link stands a
/// headline, not a paragraph.
fn is_label(line: &str, words: &[Word], length: usize, kind: Kind) -> bool {
    const LONGEST_LINK: usize = 250;
    let end = length
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .map_or(0, |w| w.range.end);
    let rest = line.get(end..).unwrap_or_default().trim_start();
    let set_off = rest.starts_with([
        ':', '|', '–', '—', '-', '»', '>', '›', '…', '/', '•', '→', '*',
    ]);
    // "Share - basic 22.2p" is a line of a company's results.
    let result = kind == Kind::Share && rest.starts_with(['-', '–', '—']);
    set_off && !result && (kind != Kind::Link || rest.len() <= LONGEST_LINK && !rest.ends_with('.'))
}

/// Does a label in capitals begin the line, and something follow it ("GETTING THERE: ...")?
fn has_label(line: &str) -> bool {
    const LONGEST: usize = 40;
    line.split_once(": ")
        .is_some_and(|(label, _)| label.len() <= LONGEST && is_capitals(label))
}

/// Does the line stand in brackets as a whole?
fn in_brackets(line: &str) -> bool {
    line.starts_with(['(', '[']) && line.ends_with([')', ']'])
}

/// How many bars or bullets part what is no sentence ("2 hours ago | 31 comments").
fn bars(line: &str) -> i32 {
    const MOST: usize = 2;
    if ends_sentence(line) {
        return 0;
    }
    let bars = [" | ", " • ", " · "];
    bars.iter()
        .map(|bar| line.matches(bar).take(MOST).count() as i32)
        .sum()
}

/// A credit in brackets at the end of the line.
fn bracket(line: &str) -> Option<Mark> {
    const LONGEST: usize = 200;
    let open = line.rfind(['(', '['])?;
    let inner = line
        .get(open + 1..)?
        .trim_end_matches('.')
        .strip_suffix([')', ']'])?;
    if inner.len() > LONGEST {
        return None;
    }
    let words = words(inner);
    let ids = CUES.ids(inner, &words);
    let credit = CUES
        .at(&ids, &words, 0)
        .find(|found| found.meaning.1 == Where::Bracket)?;
    Some((open..line.len(), credit.meaning.0))
}

/// The weight that convicts a short stretch.
const ENOUGH: i32 = 6;

/// The sum of the weights of a stretch, by group.
#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    signup: i32,
    appeal: i32,
    ask: i32,
    price: i32,
    you: i32,
    we: i32,
    rhythm: i32,
    link: i32,
    notice: i32,
    story: i32,
    /// Does it begin with a label in capitals, or stand in brackets as a whole?
    labelled: bool,
    /// How many bars or bullets part it, if it is no sentence.
    bars: i32,
    /// Does an imperative or a question to the reader open a clause?
    asks: bool,
    words: usize,
}

impl Sum {
    fn total(&self) -> i32 {
        let speech = (self.you + self.we).min(3) + self.rhythm.min(2);
        self.signup + self.appeal + self.ask + self.price.min(5) + self.link + speech - self.story
    }

    /// A long stretch gathers weak notes by chance.
    fn threshold(&self) -> i32 {
        let beyond = self.words.saturating_sub(60) / 20;
        ENOUGH.saturating_add(i32::try_from(beyond).unwrap_or(i32::MAX))
    }

    fn verdict(&self) -> Option<Kind> {
        self.verdict_with(0)
    }

    /// The verdict if something besides the words speaks against the line with some weight.
    /// What neither asks anything of the reader nor says "you" must be full of other signals.
    fn verdict_with(&self, weight: i32) -> Option<Kind> {
        let service = self.signup + self.appeal;
        let beyond = self.total().saturating_add(weight) - self.threshold();
        let speaks = self.asks || self.you > 0;
        let sure = speaks && service >= 2 && beyond >= 0
            || self.asks && self.price >= 2 && beyond.saturating_add(weight / 2) >= 2
            || service >= 6 && beyond >= 1;
        sure.then(|| self.kind())
    }

    /// The verdict if the line shares no word with the article: a break in subject.
    fn if_apart(&self) -> Option<Kind> {
        const BREAK: i32 = 2;
        if self.story == 0 {
            self.verdict_with(BREAK)
        } else {
            None
        }
    }

    /// The verdict if, beyond that, no other line says "you" or "we": a break in voice.
    fn if_alone(&self) -> Option<Kind> {
        const BREAKS: i32 = 4;
        let speaks = self.you + self.we > 0 && self.story == 0;
        let offers = self.signup + self.appeal > 0 || self.price > 0;
        let enough = self.total().saturating_add(BREAKS) >= self.threshold();
        (speaks && offers && enough).then(|| self.kind())
    }

    /// What a notice to the reader comes to: hours, telephone numbers, prizes, tickets, the weather.
    fn notices(&self) -> i32 {
        let speech = self.you.min(2) + self.we.min(1) + self.rhythm.min(1);
        let offer = self.price.min(3) + (self.signup + self.appeal).min(3);
        let form = self.bars.saturating_mul(2).min(4) + if self.labelled { 2 } else { 0 };
        self.notice + self.ask + offer + speech + form
    }

    /// The verdict if nothing but furniture follows: there notices to the reader stand.
    fn if_last(&self) -> Option<Kind> {
        const LONGEST: usize = 60;
        let speaks = self.asks || self.labelled || self.bars > 0 || self.you + self.we > 0;
        let fewest = if speaks { 2 } else { 5 };
        let may_be = self.story == 0 && self.words <= LONGEST && self.notice >= fewest;
        (may_be && self.notices() >= ENOUGH).then_some(Kind::Notice)
    }

    /// The verdict on a notice wherever it stands: under a label, and full of its marks.
    fn labelled_notice(&self) -> Option<Kind> {
        const PLENTY: i32 = 9;
        let full = self.labelled && self.notice >= 4 && self.notices() >= PLENTY;
        self.if_last().filter(|_| full)
    }

    fn kind(&self) -> Kind {
        if self.signup >= self.appeal {
            Kind::SignUp
        } else {
            Kind::Appeal
        }
    }

    /// Is there nothing of furniture in it, and enough else?
    fn is_story(&self) -> bool {
        self.total() <= 0 && (self.story > 0 || self.words >= 12)
    }

    fn suspect(&self) -> bool {
        self.story == 0 && self.total() >= 3 && self.total() >= self.threshold() / 2
    }
}

/// A line with the signals found in it.
struct Scored {
    /// Word, signal, and whether it counts at the opening of a clause only.
    hits: Vec<(usize, Signal, bool)>,
    /// The words with which sentences begin, with their offsets.
    sentences: Vec<(usize, usize)>,
    words: usize,
}

impl Scored {
    fn new(line: &str, words: &[Word]) -> Self {
        let ids = SIGNALS.ids(line, words);
        let mut hits = Vec::new();
        let mut sentences = Vec::new();
        for (at, word) in words.iter().enumerate() {
            if word.begins {
                sentences.push((at, word.range.start));
            }
            if !word.quoted {
                hits.extend(
                    SIGNALS
                        .at(&ids, words, at)
                        .map(|f| (at, *f.meaning, f.opening)),
                );
            }
        }
        Self {
            hits,
            sentences,
            words: words.len(),
        }
    }

    /// The sum over a range of words; a phrase that recurs counts once.
    fn sum(&self, words: Range<usize>) -> Sum {
        let mut sum = Sum {
            words: words.len(),
            ..Sum::default()
        };
        let from = self.hits.partition_point(|h| h.0 < words.start);
        let to = self.hits.partition_point(|h| h.0 < words.end);
        let mut hits: Vec<_> = self.hits.get(from..to).unwrap_or_default().to_vec();
        hits.sort_unstable_by_key(|(_, (number, ..), _)| *number);
        hits.dedup_by_key(|(_, (number, ..), _)| *number);
        for (_, (_, group, weight), opening) in hits {
            sum.asks |= opening && matches!(group, Group::SignUp | Group::Appeal | Group::Ask);
            sum.add(group, weight);
        }
        sum
    }

    /// The line, or its last sentences where those are furniture and the others are not.
    fn verdict(&self, line: &str, whole: Sum) -> Option<Mark> {
        if whole.total() + whole.story < ENOUGH {
            return None;
        }
        let kind = whole.verdict();
        let tail = self.tail(line);
        match (kind, tail) {
            (None, tail) => tail.map(|(_, mark)| mark),
            (Some(_), Some((first, mark))) if self.sum(0..first).is_story() => Some(mark),
            (Some(kind), _) => Some((0..line.len(), kind)),
        }
    }

    /// The last sentences, as far as they are furniture, with the number of words before them.
    fn tail(&self, line: &str) -> Option<(usize, Mark)> {
        /// A box has no more sentences than that.
        const LONGEST: usize = 8;
        let mut found = None;
        let mut end = self.words;
        for &(first, offset) in self.sentences.iter().rev().take(LONGEST) {
            let sentence = self.sum(first..end);
            if sentence.total() < 1 {
                break;
            }
            let kind = self.sum(first..self.words).verdict();
            if let Some(kind) = kind.filter(|_| sentence.total() >= 3) {
                found = Some((first, (offset..line.len(), kind)));
            }
            end = first;
        }
        found
    }
}

impl Sum {
    fn add(&mut self, group: Group, weight: i32) {
        let part = match group {
            Group::SignUp => &mut self.signup,
            Group::Appeal => &mut self.appeal,
            Group::Ask => return self.ask = self.ask.max(weight),
            Group::Price => &mut self.price,
            Group::You => &mut self.you,
            Group::We => &mut self.we,
            Group::Rhythm => &mut self.rhythm,
            Group::Link => &mut self.link,
            Group::Notice => &mut self.notice,
            Group::Story => &mut self.story,
        };
        *part = part.saturating_add(weight);
    }
}

/// Could the line be one of a list of links?
pub(super) fn is_link_like(line: &str) -> bool {
    is_headline(line) || line.len() <= 60 && !ends_sentence(line)
}

/// The words of a line that tell its subject: long, and no word of furniture.
pub(super) fn subject_words(line: &str) -> impl Iterator<Item = String> {
    /// A shorter word says nothing of the subject.
    const SHORTEST: usize = 5;
    let words = words(line);
    let ids = SIGNALS.ids(line, &words);
    words.into_iter().zip(ids).filter_map(move |(word, id)| {
        let text = line.get(word.range)?;
        let tells = text.len() >= SHORTEST && id == 0 && text.starts_with(char::is_alphabetic);
        tells.then(|| text.to_lowercase())
    })
}
