//! The program from outside.

use super::*;
use snapbox::cmd::cargo_bin;
use std::process::Output;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = std::process::Command::new(cargo_bin!("crosscheck"));
    command
        .current_dir(folder)
        .args(arguments)
        .args(["--today", "2026-01-15"]);
    command
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE");
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
        + &String::from_utf8(output.stderr.clone()).unwrap()
}

/// Writes an archive of three articles.
fn archive(folder: &Path) {
    fs::create_dir(folder.join("archive")).unwrap();
    let article =
        |name: &str, text: &str| fs::write(folder.join("archive").join(name), text).unwrap();
    article(
        "a.txt",
        "KATHMANDU, July 20, 2022 (AFP) - Twelve people died in the flood at Ratnanagar in Chitwan, police said.\n",
    );
    article(
        "b.txt",
        "Kathmandu, 20 July 2022 (RSS)\nThe flood at Ratnanagar in Chitwan killed 12 people, the District office said.\n",
    );
    article(
        "c.txt",
        "LEEDS, May 4, 2020 - A dog bit a man in Leeds on Monday.\n",
    );
}

#[test]
fn what_is_found_of_a_draft_stands_in_the_draft() {
    let folder = folder("stands");
    archive(&folder);
    fs::write(
        folder.join("archive/d.txt"),
        "---\ndate: soonish\n---\nTwo dogs bit a man in Leeds.\n",
    )
    .unwrap();
    run(&folder, &["add", "archive"]);
    // Its name is the last in the order of the articles.
    let draft = "---\ndate: one day\n---\nKATHMANDU, July 20, 2022 - Fifteen people died in the flood at Ratnanagar in Chitwan, police said.\n";
    fs::write(folder.join("z.md"), draft).unwrap();
    let checked = run(
        &folder,
        &["check", "--fail-on", "update", "-f", "lines", "z.md"],
    );
    let lines = String::from_utf8(checked.stdout.clone()).unwrap();
    assert!(lines.lines().count() > 0, "{}", said(&checked));
    assert!(
        lines.lines().all(|line| line.starts_with("z.md:")),
        "{lines}"
    );
    let said = said(&checked);
    assert!(
        said.contains("z.md: front matter 'date' is no date") && !said.contains("soonish"),
        "{said}"
    );
}

#[test]
fn names_that_several_articles_have_are_ambiguous_and_ids_are_told_whole() {
    let folder = folder("ambiguous");
    let deep = "a-folder-with-a-name-so-long-that-it-does-not-fit-into-a-line-of-a-terminal";
    for name in ["one", "two"] {
        let inside = folder.join(deep).join(name);
        fs::create_dir_all(&inside).unwrap();
        let text =
            format!("---\noutlet: The {name}\n---\nA dog bit {name} men in Leeds on 4 May 2020.\n");
        fs::write(inside.join("dog.txt"), text).unwrap();
    }
    run(&folder, &["add", deep]);
    let ids = ["one", "two"].map(|name| format!("{deep}/{name}/dog.txt"));
    for command in ["show", "remove"] {
        let output = run(&folder, &[command, "dog.txt"]);
        assert_eq!(output.status.code(), Some(2));
        let said = said(&output);
        assert!(said.contains("'dog.txt' is ambiguous: "), "{said}");
        assert!(ids.iter().all(|id| said.contains(id.as_str())), "{said}");
    }
    let listed = said(&run(&folder, &["list"]));
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(
        ids.iter().all(|id| listed.contains(id.as_str())),
        "{listed}"
    );
    assert!(
        listed.contains("The one") && listed.contains("The two"),
        "{listed}"
    );
    let narrow = said(&run(&folder, &["list", "--width", "80"]));
    assert!(
        narrow.lines().all(|line| line.chars().count() <= 80),
        "{narrow}"
    );
    let joined: String = narrow.lines().map(|line| line[24..].trim()).collect();
    assert!(
        ids.iter().all(|id| joined.contains(id.as_str())),
        "{narrow}"
    );
    let removed = said(&run(&folder, &["remove", "two/dog.txt"]));
    assert_eq!(removed, format!("removed {}\n", ids[1]));
}

