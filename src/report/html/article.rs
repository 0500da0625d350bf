//! The articles with their mentions marked: those in which something was found whole, the others
//! folded away, as far as there is room.

use super::super::{ArticleInfo, Basis, Check, Mention, View, words};
use super::text;
use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{self, Write};

/// Bytes of all articles in which nothing was found; beyond that their heads alone are shown.
const ROOM: usize = 400_000;
/// Bytes of all articles in which something was found; beyond that, too.
const ROOM_FOR_FINDINGS: usize = 6_000_000;

/// Writes all articles.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = view.report;
    let marks = Marks::new(view);
    let mut room = [ROOM, ROOM_FOR_FINDINGS];
    writeln!(
        out,
        "<section aria-labelledby=\"articles\"><h2 id=\"articles\">Articles <span class=\"number\">{}</span></h2>",
        report.articles.len()
    )?;
    writeln!(
        out,
        "<p class=\"meaning\">Marked is what was read out of them; what differs stands out and leads back to the finding.</p>"
    )?;
    for info in &report.articles {
        let found = marks.articles.contains(info.id.as_str());
        let source = view.text(&info.id).unwrap_or("");
        let room = &mut room[usize::from(found)];
        let fits = source.len() <= *room;
        *room -= if fits { source.len() } else { 0 };
        writeln!(
            out,
            "<article class=\"text\" id=\"{}\">",
            text::anchor("article", &info.id)
        )?;
        head(view, info, out)?;
        if fits && !source.is_empty() {
            writeln!(
                out,
                "<details{}><summary>The text</summary>",
                if found { " open" } else { "" }
            )?;
            body(&marks.of(info), source, out)?;
            writeln!(out, "</details>")?;
        } else if !fits {
            writeln!(
                out,
                "<p class=\"place\">The text is not shown: the page would grow too large.</p>"
            )?;
        }
        writeln!(out, "</article>")?;
    }
    writeln!(out, "</section>")
}

fn head(view: &View<'_>, info: &ArticleInfo, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h3>{}</h3>", text::short(&view.name(&info.id), 120))?;
    let named = [&info.outlet, &info.title].into_iter().flatten();
    let named = named.map(|name| text::short(name, 200)).join(": ");
    if !named.is_empty() {
        writeln!(out, "<p class=\"title\">{named}</p>")?;
    }
    let published = &info.published;
    let day = text::trimmed(&words::published(published));
    let why = text::short(&published.why, 400);
    let basis = match published.basis {
        Basis::Unknown => String::new(),
        basis => format!("{}: ", words::basis(basis)),
    };
    writeln!(out, "<p class=\"place\">{day} ({basis}{why})</p>")
}

/// What is marked in all articles.
struct Marks<'a> {
    mentions: FxHashMap<&'a str, Vec<&'a Mention>>,
    checks: FxHashMap<&'a str, Vec<&'a Check>>,
    /// The finding in which a mention stands, and the class of its verdict.
    found: FxHashMap<usize, (&'a str, &'static str)>,
    /// Articles in which something was found.
    articles: FxHashSet<&'a str>,
}

impl<'a> Marks<'a> {
    fn new(view: &View<'a>) -> Self {
        let report = view.report;
        let mut found = FxHashMap::default();
        let mut articles: FxHashSet<&str> =
            report.checks.iter().map(|c| c.article.as_str()).collect();
        for fact in report
            .facts
            .iter()
            .filter(|fact| fact.verdict > super::super::Verdict::Compatible)
        {
            for id in fact.values.iter().flat_map(|value| &value.mentions) {
                found.insert(*id, (fact.id.as_str(), words::verdict(fact.verdict)));
                articles.extend(view.mention(*id).map(|mention| mention.article.as_str()));
            }
        }
        Self {
            mentions: report
                .mentions
                .iter()
                .into_group_map_by(|m| m.article.as_str())
                .into_iter()
                .collect(),
            checks: report
                .checks
                .iter()
                .into_group_map_by(|c| c.article.as_str())
                .into_iter()
                .collect(),
            found,
            articles,
        }
    }

