//! A figure that moved, drawn as a small chart: days from left to right, the figure upwards, a dot
//! for each value of each day.

use super::super::{Fact, Mention, Value, View, plain, words};
use super::text;
use crate::value::Approx;
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The size of the drawing, in its own units.
const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 190.0;
/// Room around the plot: left and right for labels that stand out, above and below for text.
const SIDE: f64 = 44.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 40.0;
/// Two days closer to each other than this would run into one another.
const APART: f64 = 64.0;
/// More dots than this cannot be told apart.
const MOST: usize = 60;

/// A value on a day, with how many articles tell it.
struct Dot {
    day: Date,
    number: f64,
    label: String,
    articles: usize,
}

/// The chart of a fact, if there are numbers of one unit on at least two days.
pub(super) fn chart(view: &View<'_>, fact: &Fact) -> Option<String> {
    let dots = dots(view, fact)?;
    let (first, last) = (dots.first()?, dots.last()?);
    if first.day == last.day || dots.len() > MOST {
        return None;
    }
    Some(draw(fact, &dots, first.day, last.day))
}

/// The dots, by day and then by number; none where units differ.
fn dots(view: &View<'_>, fact: &Fact) -> Option<Vec<Dot>> {
    let mut told: BTreeMap<(Date, u64), Dot> = BTreeMap::new();
    let mut units: Vec<&Option<String>> = Vec::new();
    let mut seen: FxHashSet<(&str, Date, u64)> = FxHashSet::default();
    for mention in fact.values.iter().flat_map(|value| view.mentions_of(value)) {
        let Value::Quantity { unit, .. } = &mention.value else {
            return None;
        };
        let (Some(number), Some(day)) = (number(mention), day(view, mention)) else {
            continue;
        };
        units.push(unit);
        // Numbers are put in order by their bits, which holds for those from 0 upwards.
        let key = (day, number.max(0.0).to_bits());
        let dot = told.entry(key).or_insert_with(|| Dot {
            day,
            number,
            label: label(mention),
            articles: 0,
        });
        let place = (mention.article.as_str(), key.0, key.1);
        dot.articles += usize::from(seen.insert(place));
    }
    units.dedup();
    (units.len() == 1).then(|| told.into_values().collect())
}

/// The nominal value, or the middle of a range, or the bound.
fn number(mention: &Mention) -> Option<f64> {
    let Value::Quantity {
        number, low, high, ..
    } = &mention.value
    else {
        return None;
    };
    let middle = match (low, high) {
        (Some(low), Some(high)) => Some((low + high) / 2.0),
        (one, other) => one.or(*other),
    };
    number.or(middle).filter(|number| number.is_finite())
}

/// The day of the article, where it is known to a few days.
fn day(view: &View<'_>, mention: &Mention) -> Option<Date> {
    let published = &view.info(&mention.article)?.published;
    let (start, end) = (published.start?, published.end?);
    let days = end.duration_since(start).as_hours() / 24;
    (days <= 7).then_some(end)
}

/// The number as it is hedged, without the interval that it stands for.
fn label(mention: &Mention) -> String {
    let Value::Quantity {
        number: Some(number),
        approx,
        unit,
        ..
    } = &mention.value
    else {
        return super::super::layout::crop(&plain::trimmed(&words::value(&mention.value)), 24);
    };
    let hedge = match approx {
        Approx::About => "about ",
        Approx::AtLeast => "at least ",
        Approx::AtMost => "at most ",
        Approx::Exact | Approx::Range | Approx::Vague => "",
    };
    let unit = unit
        .as_deref()
        .map_or(String::new(), |unit| format!(" {unit}"));
    let label = format!("{hedge}{}{unit}", words::number(*number));
    super::super::layout::crop(&plain::trimmed(&label), 24)
}

