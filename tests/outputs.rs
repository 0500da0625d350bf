//! The forms of the report from outside: several in one run, what fails a run, and hostile text.

use snapbox::cmd::cargo_bin;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The forms that go to a file, by their names.
const FORMS: [&str; 12] = [
    "json", "jsonl", "csv", "markdown", "html", "sarif", "lines", "github", "rdjson", "rdjsonl",
    "junit", "gitlab",
];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin!("crosscheck"));
    command
        .current_dir(folder)
        .args(arguments)
        .args(["--today", "2026-01-15", "--isolated"]);
    command.output().unwrap()
}

fn code(folder: &Path, arguments: &[&str]) -> Option<i32> {
    run(folder, arguments).status.code()
}

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("drafts")).unwrap();
    folder
}

/// Two articles that contradict each other, one with a wrong weekday.
fn flood(name: &str) -> PathBuf {
    let folder = folder(name);
    let cluster = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/clusters/flood/articles");
    for file in fs::read_dir(cluster).unwrap() {
        let file = file.unwrap().path();
        fs::copy(&file, folder.join("drafts").join(file.file_name().unwrap())).unwrap();
    }
    folder
}

/// Every form of one run, by its name.
fn all_forms(folder: &Path, more: &[&str]) -> Vec<(&'static str, String)> {
    let outputs = FORMS.map(|form| format!("{form}=out.{form}"));
    let mut arguments = vec!["compare", "drafts"];
    arguments.extend(more);
    for output in &outputs {
        arguments.extend(["--output", output]);
    }
    let table = run(folder, &arguments);
    let mut forms = vec![("table", String::from_utf8(table.stdout).unwrap())];
    for form in FORMS {
        forms.push((
            form,
            fs::read_to_string(folder.join(format!("out.{form}"))).unwrap(),
        ));
    }
    forms
}

#[test]
fn several_forms_come_of_one_run() {
    let folder = flood("several-forms");
    let forms = all_forms(&folder, &[]);
    for (form, text) in &forms {
        assert!(text.contains("143 people"), "{form}");
        let alone = run(&folder, &["compare", "drafts", "--format", form]);
        assert_eq!(String::from_utf8(alone.stdout).unwrap(), *text, "{form}");
        assert_eq!(alone.status.code(), Some(1), "{form}");
    }
}

#[test]
fn the_forms_do_not_depend_on_the_order_of_files_or_the_number_of_threads() {
    let folder = flood("any-order");
    let mut files: Vec<String> = (1..=6).map(|at| format!("drafts/a{at}.txt")).collect();
    files.reverse();
    for form in ["html", "sarif", "csv", "markdown", "junit", "gitlab"] {
        let one = run(&folder, &["compare", "-f", form, "drafts"]);
        let mut arguments = vec!["compare", "-f", form, "--threads", "1"];
        arguments.extend(files.iter().map(String::as_str));
        assert_eq!(one.stdout, run(&folder, &arguments).stdout, "{form}");
    }
}

#[test]
fn a_plain_output_takes_the_form_asked_for_and_nothing_is_printed() {
    let folder = flood("plain-output");
    let output = run(
        &folder,
        &["compare", "drafts", "-f", "sarif", "-o", "x=y.sarif"],
    );
    assert_eq!(output.status.code(), Some(2), "`x` is no form");
    let output = run(
        &folder,
        &[
            "compare",
            "drafts",
            "-f",
            "sarif",
            "-o",
            "out.sarif",
            "-o",
            "csv=out.csv",
        ],
    );
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(
        fs::read_to_string(folder.join("out.sarif"))
            .unwrap()
            .contains("2.1.0")
    );
    assert!(
        fs::read_to_string(folder.join("out.csv"))
            .unwrap()
            .starts_with("id,kind")
    );
    let output = run(&folder, &["compare", "drafts", "-o", "csv=drafts/a1.txt"]);
    assert_eq!(
        output.status.code(),
        Some(2),
        "an article is never written over"
    );
}

#[test]
fn facts_and_groups_have_the_forms_that_make_sense() {
    let folder = flood("few-forms");
    for command in ["facts", "groups"] {
        for form in ["json", "jsonl", "html", "table"] {
            assert_eq!(
                code(&folder, &[command, "drafts", "-f", form]),
                Some(0),
                "{command} {form}"
            );
        }
        assert_eq!(
            code(&folder, &[command, "drafts", "-f", "sarif"]),
            Some(2),
            "{command}"
        );
        assert_eq!(
            code(&folder, &[command, "drafts", "-o", "csv=x"]),
            Some(2),
            "{command}"
        );
    }
}