#[test]
fn the_commands_work_together() {
    let folder = folder("program");
    archive(&folder);
    let added = run(&folder, &["add", "archive"]);
    assert_eq!(added.status.code(), Some(0), "{}", said(&added));
    assert!(
        said(&added).starts_with("3 articles read: 3 new, 0 changed, 0 unchanged\n"),
        "{}",
        said(&added)
    );
    let again = run(&folder, &["add", "archive"]);
    assert!(
        said(&again).contains("0 new, 0 changed, 3 unchanged"),
        "{}",
        said(&again)
    );
    let listed = run(&folder, &["list"]);
    assert_eq!(
        said(&listed),
        "2022-07-20              archive/b.txt\n2022-07-20              archive/a.txt\n2020-05-04              archive/c.txt\n"
    );
    let draft = "KATHMANDU, July 21, 2022 - Fifteen people died in the flood at Ratnanagar in Chitwan, police said.\n";
    fs::write(folder.join("draft.md"), draft).unwrap();
    let checked = run(&folder, &["check", "draft.md"]);
    let text = said(&checked);
    assert!(text.starts_with("Checked against 3 articles.\n"), "{text}");
    assert!(
        text.contains("Fifteen people") && text.contains("Twelve people"),
        "{text}"
    );
    let json = run(&folder, &["check", "--format", "json", "draft.md"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["schema"], "crosscheck-report/1");
    assert_eq!(json["checked_against"], 3);
    let shown = run(&folder, &["show", "a.txt"]);
    assert!(
        said(&shown).contains("version 1: added 2026-01-15, published 2022-07-20"),
        "{}",
        said(&shown)
    );
    let about = run(&folder, &["about", "flood Chitwan"]);
    assert!(said(&about).contains("Twelve people"), "{}", said(&about));
    let stats = run(&folder, &["stats"]);
    assert!(
        said(&stats).contains("articles                   3\n"),
        "{}",
        said(&stats)
    );
    assert!(said(&run(&folder, &["verify"])).contains("all is well"));
    assert!(said(&run(&folder, &["rebuild"])).contains("3 articles"));
    assert!(said(&run(&folder, &["verify"])).contains("all is well"));
    let compared = run(&folder, &["compare", "--corpus", "crosscheck.db"]);
    assert_eq!(compared.status.code(), Some(0), "{}", said(&compared));
    let removed = run(&folder, &["remove", "archive/a.txt", "nothing"]);
    assert_eq!(removed.status.code(), Some(2));
    assert!(
        said(&removed).contains("removed archive/a.txt")
            && said(&removed).contains("no article 'nothing'")
    );
    assert!(said(&run(&folder, &["verify"])).contains("2 articles, all is well"));
}

#[test]
fn a_changed_draft_of_a_stored_article_is_told() {
    let folder = folder("program-changed");
    archive(&folder);
    run(&folder, &["add", "archive"]);
    let path = folder.join("archive/a.txt");
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace("Twelve", "Fifteen");
    fs::write(&path, text).unwrap();
    let checked = said(&run(&folder, &["check", "archive/a.txt"]));
    assert!(
        checked.starts_with("Checked against 2 articles.\n"),
        "{checked}"
    );
    assert!(
        checked.contains("archive/a.txt: changed against version 1, stored on 2026-01-15:"),
        "{checked}"
    );
    assert!(
        checked.contains("figure Twelve people → Fifteen people"),
        "{checked}"
    );
    let added = said(&run(&folder, &["add", "archive"]));
    assert!(added.contains("0 new, 1 changed, 2 unchanged"), "{added}");
    let listed = said(&run(&folder, &["list", "--versions", "--format", "json"]));
    assert_eq!(listed.lines().count(), 4, "{listed}");
}

#[test]
fn what_cannot_be_read_is_written_down() {
    let folder = folder("program-errors");
    archive(&folder);
    fs::write(folder.join("archive/empty.txt"), "").unwrap();
    fs::write(
        folder.join("archive/x.jsonl"),
        "{\"text\": \"It rained in Leeds.\"}\n{\"id\": 3}\nno json\n",
    )
    .unwrap();
    let added = run(&folder, &["add", "--errors", "errors.jsonl", "archive"]);
    assert_eq!(added.status.code(), Some(2));
    assert!(
        said(&added).contains("3 could not be read"),
        "{}",
        said(&added)
    );
    let errors = fs::read_to_string(folder.join("errors.jsonl")).unwrap();
    let errors: Vec<serde_json::Value> = errors
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(errors.len(), 3);
    assert_eq!(
        (&errors[1]["path"], &errors[1]["line"]),
        (&"archive/x.jsonl".into(), &2.into())
    );
    assert!(said(&run(&folder, &["stats"])).contains("articles                   4\n"));
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_told_and_the_rest_is_read() {
    let folder = folder("program-loop");
    archive(&folder);
    std::os::unix::fs::symlink(".", folder.join("archive/again")).unwrap();
    let added = run(&folder, &["add", "archive"]);
    assert_eq!(added.status.code(), Some(2));
    assert!(said(&added).contains("3 new"), "{}", said(&added));
    assert!(said(&added).contains("loop"), "{}", said(&added));
}

#[test]
fn faults_are_told_with_the_remedy_and_end_with_2() {
    let folder = folder("program-faults");
    archive(&folder);
    for (arguments, remedy) in [
        (
            &["check", "archive/a.txt"][..],
            "'crosscheck add' makes one",
        ),
        (
            &["list", "--corpus", "archive/a.txt"],
            "not a corpus of crosscheck",
        ),
        (
            &["add", "--corpus", "archive/a.txt", "archive"],
            "not a corpus of crosscheck",
        ),
        (
            &["add", "--corpus", "no/such/folder/x.db", "archive"],
            "cannot be opened",
        ),
        (&["verify", "--corpus", "nothing.db"], "no such corpus"),
        (&["rebuild", "--corpus", "nothing.db"], "no such corpus"),
    ] {
        let output = run(&folder, arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            said(&output)
        );
        assert!(
            said(&output).contains(remedy),
            "{arguments:?}: {}",
            said(&output)
        );
    }
    let text = fs::read_to_string(folder.join("archive/a.txt")).unwrap();
    assert!(text.starts_with("KATHMANDU"));
}

#[test]
fn hostile_names_and_texts_do_not_reach_the_terminal() {
    let folder = folder("program-hostile");
    let line = serde_json::json!({
        "id": "x\u{1b}[2J\u{202e}y", "title": "\u{1b}]0;t\u{7}",
        "text": "Twelve\u{1b}[31m people died in the flood at Ratnanagar in Chitwan on 4 May 2020."
    });
    fs::write(folder.join("x.jsonl"), format!("{line}\n")).unwrap();
    run(&folder, &["add", "x.jsonl"]);
    fs::write(
        folder.join("draft.txt"),
        "Twelve people died in the flood at Ratnanagar in Chitwan on 4 May 2020.",
    )
    .unwrap();
    for arguments in [
        &["list"][..],
        &["list", "--format", "json"],
        &["about", "flood Chitwan"],
        &["about", "--format", "json", "flood Chitwan"],
        &["check", "draft.txt"],
        &["show", "x\u{1b}[2J\u{202e}y"],
        &["remove", "x\u{1b}[2J\u{202e}y", "\u{1b}[2J"],
    ] {
        let said = said(&run(&folder, arguments));
        assert!(
            !said.contains(['\u{1b}', '\u{202e}', '\u{7}']),
            "{arguments:?}: {said}"
        );
    }
}
