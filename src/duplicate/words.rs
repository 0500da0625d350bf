//! Pages as words: what is hashed, how much each word counts, and where it stood.

use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// A word of a page: letters and digits, in lower case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Hash of its letters in lower case, apostrophes left out.
    pub(super) hash: u64,
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// How strongly the word tells of boilerplate; less than nothing for names and numbers, of which
    /// a story is full.
    cue: i8,
    /// It starts with a digit.
    pub(super) number: bool,
    /// It starts with a small letter.
    pub(super) small: bool,
    /// It is the first word of a paragraph.
    opens: bool,
    /// It stands in a line that leads to other stories.
    teaser: bool,
}

/// The cue words with their points.
static CUES: LazyLock<FxHashMap<u64, i8>> = LazyLock::new(|| {
    let lines = include_str!("cues.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(points, words)| words.split_whitespace().map(move |word| (word, points)))
        .filter_map(|(word, points)| Some((xxh3_64(word.as_bytes()), points.parse().ok()?)))
        .collect()
});

/// How lines open that lead to other stories, in small letters.
static OPENERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("openers.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Is this the start of a line that leads to other stories?
fn leads_elsewhere(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\n');
    let starts_with = |opener: &&str| {
        line.get(..opener.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(opener))
    };
    OPENERS.iter().any(starts_with)
}

/// The words of `text`, without those of the `outside` ranges (in order, possibly overlapping).
pub(super) fn words(text: &str, outside: &[Range<usize>]) -> Vec<Word> {
    let mut reader = Reader {
        words: Vec::with_capacity(text.len() / 6),
        letters: Vec::new(),
        capital: false,
        small: false,
        quoted: false,
        opens: true,
        teaser: false,
        last: '\n',
    };
    let mut at = 0;
    for hole in outside {
        reader.read(text, at..hole.start);
        at = at.max(hole.end);
    }
    reader.read(text, at..text.len());
    reader.words
}

/// What is carried from one word to the next.
struct Reader {
    words: Vec<Word>,
    /// The letters of the word being read.
    letters: Vec<u8>,
    /// That word starts with a capital and does not open a sentence.
    capital: bool,
    /// That word starts with a small letter.
    small: bool,
    /// Inside quotation marks, where people address each other without being an outlet.
    quoted: bool,
    /// The next word is the first of a paragraph.
    opens: bool,
    /// In a line that leads to other stories.
    teaser: bool,
    /// The last character that was neither part of a word nor a space.
    last: char,
}

impl Reader {
    /// Reads one stretch; nothing where the range is empty or cuts a character.
    fn read(&mut self, text: &str, stretch: Range<usize>) {
        let Some(part) = text.get(stretch.clone()) else {
            return;
        };
        let bytes = part.as_bytes();
        let mut at = 0;
        let mut start = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                if self.letters.is_empty() {
                    start = at;
                    self.starts_with(char::from(byte));
                }
                self.letters.push(byte.to_ascii_lowercase());
                at += 1;
                continue;
            }
            let c = part
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .unwrap_or(' ');
            let next = at + c.len_utf8();
            if c.is_alphanumeric() {
                if self.letters.is_empty() {
                    start = at;
                    self.starts_with(c);
                }
                let mut buffer = [0; 4];
                for lower in c.to_lowercase() {
                    self.letters
                        .extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
                }
            } else if !self.is_inside(c, bytes.get(next)) {
                self.finish(stretch.start + start, stretch.start + at);
                self.mark(c, part.get(next..).unwrap_or_default());
            }
            at = next;
        }
        self.finish(stretch.start + start, stretch.end);
    }

    /// Takes note of the first letter of a word.
    fn starts_with(&mut self, c: char) {
        self.capital = c.is_uppercase() && !self.sentence_starts();
        self.small = c.is_lowercase();
    }

    /// Would a word that starts here open a sentence?
    fn sentence_starts(&self) -> bool {
        matches!(
            self.last,
            '.' | '!' | '?' | ':' | '"' | '\u{201c}' | '\u{201d}' | '\n'
        )
    }

    /// Does `c` stand inside a word ("it's") or a number ("15,000", "3.5")?
    fn is_inside(&self, c: char, next: Option<&u8>) -> bool {
        let Some(last) = self.letters.last() else {
            return false;
        };
        match c {
            '\'' | '\u{2019}' => next.is_some_and(u8::is_ascii_alphabetic),
            ',' | '.' => last.is_ascii_digit() && next.is_some_and(u8::is_ascii_digit),
            '\u{ad}' | '\u{200b}'..='\u{200d}' => true,
            _ => false,
        }
    }

    /// Takes note of quotation marks and of the ends of paragraphs: line breaks after a full stop or
    /// another line break, since lines may be wrapped at some width.
    fn mark(&mut self, c: char, rest: &str) {
        if c == '\n' {
            self.opens |= matches!(self.last, '.' | '!' | '?' | ':' | '"' | '\u{201d}' | '\n');
            self.teaser = leads_elsewhere(rest);
            self.opens |= self.teaser;
        }
        if !matches!(c, ' ' | '\r') {
            self.last = c;
        }
        self.quoted = match c {
            '"' => !self.quoted,
            '\u{201c}' => true,
            '\u{201d}' | '\n' => false,
            _ => self.quoted,
        };
    }

    /// Ends the word being read, if there is one.
    fn finish(&mut self, start: usize, end: usize) {
        let Some(first) = self.letters.first() else {
            return;
        };
        let number = first.is_ascii_digit();
        let hash = xxh3_64(&self.letters);
        let cue = match CUES.get(&hash) {
            Some(points) if !self.quoted => *points,
            _ => -i8::from(number || self.capital),
        };
        self.words.push(Word {
            hash,
            start: start as u32,
            end: end as u32,
            cue,
            number,
            small: self.small,
            opens: self.opens,
            teaser: self.teaser,
        });
        self.opens = false;
        self.last = 'a';
        self.letters.clear();
    }
}

