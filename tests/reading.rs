//! Reading: every format and every fault through the library's face, and what holds for any bytes.

use crosscheck::article::{
    Article, Cause, ReadOptions, Reading, Region, outside_story, read, read_each,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn read_one(path: &str) -> Reading {
    read(&[PathBuf::from(path)], &ReadOptions::default())
}

fn article(path: &str) -> Article {
    let reading = read_one(path);
    assert_eq!(reading.errors, [], "{path}");
    assert_eq!(reading.articles.len(), 1, "{path}");
    reading.articles.into_iter().next().unwrap()
}

fn fault(path: &str) -> String {
    let reading = read_one(path);
    assert_eq!(reading.articles, [], "{path}");
    assert_eq!(reading.errors.len(), 1, "{path}: {:?}", reading.errors);
    reading.errors[0].to_string()
}

fn stated(article: &Article) -> Vec<(&str, &str)> {
    article
        .dates
        .iter()
        .map(|d| (d.text.as_str(), d.place.as_str()))
        .collect()
}

fn from_bytes(bytes: &[u8], options: &ReadOptions) -> Reading {
    let mut reading = Reading::default();
    let mut input = bytes;
    read_each(
        &["-".into()],
        &mut input,
        options,
        &mut |result| match result {
            Ok(article) => reading.articles.push(article),
            Err(error) => reading.errors.push(error),
        },
    );
    reading
}

#[test]
fn text_is_read_as_it_is_and_its_story_told_from_the_rest() {
    let article = article("fixtures/formats/masthead.txt");
    assert_eq!(
        article.text,
        std::fs::read_to_string("fixtures/formats/masthead.txt").unwrap()
    );
    assert_eq!((article.title.as_deref(), stated(&article)), (None, vec![]));
    let regions = outside_story(std::slice::from_ref(&article)).remove(0);
    let text = |r: &Region| article.text[r.range.clone()].to_owned();
    let found: Vec<_> = regions.iter().map(|r| (text(r), r.why.as_str())).collect();
    let list = "READ NEXT\nFerry company fined 3 million\nHarbour to get 14 new cranes";
    let appeal = "Like our work? Tell a friend, or send us €5.";
    let expected = [
        (list.to_owned(), "list of other stories"),
        (appeal.to_owned(), "appeal for support"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn front_matter_states_title_outlet_and_date() {
    let article = article("fixtures/formats/front-matter.md");
    assert_eq!(article.title.as_deref(), Some("Boat sinks: two drown"));
    assert_eq!(article.outlet.as_deref(), Some("Karsund News Agency"));
    assert_eq!(article.url.as_deref(), Some("https://post.example/boat"));
    assert_eq!(stated(&article), [("2024-03-12", "front matter 'date'")]);
    assert!(article.text[article.front_matter.end..].starts_with("# Boat sinks"));
    let regions = outside_story(std::slice::from_ref(&article)).remove(0);
    let front = Region {
        range: article.front_matter.clone(),
        why: "front matter".into(),
    };
    assert_eq!(regions, [front]);
}

#[test]
fn a_page_is_read_without_what_surrounds_the_story() {
    let article = article("fixtures/formats/page.html");
    assert_eq!(article.title.as_deref(), Some("Two drown off Karsund"));
    assert_eq!(article.outlet.as_deref(), Some("The Karsund Post"));
    assert_eq!(
        article.url.as_deref(),
        Some("https://post.example/2024/boat")
    );
    assert_eq!(
        stated(&article),
        [
            ("2024-03-12T08:30:00+01:00", "JSON-LD datePublished"),
            ("2024-03-12T09:00:00+01:00", "meta article:published_time"),
            ("2024-03-12", "<time datetime>"),
            ("2024-03-12T17:00:00+01:00", "JSON-LD dateModified"),
        ]
    );
    assert!(article.text.contains("four metres.\n"), "{}", article.text);
    assert!(article.text.contains("24 children"), "{}", article.text);
    for other in ["Home", "fined", "track(", "color"] {
        assert!(!article.text.contains(other), "{other} in {}", article.text);
    }
}

#[test]
fn json_lines_hold_an_article_a_line_packed_or_not() {
    for (path, id) in [("articles.jsonl", "boat-1"), ("packed.jsonl.gz", "boat-2")] {
        let path = format!("fixtures/formats/{path}");
        let reading = read_one(&path);
        assert_eq!(reading.errors, []);
        let [first, second] = &reading.articles[..] else {
            panic!("{reading:?}")
        };
        assert_eq!(
            (first.id.as_str(), first.path.clone()),
            (id, format!("{path}:1"))
        );
        assert_eq!(
            first.text,
            "Two fishermen drowned off Karsund.\nFour were rescued."
        );
        assert_eq!(
            (second.id.as_str(), second.outlet.as_deref()),
            ("a1", Some("globe.example"))
        );
        assert_eq!(
            stated(second),
            [("2024-03-12 18:00:00", "field 'date_publish'")]
        );
    }
}

#[test]
fn encodings_are_told_by_their_marks() {
    let text = "Zwei Fischer ertranken vor Karsund – sagte die Küstenwache.\r\n";
    assert_eq!(article("fixtures/formats/utf-16.txt").text, text);
    let marked = article("fixtures/formats/byte-order-mark.txt");
    let bytes = std::fs::read("fixtures/formats/byte-order-mark.txt").unwrap();
    assert_eq!(marked.text.as_bytes(), bytes, "offsets count in the file");
    let regions = outside_story(std::slice::from_ref(&marked)).remove(0);
    let whys: Vec<_> = regions.iter().map(|r| r.why.as_str()).collect();
    assert_eq!(whys, ["byte-order mark", "sign-up box"]);
    assert_eq!(
        &marked.text[regions[1].range.clone()],
        "Sign up for our free newsletter."
    );
}

#[test]
fn every_fault_says_where_why_and_what_to_do() {
    for (file, said) in [
        ("empty.txt", "the file is empty; fill it or leave it out"),
        (
            "empty.html",
            "the article has no text; fill it or leave it out",
        ),
        (
            "only-front-matter.md",
            "the article has no text; fill it or leave it out",
        ),
        (
            "picture.txt",
            "not text but a picture; save the article as text, HTML or JSON Lines",
        ),
        (
            "latin-1.txt",
            "not valid UTF-8 at byte 21 (line 1); save the file as UTF-8",
        ),
        (
            "no-gzip.txt.gz",
            "not a sound gzip file (it does not start like one); pack it again",
        ),
    ] {
        let path = format!("fixtures/faults/{file}");
        assert_eq!(fault(&path), format!("{path}: {said}"));
    }
    assert!(fault("fixtures/faults/zeros.txt").contains("binary file"));
    assert!(fault("fixtures/faults/cut-off.txt.gz").contains("not a sound gzip file"));
}

/// A fresh folder for one test.
#[cfg(unix)]
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("reading")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_named_themselves() {
    use std::os::unix::fs::symlink;
    let folder = folder("links");
    std::fs::write(folder.join("a.txt"), "Two fishermen drowned.\n").unwrap();
    symlink("nothing.txt", folder.join("dangling.txt")).unwrap();
    symlink("self.txt", folder.join("self.txt")).unwrap();
    symlink(".", folder.join("loop")).unwrap();
    let reading = read(std::slice::from_ref(&folder), &ReadOptions::default());
    assert_eq!(reading.articles.len(), 1);
    let mut said: Vec<String> = reading
        .errors
        .iter()
        .map(|e| e.to_string().replace(&folder.display().to_string(), "x"))
        .collect();
    said.sort();
    assert_eq!(
        said,
        [
            "x/dangling.txt: a symbolic link that leads nowhere; mend it or remove it",
            "x/loop: a loop: a symbolic link to a folder that holds it; remove it",
            "x/self.txt: a symbolic link that leads nowhere; mend it or remove it",
        ]
    );
    let named = read(&[folder.join("dangling.txt")], &ReadOptions::default());
    assert_eq!(named.errors[0].cause, Cause::Dangling);
}

#[cfg(unix)]
#[test]
fn pipes_are_read_to_their_end_where_they_are_named() {
    let folder = folder("pipes");
    let pipe = folder.join("pipe.jsonl");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        return; // there is no mkfifo to try it with
    }
    std::fs::write(folder.join("a.txt"), "Two fishermen drowned.\n").unwrap();
    let walked = read(std::slice::from_ref(&folder), &ReadOptions::default());
    assert_eq!(walked.articles.len(), 1);
    assert_eq!(walked.errors.len(), 1);
    assert!(walked.errors[0].is_note() && walked.errors[0].cause == Cause::PassedOver);
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let line = "{\"id\":\"x\",\"text\":\"Two fishermen drowned.\"}\n";
            std::fs::write(
                pipe,
                line.to_owned() + "{\"text\":\"Four were rescued.\"}\n",
            )
            .unwrap();
        }
    });
    let named = read(&[pipe], &ReadOptions::default());
    writer.join().unwrap();
    assert_eq!(named.errors, []);
    let ids: Vec<&str> = named.articles.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["x", "a1"]);
}

