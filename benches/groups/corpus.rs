//! The articles that are grouped.

use rayon::prelude::*;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

/// The `text` of each line of a file of JSON Lines, perhaps gzipped.
pub(crate) fn read(path: &Path) -> Vec<String> {
    let file = File::open(path).expect("the file of articles can be opened");
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let plain: Box<dyn Read> = if packed {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut all = String::new();
    BufReader::new(plain)
        .read_to_string(&mut all)
        .expect("the file of articles is text");
    all.par_lines().filter_map(text_of).collect()
}

#[derive(serde::Deserialize)]
struct Line {
    text: String,
}

fn text_of(line: &str) -> Option<String> {
    serde_json::from_str(line).ok().map(|line: Line| line.text)
}

/// Writes articles so that [`read()`] reads them.
pub(crate) fn write(path: &Path, texts: &[String]) {
    let mut out = BufWriter::new(File::create(path).expect("the file of articles can be written"));
    for text in texts {
        writeln!(out, "{}", serde_json::json!({ "text": text })).expect("there is room");
    }
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// Does something happen that happens once in `times`?
    fn once_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }
}

/// Articles of some 140 words, common ones and rare ones.
pub(crate) fn invented(count: usize) -> Vec<String> {
    let article = |seed: usize| {
        let mut chance = Chance::new(seed as u64 + 1);
        let word = |at: usize| {
            let rank = 1 << (chance.next() % 17);
            let stop = if at % 20 == 19 { "." } else { "" };
            format!("ka{}{stop}", chance.next() % (rank + 4))
        };
        (0..140).map(word).collect::<Vec<_>>().join(" ")
    };
    (0..count).map(article).collect()
}

/// Each article and four copies: half of them cut to as little as half, one word in fifty changed,
/// one sentence in twelve left out, a sentence of the outlet's own in one copy of six.
pub(crate) fn five_times(texts: &[String]) -> Vec<String> {
    let mut all = texts.to_vec();
    for copy in 1..5 {
        all.extend(
            texts
                .iter()
                .enumerate()
                .map(|(at, text)| edited(text, (at * 8 + copy) as u64)),
        );
    }
    all
}

fn edited(text: &str, seed: u64) -> String {
    let mut chance = Chance::new(seed + 1_000_003);
    let sentences: Vec<&str> = text.split_inclusive(". ").collect();
    let whole = sentences.len();
    let kept = if chance.once_in(2) {
        (whole / 2 + chance.next() as usize % (whole / 2 + 1)).max(1)
    } else {
        whole
    };
    let mut out = String::with_capacity(text.len());
    for (at, sentence) in sentences.into_iter().take(kept).enumerate() {
        if at > 0 && chance.once_in(12) {
            continue;
        }
        for word in sentence.split_inclusive(' ') {
            if chance.once_in(50) {
                out.push_str("reportedly ");
            } else {
                out.push_str(word);
            }
        }
    }
    if chance.once_in(6) {
        out.push_str(" People in our area said they would watch what came of it and comment later in the week.");
    }
    out
}