#[test]
fn the_exit_status_is_that_of_the_threshold() {
    let folder = flood("exit-status");
    let of = |arguments: &[&str]| code(&folder, &[&["compare", "drafts"], arguments].concat());
    assert_eq!(of(&[]), Some(1));
    assert_eq!(of(&["--fail-on", "never"]), Some(0));
    assert_eq!(of(&["--exit-zero"]), Some(0));
    assert_eq!(of(&["--min-confidence", "0.99"]), Some(0));
    assert_eq!(
        of(&["--min-confidence", "0.99", "--fail-on", "discrepancy,check"]),
        Some(1)
    );
    assert_eq!(
        of(&["--min-confidence", "0.6", "--fail-on", "update"]),
        Some(1)
    );
    assert_eq!(of(&["--fail-on", "never,check"]), Some(2));
    assert_eq!(of(&["--min-confidence", "2"]), Some(2));
}

/// The greatest confidence of a discrepancy.
fn surest_discrepancy(folder: &Path) -> f64 {
    let forms = all_forms(folder, &[]);
    let (_, text) = forms.iter().find(|(form, _)| *form == "json").unwrap();
    let report: serde_json::Value = serde_json::from_str(text).unwrap();
    let facts = report["facts"].as_array().unwrap().iter();
    let relations = facts.flat_map(|fact| fact["relations"].as_array().unwrap());
    let told = relations.filter(|relation| relation["verdict"] == "discrepancy");
    let confidence = told.map(|relation| relation["confidence"].as_f64().unwrap());
    confidence.fold(0.0, f64::max)
}

#[test]
fn the_summary_says_how_many_were_below_the_threshold() {
    let folder = flood("below");
    let surest = surest_discrepancy(&folder).to_string();
    for (form, text) in all_forms(&folder, &["--min-confidence", &surest]) {
        match form {
            "json" | "jsonl" => assert!(
                text.replace(' ', "").contains("\"below\":2"),
                "{form}: {text}"
            ),
            "sarif" => assert!(text.contains("\"leftOut\": 2"), "{text}"),
            "lines" => assert_eq!(text.matches(": discrepancy: ").count(), 1, "{text}"),
            "rdjson" => assert_eq!(text.matches("\"discrepancy\"").count(), 1, "{text}"),
            "csv" => assert_eq!(text.matches(",discrepancy,").count(), 3, "{text}"),
            "junit" => assert_eq!(
                text.matches("less sure than was asked for").count(),
                2,
                "{text}"
            ),
            "rdjsonl" | "gitlab" => assert_eq!(
                text.matches("/discrepancy\"").count() + text.matches("\"discrepancy\"").count(),
                1
            ),
            _ => assert!(
                text.replace('\n', " ")
                    .replace("  ", " ")
                    .contains("2 less sure than that"),
                "{form}: {text}"
            ),
        }
    }
}

#[test]
fn what_could_not_be_read_fails_the_run_and_is_told_in_every_form() {
    let folder = flood("unread");
    fs::write(folder.join("drafts/broken.jsonl"), "{\"text\": 7}\n").unwrap();
    let of = |arguments: &[&str]| code(&folder, &[&["compare", "drafts"], arguments].concat());
    assert_eq!(of(&["--fail-on", "never"]), Some(2));
    assert_eq!(of(&["--min-confidence", "1"]), Some(2));
    for (form, text) in all_forms(&folder, &["--fail-on", "never"]) {
        let told = match form {
            "table" => text.contains("could not be read"),
            // The rows of a spreadsheet are values; the exit status and the other forms tell.
            "csv" => true,
            _ => text.contains("broken.jsonl"),
        };
        assert!(told, "{form}: {text}");
    }
    let junit = fs::read_to_string(folder.join("out.junit")).unwrap();
    assert!(junit.contains("errors=\"1\""), "{junit}");
}

/// Text that wants to do harm, in two articles that contradict each other.
fn hostile() -> PathBuf {
    let folder = folder("hostile");
    let harm = "=cmd() @SUM(1) \u{1b}[31m\u{9b}2J\u{7} </script><script>alert(1)</script> <img src=x onerror=alert(1)> \
                %0A::error::x ]]> \u{202e}fdp\u{2066} \\ud800 {0} [x](1) `b` | @ann #12 ##[error]y $x$ &lt;b&gt; \" ' \r";
    let long = "x".repeat(1_000_000);
    let article = |killed: &str, hurt: &str| {
        format!(
            "::error::Quake kills {killed} people in Lindau {harm}\n\nLINDAU, July 19, 2022. The quake that struck Lindau on Tuesday, \
             July 18, killed {killed} people, police said. {harm}\n\n={harm} The quake damaged {hurt} houses {harm} in \
             Lindau.\n\nThe mayor of Lindau, Anna Berg, said {hurt} houses were damaged by the quake in Lindau. {long}\n\
             ::add-mask::x\n"
        )
    };
    fs::write(folder.join("drafts/a =1.txt"), article("12", "340")).unwrap();
    fs::write(folder.join("drafts/b<b>,%0A.txt"), article("21", "430")).unwrap();
    // A file with a NUL is taken for a picture or the like; a field of JSON may hold one.
    let text = article("21", "430").replace("police", "po\0lice");
    let line =
        serde_json::json!({"id": "::error::<b>\0", "title": harm, "outlet": harm, "text": text});
    fs::write(folder.join("drafts/c.jsonl"), format!("{line}\n")).unwrap();
    folder
}

