//! Decisions from outside: recorded, found again, reopened, merged, taken back.

use serde_json::Value;
use snapbox::cmd::cargo_bin;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FILE: &str = "crosscheck.decisions.jsonl";

/// A newsroom's folder: the articles of a cluster, and whatever a test does with them.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("decisions")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("articles")).unwrap();
        let fixtures =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/clusters/flood/articles");
        for file in ["a1.txt", "a2.txt", "a3.txt", "a4.txt", "a5.txt", "a6.txt"] {
            fs::copy(fixtures.join(file), folder.join("articles").join(file)).unwrap();
        }
        Self(folder)
    }

    fn run_on(&self, day: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(cargo_bin!("crosscheck"));
        command
            .current_dir(&self.0)
            .args(arguments)
            .args(["--today", day]);
        command.env_remove("CLICOLOR_FORCE").output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_on("2026-01-15", arguments)
    }

    /// Runs what must end well, and gives back what it printed.
    fn well(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{arguments:?}: {}",
            stderr(&output)
        );
        stdout(&output)
    }

    fn report(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[&["compare", "--format", "json"], arguments].concat());
        serde_json::from_str(&stdout(&output)).unwrap_or_else(|_| panic!("{}", stderr(&output)))
    }

    fn edit(&self, article: &str, from: &str, to: &str) {
        let path = self.0.join("articles").join(article);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{article} has no {from:?}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn lines(&self) -> String {
        fs::read_to_string(self.0.join(FILE)).unwrap()
    }

    fn write_lines(&self, text: &str) {
        fs::write(self.0.join(FILE), text).unwrap();
    }

    /// Decides on the 143 and 134 dead of 2017.
    fn decide_on_the_dead(&self, ruling: &str) -> Output {
        let id = id(&dead(&self.report(&["articles"])));
        let decide = [
            "decide",
            &id,
            "articles",
            "--as",
            ruling,
            "--reason",
            "two counts",
        ];
        let output = self.run(&decide);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        output
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn id(finding: &Value) -> String {
    finding["id"].as_str().unwrap().to_owned()
}

/// The fact about the dead of August 2017.
fn dead(report: &Value) -> Value {
    let facts = report["facts"].as_array().unwrap();
    let is = |fact: &&Value| {
        let subject = fact["subject"].as_str().unwrap();
        subject.contains("August 2017")
            && subject.contains("people died")
            && fact["verdict"] != "agree"
    };
    facts.iter().find(is).unwrap_or(&Value::Null).clone()
}

fn check(report: &Value, kind: &str) -> Value {
    let checks = report["checks"].as_array().unwrap();
    checks
        .iter()
        .find(|check| check["kind"] == kind)
        .unwrap_or(&Value::Null)
        .clone()
}

fn discrepancies(report: &Value) -> Vec<String> {
    let facts = report["facts"].as_array().unwrap();
    facts
        .iter()
        .filter(|f| f["verdict"] == "discrepancy")
        .map(id)
        .collect()
}

#[test]
fn without_a_file_of_decisions_nothing_has_a_standing() {
    let desk = Desk::new("none");
    let report = desk.report(&["articles"]);
    assert!(
        report["facts"]
            .as_array()
            .unwrap()
            .iter()
            .all(|f| f.get("standing").is_none())
    );
}

#[test]
fn what_was_decided_on_fails_no_run_any_more() {
    let desk = Desk::new("gate");
    let report = desk.report(&["articles"]);
    assert_eq!(desk.run(&["compare", "articles"]).status.code(), Some(1));
    let ids = discrepancies(&report);
    assert!(ids.len() > 1);
    for (nth, id) in ids.iter().enumerate() {
        let short = &id[..6];
        desk.well(&[
            "decide", short, "articles", "--as", "accepted", "--reason", "seen",
        ]);
        let left = desk.run(&["compare", "articles"]).status.code();
        assert_eq!(
            left,
            Some(i32::from(nth + 1 < ids.len())),
            "after {} of {}",
            nth + 1,
            ids.len()
        );
    }
    assert_eq!(
        desk.run(&["compare", "articles", "--no-decisions"])
            .status
            .code(),
        Some(1)
    );
    let new = desk.report(&["articles", "--new"]);
    assert_eq!(discrepancies(&new), [""; 0]);
    assert_eq!(new["summary"]["discrepancy"], 0);
    let checks = new["checks"].as_array().unwrap();
    assert!(!checks.is_empty() && checks.iter().all(|c| c["standing"] == "new"));
}

#[test]
fn a_decision_survives_another_order_other_company_and_edits_elsewhere() {
    let desk = Desk::new("survives");
    desk.decide_on_the_dead("sources-differ");
    let known = |desk: &Desk, arguments: &[&str]| {
        let fact = dead(&desk.report(arguments));
        assert_eq!(fact["standing"], "known", "{arguments:?}: {fact}");
        assert_eq!(fact["decision"]["as"], "sources-differ");
        assert_eq!(fact["decision"]["reason"], "two counts");
        assert_eq!(fact["decision"]["on"], "2026-01-15");
        fact
    };
    let before = known(&desk, &["articles"]);
    known(
        &desk,
        &[
            "articles/a6.txt",
            "articles/a5.txt",
            "./articles/a2.txt",
            "articles/../articles/a1.txt",
        ],
    );
    fs::write(
        desk.0.join("articles/a0.txt"),
        "A bus with 28 people on board was washed off a road, police said on Tuesday.\n",
    )
    .unwrap();
    known(&desk, &["articles"]);
    // Elsewhere in both articles, so that all offsets move, and in layout and punctuation.
    desk.edit(
        "a5.txt",
        "In August 2017, when 134 people died",
        "In August 2017 –  when 134  people died",
    );
    for article in ["a2.txt", "a3.txt", "a4.txt", "a5.txt"] {
        let path = desk.0.join("articles").join(article);
        let text = fs::read_to_string(&path).unwrap();
        let (head, rest) = text.split_once('\n').unwrap();
        fs::write(
            &path,
            format!("{head}\n\nThe water is still rising, residents say.\n{rest}"),
        )
        .unwrap();
    }
    let after = known(&desk, &["articles"]);
    assert_ne!(
        before["id"], after["id"],
        "the id moves with the offsets, the decision stays"
    );
    // From a folder below, and with whole paths.
    let below = Desk(desk.0.join("articles"));
    known(&below, &["."]);
    let whole = desk.0.join("articles").display().to_string();
    known(&desk, &[&whole]);
}

#[test]
fn a_quoted_value_that_changes_reopens_the_finding_and_says_so() {
    let desk = Desk::new("reopened");
    desk.decide_on_the_dead("dismissed");
    desk.edit("a5.txt", "134 people died", "138 people died");
    let report = desk.report(&["articles"]);
    let fact = dead(&report);
    assert_eq!(fact["standing"], "reopened", "{fact}");
    assert_eq!(fact["decision"]["as"], "dismissed");
    assert_eq!(
        fact["decision"]["changed"],
        "“134 people” now reads “138 people” (articles/a5.txt)"
    );
    let new = desk.report(&["articles", "--new"]);
    assert_eq!(
        id(&dead(&new)),
        id(&fact),
        "what was reopened is shown with the new"
    );
    assert_eq!(desk.run(&["compare", "articles"]).status.code(), Some(1));
    // Deciding anew settles it.
    desk.decide_on_the_dead("accepted");
    assert_eq!(dead(&desk.report(&["articles"]))["standing"], "known");
}

#[test]
fn words_that_change_in_the_quoted_sentence_reopen_the_finding() {
    let desk = Desk::new("sentence");
    desk.decide_on_the_dead("dismissed");
    desk.edit(
        "a5.txt",
        "134 people died on these plains",
        "134 people died all over these plains",
    );
    let fact = dead(&desk.report(&["articles"]));
    assert_eq!(fact["standing"], "reopened", "{fact}");
    let changed = fact["decision"]["changed"].as_str().unwrap();
    assert!(
        changed.starts_with("the sentence around “134 people” has changed"),
        "{changed}"
    );
}

#[test]
fn a_further_value_reopens_the_finding() {
    let desk = Desk::new("further");
    desk.decide_on_the_dead("accepted");
    let text = fs::read_to_string(desk.0.join("articles/a5.txt")).unwrap();
    fs::write(
        desk.0.join("articles/a7.txt"),
        text.replace("134 people died", "151 people died"),
    )
    .unwrap();
    let fact = dead(&desk.report(&["articles"]));
    assert_eq!(fact["values"].as_array().unwrap().len(), 3, "{fact}");
    assert_eq!(fact["standing"], "reopened");
    assert_eq!(
        fact["decision"]["changed"],
        "“151 people” is told besides (articles/a7.txt)"
    );
}

#[test]
fn a_correction_leaves_a_decision_behind_that_is_listed_as_stale() {
    let desk = Desk::new("stale");
    desk.decide_on_the_dead("correct-here");
    assert_eq!(stderr(&desk.run(&["compare", "articles"])), "");
    desk.edit("a5.txt", "134 people died", "143 people died");
    let output = desk.run(&["compare", "articles"]);
    assert!(
        stderr(&output).contains("1 decision matches nothing any more"),
        "{}",
        stderr(&output)
    );
    assert_eq!(stderr(&desk.run(&["compare", "articles", "--quiet"])), "");
    // Where the articles of one side were not compared, nothing can be said.
    assert_eq!(
        stderr(&desk.run(&["compare", "articles/a2.txt", "articles/a1.txt"])),
        ""
    );
    let listed = desk.well(&["decisions", "--stale"]);
    assert!(
        listed.contains("correct-here") && listed.contains("134 people"),
        "{listed}"
    );
    let id = listed.split(' ').next().unwrap();
    desk.well(&["decide", id, "--undo"]);
    assert_eq!(stderr(&desk.run(&["compare", "articles"])), "");
    assert_eq!(desk.well(&["decisions", "--stale", "--quiet"]), "");
}

#[test]
fn an_article_that_has_gone_makes_its_decisions_stale() {
    let desk = Desk::new("gone");
    desk.decide_on_the_dead("accepted");
    assert_eq!(desk.well(&["decisions", "--stale", "--quiet"]), "");
    fs::remove_file(desk.0.join("articles/a5.txt")).unwrap();
    assert!(desk.well(&["decisions", "--stale"]).contains("134 people"));
}

#[test]
fn checks_are_decided_on_and_reopened_too() {
    let desk = Desk::new("checks");
    let found = check(&desk.report(&["articles"]), "weekday");
    let decide = [
        "decide",
        &id(&found),
        "articles",
        "--as",
        "check-is-wrong",
        "--reason",
        "so they say",
    ];
    desk.well(&[&decide[..], &["--by", "Ana"]].concat());
    let known = check(&desk.report(&["articles"]), "weekday");
    assert_eq!(
        (&known["standing"], &known["decision"]["by"]),
        (&"known".into(), &"Ana".into())
    );
    desk.edit("a4.txt", "Tuesday, July 18,", "Tuesday, July 20,");
    let reopened = check(&desk.report(&["articles"]), "weekday");
    assert_eq!(reopened["standing"], "reopened", "{reopened}");
    assert_eq!(
        reopened["decision"]["changed"],
        "“Tuesday, July 18” now reads “Tuesday, July 20” (articles/a4.txt)"
    );
    let listed = desk.well(&["decisions", "--as", "check-is-wrong", "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0]["rule"], "weekday");
    assert_eq!(listed[0]["why"], "July 18, 2022 is a Monday");
    assert_eq!(
        desk.well(&["decisions", "--as", "dismissed", "--format", "json"]),
        "[]\n"
    );
}

#[test]
fn the_files_of_two_people_merge() {
    let (ana, ben) = (Desk::new("ana"), Desk::new("ben"));
    ana.decide_on_the_dead("accepted");
    let weekday = id(&check(&ben.report(&["articles"]), "weekday"));
    ben.well(&[
        "decide",
        &weekday,
        "articles",
        "--as",
        "correct-here",
        "--reason",
        "slip",
        "--by",
        "Ben",
    ]);
    let (hers, his) = (ana.lines(), ben.lines());
    let both = Desk::new("both");
    for merged in [
        format!("{hers}{his}"),
        format!("{his}\n{hers}"),
        format!("{hers}{his}{hers}"),
    ] {
        both.write_lines(&merged);
        let report = both.report(&["articles"]);
        assert_eq!(dead(&report)["standing"], "known");
        assert_eq!(check(&report, "weekday")["standing"], "known");
    }
}

#[test]
fn git_merges_the_lines_of_both_by_union() {
    let desk = Desk::new("git");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command
            .current_dir(&desk.0)
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        command.args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ]);
        command.args(arguments).output()
    };
    if git(&["init", "-q"]).is_err() {
        return; // there is no git to try it with
    }
    let commit = || {
        git(&["add", "-A"]).unwrap();
        git(&["commit", "-qm", "x"]).unwrap();
    };
    fs::write(
        desk.0.join(".gitattributes"),
        format!("{FILE} merge=union\n"),
    )
    .unwrap();
    let report = desk.report(&["articles"]);
    let other = discrepancies(&report)
        .into_iter()
        .find(|i| *i != id(&dead(&report)))
        .unwrap();
    desk.well(&[
        "decide",
        &other,
        "articles",
        "--as",
        "dismissed",
        "--reason",
        "first",
    ]);
    commit();
    git(&["checkout", "-qb", "ben"]).unwrap();
    let weekday = id(&check(&report, "weekday"));
    desk.well(&[
        "decide",
        &weekday,
        "articles",
        "--as",
        "correct-here",
        "--reason",
        "slip",
    ]);
    commit();
    git(&["checkout", "-q", "-"]).unwrap();
    desk.decide_on_the_dead("accepted");
    commit();
    let merged = git(&["merge", "-q", "--no-edit", "ben"]).unwrap();
    assert!(merged.status.success(), "{}", stderr(&merged));
    assert_eq!(desk.lines().lines().count(), 3);
    let report = desk.report(&["articles"]);
    assert_eq!(dead(&report)["standing"], "known");
    assert_eq!(check(&report, "weekday")["standing"], "known");
}

#[test]
fn of_two_decisions_on_one_finding_the_later_holds() {
    let desk = Desk::new("later");
    let id = id(&dead(&desk.report(&["articles"])));
    let decide = |day: &str, ruling: &str| {
        let arguments = ["decide", &id, "articles", "--as", ruling, "--reason", "x"];
        assert_eq!(desk.run_on(day, &arguments).status.code(), Some(0));
    };
    decide("2026-01-20", "dismissed");
    decide("2026-01-10", "accepted");
    let ruling = |desk: &Desk| dead(&desk.report(&["articles"]))["decision"]["as"].clone();
    assert_eq!(
        ruling(&desk),
        "dismissed",
        "the later day, though it stands further up"
    );
    decide("2026-01-20", "check-is-wrong");
    assert_eq!(
        ruling(&desk),
        "check-is-wrong",
        "of one day the one further down"
    );
    assert_eq!(desk.well(&["decisions"]).matches("[fact]").count(), 1);
}

#[test]
fn a_decision_can_be_taken_back() {
    let desk = Desk::new("undo");
    desk.decide_on_the_dead("accepted");
    let id = id(&dead(&desk.report(&["articles"])));
    desk.well(&[
        "decide",
        &id,
        "articles",
        "--undo",
        "--reason",
        "looked again",
    ]);
    assert_eq!(dead(&desk.report(&["articles"]))["standing"], "new");
    assert_eq!(
        desk.lines().lines().count(),
        2,
        "the file is only ever added to"
    );
    let again = desk.run(&["decide", &id, "articles", "--undo"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        stderr(&again).contains("nothing was decided on"),
        "{}",
        stderr(&again)
    );
}

#[test]
fn broken_lines_are_told_with_their_number() {
    let desk = Desk::new("broken");
    desk.decide_on_the_dead("accepted");
    let line = desk.lines();
    let marked = format!("{line}<<<<<<< HEAD\n{line}=======\n>>>>>>> ben\n");
    for (text, said) in [
        (format!("{line}\n{{\"rule\":\n"), ":3: no decision: EOF"),
        (marked, ":2: a merge was left unfinished here"),
        (
            line.replace("\"accepted\"", "\"acepted\""),
            ":1: no decision: unknown variant `acepted`, expected one of `accepted`",
        ),
        (
            line.replace("decision/1:", "decision/9:"),
            ":1: written by another version of crosscheck",
        ),
        (
            line.replace("\"134 people\",\"sentence\"", "\"138 people\",\"sentence\""),
            ":1: the hash does not go with the quote “138 people”",
        ),
        ("\u{1b}[31m\n".to_owned(), ":1: no decision"),
    ] {
        desk.write_lines(&text);
        let output = desk.run(&["compare", "articles"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(
            stderr(&output).contains(&format!("{FILE}{said}")),
            "{}",
            stderr(&output)
        );
        assert!(!stderr(&output).contains('\u{1b}'));
        assert_eq!(stderr(&output).lines().count(), 1);
    }
    let output = desk.run(&["compare", "articles", "--decisions", "none.jsonl"]);
    assert!(
        stderr(&output).contains("none.jsonl: no such file"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn fields_of_other_versions_are_kept() {
    let desk = Desk::new("fields");
    desk.decide_on_the_dead("accepted");
    let with = desk.lines().replacen(
        "{\"fingerprint\"",
        "{\"ticket\":\"DESK-7\",\"fingerprint\"",
        1,
    );
    let with = with.replacen("{\"article\"", "{\"mood\":\"calm\",\"article\"", 1);
    desk.write_lines(&with);
    let id = id(&dead(&desk.report(&["articles"])));
    assert_eq!(dead(&desk.report(&["articles"]))["standing"], "known");
    desk.well(&["decide", &id, "articles", "--undo"]);
    let lines = desk.lines();
    let (first, second) = lines.split_once('\n').unwrap();
    assert_eq!(format!("{first}\n"), with);
    assert!(
        second.contains("DESK-7") && second.contains("calm"),
        "{second}"
    );
}

#[test]
fn mistyped_ids_lead_to_a_remedy_and_short_ones_must_be_unique() {
    let desk = Desk::new("ids");
    let id = id(&dead(&desk.report(&["articles"])));
    let decide = |id: &str| {
        let output = desk.run(&[
            "decide", id, "articles", "--as", "accepted", "--reason", "x",
        ]);
        assert_eq!(output.status.code(), Some(2), "{id}");
        stderr(&output)
    };
    let mistyped = format!(
        "{}{}",
        &id[..7],
        if id.as_bytes()[7] == b'0' { '1' } else { '0' }
    );
    let said = decide(&mistyped);
    assert!(
        !said.contains(&id),
        "a hash that looks alike is another finding: {said}"
    );
    assert!(said.contains("give the same inputs"), "{said}");
    assert!(decide("").contains("begins the ids of several findings"));
    assert!(!desk.0.join(FILE).exists());
    let without = desk.run(&["decide", &id, "articles", "--as", "accepted"]);
    assert_eq!(without.status.code(), Some(2));
    assert!(stderr(&without).contains("--reason"));
    let report = desk.report(&["articles"]);
    let agreed = report["facts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["verdict"] == "agree")
        .unwrap();
    assert!(decide(agreed["id"].as_str().unwrap()).contains("there is nothing to decide"));
}

#[test]
fn a_report_written_before_is_decided_on() {
    let desk = Desk::new("report");
    desk.run(&[
        "compare",
        "articles",
        "--format",
        "json",
        "--output",
        "report.json",
    ]);
    let id = id(&dead(&desk.report(&["articles"])));
    let decide = [
        "decide",
        &id[..5],
        "--report",
        "report.json",
        "--as",
        "accepted",
        "--reason",
        "x",
    ];
    desk.well(&decide);
    assert_eq!(dead(&desk.report(&["articles"]))["standing"], "known");
    desk.edit("a5.txt", "In August 2017", "In the August of 2017");
    let output = desk.run(&decide);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("no longer stand where the report says"),
        "{}",
        stderr(&output)
    );
    fs::write(desk.0.join("none.json"), "{}").unwrap();
    let output = desk.run(&[
        "decide",
        "5f",
        "--report",
        "none.json",
        "--as",
        "accepted",
        "--reason",
        "x",
    ]);
    assert!(
        stderr(&output).contains("none.json: is no report"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn ready_words_name_the_paragraph_and_the_figure() {
    let desk = Desk::new("words");
    let report = desk.report(&["articles"]);
    let id = id(&dead(&report));
    let decide = [
        "decide",
        &id,
        "articles",
        "--as",
        "correct-here",
        "--reason",
        "slip",
        "--draft-text",
    ];
    assert_eq!(
        desk.well(&decide),
        "Correction (articles/a5.txt): An earlier version of this article gave a wrong figure in paragraph 6: \
         “In August 2017, when 134 people died on these plains, they called it the flood of a lifetime.” \
         The figure is 143 people, not 134 people.\n"
    );
    let there = desk.well(&[
        "decide",
        &id,
        "articles",
        "--draft-text",
        "--here",
        "articles/a4.txt",
    ]);
    assert!(there.contains("Correction (articles/a4.txt)"), "{there}");
    assert!(
        there.contains("The figure is 134 people, not 143 people."),
        "{there}"
    );
    let both = [
        "decide",
        &id,
        "articles",
        "--as",
        "sources-differ",
        "--reason",
        "x",
        "--draft-text",
    ];
    assert_eq!(
        desk.well(&both),
        "Accounts differ on “In August 2017, … people died in floods on Nepal's”: 143 people, according to \
         articles/a2.txt; 134 people, according to articles/a5.txt.\n"
    );
    let weekday = self::id(&check(&report, "weekday"));
    let words = desk.well(&["decide", &weekday, "articles", "--draft-text"]);
    assert!(
        words.contains("[Tuesday, July 18: July 18, 2022 is a Monday]"),
        "{words}"
    );
    let none = desk.run(&[
        "decide",
        &id,
        "articles",
        "--as",
        "dismissed",
        "--reason",
        "x",
        "--draft-text",
    ]);
    assert!(
        stderr(&none).contains("no words go with this decision"),
        "{}",
        stderr(&none)
    );
}

/// A desk with three articles that tell three values of one thing.
fn three_values(name: &str) -> (Desk, Value) {
    let desk = Desk::new(name);
    fs::remove_dir_all(desk.0.join("articles")).unwrap();
    fs::create_dir_all(desk.0.join("articles")).unwrap();
    for (file, number) in [("x.txt", 47), ("y.txt", 58), ("z.txt", 93)] {
        let text = format!(
            "Ferry sinks off Lindau\n\nBy a reporter\n\nMonday 7 March 2022\n\n\
             The ferry Marta sank off Lindau on Sunday, 6 March 2022. \
             The sinking of the ferry Marta killed {number} people, the harbour said.\n"
        );
        fs::write(desk.0.join("articles").join(file), text).unwrap();
    }
    let report = desk.report(&["articles"]);
    let facts = report["facts"].as_array().unwrap();
    let fact = facts
        .iter()
        .find(|fact| fact["values"].as_array().unwrap().len() == 3)
        .unwrap_or_else(|| panic!("no fact with three values: {facts:?}"));
    (desk, fact.clone())
}

#[test]
fn the_article_under_review_is_the_one_that_is_named() {
    let (desk, fact) = three_values("here");
    let id = id(&fact);
    for (file, number) in [("x.txt", 47), ("y.txt", 58), ("z.txt", 93)] {
        let path = format!("articles/{file}");
        let words = desk.well(&[
            "decide",
            &id,
            "articles",
            "--as",
            "correct-here",
            "--reason",
            "slip",
            "--here",
            &path,
            "--draft-text",
        ]);
        assert!(words.contains(&format!("Correction ({path})")), "{words}");
        assert!(
            words.contains(&format!(", not {number} people.")),
            "{words}"
        );
        assert!(
            desk.lines()
                .lines()
                .last()
                .unwrap()
                .contains(&format!("\"here\":\"{path}\""))
        );
        assert!(
            desk.well(&["decisions"])
                .contains(&format!("under review: {path}"))
        );
        let again = desk.well(&["decide", &id, "articles", "--draft-text"]);
        assert_eq!(again, words, "the article is kept with the decision");
    }
    let lines = desk.lines();
    for other in ["nosuch.txt", "articles/a1.txt"] {
        let wrong = desk.run(&[
            "decide", &id, "articles", "--as", "accepted", "--reason", "x", "--here", other,
        ]);
        assert_eq!(wrong.status.code(), Some(2));
        let said = stderr(&wrong);
        assert!(
            said.contains(&format!("{other}: states none of the values")),
            "{said}"
        );
        assert!(
            said.contains("articles/x.txt, articles/y.txt, articles/z.txt"),
            "{said}"
        );
    }
    assert_eq!(desk.lines(), lines, "nothing was recorded");
    let both = desk.well(&[
        "decide",
        &id,
        "articles",
        "--as",
        "sources-differ",
        "--reason",
        "x",
        "--draft-text",
    ]);
    for (file, number) in [("x.txt", 47), ("y.txt", 58), ("z.txt", 93)] {
        assert!(
            both.contains(&format!("{number} people, according to")),
            "{both}"
        );
        assert!(both.contains(&format!("articles/{file}")), "{both}");
    }
}

#[test]
fn what_a_check_finds_can_be_decided_on() {
    let (desk, _) = three_values("checked");
    desk.well(&["add", "articles/x.txt", "articles/y.txt"]);
    let report = desk.run(&["check", "--format", "json", "articles/z.txt"]);
    let report: Value = serde_json::from_str(&stdout(&report)).unwrap();
    let ids = discrepancies(&report);
    let id = ids.first().unwrap_or_else(|| panic!("{report}"));
    let decide = [
        "decide",
        id,
        "articles/z.txt",
        "--as",
        "accepted",
        "--reason",
        "x",
    ];
    desk.well(&decide);
    desk.well(&[&decide[..], &["--corpus", "crosscheck.db"]].concat());
    let again = desk.run(&["check", "--format", "json", "articles/z.txt"]);
    let again: Value = serde_json::from_str(&stdout(&again)).unwrap();
    let fact = again["facts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| self::id(f) == *id);
    assert_eq!(fact.unwrap()["standing"], "known");
    fs::rename(desk.0.join("crosscheck.db"), desk.0.join("other.db")).unwrap();
    let without = desk.run(&decide);
    assert_eq!(without.status.code(), Some(2));
    let said = stderr(&without);
    assert!(
        said.contains("--corpus") && said.contains("--report"),
        "{said}"
    );
}

#[test]
fn lines_of_one_file_are_known_by_their_ids() {
    let desk = Desk::new("lines");
    let line = |id: &str, file: &str| {
        let text = fs::read_to_string(desk.0.join("articles").join(file)).unwrap();
        serde_json::json!({ "id": id, "text": text }).to_string()
    };
    let (two, five) = (line("two", "a2.txt"), line("five", "a5.txt"));
    let lines = desk.0.join("all.jsonl");
    fs::write(&lines, format!("{two}\n{five}\n")).unwrap();
    let found = id(&dead(&desk.report(&["all.jsonl"])));
    desk.well(&[
        "decide",
        &found,
        "all.jsonl",
        "--as",
        "accepted",
        "--reason",
        "x",
    ]);
    assert!(
        desk.lines().contains("\"all.jsonl#five\""),
        "{}",
        desk.lines()
    );
    let here = |named: &str| {
        let output = desk.run(&[
            "decide",
            &found,
            "all.jsonl",
            "--as",
            "correct-here",
            "--reason",
            "x",
            "--here",
            named,
        ]);
        (output.status.code(), stderr(&output))
    };
    for named in ["all.jsonl#five", "all.jsonl:2"] {
        assert_eq!(here(named).0, Some(0), "{named}");
        let last = desk.lines();
        let last = last.lines().last().unwrap();
        assert!(last.contains("\"here\":\"all.jsonl#five\""), "{last}");
    }
    let (status, said) = here("all.jsonl");
    assert!(
        status == Some(2) && said.contains("name one of them"),
        "{said}"
    );
    fs::write(
        &lines,
        format!("{{\"id\":\"x\",\"text\":\"No news.\"}}\n{five}\n{two}\n"),
    )
    .unwrap();
    assert_eq!(dead(&desk.report(&["all.jsonl"]))["standing"], "known");
}

#[test]
fn what_lies_above_the_repository_is_not_heeded() {
    let desk = Desk::new("above");
    let broken = "no decision\n";
    desk.write_lines(broken);
    fs::write(desk.0.join("crosscheck.toml"), "zebra = 1\n").unwrap();
    assert_eq!(desk.run(&["compare", "articles"]).status.code(), Some(2));
    let below = Desk(desk.0.join("articles"));
    fs::create_dir_all(below.0.join("deep")).unwrap();
    assert_eq!(below.run(&["compare", "."]).status.code(), Some(2));
    fs::create_dir(below.0.join(".git")).unwrap();
    assert_eq!(below.run(&["compare", "."]).status.code(), Some(1));
    // In a work tree it is a file.
    fs::remove_dir(below.0.join(".git")).unwrap();
    fs::write(below.0.join(".git"), "gitdir: elsewhere\n").unwrap();
    let deep = Desk(below.0.join("deep"));
    assert_eq!(deep.run(&["compare", ".."]).status.code(), Some(1));
    let id = id(&dead(&deep.report(&[".."])));
    deep.well(&["decide", &id, "..", "--as", "accepted", "--reason", "x"]);
    assert_eq!(desk.lines(), broken);
    assert!(deep.0.join(FILE).exists());
}

#[test]
fn the_file_stands_beside_the_configuration() {
    let desk = Desk::new("beside");
    fs::write(
        desk.0.join("crosscheck.toml"),
        "decisions = \"kept/ours.jsonl\"\n",
    )
    .unwrap();
    fs::create_dir_all(desk.0.join("kept")).unwrap();
    let below = Desk(desk.0.join("articles"));
    let id = id(&dead(&below.report(&["."])));
    below.well(&["decide", &id, ".", "--as", "accepted", "--reason", "x"]);
    let lines = fs::read_to_string(desk.0.join("kept/ours.jsonl")).unwrap();
    assert!(lines.contains("\"../articles/a5.txt\""), "{lines}");
    assert_eq!(dead(&desk.report(&["articles"]))["standing"], "known");
    assert!(
        dead(&desk.report(&["articles", "--isolated"]))
            .get("standing")
            .is_none()
    );
}
