//! Where a byte of a text stands, for tools that count in bytes, in characters or in UTF-16.

/// A place in a text. Lines and columns count from 1; a line ends after its `\n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column in bytes of UTF-8, as reviewdog counts.
    pub byte: usize,
    /// The column in code points, as SARIF's `unicodeCodePoints` counts.
    pub character: usize,
    /// The column in units of UTF-16, as many editors count.
    pub utf16: usize,
}

/// Bytes between two places at which the characters are counted beforehand, so that a line of a
/// megabyte is not gone through again for every place on it.
const STEP: usize = 1024;

/// The lines of a text, ready to be asked where a byte stands.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// The characters and units of UTF-16 that begin before each multiple of [`STEP`].
    counted: Vec<[usize; 2]>,
}

impl<'t> Lines<'t> {
    /// Goes through the text once.
    pub fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1));
        let mut counted = vec![[0, 0]];
        let mut total = [0, 0];
        for block in text.as_bytes().chunks(STEP) {
            let [characters, utf16] = count(block);
            total = [total[0] + characters, total[1] + utf16];
            counted.push(total);
        }
        Self {
            text,
            starts: starts.collect(),
            counted,
        }
    }

    /// Where byte `offset` stands; the end of the text is a place, too. `None` outside of the text
    /// and inside a character.
    pub fn position(&self, offset: usize) -> Option<Position> {
        if !self.text.is_char_boundary(offset) {
            return None;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let ([from, from16], [to, to16]) = (self.before(start), self.before(offset));
        Some(Position {
            line,
            byte: offset - start + 1,
            character: to - from + 1,
            utf16: to16 - from16 + 1,
        })
    }

    /// How many characters and units of UTF-16 begin before byte `offset`.
    fn before(&self, offset: usize) -> [usize; 2] {
        let block = offset / STEP;
        let [characters, utf16] = self.counted.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block * STEP..offset);
        let [more, more16] = count(rest.unwrap_or_default());
        [characters + more, utf16 + more16]
    }
}

/// The characters and units of UTF-16 that begin in some bytes of a text.
fn count(bytes: &[u8]) -> [usize; 2] {
    let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
    let characters = bytes.iter().filter(begins).count();
    let pairs = bytes.iter().filter(|byte| **byte >= 0xf0).count();
    [characters, characters + pairs]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_counted_in_three_ways() {
        let text = "é\na𐐀b\r\nc";
        let place = |needle| {
            Lines::new(text)
                .position(text.find(needle).unwrap())
                .unwrap()
        };
        let columns = |p: Position| (p.line, p.byte, p.character, p.utf16);
        assert_eq!(columns(place("é")), (1, 1, 1, 1));
        assert_eq!(columns(place("𐐀")), (2, 2, 2, 2));
        assert_eq!(columns(place("b")), (2, 6, 3, 4));
        assert_eq!(columns(place("c")), (3, 1, 1, 1));
        let end = Lines::new(text).position(text.len()).unwrap();
        assert_eq!(columns(end), (3, 2, 2, 2));
    }

    #[test]
    fn there_is_no_place_inside_a_character_or_beyond_the_text() {
        let lines = Lines::new("é");
        assert_eq!((lines.position(1), lines.position(3)), (None, None));
        assert_eq!(
            Lines::new("").position(0).map(|p| (p.line, p.byte)),
            Some((1, 1))
        );
    }

    proptest! {
        #[test]
        fn counting_ahead_changes_nothing(text in "([a-z]{0,900}|é𐐀|\n|\r\n){0,12}", at in any::<prop::sample::Index>()) {
            let offset = at.index(text.len() + 1);
            let place = Lines::new(&text).position(offset);
            let expected = text.get(..offset).map(|before| {
                let line = before.rsplit('\n').next().unwrap_or("");
                Position {
                    line: before.matches('\n').count() + 1,
                    byte: line.len() + 1,
                    character: line.chars().count() + 1,
                    utf16: line.encode_utf16().count() + 1,
                }
            });
            prop_assert_eq!(place, expected);
        }
    }
}
