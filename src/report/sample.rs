//! A report made by hand that holds every verdict, check and kind of group, and text that wants to
//! do harm. The tests of all output forms print it.

use super::*;
use crate::article::Article;
use crate::value::{Approx, Grain};
use jiff::civil::date;

/// The articles: file, day, text.
const ARTICLES: [(&str, &str, i8, &str); 4] = [
    (
        "a1",
        "wire/flood.txt",
        19,
        "Nine killed as river breaches embankment\n\nAt least nine persons lost their lives and 31 others are missing after the \
         Rapti breached its embankment on Tuesday, the district office said. A bus with 28 persons on board was swept \
         away.\n\nAbout 4,000 residents had been moved to schools. In August 2017, 143 people died on these plains.\n",
    ),
    (
        "a2",
        "agency/flood.txt",
        20,
        "Toll in floods rises to 27\n\nThe floods have killed at least 27 people, police said on Wednesday. The Red Cross \
         lists 41 as missing; police say 17. A bus with 28 people on board was washed off a road, and 4,120 people have \
         left their homes.\n\nSupport our work with 5 dollars a month!\n",
    ),
    (
        "a3",
        "agency/copy.txt",
        20,
        "The floods have killed at least 27 people, police said. A bus with 28 people on board was washed off a road.\n",
    ),
    (
        "a4",
        "hostile.txt",
        25,
        "In August 2017, \u{1b}[31mwhen 134 people\u{1b}[0m died\u{202e} on these\u{200b} plains \u{9b}2J\u{7}, they called it \
         the flood of a lifetime. The embankment opened on Monday, July 19. The toll is now 64.\n\nPlease subscribe.\n",
    ),
];

/// The report and its articles.
pub(super) fn everything() -> (Report, Vec<Article>) {
    let articles = ARTICLES.map(article).to_vec();
    let mut mentions = mentions();
    mentions
        .iter_mut()
        .enumerate()
        .for_each(|(id, mention)| mention.id = id);
    let report = Report {
        schema: SCHEMA.into(),
        articles: ARTICLES.map(info).to_vec(),
        groups: groups(),
        mentions,
        facts: facts(),
        checks: checks(),
        notes: vec![Note {
            kind: NoteKind::SameNumber,
            mentions: vec![0, 3],
            why: "one number, told of different things: passengers; \u{1b}[31mseats".into(),
        }],
        unplaced: vec![Unplaced {
            article: "a4".into(),
            start: 0,
            end: 4,
            text: "A-\u{7}47".into(),
            why: "digits that count and measure nothing known: a name, a code, an address".into(),
        }],
        summary: Summary {
            agree: 1,
            compatible: 1,
            update: 1,
            disputed: 1,
            discrepancy: 2,
            single: 1,
            unplaced: 1,
        },
        gate: None,
        unread: Vec::new(),
        checked_against: None,
        drafts: Vec::new(),
        revisions: Vec::new(),
    };
    (report, articles)
}

