//! The workflows of `examples/workflows/`: their commands are run as they stand, on a folder of
//! drafts that contradict one another and after somebody has decided on it.

use snapbox::cmd::cargo_bin;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A repository with drafts.
fn repository(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("workflows")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("drafts")).unwrap();
    for file in ["a2.txt", "a5.txt"] {
        let from = Path::new(ROOT)
            .join("fixtures/clusters/flood/articles")
            .join(file);
        fs::copy(from, folder.join("drafts").join(file)).unwrap();
    }
    folder
}

fn example(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("examples/workflows").join(name)).unwrap()
}

/// Runs a line as a job does: in a shell, with the program on the path.
fn shell(folder: &Path, line: &str) -> Output {
    let program = cargo_bin!("crosscheck");
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let mut command = Command::new("sh");
    command
        .current_dir(folder)
        .args(["-euc", line])
        .env("PATH", path);
    command.env("GITHUB_STEP_SUMMARY", folder.join("summary.md"));
    command.output().unwrap()
}

fn decide(folder: &Path) {
    let report = shell(
        folder,
        "crosscheck compare --format json --exit-zero drafts/",
    );
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    let facts = report["facts"].as_array().unwrap();
    let open = facts.iter().filter(|fact| fact["verdict"] == "discrepancy");
    for id in open.map(|fact| fact["id"].as_str().unwrap()) {
        let line = format!("crosscheck decide {id} drafts/ --as accepted --reason seen");
        assert!(shell(folder, &line).status.success());
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The commands of a job, by what stands before them.
fn commands<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    text.lines()
        .filter_map(move |line| line.trim().strip_prefix(before))
}

#[test]
fn the_github_job_fails_until_somebody_decides_and_writes_a_summary() {
    let folder = repository("github");
    let text = example("github-actions.yml");
    let runs: Vec<&str> = commands(&text, "run: ").collect();
    let [install, compare, summary] = runs.as_slice() else {
        panic!("{runs:?}");
    };
    assert!(
        install.contains("cargo install --locked --git \"$CROSSCHECK\" --rev \"$CROSSCHECK_REV\"")
    );
    assert!(
        text.contains("key: crosscheck-${{ env.CROSSCHECK_REV }}-"),
        "what is kept is what is asked for"
    );
    let output = shell(&folder, compare);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        stdout(&output).contains("::error file=drafts/"),
        "{}",
        stdout(&output)
    );
    assert!(shell(&folder, summary).status.success());
    assert!(
        fs::read_to_string(folder.join("summary.md"))
            .unwrap()
            .contains("143 people")
    );
    decide(&folder);
    let output = shell(&folder, compare);
    assert_eq!(output.status.code(), Some(0));
    assert!(!stdout(&output).contains("::error"), "{}", stdout(&output));
}

#[test]
fn the_gitlab_job_leaves_the_reports_that_it_names() {
    let folder = repository("gitlab");
    let text = example("gitlab-ci.yml");
    assert!(text.contains("--git \"$CROSSCHECK\" --rev \"$CROSSCHECK_REV\""));
    assert!(
        text.contains("key: crosscheck-$CROSSCHECK_REV"),
        "what is kept is what is asked for"
    );
    let compare = commands(&text, "- crosscheck ").next().unwrap();
    let compare = format!("crosscheck {compare}");
    assert_eq!(shell(&folder, &compare).status.code(), Some(1));
    let named = |key: &str| {
        let name = commands(&text, key).next().unwrap();
        fs::read_to_string(folder.join(name)).unwrap()
    };
    let quality: serde_json::Value = serde_json::from_str(&named("codequality: ")).unwrap();
    assert!(!quality.as_array().unwrap().is_empty());
    assert!(named("junit: ").contains("<testsuites"));
    decide(&folder);
    assert_eq!(shell(&folder, &compare).status.code(), Some(0));
}

#[test]
fn the_line_for_make_works() {
    let folder = repository("make");
    fs::write(folder.join("Makefile"), example("Makefile")).unwrap();
    if shell(&folder, "make --version").status.code() != Some(0) {
        return; // there is no make to try it with
    }
    assert_eq!(
        shell(&folder, "make check-drafts").status.code(),
        Some(2),
        "make's own status"
    );
    decide(&folder);
    assert_eq!(shell(&folder, "make check-drafts").status.code(), Some(0));
}

#[test]
fn the_hook_names_options_that_there_are() {
    let folder = repository("hook");
    let hooks = fs::read_to_string(Path::new(ROOT).join(".pre-commit-hooks.yaml")).unwrap();
    let files = commands(&hooks, "files: ").next().unwrap();
    for ending in [
        "txt", "text", "md", "markdown", "html?", "xhtml", "jsonl", "ndjson",
    ] {
        assert!(
            files.contains(&format!("({ending}|")) || files.contains(&format!("|{ending}")),
            "{ending}: {files}"
        );
    }
    assert!(files.contains(r")(\.gz)?$"), "packed ones, too: {files}");
    let entry = commands(&hooks, "entry: ").next().unwrap();
    let line = format!("{entry} drafts");
    assert_eq!(shell(&folder, &line).status.code(), Some(1));
    decide(&folder);
    assert_eq!(shell(&folder, &line).status.code(), Some(0));
}

#[test]
fn the_editor_s_task_prints_lines_that_its_matcher_reads() {
    let folder = repository("editor");
    let tasks: serde_json::Value = serde_json::from_str(&example("vscode-tasks.json")).unwrap();
    let task = &tasks["tasks"][0];
    let arguments: Vec<&str> = task["args"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a.as_str().unwrap())
        .collect();
    let output = shell(&folder, &format!("crosscheck {}", arguments.join(" ")));
    assert_eq!(output.status.code(), Some(0));
    // What the expression of the matcher says, in the order of its groups.
    let pattern = &task["problemMatcher"]["pattern"];
    assert_eq!(
        pattern["regexp"],
        r"^(.+?):(\d+):(\d+): (error|warning|note): (.*?)(?: \[([0-9a-f]+)\])?$"
    );
    let order = ["file", "line", "column", "severity", "message", "code"];
    let groups = order.iter().zip(1..);
    assert!(groups.clone().all(|(name, group)| pattern[name] == group));
    fs::write(folder.join("drafts/broken.jsonl"), "{}\n").unwrap();
    let unread = shell(&folder, "crosscheck compare --format lines drafts/");
    let (found, unread) = (stdout(&output), stdout(&unread));
    assert!(found.lines().count() > 0 && unread.contains("not read: "));
    for line in found.lines().chain(unread.lines()) {
        let parts: Vec<&str> = line.splitn(5, ':').collect();
        let [file, row, column, level, message] = parts.as_slice() else {
            panic!("{line}");
        };
        assert!(file.starts_with("drafts/"), "{line}");
        assert!(row.parse::<usize>().is_ok() && column.parse::<usize>().is_ok());
        assert!([" error", " warning", " note"].contains(level), "{line}");
        assert!(message.len() > 1, "{line}");
    }
}
