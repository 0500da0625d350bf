//! Telephone numbers: groups of digits that count nothing ("0800 555 1234", "+44 20 7946 0018").

use crate::text::{Text, TokenKind};

/// The token after the telephone number that starts with token `i`.
pub(super) fn end(text: &Text<'_>, i: usize) -> Option<usize> {
    let plus = usize::from(text.is(i, "+") && text.glued(i + 1));
    let first = i + plus;
    let group = |k: usize| {
        text.kind(k) == Some(TokenKind::Number)
            && text.word(k).len() <= 11
            && text.word(k).bytes().all(|b| b.is_ascii_digit())
    };
    let trunk = text.word(first).starts_with('0') && text.word(first).len() >= 3;
    if !group(first) || text.tokens[first].after_break && plus == 0 && !trunk {
        return None;
    }
    let (mut at, mut groups, mut hyphens) = (first + 1, 1, 0);
    loop {
        let hyphen = text.is(at, "-") && text.glued(at) && text.glued(at + 1);
        let next = at + usize::from(hyphen);
        let same_line = text.tokens.get(next).is_some_and(|t| !t.after_break);
        let long = text.word(next).len() >= 2;
        if !same_line || !group(next) || !long || text.glued(next) && !hyphen {
            break;
        }
        at = next + 1;
        groups += 1;
        hyphens += usize::from(hyphen);
    }
    let long_last = text.word(at - 1).len() >= 3;
    let fits = plus == 1 && groups >= 2
        || trunk && groups >= 2 && long_last
        || hyphens >= 2 && hyphens + 1 == groups && long_last && text.word(first).len() <= 3;
    fits.then_some(at)
}