#[test]
fn hostile_text_reaches_no_form_unescaped() {
    let folder = hostile();
    let forms = all_forms(&folder, &["--fail-on", "update,check"]);
    for (form, text) in &forms {
        let is_break = |c: char| c == '\n' || (c == '\r' && *form == "csv");
        let harm = text
            .chars()
            .find(|c| (c.is_control() && !is_break(*c)) || is_direction(*c));
        assert_eq!(harm, None, "{form}");
        assert!(text.contains("12 people"), "{form} tells of it");
        let command = |line: &&str| line.trim_start().starts_with("::") && *form != "github";
        assert_eq!(text.lines().find(command), None, "{form}");
    }
    let text = |wanted: &str| {
        forms
            .iter()
            .find(|(form, _)| *form == wanted)
            .map(|(_, text)| text.as_str())
            .unwrap()
    };
    for form in ["html", "markdown", "junit"] {
        for tag in ["<script", "</script", "<img"] {
            assert!(!text(form).contains(tag), "{form}: {tag}");
        }
    }
    for form in ["json", "sarif", "rdjson", "gitlab"] {
        serde_json::from_str::<serde_json::Value>(text(form)).unwrap();
    }
    for line in text("jsonl").lines().chain(text("rdjsonl").lines()) {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    quick_junit::Report::deserialize_from_str(text("junit")).unwrap();
    for command in text("github").lines().filter(|line| line.starts_with("::")) {
        assert!(
            ["::error ", "::warning ", "::notice "]
                .iter()
                .any(|own| command.starts_with(own))
        );
        assert!(command.contains(" file=drafts/"), "{command}");
        let percent = |at: usize| {
            ["%25", "%3A", "%2C", "%0A", "%0D"]
                .iter()
                .any(|code| command[at..].starts_with(code))
        };
        assert!(
            command.match_indices('%').all(|(at, _)| percent(at)),
            "{command}"
        );
        assert!(!command.contains("%0A"), "{command}");
    }
    assert!(text("lines").lines().all(is_a_line), "{}", text("lines"));
    for record in csv::Reader::from_reader(text("csv").as_bytes()).records() {
        for cell in &record.unwrap() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
    assert!(
        text("csv").contains("'="),
        "a quote that starts like a formula is guarded"
    );
    assert!(!text("markdown").contains("@ann") && !text("markdown").contains("[x](1)"));
    assert!(text("sarif").len() < 200_000 && text("markdown").len() < 65_536);
}

/// Whether a line is of the form `file:line:column: level: message [id]`.
fn is_a_line(line: &str) -> bool {
    let parts: Vec<&str> = line.splitn(4, ':').collect();
    let [_, row, column, rest] = parts.as_slice() else {
        return false;
    };
    let number = |text: &str| text.parse::<usize>().is_ok_and(|number| number > 0);
    let levels = [" error: ", " warning: ", " note: "];
    let id = line
        .strip_suffix(']')
        .and_then(|line| line.rsplit_once(" ["));
    let id = id.is_some_and(|(_, id)| id.len() == 12);
    let level = levels.iter().any(|level| rest.starts_with(level));
    number(row) && number(column) && level && (id || rest.contains("not read"))
}

#[test]
fn findings_are_lines_as_compilers_print_them_with_the_id_to_decide_on() {
    let folder = flood("lines");
    fs::write(folder.join("drafts/broken.jsonl"), "{\"text\": 7}\n").unwrap();
    fs::write(folder.join("drafts/void.txt"), b"\xff\xfe\xff").unwrap();
    let output = run(&folder, &["compare", "drafts", "-f", "lines"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(is_a_line), "{text}");
    assert!(
        text.contains("drafts/broken.jsonl:1:1: error: not read: "),
        "{text}"
    );
    assert!(text.contains("drafts/a4.txt:7:"), "{text}");
}

#[test]
fn every_form_for_reviewers_tells_the_ids() {
    let folder = flood("ids");
    let json = run(&folder, &["compare", "drafts", "-f", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let facts = report["facts"].as_array().unwrap().iter();
    let facts = facts.filter(|fact| fact["verdict"] == "discrepancy");
    let ids: Vec<&str> = facts
        .chain(report["checks"].as_array().unwrap())
        .map(|finding| finding["id"].as_str().unwrap())
        .collect();
    assert!(ids.len() > 3);
    for (form, text) in all_forms(&folder, &[]) {
        for id in &ids {
            assert!(text.contains(id), "{form}: {id}: {text}");
        }
    }
}

#[test]
fn the_table_says_how_many_findings_fail_the_run() {
    let folder = flood("failing");
    let table = run(&folder, &["compare", "drafts"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.contains(" fail the run (discrepancies)"), "{table}");
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