    /// The marks of one article, in the order in which they begin.
    fn of(&self, info: &'a ArticleInfo) -> Vec<Mark<'a>> {
        let id = info.id.as_str();
        let mentions = self.mentions.get(id).into_iter().flatten().map(|m| Mark {
            start: m.start,
            end: m.end,
            kind: match self.found.get(&m.id) {
                Some((fact, verdict)) => Kind::Found(fact, verdict),
                None => Kind::Read(m),
            },
        });
        let checks = self.checks.get(id).into_iter().flatten().map(|check| Mark {
            start: check.start,
            end: check.end,
            kind: Kind::Wrong(check),
        });
        let outside = info.outside_story.iter().map(|outside| Mark {
            start: outside.start,
            end: outside.end,
            kind: Kind::Outside,
        });
        let mut marks: Vec<Mark<'a>> = mentions.chain(checks).chain(outside).collect();
        marks.sort_by_key(|mark| (mark.start, mark.end, mark.kind.rank()));
        marks
    }
}

/// A stretch that is marked.
#[derive(Clone, Copy)]
struct Mark<'a> {
    start: usize,
    end: usize,
    kind: Kind<'a>,
}

#[derive(Clone, Copy)]
enum Kind<'a> {
    Outside,
    Read(&'a Mention),
    Found(&'a str, &'static str),
    Wrong(&'a Check),
}

impl Kind<'_> {
    /// Of several marks over one stretch the highest is seen.
    fn rank(&self) -> u8 {
        match self {
            Kind::Outside => 0,
            Kind::Read(_) => 1,
            Kind::Found(..) => 2,
            Kind::Wrong(_) => 3,
        }
    }

    fn write(&self, words: &str, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Kind::Outside => write!(out, "<span class=\"outside\">{words}</span>"),
            Kind::Read(mention) => {
                let read = text::trimmed(&words::read_as(mention));
                write!(
                    out,
                    "<span class=\"read\" title=\"read as {read}\">{words}</span>"
                )
            }
            Kind::Found(fact, verdict) => {
                let fact = text::anchor("fact", fact);
                write!(
                    out,
                    "<a class=\"found {verdict}\" href=\"#{fact}\">{words}</a>"
                )
            }
            Kind::Wrong(check) => {
                let check = text::anchor("check", &super::check_name(check));
                write!(
                    out,
                    "<a class=\"found check\" href=\"#{check}\">{words}</a>"
                )
            }
        }
    }
}

/// Writes the text, a paragraph a line, cut at every place where a mark begins or ends.
fn body(marks: &[Mark<'_>], source: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.start, mark.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut start, mut next, mut cut) = (0, 0, 0);
    let mut open: Vec<Mark<'_>> = Vec::new();
    for line in source.split_inclusive('\n') {
        let end = start + line.len();
        if line.trim().is_empty() {
            start = end;
            continue;
        }
        write!(out, "<p>")?;
        let mut at = start;
        while at < end {
            while marks.get(next).is_some_and(|mark| mark.start <= at) {
                open.extend(marks.get(next));
                next += 1;
            }
            open.retain(|mark| mark.end > at);
            while cuts.get(cut).is_some_and(|place| *place <= at) {
                cut += 1;
            }
            let until = cuts.get(cut).map_or(end, |place| end.min(*place));
            // A place inside a character is no place.
            let until = (until..end)
                .find(|at| source.is_char_boundary(*at))
                .unwrap_or(end);
            let words = text::escaped(source.get(at..until).unwrap_or(""));
            match open.iter().max_by_key(|mark| mark.kind.rank()) {
                Some(mark) if !words.trim().is_empty() => mark.kind.write(&words, out)?,
                _ => write!(out, "{words}")?,
            }
            at = until;
        }
        writeln!(out, "</p>")?;
        start = end;
    }
    Ok(())
}