fn draw(fact: &Fact, dots: &[Dot], first: Date, last: Date) -> String {
    let days = |day: Date| day.duration_since(first).as_hours() as f64 / 24.0;
    let least = dots
        .iter()
        .map(|dot| dot.number)
        .fold(f64::INFINITY, f64::min);
    let most = dots
        .iter()
        .map(|dot| dot.number)
        .fold(f64::NEG_INFINITY, f64::max);
    let height = HEIGHT - TOP - BOTTOM;
    let x = |day: Date| SIDE + (WIDTH - 2.0 * SIDE) * days(day) / days(last).max(1.0);
    let y = |number: f64| match most > least {
        true => TOP + height * (1.0 - (number - least) / (most - least)),
        false => TOP + height / 2.0,
    };
    let id = text::anchor("chart", &fact.id);
    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
         <title id=\"{id}-title\">How the figure moved: {}</title><desc id=\"{id}-desc\">{}</desc>",
        text::short(&fact.subject, 120),
        text::trimmed(&in_words(dots)),
    );
    let axis = HEIGHT - BOTTOM + 10.0;
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<path class=\"axis\" d=\"M{SIDE} {axis}H{}\"/>",
        WIDTH - SIDE
    );
    let points = dots
        .iter()
        .map(|dot| format!("{:.1} {:.1}", x(dot.day), y(dot.number)));
    let points: Vec<String> = points.collect();
    let _ = write!(svg, "<path class=\"line\" d=\"M{}\"/>", points.join("L"));
    for dot in dots {
        let _ = write!(
            svg,
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/>",
            x(dot.day),
            y(dot.number)
        );
    }
    labels(&mut svg, dots, x, y);
    ticks(&mut svg, dots, x, axis);
    svg.push_str("</svg>");
    svg
}

/// The values, above their dots, as far as there is room; one that stays the same is told once.
fn labels(svg: &mut String, dots: &[Dot], x: impl Fn(Date) -> f64, y: impl Fn(f64) -> f64) {
    const LETTER: f64 = 6.8; // the width of one, on an average
    let mut placed: Vec<[f64; 3]> = Vec::new();
    let mut before = "";
    for dot in dots {
        let half = dot.label.chars().count() as f64 * LETTER / 2.0;
        let middle = x(dot.day).clamp(half.min(WIDTH / 2.0), (WIDTH - half).max(WIDTH / 2.0));
        let y = y(dot.number) - 10.0;
        let free = |[left, right, other]: &[f64; 3]| {
            middle + half < *left || middle - half > *right || (other - y).abs() >= 14.0
        };
        if dot.label != before && placed.iter().all(free) {
            placed.push([middle - half, middle + half, y]);
            let label = text::trimmed(&dot.label);
            let _ = write!(
                svg,
                "<text class=\"label\" x=\"{middle:.1}\" y=\"{y:.1}\">{label}</text>"
            );
        }
        before = &dot.label;
    }
}

/// The days, below the axis, as far as there is room.
fn ticks(svg: &mut String, dots: &[Dot], x: impl Fn(Date) -> f64, axis: f64) {
    let last = dots.last().map_or(0.0, |dot| x(dot.day));
    let mut before = f64::NEG_INFINITY;
    for dot in dots {
        let x = x(dot.day);
        let crowded = x - before < APART || (last - x < APART && x < last);
        if crowded {
            continue;
        }
        before = x;
        let day = dot.day.strftime("%-d %b").to_string();
        let _ = write!(
            svg,
            "<path class=\"axis\" d=\"M{x:.1} {axis}v4\"/><text class=\"tick\" x=\"{x:.1}\" y=\"{:.1}\">{day}</text>",
            axis + 18.0
        );
    }
}

/// `19 Jul 2022: at least 9 (1 article); …`.
fn in_words(dots: &[Dot]) -> String {
    let told = dots.iter().map(|dot| {
        let day = words::days(dot.day, dot.day);
        format!(
            "{day}: {} ({})",
            dot.label,
            words::count(dot.articles, "article")
        )
    });
    told.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Verdict, sample};

    #[test]
    fn a_figure_that_moved_is_drawn_and_told() {
        let (mut report, articles) = sample::everything();
        report.articles[2].published.end = report.articles[1].published.end;
        report.articles[2].published.start = report.articles[1].published.end;
        report.articles[3].published.start = report.articles[3].published.end;
        let view = View::new(&report, &articles);
        let fact = view.facts(Verdict::Update)[0];
        let chart = chart(&view, fact).unwrap();
        assert!(chart.contains(
            "19 Jul 2022: at least 9 (1 article); 20 Jul 2022: at least 27 (2 articles)"
        ));
        insta::assert_snapshot!(chart);
    }

    #[test]
    fn there_is_no_chart_of_one_day_or_of_dates() {
        let (report, articles) = sample::everything();
        let view = View::new(&report, &articles);
        for verdict in [Verdict::Disputed, Verdict::Discrepancy] {
            assert!(
                view.facts(verdict)
                    .into_iter()
                    .all(|fact| chart(&view, fact).is_none())
            );
        }
    }
}
