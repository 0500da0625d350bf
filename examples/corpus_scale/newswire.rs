//! Newswire told over and over: the same articles with other figures, names and days.

use crosscheck::article::{Article, StatedDate};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A name in so many articles or fewer is told under another name each time; a more common one is
/// exchanged for one about as common.
const RARE: usize = 20;

/// The articles of a file, and the names in them.
pub(crate) struct Newswire {
    articles: Vec<Told>,
    /// Names, the most common first.
    names: Vec<String>,
    /// By name, its place in `names`, and in how many articles it stands.
    places: HashMap<String, (usize, usize)>,
}

#[derive(serde::Deserialize)]
struct Told {
    title: Option<String>,
    date: Option<String>,
    text: String,
}

impl Newswire {
    /// Reads a file of JSON Lines, perhaps gzipped.
    pub(crate) fn read(path: &Path) -> Self {
        let file = File::open(path).expect("the newswire can be opened");
        let packed = path.extension().is_some_and(|ending| ending == "gz");
        let plain: Box<dyn Read> = if packed {
            Box::new(flate2::read::MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        let lines = BufReader::new(plain).lines();
        let articles: Vec<Told> = lines
            .filter_map(|line| serde_json::from_str(&line.ok()?).ok())
            .collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for article in &articles {
            let mut names: Vec<&str> = words(&article.text).filter(|w| is_name(w)).collect();
            names.sort_unstable();
            names.dedup();
            names
                .into_iter()
                .for_each(|n| *counts.entry(n.to_owned()).or_default() += 1);
        }
        let mut names: Vec<(String, usize)> = counts.into_iter().collect();
        names.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        let place = |(at, (name, count)): (usize, &(String, usize))| (name.clone(), (at, *count));
        Self {
            articles,
            places: names.iter().enumerate().map(place).collect(),
            names: names.into_iter().map(|(name, _)| name).collect(),
        }
    }

    /// Article number `at` of as many as one likes.
    pub(crate) fn article(&self, at: usize) -> Article {
        let told = &self.articles[at % self.articles.len()];
        let round = at / self.articles.len();
        let day = told
            .date
            .as_deref()
            .and_then(|day| day.parse::<jiff::civil::Date>().ok());
        let later = jiff::Span::new().days(61 * round as i64);
        let day = day.and_then(|day| day.checked_add(later).ok());
        Article {
            id: format!("w{at}"),
            path: format!("newswire:{}", at + 1),
            title: told.title.clone(),
            text: self.retold(&told.text, round),
            dates: day
                .map(|day| StatedDate {
                    text: day.to_string(),
                    place: "field 'date'".into(),
                })
                .into_iter()
                .collect(),
            ..Article::default()
        }
    }

    /// Draft number `at` of `all` against a store of so many articles: every other one tells an
    /// article of the store in fewer words and with other figures, the rest tell of something else.
    pub(crate) fn draft(&self, at: usize, all: usize, articles: usize) -> String {
        let step = (articles / all.max(1)).max(1);
        let spread = at * step + at % step;
        let (article, round) = if at.is_multiple_of(2) {
            (self.article(spread), 1)
        } else {
            (self.article(articles + spread), 0)
        };
        let text = if round == 0 {
            article.text
        } else {
            figures(&shortened(&article.text), 1_000 + at)
        };
        let day = article.dates.first().map_or("1990-01-01", |day| &day.text);
        format!("---\ndate: {day}\n---\n{text}\n")
    }

    fn retold(&self, text: &str, round: usize) -> String {
        if round == 0 {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + text.len() / 16);
        let mut rest = text;
        while let Some(word) = words(rest).next() {
            let at = word.as_ptr() as usize - rest.as_ptr() as usize;
            out.push_str(&rest[..at]);
            if is_name(word) {
                self.rename(word, round, &mut out);
            } else {
                out.push_str(word);
            }
            rest = &rest[at + word.len()..];
        }
        out.push_str(rest);
        figures(&out, round)
    }

    fn rename(&self, name: &str, round: usize, out: &mut String) {
        const NEIGHBOURS: usize = 64;
        const ENDINGS: [&str; 8] = ["an", "ov", "ello", "ski", "er", "ima", "oto", "ez"];
        match self.places.get(name) {
            Some((_, count)) if *count <= RARE => {
                // Two rounds in a row have a name in common.
                let turn = round / 2;
                out.push_str(name.trim_end_matches(['a', 'e', 'i', 'o', 'u']));
                out.push_str(ENDINGS[turn % 8]);
                if turn >= 8 {
                    out.push_str(ENDINGS[turn / 8 % 8]);
                }
            }
            Some((at, _)) => {
                let block = at / NEIGHBOURS * NEIGHBOURS;
                let size = NEIGHBOURS.min(self.names.len() - block);
                out.push_str(&self.names[block + (at - block + round * 13) % size]);
            }
            None => out.push_str(name),
        }
    }
}

/// The first three quarters of the paragraphs.
fn shortened(text: &str) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let kept = (paragraphs.len() * 3).div_ceil(4);
    paragraphs[..kept].join("\n\n")
}

/// The text with the last two digits of its figures changed; which way depends on `turn`.
fn figures(text: &str, turn: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let digits = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        if (1..=2).contains(&digits) && c.is_ascii_digit() {
            let old = usize::from(bytes[at] - b'0');
            let new = (old + turn * 7 + at % 3) % 9 + usize::from(digits == 1);
            out.push(char::from(b'0' + new.clamp(1, 9) as u8));
        } else {
            out.push(c);
        }
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// A word with a capital and small letters after it.
fn is_name(word: &str) -> bool {
    word.len() > 3
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word[1..].chars().all(|c| c.is_ascii_lowercase())
}
