//! Figures that do not follow from the figures beside them.
//!
//! | file | what it finds |
//! | --- | --- |
//! | `change.rs` | "up 8% from 450 to 480", "doubled from 40 to 60", "rose by 30 from 450 to 490" |
//! | `share.rs` | "15 of the 60 seats, or 30 per cent" |
//! | `years.rs` | "in 1998, 30 years ago", "the 30th anniversary of …", "a three-day visit from …" |
//! | `age.rs` | "born in 1950, died in 2011 aged 80", one person of two ages |

mod age;
mod change;
mod share;
mod years;

use super::{Desk, Finding};

pub(super) fn check(desk: &Desk<'_>) -> Vec<Finding> {
    let mut found = change::check(desk);
    found.extend(share::check(desk));
    found.extend(years::check(desk));
    found.extend(age::check(desk));
    found
}
