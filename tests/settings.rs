//! `crosscheck.toml`, and what the program says about itself: `config`, `explain`, `completions`,
//! `man`, `--verbose`, `--quiet`.

use serde_json::Value;
use snapbox::cmd::cargo_bin;
use snapbox::{assert_data_eq, file};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("settings")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin!("crosscheck"));
    command
        .current_dir(folder)
        .args(arguments)
        .args(["--today", "2026-01-15"]);
    command.env_remove("CLICOLOR_FORCE").output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&stdout(&output)).unwrap_or_else(|_| panic!("{}", stderr(&output)))
}

const WHOLE: &str = r#"# ours
corpus = "kept/corpus"
decisions = "kept/decisions.jsonl"
fail-on = "disputed"
min-confidence = 0.6

[ignore]
outlets = ["The Example"]
sections = ["sport"]

[boilerplate]
cues = ["House style note"]

[names]
"Choe Son-hui" = ["Choe Son Hui", "the North's foreign minister"]

[events]
"invasion of Ukraine" = 2022-02-24

[[units]]
symbol = "TEU"
names = ["containers"]
dimension = "containers"
"#;

#[test]
fn every_value_in_force_is_printed_with_its_origin() {
    let folder = folder("config");
    fs::write(folder.join("crosscheck.toml"), WHOLE).unwrap();
    let output = run(&folder, &["config", "--fail-on", "never"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_data_eq!(stdout(&output), file!["cmd/config.txt"]);
    // What is printed is a configuration itself.
    fs::write(folder.join("printed.toml"), stdout(&output)).unwrap();
    let again = run(
        &folder,
        &["config", "--config", "printed.toml", "--format", "json"],
    );
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
    let settings: Value = serde_json::from_str(&stdout(&again)).unwrap();
    let find = |key: &str| {
        let all = settings.as_array().unwrap();
        all.iter()
            .find(|setting| setting["key"] == key)
            .unwrap()
            .clone()
    };
    assert_eq!(find("fail-on")["value"][0], "never");
    assert_eq!(find("invasion of Ukraine")["value"], "2022-02-24");
    assert_eq!(find("TEU")["value"]["dimension"], "containers");
    let plain = run(&folder, &["config", "--isolated"]);
    assert!(
        stdout(&plain)
            .lines()
            .all(|line| line.is_empty() || line.starts_with('[') || line.contains("# default"))
    );
}

#[test]
fn what_is_unknown_is_an_error_with_a_suggestion() {
    let folder = folder("unknown");
    for (text, said) in [
        (
            "fail_on = \"never\"\n",
            "crosscheck.toml:1: unknown key `fail_on`; did you mean `fail-on`?",
        ),
        (
            "\n[nmes]\n",
            "crosscheck.toml:2: unknown key `nmes`; did you mean `names`?",
        ),
        (
            "[ignore]\noutlet = []\n",
            "crosscheck.toml:2: unknown key `outlet`; did you mean `outlets`?",
        ),
        (
            "fail-on = \"disputd\"\n",
            "crosscheck.toml:1: unknown value `disputd`; did you mean `disputed`?",
        ),
        (
            "fail-on = [\"never\", \"check\"]\n",
            "crosscheck.toml:1: name what fails, or \"never\" alone",
        ),
        ("fail-on = []\n", "crosscheck.toml:1: name what fails"),
        (
            "min-confidence = 60.0\n",
            "crosscheck.toml:1: min-confidence lies between 0 and 1",
        ),
        (
            "[events]\n\"the flood\" = \"last May\"\n",
            "crosscheck.toml:2: not a day; write it as YYYY-MM-DD",
        ),
        (
            "[events]\n\"the flood\" = 2022-02-24T10:00:00\n",
            "crosscheck.toml:2: not a day",
        ),
        (
            "[names]\n\"Ann Lee\" = []\n",
            "crosscheck.toml:2: a name without another name does nothing",
        ),
        (
            "[names]\n\"Ann Lee\" = [\"A. Lee\", \" \"]\n",
            "crosscheck.toml:2: a name has letters",
        ),
        (
            "[boilerplate]\ncues = [\"--\"]\n",
            "crosscheck.toml:2: a cue has letters",
        ),
        ("decisions = \"\"\n", "crosscheck.toml:1: is empty"),
    ] {
        fs::write(folder.join("crosscheck.toml"), text).unwrap();
        fs::write(folder.join("a.txt"), "Two died.\n").unwrap();
        for arguments in [&["config"][..], &["compare", "a.txt"], &["decisions"]] {
            let output = run(&folder, arguments);
            assert_eq!(output.status.code(), Some(2), "{text}");
            assert!(stderr(&output).contains(said), "{}", stderr(&output));
        }
    }
}

#[test]
fn own_names_are_one_name_where_facts_are_aligned() {
    let folder = folder("names");
    let day = "Wednesday 17 January 2024\n\n";
    fs::write(
        folder.join("a.txt"),
        format!("{day}Choe Son-hui has visited 12 countries this year.\n"),
    )
    .unwrap();
    fs::write(
        folder.join("b.txt"),
        format!("{day}This year the North's foreign minister has visited 14 countries.\n"),
    )
    .unwrap();
    let found = |arguments: &[&str]| report(&folder, arguments)["summary"]["discrepancy"].clone();
    fs::write(folder.join("crosscheck.toml"), WHOLE).unwrap();
    assert_eq!(found(&["compare", "a.txt", "b.txt", "--isolated"]), 0);
    assert_eq!(found(&["compare", "a.txt", "b.txt"]), 1);
}

#[test]
fn own_names_are_no_slips_of_the_pen() {
    let folder = folder("spelling");
    let text = "On 3 May Anna Lindqvist met Anna Lindquist, and both of the 12 judges left.\n";
    fs::write(folder.join("a.txt"), text).unwrap();
    let kinds = |arguments: &[&str]| -> Vec<Value> {
        let report = report(&folder, arguments);
        report["checks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["kind"].clone())
            .collect()
    };
    assert_eq!(kinds(&["compare", "a.txt"]), ["spelling"]);
    let own = "[names]\n\"Anna Lindqvist\" = [\"Anna Lindquist\"]\n";
    fs::write(folder.join("crosscheck.toml"), own).unwrap();
    assert_eq!(kinds(&["compare", "a.txt"]), [""; 0]);
}

#[test]
fn ignored_outlets_and_sections_are_left_out_and_counted() {
    let folder = folder("ignore");
    fs::write(folder.join("crosscheck.toml"), WHOLE).unwrap();
    let article = |name: &str, front: &str| {
        fs::write(
            folder.join(name),
            format!("---\n{front}\n---\nThe blast killed 12 people.\n"),
        )
        .unwrap();
    };
    article("a.md", "outlet: the example");
    article("b.md", "section: Sport");
    article("c.md", "url: https://example.org/sport/x.html");
    article("d.md", "outlet: Another");
    let page = "<html><head><meta property=\"article:section\" content=\"Sport\"></head>\
                <body><p>The blast killed 12 people in the harbour, police said.</p></body></html>";
    fs::write(folder.join("e.html"), page).unwrap();
    let line = "{\"text\":\"The blast killed 12 people.\",\"section\":\"sport\"}\n";
    fs::write(folder.join("f.jsonl"), line).unwrap();
    let all = ["facts", "a.md", "b.md", "c.md", "d.md", "e.html", "f.jsonl"];
    let report = report(&folder, &all);
    let paths: Vec<&Value> = report["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| &a["path"])
        .collect();
    assert_eq!(paths, ["d.md"]);
    let told = stderr(&run(&folder, &all));
    assert!(
        told.starts_with("note: 5 of the articles are left out"),
        "{told}"
    );
    let none = run(&folder, &["compare", "a.md"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        stderr(&none).contains("nothing is left to compare"),
        "{}",
        stderr(&none)
    );
}

#[test]
fn own_cues_take_lines_out_of_the_story() {
    let folder = folder("cues");
    fs::write(folder.join("crosscheck.toml"), WHOLE).unwrap();
    let text = "The blast killed 12 people.\n\nHouse style note: 30 people is the last count.\n";
    fs::write(folder.join("a.txt"), text).unwrap();
    let report = report(&folder, &["facts", "a.txt"]);
    let outside = &report["articles"][0]["outside_story"];
    assert_eq!(outside[0]["why"], "begins with “House style note”");
    assert_eq!(report["mentions"].as_array().unwrap().len(), 1);
}

#[test]
fn dates_are_counted_from_own_events() {
    let folder = folder("events");
    fs::write(folder.join("crosscheck.toml"), WHOLE).unwrap();
    let text = "They met two weeks after the invasion of Ukraine.\n";
    fs::write(folder.join("a.txt"), text).unwrap();
    let value = |arguments: &[&str]| report(&folder, arguments)["mentions"][0]["value"].clone();
    let day = value(&["facts", "a.txt"]);
    assert_eq!(
        (&day["kind"], &day["start"]),
        (&"date".into(), &"2022-03-10".into())
    );
    assert_eq!(value(&["facts", "a.txt", "--isolated"])["kind"], "quantity");
}

#[test]
fn verdicts_and_checks_are_explained() {
    let here = folder("explain");
    assert_data_eq!(stdout(&run(&here, &["explain"])), file!["cmd/explain.txt"]);
    assert_data_eq!(
        stdout(&run(&here, &["explain", "disputed"])),
        file!["cmd/explain-disputed.txt"]
    );
    assert_data_eq!(
        stdout(&run(&here, &["explain", "Weekday"])),
        file!["cmd/explain-weekday.txt"]
    );
    let output = run(&here, &["explain", "discrepency"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean discrepancy?"));
    assert!(stderr(&run(&here, &["explain", "xyz"])).contains("crosscheck explain lists them"));
}

#[test]
fn mistyped_commands_and_values_are_answered_with_the_nearest() {
    let here = folder("mistyped");
    for (arguments, said) in [
        (&["decied", "x"][..], "'decide'"),
        (&["compar", "x"], "'compare'"),
        (
            &["decide", "x", "a", "--as", "dismised", "--reason", "r"],
            "'dismissed'",
        ),
        (&["completions", "bahs"], "'bash'"),
        (&["drafts/"], "'crosscheck compare drafts/'"),
        (&["groups", "--show", "g1", "drafts"], "--show=g1"),
        (&["groups", "--show", "a1,a3", "drafts"], "--show=a1,a3"),
        (
            &["compare", "--since", "2024-01-16", "drafts"],
            "cannot be used with",
        ),
        (
            &["compare", "--since", "2024-01-16"],
            "crosscheck.db: no such corpus",
        ),
    ] {
        let output = run(&here, arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}

#[test]
fn the_corpus_in_force_is_told() {
    let here = folder("corpus-told");
    let told = || stdout(&run(&here, &["config"]));
    assert!(told().contains("corpus = \"crosscheck.db\""), "{}", told());
    assert!(told().contains("there is none yet"), "{}", told());
    fs::write(here.join("a.txt"), "The blast killed 12 people.\n").unwrap();
    let added = run(&here, &["add", "a.txt"]);
    assert!(
        stdout(&added).starts_with("1 article read: 1 new"),
        "{}",
        stdout(&added)
    );
    assert!(
        stdout(&added).ends_with("crosscheck.db: 1 article\n"),
        "{}",
        stdout(&added)
    );
    assert!(!told().contains("there is none yet"), "{}", told());
    let since = run(&here, &["compare", "--since", "2024-01-16"]);
    assert_eq!(since.status.code(), Some(0), "{}", stderr(&since));
}

#[test]
fn completions_name_every_command() {
    let here = folder("completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&run(&here, &["completions", shell]));
        for word in ["decide", "decisions", "explain", "draft-text"] {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
        if shell == "bash" || shell == "zsh" {
            assert!(
                script.contains("arithmetic"),
                "{shell}: what can be explained"
            );
        }
        let lists = |line: &&str| line.contains("opts=") && line.contains("--today");
        assert_eq!(script.lines().find(lists), None, "{shell}");
    }
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let here = folder("man");
    let page = stdout(&run(&here, &["man"]));
    assert!(
        page.contains(".TH crosscheck 1") && page.contains("crosscheck\\-decide(1)"),
        "{page}"
    );
    let output = run(&here, &["man", "pages/man1"]);
    assert_eq!(
        (output.status.code(), stdout(&output).as_str()),
        (Some(0), "")
    );
    let decide = fs::read_to_string(here.join("pages/man1/crosscheck-decide.1")).unwrap();
    assert!(
        decide.contains(".SH EXAMPLES") && decide.contains("EXIT STATUS"),
        "{decide}"
    );
    assert!(
        !decide.contains("EXTRA") && decide.contains("\"crosscheck 0."),
        "{decide}"
    );
    let count = fs::read_dir(here.join("pages/man1")).unwrap().count();
    let commands = page.matches("(1)\n").count();
    assert_eq!(count, commands + 1);
}

#[test]
fn what_is_being_done_is_told_on_standard_error_where_asked_for() {
    let here = folder("verbose");
    fs::write(here.join("crosscheck.toml"), WHOLE).unwrap();
    fs::write(here.join("a.txt"), "The blast killed 12 people.\n").unwrap();
    let told = |arguments: &[&str]| {
        let output = run(&here, arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(!stdout(&output).contains("INFO"));
        stderr(&output)
    };
    assert_eq!(told(&["compare", "a.txt"]), "");
    let some = told(&["compare", "a.txt", "-v"]);
    assert!(
        some.contains("INFO configuration read") && some.contains("INFO grouping copies"),
        "{some}"
    );
    assert!(!some.contains("DEBUG"));
    let more = told(&["-vv", "compare", "a.txt"]);
    assert!(
        more.contains("DEBUG article read") && more.contains("path=a.txt"),
        "{more}"
    );
}

#[test]
fn every_command_has_examples() {
    let here = folder("help");
    let help = stdout(&run(&here, &["--help"]));
    let commands = help
        .lines()
        .skip_while(|l| *l != "Commands:")
        .skip(1)
        .take_while(|l| !l.is_empty());
    let mut seen = 0;
    for name in commands.filter_map(|line| line.split_whitespace().next()) {
        if name != "help" {
            let help = stdout(&run(&here, &[name, "--help"]));
            assert!(help.contains("Examples:"), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen} commands");
}

#[test]
fn the_file_says_what_fails_and_the_command_line_goes_before_it() {
    let folder = folder("threshold");
    let text = "On 3 May Anna Lindqvist met Anna Lindquist, and both of the 12 judges left.\n";
    fs::write(folder.join("a.txt"), text).unwrap();
    let status = |settings: &str, arguments: &[&str]| {
        fs::write(folder.join("crosscheck.toml"), settings).unwrap();
        run(&folder, &[&["compare", "a.txt"], arguments].concat())
            .status
            .code()
    };
    assert_eq!(status("", &[]), Some(0));
    assert_eq!(
        status("fail-on = [\"discrepancy\", \"check\"]\n", &[]),
        Some(1)
    );
    assert_eq!(
        status("fail-on = \"check\"\n", &["--fail-on", "never"]),
        Some(0)
    );
    assert_eq!(
        status("fail-on = \"never\"\n", &["--fail-on", "check"]),
        Some(1)
    );
    assert_eq!(status("fail-on = \"check\"\n", &["--exit-zero"]), Some(0));
    let report = report(&folder, &["compare", "a.txt"]);
    assert_eq!(report["gate"]["fail_on"][0], "check");
}

#[test]
fn an_ignored_article_is_not_written_over_either() {
    let folder = folder("spared");
    fs::write(
        folder.join("crosscheck.toml"),
        "[ignore]\noutlets = [\"X\"]\n",
    )
    .unwrap();
    let article = "---\noutlet: X\n---\nThe blast killed 12 people.\n";
    fs::write(folder.join("a.md"), article).unwrap();
    fs::write(folder.join("b.md"), "The blast killed 14 people.\n").unwrap();
    let output = run(&folder, &["compare", "a.md", "b.md", "--output", "a.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), article);
}

#[test]
fn the_readme_s_settings_can_be_used() {
    let folder = folder("readme");
    let readme = include_str!("../README.md");
    let block = readme.split("```toml\n").nth(1).unwrap();
    fs::write(
        folder.join("crosscheck.toml"),
        block.split("```").next().unwrap(),
    )
    .unwrap();
    let output = run(&folder, &["config"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("Choe Son Hui"));
    let guide = include_str!("../docs/workflows.md");
    let block = guide.split("```toml\n").nth(1).unwrap();
    fs::write(
        folder.join("crosscheck.toml"),
        block.split("```").next().unwrap(),
    )
    .unwrap();
    assert_eq!(run(&folder, &["config"]).status.code(), Some(0));
}
