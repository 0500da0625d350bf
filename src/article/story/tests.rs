use super::*;
use itertools::Itertools;

/// Two paragraphs of a story, between and below which furniture is put.
const LEAD: &str =
    "Two fishermen drowned on Monday when their boat capsized off Karsund, the coast guard said.";
const NEXT: &str =
    "The wreck was found at noon in 40 metres of water, 3 km from the harbour of Karsund.";

fn regions(text: &str) -> Vec<(String, String)> {
    let article = Article {
        id: "a1".into(),
        text: text.into(),
        ..Article::default()
    };
    let found = outside_story(&[article]).remove(0);
    found
        .into_iter()
        .map(|r| (text[r.range].to_owned(), r.why))
        .collect()
}

fn outside(line: &str) -> bool {
    let text = format!("Boat sinks off Karsund\n\n{LEAD}\n\n{NEXT}\n\n{line}\n");
    regions(&text).iter().any(|(t, _)| t == line)
}

#[test]
fn furniture_in_many_wordings_is_told() {
    let missed: Vec<&str> = include_str!("furniture.txt")
        .lines()
        .filter(|l| !outside(l))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn story_that_sounds_alike_stays() {
    let lines = include_str!("not_furniture.txt").lines();
    let lost: Vec<&str> = lines.filter(|l| outside(l)).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn a_notice_stands_below_the_story_or_under_a_label() {
    let notice =
        "Warm coats (adult sizes only) can be handed in at our front desk, Mill Lane 3, until 6pm.";
    let text = format!("Boat sinks\n\n{LEAD}\n\n{NEXT}\n\n{notice}\n\nShare\n");
    assert_eq!(covered(&text), format!("{notice}\nShare"));
    let text = format!("Boat sinks\n\n{LEAD}\n\n{notice}\n\n{NEXT}\n");
    assert_eq!(regions(&text), []);
    let label =
        "BLOOD BANK: open 9-17, call 555 0 142. Donors must be over 18. Bring your passport.";
    let text = format!("Boat sinks\n\n{LEAD}\n\n{label}\n\n{NEXT}\n");
    assert_eq!(covered(&text), label);
}

#[test]
fn a_heading_takes_its_list_along_and_a_subheading_does_not() {
    let list = "READ NEXT\nFerry company fined 3 million\nHarbour to get 14 new cranes";
    let text = format!("Boat sinks\n\n{LEAD}\n\n{list}\n\n{NEXT}\n");
    assert_eq!(
        regions(&text),
        [(list.to_owned(), "list of other stories".to_owned())]
    );
    let text = format!("Boat sinks\n{LEAD}\nMore in hospital\n{NEXT}\n");
    assert_eq!(regions(&text), []);
}

#[test]
fn a_list_under_an_unknown_heading_is_told_by_its_names() {
    let list = "STRANGE BUT TRUE\nTurnip wins prize in Ostrow\nMan marries bridge near Falun";
    let text = format!("Boat sinks\n\n{LEAD}\n\n{NEXT}\n\n{list}\n");
    assert_eq!(regions(&text).len(), 1);
    let results = "RESCUED AND LOST\nFour off Karsund by ferry\nTwo in Karsund itself";
    let text = format!("Boat sinks\n\n{LEAD}\n\n{NEXT}\n\n{results}\n");
    assert_eq!(regions(&text), []);
}

#[test]
fn only_the_end_of_a_paragraph_may_be_furniture() {
    let text =
        format!("Boat sinks\n\n{LEAD} Sign up to Low Tide, our free newsletter.\n\n{NEXT}\n");
    let found = regions(&text);
    assert_eq!(
        found,
        [(
            "Sign up to Low Tide, our free newsletter.".into(),
            "sign-up box".into()
        )]
    );
    let text = format!("Boat sinks\n\n{LEAD} (Reporting by Jan Berg; Editing by Mari Aas)\n");
    assert_eq!(
        regions(&text)[0].0,
        "(Reporting by Jan Berg; Editing by Mari Aas)"
    );
}

#[test]
fn paragraphs_cut_off_at_the_end_that_speak_of_something_else_are_teasers() {
    let other = "The comet, first seen by Ada Lorne of the Mirabel Observatory in Chile, will pass the Earth next spring at a distance that had been thought impossible until the team of Professor Hugo Lind measured the";
    let third = "WORLD CUP: Brazil and Ghana drew a match in which neither Costa nor Mensah found the net, although the stadium in Fortaleza was sold out and the organisers had promised a feast of";
    let end = "Four others were pulled from the sea by a ferry, and taken to hospital in Karsund on Monday.";
    let text = format!("Boat sinks off Karsund\n{LEAD}\n{NEXT}\n{end}\n{other}\n{third}\n");
    let found = regions(&text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, format!("{other}\n{third}"));
    assert!(
        found[0].1.starts_with("teaser of another story"),
        "{}",
        found[0].1
    );
}

const APPEAL: &str = "We refuse to be silenced, and the authorities know our name.";
const PLEA: &str = "If you can, please support us monthly, starting from just $2.";

fn article(id: &str, text: String) -> Article {
    Article {
        id: id.into(),
        text,
        ..Article::default()
    }
}

#[test]
fn what_speaks_to_readers_in_two_unlike_articles_is_furniture() {
    let one = article("a1", format!("Boat sinks\n{LEAD}\n{NEXT}\n{APPEAL}\n"));
    let other = article(
        "a2",
        format!(
            "Wheat falls\nWheat fell 3% in Oslo on Friday as rain came at last to the plains.\n{APPEAL}\n"
        ),
    );
    let found = outside_story(&[one.clone(), other]);
    assert_eq!(&one.text[found[0][0].range.clone()], APPEAL);
    assert!(
        found[0][0].why.ends_with("repeated in a2"),
        "{}",
        found[0][0].why
    );
    assert!(
        found[1][0].why.ends_with("repeated in a1"),
        "{}",
        found[1][0].why
    );
}

#[test]
fn what_two_copies_of_a_dispatch_share_is_story() {
    let own =
        "\"We saw our neighbours go under,\" said Jan Berg. We could do nothing for our friends.";
    let one = article("a1", format!("Boat sinks\n{LEAD}\n{own}\n{NEXT}\n"));
    let other = article("a2", format!("Two drown off Karsund\n{LEAD}\n{own}\n"));
    assert_eq!(outside_story(&[one, other]), [[], []]);
}

#[test]
fn a_letter_to_the_readers_goes_as_a_whole_if_it_appeals() {
    let letter =
        format!("Dear readers,\nThe sea is rough this year.\n{APPEAL}\n{PLEA}\nRemind me later.");
    let text = format!("Boat sinks\n{LEAD}\n{NEXT}\n{letter}\n");
    assert_eq!(covered(&text), letter);
    let text = format!("Boat sinks\n{LEAD}\nDear readers,\n{NEXT}\n");
    assert_eq!(regions(&text), []);
}

fn covered(text: &str) -> String {
    regions(text).into_iter().map(|r| r.0).join("\n")
}

#[test]
fn a_very_long_line_takes_no_longer_than_its_length() {
    let text = "x".repeat(4 << 20) + "\n" + &"word. ".repeat(200_000) + "\n" + &"(".repeat(100_000);
    assert_eq!(regions(&text), []);
}
