//! What is told besides agreements and differences: numbers given to different things, and what
//! could not be placed.

mod texts;

use crosscheck::report::NoteKind;
use texts::compared;

const DEAD: &str = "BRENSK, March 3, 2024 - The storm in Aldova left 4,460 people dead, the \
                    interior ministry in Brensk said on Sunday.";

#[test]
fn a_number_given_to_another_thing_is_noted() {
    let shelters = "BRENSK, March 4, 2024 - After the storm in Aldova the interior ministry in \
                    Brensk opened 4,460 shelters, it said on Monday.";
    let report = compared(&[DEAD, shelters]);
    let [note] = report.notes.as_slice() else {
        panic!("{:?}", report.notes)
    };
    assert_eq!(note.kind, NoteKind::SameNumber);
    let said: Vec<&str> = note
        .mentions
        .iter()
        .map(|id| report.mentions[*id].text.as_str())
        .collect();
    assert_eq!(said, ["4,460 people", "4,460 shelters"]);
    assert!(
        note.why.contains("people") && note.why.contains("shelters"),
        "{}",
        note.why
    );
}

#[test]
fn a_number_of_one_thing_and_a_round_one_are_not() {
    let same = "BRENSK, March 4, 2024 - The Aldova storm killed 4,460 people, the interior \
                ministry in Brensk said.";
    assert_eq!(compared(&[DEAD, same]).notes, []);
    let round = DEAD.replace("4,460", "4,000");
    let shelters = "BRENSK, March 4, 2024 - After the storm in Aldova the interior ministry in \
                    Brensk opened 4,000 shelters.";
    assert_eq!(compared(&[&round, shelters]).notes, []);
}

#[test]
fn what_could_not_be_placed_is_told_with_the_reason() {
    let report = compared(
        &["Flight 370 turned back. On Tuesday it flew, and room B-12 \
                             stayed shut. Nine nurses came."],
    );
    let told: Vec<(&str, &str)> = report
        .unplaced
        .iter()
        .map(|unplaced| (unplaced.text.as_str(), unplaced.why.as_str()))
        .collect();
    assert_eq!(report.summary.unplaced, told.len());
    let why = |text: &str| told.iter().find(|(t, _)| *t == text).map(|(_, why)| *why);
    assert!(why("370").is_some_and(|w| w.contains("name")), "{told:?}");
    assert!(
        why("Tuesday").is_some_and(|w| w.contains("from when")),
        "{told:?}"
    );
    assert!(why("Nine nurses").is_none() && why("Nine").is_none());
}