/// Words to either side that decide whether a word stands in boilerplate.
const REACH: usize = 16;
/// Words in the window.
const WINDOW: f32 = (2 * REACH + 1) as f32;
/// A paragraph up to this long is judged as a whole.
const SHORT: usize = 80;
/// Points in a window up to which a passage counts in full, and from which it hardly counts.
const STORY: f32 = 0.0;
const BOILERPLATE: f32 = 3.0;
/// What boilerplate still counts.
const LEAST: f32 = 0.02;
/// What teasers of other stories still count. They are no part of what two pages may share, but
/// they are a part of what each page is.
const TEASER: f32 = 0.1;
/// Words that count in full. News is told from the top; what comes after a page-long story is more
/// and more likely something else, and a megabyte of it must not outweigh the story.
const FULL: usize = 400;

/// How much each word counts, 0 to 255: less in boilerplate and far down the page.
pub(super) fn factors(words: &[Word]) -> Vec<u8> {
    let mut factors = Vec::with_capacity(words.len());
    for paragraph in words.chunk_by(|_, next| !next.opens) {
        add_factors(paragraph, &mut factors);
    }
    factors
}

/// Adds the factors of a paragraph. What stands in others says nothing of it.
fn add_factors(paragraph: &[Word], factors: &mut Vec<u8>) {
    let reach = if paragraph.len() <= SHORT {
        paragraph.len()
    } else {
        REACH
    };
    let cue = |i: usize| paragraph.get(i).map_or(0, |word| i32::from(word.cue));
    let mut points: i32 = (0..reach).map(cue).sum();
    for (i, word) in paragraph.iter().enumerate() {
        points += cue(i + reach);
        let window = (i + reach + 1).min(paragraph.len()) - i.saturating_sub(reach);
        let density = points as f32 * WINDOW / (window as f32).max(WINDOW / 2.0);
        let likeness = if word.teaser {
            TEASER
        } else {
            story_likeness(density)
        };
        factors.push((255.0 * likeness * nearness_to_top(factors.len())).round() as u8);
        points -= i.checked_sub(reach).map_or(0, cue);
    }
}

fn story_likeness(points: f32) -> f32 {
    let over = (points - STORY) / (BOILERPLATE - STORY);
    1.0 - (1.0 - LEAST) * over.clamp(0.0, 1.0)
}

fn nearness_to_top(i: usize) -> f32 {
    let ratio = FULL as f32 / i.max(FULL) as f32;
    ratio * ratio
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        words(text, &[])
            .iter()
            .map(|w| &text[w.start as usize..w.end as usize])
            .collect()
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(
            read("Don't pay 15,000, or 3.5%: \"Été\"."),
            ["Don't", "pay", "15,000", "or", "3.5", "Été"]
        );
    }

    #[test]
    fn case_and_kind_of_apostrophe_do_not_matter() {
        let hash = |text| words(text, &[])[0].hash;
        assert_eq!(hash("It's"), hash("IT\u{2019}S"));
        assert_ne!(hash("its"), hash("it"));
    }

    #[test]
    fn holes_are_left_out_whatever_their_order() {
        let text = "one two three four";
        let some: Vec<_> = words(text, &[4..7, 4..6, 2..5])
            .iter()
            .map(|w| &text[w.start as usize..w.end as usize])
            .collect();
        assert_eq!(some, ["one", "three", "four"]);
        assert!(words("été", std::slice::from_ref(&(1..99))).is_empty());
    }

    #[test]
    fn an_appeal_hardly_counts_and_a_quotation_does() {
        let appeal = "If you value our work, please support us with a donation. Your contribution keeps our \
                      journalism free. Thank you for standing with our newsroom. Subscribe to our newsletter.";
        let quoted = format!("\"{appeal}\"");
        let middle = |text: &str| factors(&words(text, &[]))[15];
        assert!(middle(appeal) < 60);
        assert_eq!(middle(&quoted), 255);
    }

    #[test]
    fn the_far_end_of_a_long_page_does_not_count() {
        let factors = factors(&words(&"word ".repeat(20_000), &[]));
        assert_eq!((factors[399], factors[19_999]), (255, 0));
        assert!(factors[800] < 70);
    }
}
