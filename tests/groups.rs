//! What `groups` tells of copies besides that they are: the figures that changed, who came first,
//! who credits whom, what is a form, a digest or a passage in common.

use crosscheck::article::{Article, StatedDate};
use crosscheck::report::{Group, GroupKind, Report};
use crosscheck::{Settings, groups};
use jiff::civil::date;

/// An article of some day of May 2023.
fn article(id: &str, day: i8, text: &str) -> Article {
    Article {
        id: id.into(),
        path: format!("{id}.txt"),
        text: text.into(),
        dates: vec![StatedDate {
            text: date(2023, 5, day).to_string(),
            place: "a test".into(),
        }],
        ..Article::default()
    }
}

fn grouped(articles: &[Article]) -> Report {
    groups(articles, &Settings::new(date(2024, 1, 1)))
}

fn only(report: &Report) -> &Group {
    assert_eq!(report.groups.len(), 1, "{:?}", report.groups);
    &report.groups[0]
}

const BARGE: &str = "KOLBA, May 9 (Reuters) - A barge carrying 2,400 tonnes of wheat ran aground in the Osk canal \
    on Tuesday, closing it to all traffic, the harbour office said.\n\nThe barge, 110 metres long, lies across both \
    lanes. At least 34 vessels were waiting on either side by the evening, pilot Jarmo Lind said, and tugs will try to \
    free it at high tide. The canal carries a third of the grain that leaves the region.\n";

/// The same under another head, edited, two figures wrong.
fn reprint() -> String {
    BARGE
        .replace(
            "KOLBA, May 9 (Reuters) - A barge carrying 2,400",
            "Grain barge blocks canal\n\nA barge loaded with 4,200",
        )
        .replace("both lanes. At least 34", "both lanes. At least 43")
        .replace("110 metres long", "361 feet long")
}

#[test]
fn the_figures_that_changed_are_told_with_both_values() {
    let report = grouped(&[article("a1", 9, BARGE), article("a2", 9, &reprint())]);
    let changed = &only(&report).pairs[0].changed;
    let told: Vec<_> = changed
        .iter()
        .map(|change| (change.a.text.as_str(), change.b.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("2,400 tonnes of wheat", "4,200 tonnes of wheat"),
            ("At least 34 vessels", "At least 43 vessels"),
        ],
        "361 feet are 110 metres"
    );
    let text = &BARGE[changed[1].a.start..changed[1].a.end];
    assert_eq!(text, "At least 34 vessels");
    assert!(report.mentions.is_empty());
}

#[test]
fn passages_are_told_with_their_places_on_both_sides() {
    let other = reprint();
    let report = grouped(&[article("a1", 9, BARGE), article("a2", 9, &other)]);
    let passages = &only(&report).pairs[0].passages;
    let last = passages.last().unwrap();
    let (a, b) = (
        &BARGE[last.a.start..last.a.end],
        &other[last.b.start..last.b.end],
    );
    assert_eq!(a, b);
    assert!(a.ends_with("leaves the region"), "{a}");
}

#[test]
fn the_earlier_day_came_first_and_agencies_are_credited() {
    let report = grouped(&[article("a1", 9, BARGE), article("a2", 11, &reprint())]);
    let group = only(&report);
    assert_eq!(group.first.as_ref().unwrap().article, "a1");
    assert_eq!(
        (
            group.credits[0].article.as_str(),
            group.credits[0].to.as_str()
        ),
        ("a1", "Reuters")
    );
}

#[test]
fn whose_outlet_the_others_credit_came_first() {
    let mut home = article("a1", 9, &BARGE.replace("KOLBA, May 9 (Reuters) - ", ""));
    home.outlet = Some("Osk Courier".into());
    let carried = format!("{}\nFirst published by Osk Courier.\n", home.text);
    let report = grouped(&[home, article("a2", 9, &carried)]);
    let first = only(&report).first.clone().unwrap();
    assert_eq!(
        (first.article.as_str(), first.why.as_str()),
        ("a1", "others credit Osk Courier")
    );
}

/// A piece that comes every week.
fn weekly(figures: [&str; 6]) -> String {
    let [rate, before, year, fees, short, ago] = figures;
    format!(
        "The average rate on a 30-year home loan was {rate} percent this week, the lender association said on Thursday, \
         against {before} percent the week before. A year ago it stood at {year} percent. Borrowers paid fees of {fees} \
         points on average. The rate on 15-year loans, which many choose who refinance, was {short} percent against \
         {ago} percent a week ago, according to the survey of lenders across the country that the association makes."
    )
}

#[test]
fn a_recurring_piece_with_new_figures_is_a_template_and_no_copy() {
    let one = weekly(["6.39", "6.35", "5.30", "0.8", "5.75", "5.71"]);
    let two = weekly(["6.57", "6.44", "5.10", "0.7", "5.97", "5.86"]);
    let report = grouped(&[article("a1", 4, &one), article("a2", 25, &two)]);
    assert_eq!(only(&report).kind, GroupKind::Template);
    assert!(!only(&report).kind.is_copy());
}

#[test]
fn the_same_figures_again_are_a_copy_weeks_later_too() {
    let one = weekly(["6.39", "6.35", "5.30", "0.8", "5.75", "5.71"]);
    let report = grouped(&[
        article("a1", 4, &one),
        article("a2", 25, &one.to_uppercase()),
    ]);
    assert_eq!(only(&report).kind, GroupKind::Verbatim);
}

const STORIES: [&str; 3] = [
    "Villagers in the Arda valley began clearing mud from their cellars on Monday after a landslide dammed the river and \
     sent water through two hamlets. Nobody was hurt, mayor Ilka Toro said. Excavators cut a channel through the debris \
     overnight, and engineers expect the lake behind it to drain by the weekend.",
    "The national theatre will close for two seasons so that its stage machinery, which dates from before the war, can be \
     replaced, director Pavel Hruby told reporters. Performances move to a former tram depot whose hall seats six \
     hundred. The ministry pays for most of the work and donors for the rest.",
    "Scientists tagged a leatherback turtle off Cape Runo that had last been seen eleven years earlier on another \
     continent. The animal, known by a notch in its shell, laid eggs on the beach before swimming back to sea, biologist \
     Mirela Sand said, and its transmitter shows it heading for cold waters.",
];

#[test]
fn a_digest_is_told_with_the_stories_that_it_holds() {
    let more = [
        "Further up the slope cracks had opened after the rain of April, residents said, and a geologist who had warned of \
         them was never answered by the water board.",
        "Tickets that were sold for the coming season stay valid at the depot, where trams will bring the audience to the \
         door as they did when it was a fairground.",
        "Fewer than two thousand of the animals are left in that ocean, by one count of nests, and nets that were set for \
         tuna drown more of them than any hunter takes.",
    ];
    let mut articles: Vec<Article> = STORIES
        .iter()
        .zip(more)
        .zip(["a1", "a2", "a3"])
        .map(|((text, more), id)| article(id, 8, &format!("{text} {more}")))
        .collect();
    articles.push(article("a4", 8, &STORIES.join("\n\n")));
    let report = grouped(&articles);
    let digest = report
        .groups
        .iter()
        .find(|group| group.kind == GroupKind::Digest);
    assert_eq!(
        digest.unwrap().articles,
        ["a1", "a2", "a3", "a4"],
        "{:?}",
        report.groups
    );
    assert!(
        report.groups.iter().all(|group| !group.kind.is_copy()),
        "{:?}",
        report.groups
    );
}