#[test]
fn front_matter_that_never_closes_is_noted() {
    let text = b"---\ntitle: Two fishermen drown\n\nTwo fishermen drowned.\n";
    let reading = from_bytes(text, &ReadOptions::default());
    assert_eq!(reading.articles.len(), 1);
    assert_eq!(reading.errors.len(), 1);
    assert!(reading.errors[0].is_note());
    assert!(
        reading.errors[0].to_string().contains("never closes"),
        "{}",
        reading.errors[0]
    );
}

#[test]
fn faulty_lines_do_not_keep_the_others_from_being_read() {
    let path = "fixtures/faults/broken.jsonl";
    let reading = read_one(path);
    let texts: Vec<_> = reading
        .articles
        .iter()
        .map(|a| (a.id.as_str(), a.text.as_str()))
        .collect();
    assert_eq!(texts, [("a1", "Two drowned."), ("a2", "Four drowned.")]);
    let said = [
        "2: not valid JSON (expected `,` or `}` at column 27); mend the line or remove it",
        "3: the field 'text' is missing; name the article's text 'text' or 'maintext'",
        "4: a JSON list where an object with a field 'text' should be; mend the line or remove it",
        "5: the article has no text; fill it or leave it out",
    ];
    let errors: Vec<_> = reading.errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, said.map(|s| format!("{path}:{s}")));
}

