//! What is read out of whole sentences, and what holds for any text at all.

use super::*;
use proptest::prelude::*;

/// A quantity as tests see it: its words, its number or its ends, its unit.
type Seen = (
    String,
    Option<f64>,
    Option<f64>,
    Option<f64>,
    Option<String>,
);

/// What is read out of a text.
fn read(source: &str) -> Vec<Seen> {
    let text = Text::new(source, &[]);
    let found = Reader::builtin().find(&text, &[]);
    let plain = |m: QuantityMention| {
        let words = source[text.span(m.tokens)].to_owned();
        let q = m.quantity;
        (words, q.number, q.low, q.high, q.unit)
    };
    found.into_iter().map(plain).collect()
}

/// The number and unit of the only quantity of a text.
fn one(source: &str) -> (f64, String) {
    let found = read(source);
    assert_eq!(found.len(), 1, "{source}: {found:?}");
    (
        found[0].1.unwrap_or(f64::NAN),
        found[0].4.clone().unwrap_or_default(),
    )
}

fn ends(source: &str) -> (Option<f64>, Option<f64>) {
    let found = read(source);
    assert_eq!(found.len(), 1, "{source}: {found:?}");
    (found[0].2, found[0].3)
}

fn measure(number: f64, unit: &str) -> (f64, String) {
    (number, unit.to_owned())
}

#[test]
fn fractions_with_a_slash() {
    assert_eq!(one("The bank paid 7-1/4 pct."), measure(7.25, "%"));
    assert_eq!(one("The walk took 2 1/2 hours."), measure(2.5, "h"));
    assert_eq!(one("a 3/4 mile track"), measure(0.75, "mi"));
    assert_eq!(read("He wrote of 9/11 and of 24/7 shops.").len(), 0);
}

#[test]
fn signs_of_numbers() {
    assert_eq!(
        one("It was minus 12 degrees Celsius."),
        measure(-12.0, "°C")
    );
    assert_eq!(one("A low of -7.5°C is forecast."), measure(-7.5, "°C"));
    assert_eq!(one("Worst was Leeds: minus 9%."), measure(9.0, "%"));
    assert_eq!(one("- 40 tonnes of rice"), measure(40.0, "t"));
    assert_eq!(
        ends("between negative three and four"),
        (Some(-3.0), Some(4.0))
    );
}

#[test]
fn money_in_its_dialects() {
    assert_eq!(one("It cost US $ 30 million."), measure(3e7, "USD"));
    assert_eq!(one("Sales of 45 MSEK were told."), measure(4.5e7, "SEK"));
    assert_eq!(one("They paid 60 EUR million."), measure(6e7, "EUR"));
    assert_eq!(one("Tickets are 80 € each."), measure(80.0, "EUR"));
    assert_eq!(one("It was 4 dollars 20 cents."), measure(4.2, "USD"));
    assert_eq!(one("worth $2.4b"), measure(2.4e9, "USD"));
    assert_eq!(one("worth $16.4 million"), measure(16_400_000.0, "USD"));
    assert_eq!(one("It fell to 35 cents."), measure(35.0, "cent"));
}

#[test]
fn a_sign_of_comparison_bounds_and_a_tag_does_not() {
    assert_eq!(ends("wind speeds >30"), (Some(30.0), None));
    assert_eq!(ends("It holds <ABC> 83 pct."), (Some(83.0), Some(83.0)));
}

#[test]
fn two_bounds_are_one_range() {
    assert_eq!(
        ends("It was more than 40 and less than 50."),
        (Some(40.0), Some(50.0))
    );
    assert_eq!(
        ends("above 1,000 but below 1,500"),
        (Some(1000.0), Some(1500.0))
    );
    assert_eq!(read("more than 40 and less than 10").len(), 2);
    assert_eq!(ends("rooms 20 through 30"), (Some(20.0), Some(30.0)));
    assert_eq!(read("The share gained 3/8 to 34.").len(), 2);
}

#[test]
fn addresses_and_names_count_nothing() {
    assert_eq!(
        read("See https://example.org/a?b=30%25&c=12 or www.example.org/4").len(),
        0
    );
    assert_eq!(one("He is 5 ft 6 in tall."), measure(5.5, "ft"));
    assert_eq!(read("a Boeing 777F").len(), 0);
}

/// A million tokens of one kind must not cost more for each token than a thousand do: the work is
/// counted by how far a sentence reaches.
#[test]
fn no_sentence_grows_with_the_text() {
    for part in [
        "7 ",
        ", ",
        "\" ",
        "million ",
        "one hundred and ",
        "-5 ",
        "Smith (34) ",
        "123 ",
    ] {
        let source = part.repeat(1_000_000 / part.len());
        let text = Text::new(&source, &[]);
        assert!(
            text.sentences.iter().all(|s| s.tokens.len() < 500),
            "{part}"
        );
    }
    let digits = "7".repeat(1_000_000);
    assert_eq!(read(&digits).len(), 0);
}

/// Words of which quantities are made, and marks that stand between them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "one",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "dozen",
        "half",
        "a",
        "third",
        "thirds",
        "quarter",
        "and",
        "of",
        "point",
        "over",
        "minus",
        "-",
        "–",
        "/",
        ".",
        ",",
        "^",
        "e",
        "x",
        "10",
        "7",
        "1/2",
        "$",
        "US",
        "€",
        "%",
        "km",
        "ft",
        "2",
        "1,000",
        "to",
        "between",
        "from",
        "nearly",
        "more than",
        "less than",
        ">",
        "(",
        ")",
        "½",
        "cents",
        "dollars",
        "year",
        "old",
        "é",
        "\n",
        "k",
        "bn",
        "°",
        "C",
        "aged",
        "trillionths",
        "99999999999999999999",
    ]);
    let glue = prop::sample::select(vec!["", " ", " ", "\u{a0}"]);
    prop::collection::vec((piece, glue), 0..30)
        .prop_map(|all| all.iter().map(|(p, g)| format!("{p}{g}")).collect())
}

fn holds(source: &str) -> Result<(), TestCaseError> {
    let text = Text::new(source, &[]);
    let mut last = 0;
    for mention in Reader::builtin().find(&text, &[]) {
        prop_assert!(last <= mention.tokens.start && mention.tokens.start < mention.tokens.end);
        prop_assert!(
            mention.tokens.start <= mention.core.start && mention.core.end <= mention.tokens.end
        );
        last = mention.tokens.end;
        prop_assert!(source.get(text.span(mention.tokens.clone())).is_some());
        let quantity = &mention.quantity;
        let said = [quantity.number, quantity.low, quantity.high];
        prop_assert!(said.iter().flatten().all(|n| n.is_finite()), "{quantity:?}");
        prop_assert!(
            mention.step.is_finite() && mention.step >= 0.0,
            "{mention:?}"
        );
        if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
            prop_assert!(low <= high, "{quantity:?}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(source in "\\PC{0,80}") {
        holds(&source)?;
    }

    #[test]
    fn any_row_of_number_words_is_read(source in pieces()) {
        holds(&source)?;
    }
}

#[test]
fn only_a_verb_of_change_keeps_from_and_to_apart() {
    let found = read("Each of the farms and mills lost from 12 to 19 houses.");
    assert_eq!((found[0].2, found[0].3), (Some(12.0), Some(19.0)));
    let found = read("The toll rose from 12 to 19 people.");
    assert_eq!(
        found.iter().map(|f| f.1).collect::<Vec<_>>(),
        [Some(12.0), Some(19.0)]
    );
}
