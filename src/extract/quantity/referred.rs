//! What a bare number counts where another number says it.

use super::{QuantityMention, Sort};
use crate::text::{Text, TokenKind};

/// What a bare number counts where another number says it: "34 of the 50 seats", "12 or 13 goals",
/// "rose to 332 deaths from 318", "another 12".
pub(super) fn referred(text: &Text<'_>, found: &[QuantityMention], i: usize) -> Option<String> {
    let this = &found[i];
    let share = this.quantity.unit.as_deref() == Some("%");
    let bare = this.quantity.unit.is_none() && matches!(this.sort, Sort::Count | Sort::Ordinal);
    if !(share || bare) || !this.noun.is_empty() || !this.quantity.of.is_empty() {
        return None;
    }
    if let Some(next) = found.get(i + 1) {
        let gap = this.tokens.end..next.core.start;
        // "seven of the show's 10 episodes"
        let owned =
            gap.len() <= 4 && text.kind(gap.end.saturating_sub(1)) == Some(TokenKind::Clitic);
        let of_whole = text.is(gap.start, "of")
            && (owned
                || gap.len() <= 2
                    && gap
                        .clone()
                        .skip(1)
                        .all(|k| matches!(text.lower(k), "the" | "its" | "their" | "his" | "her")));
        let listed = !share && gap.len() == 1 && matches!(text.lower(gap.start), "and" | "or")
            || !share && gap.is_empty() && text.is(next.core.end, "-");
        let same_sort = next.sort == this.sort;
        if (of_whole || listed && (same_sort || gap.is_empty())) && !next.quantity.of.is_empty() {
            return Some(next.quantity.of.clone());
        }
    }
    let before = this
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |k| text.lower(k));
    let refers = this.part
        || matches!(before, "from" | "to" | "against" | "than" | "other" | "at")
        || text.is(this.tokens.start, "another");
    let sentence = text.sentence_of(this.core.start);
    found[..i]
        .iter()
        .rev()
        .take(2)
        .find(|m| refers && !share && m.sort == Sort::Count && !m.quantity.of.is_empty())
        .filter(|m| text.sentence_of(m.core.start) == sentence && m.quantity.unit.is_none())
        .map(|m| m.quantity.of.clone())
}