#[test]
fn an_id_stated_twice_names_both_places() {
    let path = "fixtures/faults/duplicate-ids.jsonl";
    let reading = read_one(path);
    assert_eq!(reading.articles.len(), 1);
    assert_eq!(
        reading.errors[0].to_string(),
        format!(
            "{path}:2: the id 'x' is already taken by {path}:1; give one of the two another id"
        )
    );
}

#[test]
fn a_folder_is_searched_for_articles_and_must_hold_one() {
    let folder = std::env::temp_dir().join(format!("crosscheck-reading-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("inner")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("notes.csv", "a,b");
    let none = read(std::slice::from_ref(&folder), &ReadOptions::default());
    assert_eq!(none.errors[0].cause, Cause::EmptyFolder);
    write(".hidden.txt", "Hidden.");
    write("b.txt", "Second.");
    write("inner/c.md", "Third.");
    write("a.html", "<p>First.</p>");
    let all = read(std::slice::from_ref(&folder), &ReadOptions::default());
    std::fs::remove_dir_all(&folder).unwrap();
    let texts: Vec<_> = all
        .articles
        .iter()
        .map(|a| (a.id.as_str(), a.text.as_str()))
        .collect();
    assert_eq!(
        texts,
        [("a1", "First."), ("a2", "Second."), ("a3", "Third.")]
    );
}

#[test]
fn the_order_of_names_and_naming_twice_change_nothing() {
    let mut paths: Vec<PathBuf> = [
        "fixtures/formats/utf-16.txt",
        "fixtures/formats",
        "fixtures/formats/../formats/page.html",
        "no/such.txt",
    ]
    .map(PathBuf::from)
    .into();
    let forward = read(&paths, &ReadOptions::default());
    paths.reverse();
    let backward = read(&paths, &ReadOptions::default());
    assert_eq!(forward, backward);
    assert_eq!(forward.articles.len(), 9);
    assert_eq!(forward.errors.len(), 1);
}

/// What the annotation of a cluster says about reading.
struct Gold {
    /// Furniture: the file, and the first and the last words of the stretch.
    outside: Vec<(String, String, String)>,
    /// Facts: the file, the quote, and which of its occurrences it is.
    quotes: Vec<(String, String, usize)>,
}

fn gold(cluster: &Path) -> Gold {
    let json = std::fs::read_to_string(cluster.join("gold.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let string = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    let outside = json["not_story"].as_array().into_iter().flatten();
    let outside = outside.map(|n| (string(&n["article"]), string(&n["from"]), string(&n["to"])));
    let quotes = json["mentions"].as_object().unwrap().values().map(|m| {
        let occurrence = m["occurrence"].as_u64().unwrap_or(1);
        (
            string(&m["article"]),
            string(&m["quote"]),
            occurrence as usize,
        )
    });
    Gold {
        outside: outside.collect(),
        quotes: quotes.collect(),
    }
}

fn regions_by_file(cluster: &Path) -> BTreeMap<String, (String, Vec<Region>)> {
    let reading = read(&[cluster.join("articles")], &ReadOptions::default());
    assert_eq!(reading.errors, []);
    let regions = outside_story(&reading.articles);
    let name = |a: &Article| {
        Path::new(&a.path)
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    };
    reading
        .articles
        .into_iter()
        .zip(regions)
        .map(|(a, r)| (name(&a), (a.text, r)))
        .collect()
}

#[test]
fn annotated_furniture_is_found_and_no_annotated_fact_is_lost() {
    let mut wrong = Vec::new();
    for cluster in std::fs::read_dir("fixtures/clusters").unwrap() {
        let cluster = cluster.unwrap().path();
        let gold = gold(&cluster);
        let articles = regions_by_file(&cluster);
        for (file, from, to) in gold.outside {
            let (text, regions) = &articles[&file];
            let start = text.find(&from).unwrap();
            let end = start + text[start..].find(&to).unwrap() + to.len();
            if !covered(text, start..end, regions) {
                wrong.push(format!("missed in {} {file}: {from}", cluster.display()));
            }
        }
        for (file, quote, occurrence) in gold.quotes {
            let (text, regions) = &articles[&file];
            let (start, _) = text.match_indices(&quote).nth(occurrence - 1).unwrap();
            let end = start + quote.len();
            if regions
                .iter()
                .any(|r| r.range.start < end && start < r.range.end)
            {
                wrong.push(format!("lost in {} {file}: {quote}", cluster.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Is everything but white space in `range` within a region?
fn covered(text: &str, range: std::ops::Range<usize>, regions: &[Region]) -> bool {
    let within = |at: usize| regions.iter().any(|r| r.range.contains(&at));
    let start = range.start;
    text[range]
        .char_indices()
        .all(|(i, c)| c.is_whitespace() || within(start + i))
}

fn check_regions(articles: &[Article]) {
    for (article, regions) in articles.iter().zip(outside_story(articles)) {
        let mut end = 0;
        for region in regions {
            assert!(region.range.start >= end && region.range.start < region.range.end);
            assert!(
                article.text.get(region.range.clone()).is_some(),
                "{region:?}"
            );
            assert!(!region.why.is_empty());
            end = region.range.end;
        }
    }
}

/// Lines of all kinds, so that every step of the search for furniture is reached.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[A-Za-z ,.é’“”\"0-9£$@()\\[\\]:|-]{0,80}",
        Just("READ NEXT".to_owned()),
        Just("Dear readers,".to_owned()),
        Just("Sign up for our free newsletter.".to_owned()),
        Just("Support us from £2 a month. ".to_owned()),
        Just("(Photo by Mari Aas/AFP)".to_owned()),
        Just("MORE IN SPORT".to_owned()),
        Just("---".to_owned()),
        Just("title: é".to_owned()),
        Just("\u{feff}".to_owned()),
        Just(String::new()),
        "(\\PC{1,20} ){0,30}",
    ];
    proptest::collection::vec(line, 0..25).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let reading = from_bytes(&bytes, &ReadOptions::default());
        check_regions(&reading.articles);
        let said = reading.errors.iter().map(ToString::to_string).collect::<String>();
        prop_assert!(!said.chars().any(char::is_control));
    }

    #[test]
    fn any_page_is_read_or_refused(
        body in "(<[a-z/!]{1,6}[ =\"a-z]{0,9}>|[a-z <>&;\\-]{0,9}|\\PC){0,60}",
    ) {
        let reading = from_bytes(format!("<html>{body}").as_bytes(), &ReadOptions::default());
        check_regions(&reading.articles);
    }

    #[test]
    fn any_lines_of_json_are_read_or_refused(
        lines in "([{}\\[\\]\",:0-9a-ztex\\n\\\\]|\"text\":|\"id\":){0,60}",
    ) {
        let options = ReadOptions { max_bytes: 40, ..ReadOptions::default() };
        check_regions(&from_bytes(format!("{{{lines}").as_bytes(), &options).articles);
    }

    #[test]
    fn regions_are_sorted_apart_and_on_borders(
        pages in proptest::collection::vec(page(), 1..4),
    ) {
        let read = |text: &String| from_bytes(text.as_bytes(), &ReadOptions::default()).articles;
        let articles: Vec<Article> = pages.iter().flat_map(read).collect();
        check_regions(&articles);
    }
}
