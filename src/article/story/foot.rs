//! Notices at the foot of an article: opening hours, telephone numbers, prizes, tickets, the weather.

use super::Page;
use super::judge::Kind;

/// An article has at least so many lines above its foot.
const ABOVE: usize = 2;

/// Marks the notices below which nothing but furniture stands.
pub(super) fn mark_foot(page: &mut Page<'_>) {
    for line in page.lines.iter_mut().skip(ABOVE).rev() {
        match line.judgement.if_last {
            _ if line.is_outside() => {}
            Some(kind) => line.mark(kind, Kind::why(kind)),
            None => return,
        }
    }
}
