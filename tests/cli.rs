//! The program from outside: what it prints, where, and with which status it ends.

use snapbox::cmd::{Command, cargo_bin};
use snapbox::file;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

/// The program, in surroundings that change nothing.
fn crosscheck() -> Command {
    Command::new(cargo_bin!("crosscheck"))
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE")
        .args(["--today", "2026-01-15"])
}

/// Runs it and gives back what came of it.
fn run(arguments: &[&str]) -> Output {
    let mut command = std::process::Command::new(cargo_bin!("crosscheck"));
    command.args(arguments).args(["--today", "2026-01-15"]);
    command
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE");
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The articles of a cluster.
fn cluster(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/clusters")
        .join(name)
        .join("articles");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string());
    let mut files: Vec<String> = files.collect();
    files.sort();
    files
}

fn with<'a>(arguments: &[&'a str], files: &'a [String]) -> Vec<&'a str> {
    arguments
        .iter()
        .copied()
        .chain(files.iter().map(String::as_str))
        .collect()
}

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn article(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn help_has_examples() {
    crosscheck()
        .arg("--help")
        .assert()
        .success()
        .stdout_eq(file!["cmd/help.txt"]);
}

#[test]
fn every_command_explains_itself() {
    crosscheck()
        .args(["compare", "--help"])
        .assert()
        .success()
        .stdout_eq(file!["cmd/help-compare.txt"]);
    crosscheck()
        .args(["facts", "--help"])
        .assert()
        .success()
        .stdout_eq(file!["cmd/help-facts.txt"]);
    crosscheck()
        .args(["groups", "--help"])
        .assert()
        .success()
        .stdout_eq(file!["cmd/help-groups.txt"]);
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_wrong() {
    for (arguments, said) in [
        (&["compare", "--frmat", "json", "x"][..], "--format"),
        (&["compare"], "<INPUT>"),
        (&["compar", "x"], "compare"),
        (&["compare", "--date", "yesterday", "x"], "YYYY-MM-DD"),
        (&["compare", "--only", "wrong", "x"], "discrepancy"),
        (&["compare", "--width", "3", "x"], "40"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            stderr(&output).contains(said),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_missing_file_is_told_and_the_others_are_still_read() {
    let folder = folder("missing");
    let there = article(
        &folder,
        "there.txt",
        "The quake killed 12 people on Tuesday, police said.\n",
    );
    let missing = folder.join("missing.txt").display().to_string();
    for command in ["compare", "facts", "groups"] {
        let output = run(&[command, &there, &missing]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert_eq!(
            stderr(&output).lines().count(),
            1,
            "{command}: {}",
            stderr(&output)
        );
        assert!(
            stderr(&output).contains("missing.txt"),
            "{command}: {}",
            stderr(&output)
        );
        assert!(
            stdout(&output).contains("there.txt"),
            "{command}: {}",
            stdout(&output)
        );
    }
}

#[test]
fn nothing_to_read_is_an_error() {
    let output = run(&["compare", "/nowhere/at/all.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
}

#[test]
fn a_hostile_file_name_reaches_the_terminal_defused() {
    let output = run(&["compare", "no\u{1b}[2Jsuch\u{202e}.txt"]);
    let said = stderr(&output);
    assert!(
        !said.contains('\u{1b}') && !said.contains('\u{202e}'),
        "{said:?}"
    );
}

#[test]
fn facts_and_groups_end_with_0() {
    let files = cluster("flood");
    for command in ["facts", "groups"] {
        assert_eq!(
            run(&with(&[command], &files)).status.code(),
            Some(0),
            "{command}"
        );
    }
}

#[test]
fn json_goes_to_standard_output_and_can_be_parsed() {
    let files = cluster("flood");
    for command in ["compare", "facts", "groups"] {
        let output = run(&with(&[command, "--format", "json"], &files));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["schema"], "crosscheck-report/1", "{command}");
        assert_eq!(
            report["articles"].as_array().unwrap().len(),
            files.len(),
            "{command}"
        );
        assert!(output.stderr.is_empty(), "{command}: {}", stderr(&output));
    }
}

#[test]
fn the_schema_that_is_printed_is_the_published_one() {
    let output = run(&["schema"]);
    let published =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/crosscheck-report-1.schema.json");
    assert_eq!(
        stdout(&output),
        fs::read_to_string(published).unwrap().replace("\r\n", "\n")
    );
}

#[test]
fn the_report_can_go_to_a_file_but_never_over_an_article() {
    let folder = folder("output");
    let text = "The quake killed 12 people.\n";
    let draft = article(&folder, "draft.txt", text);
    let report = folder.join("report.json").display().to_string();
    let output = run(&["facts", "--format", "json", "--output", &report, &draft]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    assert!(fs::read_to_string(&report).unwrap().starts_with('{'));

    let output = run(&["facts", "--output", &draft, &draft]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&draft).unwrap(), text);
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let folder = folder("unwritable");
    let draft = article(&folder, "draft.txt", "The quake killed 12 people.\n");
    let target = folder.join("no/such/folder.json").display().to_string();
    let output = run(&["facts", "--output", &target, &draft]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("folder.json"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let files = cluster("flood");
    assert!(!stdout(&run(&with(&["compare"], &files))).contains('\u{1b}'));
    assert!(stdout(&run(&with(&["compare", "--color", "always"], &files))).contains('\u{1b}'));
    assert!(!stdout(&run(&with(&["compare", "--color", "never"], &files))).contains('\u{1b}'));
}

/// What a terminal would show; `script` gives the program one.
#[cfg(target_os = "linux")]
fn in_terminal(environment: &[(&str, &str)], arguments: &[&str]) -> Option<String> {
    let quoted = arguments
        .iter()
        .map(|argument| format!("'{argument}'"))
        .collect::<Vec<_>>()
        .join(" ");
    let line = format!("{} {quoted}", cargo_bin!("crosscheck").display());
    let mut command = std::process::Command::new("script");
    command
        .args(["-qec", &line, "/dev/null"])
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command.envs(environment.iter().copied());
    command
        .output()
        .ok()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_gets_colours_unless_no_color_is_set() {
    let files = cluster("flood");
    let arguments = with(&["groups"], &files);
    let (Some(coloured), Some(plain)) = (
        in_terminal(&[], &arguments),
        in_terminal(&[("NO_COLOR", "1")], &arguments),
    ) else {
        return; // no `script` here
    };
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    assert!(
        plain.contains("a1.txt") && !plain.contains("\u{1b}["),
        "{plain}"
    );
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let files = cluster("flood");
    let mut child = std::process::Command::new(cargo_bin!("crosscheck"))
        .args(with(&["facts"], &files))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", stderr(&output));
}

#[test]
fn standard_input_is_an_article_too() {
    crosscheck()
        .args(["facts", "-"])
        .stdin("The quake killed 12 people on 6 February 2023, police said.\n")
        .assert()
        .success()
        .stdout_eq("...\n[..]1   The quake killed [..]\n...");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let files = cluster("flood");
    let one = stdout(&run(&with(&["compare", "--threads", "1"], &files)));
    assert_eq!(
        one,
        stdout(&run(&with(&["compare", "--threads", "3"], &files)))
    );
}

#[test]
fn the_table_fits_its_width() {
    let files = cluster("flood");
    for width in ["80", "160"] {
        let text = stdout(&run(&with(
            &["compare", "--single", "--width", width],
            &files,
        )));
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= width.parse().ok(), "{width}: {widest:?}");
    }
}

#[test]
fn a_discrepancy_ends_with_1_unless_that_is_not_wanted() {
    let files = cluster("flood");
    let output = run(&with(&["compare"], &files));
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        stdout(&output).starts_with("DISCREPANCIES"),
        "{}",
        stdout(&output)
    );
    assert_eq!(
        run(&with(&["compare", "--exit-zero"], &files))
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        run(&with(&["compare", "--only", "agree"], &files))
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn one_article_alone_has_no_discrepancy() {
    let files = cluster("flood");
    assert_eq!(run(&["compare", &files[1]]).status.code(), Some(0));
}

#[test]
fn the_files_may_come_in_any_order() {
    let mut files = cluster("flood");
    let forwards = stdout(&run(&with(&["compare", "--format", "json"], &files)));
    files.reverse();
    assert_eq!(
        forwards,
        stdout(&run(&with(&["compare", "--format", "json"], &files)))
    );
}

#[test]
fn a_folder_is_walked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/clusters/flood/articles")
        .display()
        .to_string();
    let output = run(&["groups", "--format", "json", &folder]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["articles"].as_array().unwrap().len(), 6);
}

#[test]
fn hostile_text_reaches_no_output() {
    let folder = folder("hostile");
    let text =
        "The quake\u{1b}[2J killed \u{9b}31m12 people\u{202e} on\u{200b} 6 February 2023.\u{7}\n";
    let draft = article(&folder, "draft.txt", text);
    for arguments in [
        &["compare", "--single"][..],
        &["facts"],
        &["groups"],
        &["compare", "--format", "json"],
    ] {
        let output = run(&[arguments, &[draft.as_str()]].concat());
        let hostile = ['\u{1b}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{7}'];
        assert!(
            !stdout(&output).contains(hostile),
            "{arguments:?}: {:?}",
            stdout(&output)
        );
    }
}

#[test]
fn what_was_read_out_of_an_article() {
    let files = cluster("flood");
    crosscheck()
        .args(["facts", "--width", "80", &files[2]])
        .assert()
        .success()
        .stdout_eq(file!["cmd/facts-flood-a3.txt"]);
}

#[test]
fn what_is_wrong_inside_an_article_is_told() {
    let folder = folder("checks");
    let text =
        "Police counted 12 dead: seven men and four women. Output rose 8% from 450 to 480.\n";
    let path = article(&folder, "a.txt", text);
    for command in ["compare", "facts"] {
        let output = run(&[command, "--width", "80", &path]);
        let printed = stdout(&output);
        let words = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("seven and four make 11, not 12"), "{words}");
        assert!(words.contains("that is 6.7%"), "{words}");
        assert!(
            printed.lines().all(|line| line.chars().count() <= 80),
            "{printed}"
        );
    }
    let output = run(&["facts", "--format", "json", &path]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let check = &report["checks"][0];
    assert_eq!(
        (&check["kind"], &check["text"]),
        (&"sum".into(), &"12 dead: seven men and four women".into())
    );
    assert_eq!(report["checks"][1]["kind"], "arithmetic");
    assert_eq!(text[15..48], check["text"].as_str().unwrap()[..]);
    assert_eq!((&check["start"], &check["end"]), (&15.into(), &48.into()));
}

/// Two scores of one match are no two ranges that overlap.
#[test]
fn two_scores_of_one_match_differ() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scores");
    fs::create_dir_all(&folder).unwrap();
    for (name, score) in [("a.txt", "4-0"), ("b.txt", "4-1")] {
        let story = format!("Rovers beat Town {score} at Moor Lane on Saturday, May 13, 2023.\n");
        fs::write(folder.join(name), story).unwrap();
    }
    let run = run_in(&folder, &["compare", "--format", "json", "."]);
    let report: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let facts = report["facts"].as_array().unwrap().iter();
    let why = facts.flat_map(|fact| fact["relations"].as_array().unwrap());
    let why: Vec<&str> = why
        .map(|relation| relation["why"].as_str().unwrap())
        .collect();
    assert!(!why.is_empty(), "the two scores are not told as one fact");
    assert!(
        !why.iter().any(|why| why.contains("can both be true")),
        "{why:?}"
    );
}

/// The README shows real output: every line of its first block but the marks of omission is
/// printed by the command that it names.
#[test]
fn the_readme_shows_real_output() {
    let readme = include_str!("../README.md");
    let block = readme
        .split("```console\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a console block");
    let (command, shown) = block.split_once('\n').expect("a command and its output");
    let arguments: Vec<&str> = command
        .trim_start_matches("$ crosscheck ")
        .split_whitespace()
        .collect();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args(arguments)
        .output()
        .expect("a run");
    let printed = String::from_utf8_lossy(&run.stdout);
    for line in shown.lines().filter(|line| *line != "…") {
        assert!(printed.lines().any(|p| p == line), "not printed: {line:?}");
    }
}

/// Runs the program in a folder of its own.
fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = std::process::Command::new(cargo_bin!("crosscheck"));
    command.current_dir(folder).args(arguments);
    command.args(["--today", "2026-01-15"]);
    command.output().unwrap()
}

#[test]
fn dates_that_are_none_and_front_matter_that_never_closes_are_noted_and_fail_nothing() {
    let here = folder("front-matter-notes");
    article(
        &here,
        "a.md",
        "---\ndate: soonish\n---\nTwo people drowned.\n",
    );
    article(&here, "b.md", "---\ntitle: x\nTwo people drowned.\n");
    article(
        &here,
        "c.md",
        "---\ndate: 2022-07-19\n---\nTwo people drowned.\n",
    );
    for command in ["compare", "facts"] {
        let output = run_in(&here, &[command, "."]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let said = stderr(&output);
        assert_eq!(said.lines().count(), 2, "{said}");
        assert!(
            said.contains("a.md: front matter 'date' is no date that is understood: “soonish”"),
            "{said}"
        );
        assert!(
            said.contains("b.md: front matter opens with '---' and never closes"),
            "{said}"
        );
        let quiet = run_in(&here, &[command, ".", "--quiet"]);
        assert_eq!(stderr(&quiet), "");
    }
    let groups = run_in(&here, &["groups", "c.md"]);
    assert_eq!(stderr(&groups), "");
}

const CONTAINERS: &str = "The port of Vessa handled 412,000 TEU in May.\n";

#[test]
fn own_units_are_read_from_the_nearest_configuration() {
    let above = folder("config-found");
    let here = above.join("drafts");
    fs::create_dir_all(&here).unwrap();
    article(&here, "port.txt", CONTAINERS);
    let facts = |arguments: &[&str]| {
        let all = [&["facts", "--format", "json", "port.txt"], arguments].concat();
        stdout(&run_in(&here, &all))
    };
    assert!(!facts(&[]).contains("\"unit\": \"TEU\""));
    let toml = "[[units]]\nsymbol = \"TEU\"\ndimension = \"containers\"\n";
    fs::write(above.join("crosscheck.toml"), toml).unwrap();
    assert!(facts(&[]).contains("\"unit\": \"TEU\""));
    assert!(!facts(&["--isolated"]).contains("\"unit\": \"TEU\""));
    fs::write(here.join("crosscheck.toml"), "").unwrap();
    assert!(!facts(&[]).contains("\"unit\": \"TEU\""));
    let named = above.join("crosscheck.toml").display().to_string();
    assert!(facts(&["--config", &named]).contains("\"unit\": \"TEU\""));
}

#[test]
fn mistakes_in_the_configuration_are_named_with_place_and_remedy() {
    let here = folder("config-wrong");
    article(&here, "port.txt", CONTAINERS);
    let complaint = |toml: &str| {
        fs::write(here.join("crosscheck.toml"), toml).unwrap();
        let output = run_in(&here, &["facts", "port.txt"]);
        assert_eq!(output.status.code(), Some(2), "{toml}");
        assert!(output.stdout.is_empty());
        stderr(&output)
    };
    assert_eq!(
        complaint("# ours\n[[unist]]\n"),
        "error: crosscheck.toml:2: unknown key `unist`; did you mean `units`?\n"
    );
    assert_eq!(
        complaint("[[units]]\nsymbol = \"cwt\"\nof = { unit = \"kgs\", factor = 50.8 }\n"),
        "error: crosscheck.toml:1: no unit has the symbol \"kgs\"; did you mean \"kg\"?\n"
    );
    let output = run_in(&here, &["facts", "--config", "none.toml", "port.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("none.toml: the configuration cannot be read"));
    let output = run_in(&here, &["facts", "--isolated", "--config", "x", "port.txt"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_configuration_in_the_readme_works() {
    let guide = include_str!("../docs/configuration.md");
    let block = guide.split("```toml\n").nth(1).unwrap();
    let toml = block.split("```").next().unwrap();
    let here = folder("config-readme");
    fs::write(here.join("crosscheck.toml"), toml).unwrap();
    article(
        &here,
        "aid.txt",
        "The fund lent SDR 4.5 billion. The port handled 412,000 containers and a shade past 900 tons.\n",
    );
    let output = run_in(&here, &["facts", "--format", "json", "aid.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report = stdout(&output);
    for said in ["\"XDR\"", "\"TEU\"", "\"short ton\"", "\"at_least\""] {
        assert!(report.contains(said), "{said}: {report}");
    }
}

#[test]
fn two_copies_are_shown_side_by_side_with_the_figures_that_changed() {
    let files = cluster("flood");
    for width in ["80", "160"] {
        let output = run(&with(&["groups", "--show", "--width", width], &files));
        let text = stdout(&output);
        let columns: usize = width.parse().unwrap();
        assert!(
            text.lines().all(|line| line.chars().count() <= columns),
            "{text}"
        );
        assert!(
            text.contains('⟦') && text.contains("FIGURES THAT CHANGED (1)"),
            "{text}"
        );
        assert!(
            text.contains("34 feet (a2.txt:3) → 43ft (a3.txt:8)"),
            "{text}"
        );
    }
    let both = run(&with(&["groups", "--show=a3,a2"], &files));
    assert!(stdout(&both).contains("FIGURES THAT CHANGED"));
    let unknown = run(&with(&["groups", "--show=a1,nobody"], &files));
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("nobody"));
}

#[test]
fn a_sentence_stands_beside_the_value_as_it_puts_it() {
    let folder = folder("as-put");
    let text = "BRENSK, March 3, 2024 - The river Ald rose to 4.2 metres in Brensk on Sunday, the \
                harbour office said.";
    let a = article(&folder, "a.txt", text);
    let b = article(&folder, "b.txt", &text.replace("4.2 metres", "13.8 feet"));
    let table = stdout(&run(&["compare", "--width", "100", &a, &b]));
    let line = |name: &str| {
        table
            .lines()
            .find(|l| l.contains(name) && l.contains("river"))
    };
    let line = |name: &str| line(name).unwrap_or_default().trim_start().to_owned();
    assert!(line("a.txt:1").starts_with("4.2 metres"), "{table}");
}
