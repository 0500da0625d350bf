//! Lines that begin with a newsroom's own cues.

use super::judge::Kind;
use super::words::{Word, words};
use super::{Outside, Page};

/// The cues as words in small letters, each with what was written.
#[derive(Debug, Default)]
pub(super) struct Cues(Vec<(Vec<String>, String)>);

impl Cues {
    /// A cue without words is left out.
    pub(super) fn new(cues: &[String]) -> Self {
        let read = cues
            .iter()
            .map(|cue| (lower(cue, &words(cue)), cue.clone()));
        Self(read.filter(|(words, _)| !words.is_empty()).collect())
    }

    /// The cue with which a line begins.
    fn of(&self, line: &str) -> Option<&str> {
        let longest = self.0.iter().map(|(words, _)| words.len()).max()?;
        let all = words(line);
        let start = lower(line, all.get(..longest.min(all.len()))?);
        let found = self.0.iter().find(|(words, _)| start.starts_with(words));
        found.map(|(_, cue)| cue.as_str())
    }
}

fn lower(line: &str, words: &[Word]) -> Vec<String> {
    let word = |word: &Word| line.get(word.range.clone()).map(str::to_lowercase);
    words.iter().filter_map(word).collect()
}

/// Takes the lines that begin with a cue out of the story, the first line too.
pub(super) fn mark(page: &mut Page<'_>, cues: &Cues) {
    if cues.0.is_empty() {
        return;
    }
    for at in 0..page.lines.len() {
        let Some(cue) = cues.of(page.text(at)) else {
            continue;
        };
        if let Some(judged) = page.lines.get_mut(at) {
            judged.outside = Some(Outside {
                range: judged.line.range.clone(),
                kind: Kind::Notice,
                why: format!("begins with “{cue}”"),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, outside_story_with};

    #[test]
    fn lines_that_begin_with_a_cue_are_outside() {
        let text = "Two died on Monday.\n\nHouse style note: five of 12 checked.\n\nA house style note was 3 pages.\n";
        let article = Article {
            text: text.to_owned(),
            ..Article::default()
        };
        let cues = ["house style NOTE".to_owned(), " ".to_owned()];
        let found = outside_story_with(&[article], &cues).remove(0);
        assert_eq!(found.len(), 1);
        assert_eq!(
            &text[found[0].range.clone()],
            "House style note: five of 12 checked."
        );
        assert_eq!(found[0].why, "begins with “house style NOTE”");
    }
}