/// Both reports, by name, for the snapshots of each form.
pub(super) fn all() -> [(&'static str, (Report, Vec<Article>)); 2] {
    [("everything", everything()), ("decided", decided())]
}

/// The same after somebody has decided: one discrepancy is known, one reopened, the disputed figure
/// is known, the one check new, the other known.
pub(super) fn decided() -> (Report, Vec<Article>) {
    let (mut report, articles) = everything();
    let decision = |ruling, reason: &str| Decided {
        ruling,
        reason: reason.into(),
        by: Some("Ann|a \u{1b}[1m<b>@desk".into()),
        on: date(2022, 7, 26),
        changed: None,
    };
    for fact in report
        .facts
        .iter_mut()
        .filter(|f| f.verdict > Verdict::Compatible)
    {
        fact.standing = Some(Standing::New);
    }
    let disputed = &mut report.facts[3];
    disputed.standing = Some(Standing::Known);
    disputed.decision = Some(decision(
        Ruling::SourcesDiffer,
        "both are \u{202e}quoted | as such",
    ));
    let known = &mut report.facts[4];
    known.standing = Some(Standing::Known);
    known.decision = Some(decision(
        Ruling::CorrectThere,
        "=the desk will write to the agency",
    ));
    let reopened = &mut report.facts[5];
    reopened.standing = Some(Standing::Reopened);
    reopened.decision = Some(Decided {
        changed: Some("“19 July” became “Monday, July 19”".into()),
        ..decision(Ruling::Accepted, "a slip of the agency")
    });
    report.checks[0].standing = Some(Standing::Known);
    report.checks[0].decision = Some(decision(Ruling::CheckIsWrong, "the lunar calendar"));
    report.checks[1].standing = Some(Standing::New);
    report.gate = Some(Gate::new(&report, Threshold::default()));
    report.unread = vec![Unread {
        path: "drafts/broken\u{1b}[2J.jsonl".into(),
        line: Some(7),
        why: "not valid JSON\n::error::(expected `,`); mend the line or remove it".into(),
    }];
    (report, articles)
}

fn article((id, path, _, text): (&str, &str, i8, &str)) -> Article {
    Article {
        id: id.into(),
        path: path.into(),
        text: text.into(),
        ..Article::default()
    }
}

fn info((id, path, day, text): (&str, &str, i8, &str)) -> ArticleInfo {
    let day = Some(date(2022, 7, day));
    let appeal = text
        .find("Support our")
        .or_else(|| text.find("Please subscribe"));
    let outside = appeal.map(|start| Outside {
        start,
        end: text.len(),
        why: "appeal to the reader".into(),
    });
    let (published, title) = match id {
        "a1" => (
            known(
                day,
                day,
                Basis::Inferred,
                "'Tuesday' and the other articles leave 19 July 2022",
            ),
            None,
        ),
        "a3" => (
            known(None, None, Basis::Unknown, "nothing in the article says"),
            None,
        ),
        "a4" => (
            known(
                Some(date(2022, 7, 1)),
                Some(date(2022, 7, 31)),
                Basis::Inferred,
                "\u{1b}]0;owned\u{7} 'July'",
            ),
            Some("\u{202e}Flood\u{1b}[2J of a lifetime"),
        ),
        _ => (
            known(day, day, Basis::Stated, "front matter 'date'"),
            Some("Toll in floods rises to 27"),
        ),
    };
    let outlet = title.map(|_| "The Daily".to_owned());
    let title = title.map(str::to_owned);
    ArticleInfo {
        id: id.into(),
        path: path.into(),
        title,
        outlet,
        published,
        outside_story: outside.into_iter().collect(),
    }
}

fn known(
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
    basis: Basis,
    why: &str,
) -> Published {
    Published {
        start,
        end,
        basis,
        why: why.into(),
    }
}

/// A mention of `quote` in an article.
fn mention(article: &str, quote: &str, value: Value) -> Mention {
    let text = ARTICLES
        .iter()
        .find(|(id, ..)| *id == article)
        .map_or("", |(.., text)| *text);
    let start = text.find(quote).unwrap();
    let before = &text[..start];
    let begin = before.rfind(['\n', '.']).map_or(0, |at| at + 1);
    let end = start
        + text[start..]
            .find(['\n', '.'])
            .map_or(text.len() - start, |at| at + 1);
    Mention {
        id: 0,
        article: article.into(),
        start,
        end: start + quote.len(),
        text: quote.into(),
        sentence: Span { start: begin, end },
        line: 1 + before.matches('\n').count(),
        value,
        source: None,
        modality: Modality::Asserted,
    }
}

fn number(number: f64, approx: Approx, of: &str) -> Value {
    let (low, high) = match approx {
        Approx::About => (number * 0.9, Some(number * 1.1)),
        Approx::AtLeast => (number, None),
        _ => (number, Some(number)),
    };
    Value::Quantity {
        number: Some(number),
        low: Some(low),
        high,
        unit: None,
        approx,
        of: of.into(),
    }
}

fn says(source: &str, mention: Mention) -> Mention {
    Mention {
        source: Some(source.into()),
        ..mention
    }
}

fn mentions() -> Vec<Mention> {
    let exact = |value, of| number(value, Approx::Exact, of);
    let day = Value::Date {
        start: date(2022, 7, 19),
        end: date(2022, 7, 19),
        grain: Grain::Day,
        time: None,
        offset: None,
    };
    let month = Value::Date {
        start: date(2017, 8, 1),
        end: date(2017, 8, 31),
        grain: Grain::Month,
        time: None,
        offset: None,
    };
    let dead = |value| number(value, Approx::AtLeast, "persons killed");
    vec![
        says(
            "district office",
            mention("a1", "At least nine persons", dead(9.0)),
        ),
        says("police", mention("a2", "at least 27 people", dead(27.0))),
        says("police", mention("a3", "at least 27 people", dead(27.0))),
        mention("a4", "64", exact(64.0, "toll")),
        mention("a1", "143 people", exact(143.0, "people died")),
        mention("a4", "134 people", exact(134.0, "people \u{1b}[5mdied")),
        says(
            "Red Cross\u{1b}]8;;http://example.org\u{7}",
            mention("a2", "41", exact(41.0, "missing")),
        ),
        says("police", mention("a2", "17", exact(17.0, "missing"))),
        mention("a1", "28 persons", exact(28.0, "persons on board")),
        mention("a2", "28 people", exact(28.0, "people on board")),
        mention("a3", "28 people", exact(28.0, "people on board")),
        mention(
            "a1",
            "About 4,000 residents",
            number(4000.0, Approx::About, "residents moved"),
        ),
        mention(
            "a2",
            "4,120 people",
            exact(4120.0, "people left their homes"),
        ),
        mention("a1", "Tuesday", day.clone()),
        Mention {
            modality: Modality::Planned,
            ..mention("a4", "Monday, July 19", day)
        },
        mention("a1", "August 2017", month),
        says(
            "district office",
            mention("a1", "31 others", exact(31.0, "others missing")),
        ),
    ]
}

/// A fact from its values (text, mentions) and the verdicts between the first value and the others.
fn fact(
    id: &str,
    subject: &str,
    values: &[(&str, &[usize])],
    verdicts: &[(Verdict, f64, &str)],
) -> Fact {
    let value = |(id, (text, mentions)): (usize, &(&str, &[usize]))| FactValue {
        id,
        text: (*text).into(),
        mentions: mentions.to_vec(),
    };
    let relation = |(at, (verdict, confidence, why)): (usize, &(Verdict, f64, &str))| Relation {
        a: 0,
        b: at + 1,
        verdict: *verdict,
        confidence: *confidence,
        why: (*why).into(),
    };
    Fact {
        id: id.into(),
        subject: subject.into(),
        kind: FactKind::Quantity,
        verdict: verdicts
            .iter()
            .map(|(verdict, ..)| *verdict)
            .max()
            .unwrap_or(Verdict::Agree),
        independent_sources: values.len(),
        values: values.iter().enumerate().map(value).collect(),
        relations: verdicts.iter().enumerate().map(relation).collect(),
        standing: None,
        decision: None,
    }
}

fn facts() -> Vec<Fact> {
    use Verdict::{Compatible, Discrepancy, Disputed, Update};
    vec![
        fact(
            "0a11c2",
            "bus: persons on board",
            &[("28", &[8, 9, 10])],
            &[],
        ),
        fact(
            "1b22d3",
            "residents who left their homes",
            &[("about 4,000", &[11]), ("4,120", &[12])],
            &[(Compatible, 0.88, "3,600–4,400 holds 4,120")],
        ),
        fact(
            "2c33e4",
            "persons killed in the floods",
            &[("64", &[3]), ("at least 27", &[1, 2]), ("at least 9", &[0])],
            &[
                (Update, 0.8, "the toll moved between 20 and 25 July"),
                (Update, 0.85, "the toll moved between 19 and 25 July"),
            ],
        ),
        fact(
            "3d44f5",
            "persons missing",
            &[("41", &[6]), ("17", &[7])],
            &[(Disputed, 0.9, "the Red Cross and police differ")],
        ),
        fact(
            "4e55a6",
            "flood of August 2017 on the southern plains along the border, the worst in a generation there: people who died",
            &[("134 \u{1b}[7mpeople", &[5]), ("143", &[4])],
            &[(
                Discrepancy,
                0.93,
                "134 and 143 do not overlap; \u{202e}neither time nor source explains it",
            )],
        ),
        fact(
            "5f66b7",
            "day of the breach",
            &[
                ("19 Jul 2022", &[13]),
                ("Monday, July 19", &[14]),
                ("August 2017", &[15]),
            ],
            &[
                (Discrepancy, 0.97, "the days do not overlap"),
                (Compatible, 0.5, "one holds the other"),
            ],
        ),
    ]
}

fn checks() -> Vec<Check> {
    let mention = mention("a4", "Monday, July 19", number(0.0, Approx::Exact, ""));
    let check = Check {
        id: "c0ffee000001".to_owned(),
        kind: CheckKind::Weekday,
        article: mention.article,
        start: mention.start,
        end: mention.end,
        text: mention.text,
        why: "July 19, 2022 is a Tuesday".into(),
        standing: None,
        decision: None,
    };
    let conversion = Check {
        kind: CheckKind::Conversion,
        text: "3 \u{9b}miles (9 km)".into(),
        why: "3 mi are 4.8 km".into(),
        ..check.clone()
    };
    vec![check, conversion]
}

fn groups() -> Vec<Group> {
    let pair = |a: &str, b: &str, similarity, kind| GroupPair {
        a: a.into(),
        b: b.into(),
        similarity,
        containment: 0.99,
        kind,
        passages: vec![],
        changed: vec![],
    };
    let group = |id: &str, kind, articles: &[&str], pairs| Group {
        id: id.into(),
        kind,
        articles: articles.iter().map(|article| (*article).into()).collect(),
        pairs,
        first: None,
        credits: vec![],
    };
    let mut groups = vec![
        group(
            "g1",
            GroupKind::Edited,
            &["a2", "a3"],
            vec![pair("a2", "a3", 0.84, Some(GroupKind::Abridged))],
        ),
        group(
            "g2",
            GroupKind::SameEvent,
            &["a1", "a2", "a4"],
            vec![pair("a1", "a2", 0.12, None), pair("a1", "a4", 0.3, None)],
        ),
    ];
    groups[0].pairs[0].changed = vec![ChangedFigure {
        a: figure(27.0, "at least 27 people"),
        b: figure(31.0, "31 \u{1b}[2Jpeople"),
    }];
    groups[0].first = Some(First {
        article: "a2".into(),
        why: "published by 2022-07-20, before the others".into(),
    });
    groups[0].credits = vec![Credit {
        article: "a3".into(),
        start: 0,
        end: 9,
        to: "Valley\u{202e} Herald".into(),
        of: Some("a2".into()),
    }];
    groups
}

fn figure(number: f64, text: &str) -> Figure {
    Figure {
        start: 27,
        end: 45,
        text: text.into(),
        sentence: Span { start: 27, end: 80 },
        value: Value::Quantity {
            number: Some(number),
            low: Some(number),
            high: None,
            unit: None,
            approx: Approx::AtLeast,
            of: "people".into(),
        },
    }
}

mod hostile {
    use super::*;
    use crate::report::{csv, github, gitlab, html, json_lines, junit, markdown, rdjson, sarif};
    use crate::report::{layout, marked, plain, side, table, test};
    use proptest::prelude::*;
    use proptest::sample::Index;

    /// Everything, with the places and the words of mentions and checks made up.
    fn distorted(
        places: &[(usize, usize)],
        words: &[String],
        which: Index,
    ) -> (Report, Vec<Article>) {
        let (mut report, mut articles) = everything();
        let word = |at: usize| words[at % words.len()].clone();
        for (at, mention) in report.mentions.iter_mut().enumerate() {
            (mention.start, mention.end) = places[at % places.len()];
            mention.sentence.start = places[(at + 1) % places.len()].0;
            (mention.text, mention.source) = (word(at), Some(word(at + 1)));
        }
        for (at, fact) in report.facts.iter_mut().enumerate() {
            (fact.subject, fact.values[0].text) = (word(at), word(at + 1));
            fact.values[0].mentions.push(at * 1000);
            fact.relations
                .iter_mut()
                .for_each(|r| (r.confidence, r.b, r.why) = (f64::NAN, 99, word(at + 2)));
        }
        let article = which.index(articles.len());
        articles[article].text = words.concat();
        (
            report.articles[article].path,
            report.articles[article].published.why,
        ) = (word(3), word(4));
        let change = &mut report.groups[0].pairs[0].changed[0];
        (change.a.start, change.b.text) = (places[0].0, word(5));
        (report.checks[0].start, report.checks[0].end) = places[0];
        (
            report.articles[1].outside_story[0].start,
            report.articles[1].outside_story[0].end,
        ) = places[places.len() - 1];
        (report, articles)
    }

    type Form = fn(&View<'_>, &mut dyn std::io::Write) -> std::io::Result<()>;

    /// Every form but the table and the report itself.
    const FORMS: [Form; 10] = [
        csv::write,
        github::write,
        gitlab::write,
        html::write,
        |view, out| json_lines::write(view.report, out),
        junit::write,
        markdown::write,
        rdjson::write,
        rdjson::write_lines,
        sarif::write,
    ];

    proptest! {
        #[test]
        fn no_report_upsets_the_printers(
            places in prop::collection::vec((0_usize..400, 0_usize..400), 1..12),
            words in prop::collection::vec("\\PC{0,60}|.{0,30}|[a-z ]{0,200}", 1..8),
            which in any::<Index>(),
            width in 0_usize..200,
        ) {
            let (report, articles) = distorted(&places, &words, which);
            let view = View::new(&report, &articles);
            let mut out = anstream::StripStream::new(Vec::new());
            let options = table::Options { width, single: true, ..table::Options::default() };
            table::write(&view, &options, &mut out).unwrap();
            table::write_groups(&view, &options, &mut out).unwrap();
            for pair in &report.groups[0].pairs {
                side::write(&view, [&pair.a, &pair.b], width, &mut out).unwrap();
                side::write_changed(&view, pair, width, &mut out).unwrap();
            }
            marked::write(&view, width, &mut out).unwrap();
            for form in FORMS {
                let text = test::written(|out| form(&view, out));
                prop_assert!(!text.chars().any(|c| plain::is_unsafe(c) && c != '\n' && c != '\r'), "{text:?}");
            }
            for line in String::from_utf8(out.into_inner()).unwrap().lines() {
                prop_assert!(layout::width(line) <= width.max(40), "{width}: {line:?}");
                prop_assert!(!line.chars().any(plain::is_unsafe), "{line:?}");
            }
        }
    }
}
