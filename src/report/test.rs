//! What the tests of the output forms share: writing to a string, and the schemas to hold it to.

use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// What `write` writes, as text.
pub(super) fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn schema(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Holds a value to a JSON Schema of `tests/schemas`.
pub(super) fn assert_valid(name: &str, value: &serde_json::Value) {
    let schema = serde_json::from_str(&schema(name)).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

/// Attributes that the XSD does not know and that continuous integration reads all the same.
const BEYOND_THE_XSD: [&str; 3] = ["file", "line", "skipped"];

/// Holds JUnit XML to the elements and attributes of the XSD: which may stand in which, and which
/// must.
pub(super) fn assert_valid_junit(text: &str) {
    let allowed = vocabulary(&schema("junit-10.xsd"));
    let mut open: Vec<String> = Vec::new();
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                check(&allowed, open.last(), &tag);
                open.push(name(&tag));
            }
            Event::Empty(tag) => check(&allowed, open.last(), &tag),
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
}

/// What may stand in an element: attributes (and whether they must), other elements.
#[derive(Default)]
struct Element {
    attributes: FxHashMap<String, bool>,
    children: Vec<String>,
}

fn vocabulary(xsd: &str) -> FxHashMap<String, Element> {
    let mut elements: FxHashMap<String, Element> = FxHashMap::default();
    let mut current = String::new();
    let mut reader = quick_xml::Reader::from_str(xsd);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => match name(&tag).as_str() {
                "xs:element" => match (attribute(&tag, "name"), attribute(&tag, "ref")) {
                    (Some(name), _) => {
                        current.clone_from(&name);
                        elements.entry(name).or_default();
                    }
                    (_, Some(child)) => elements
                        .entry(current.clone())
                        .or_default()
                        .children
                        .push(child),
                    _ => {}
                },
                "xs:attribute" => {
                    let must = attribute(&tag, "use").as_deref() == Some("required");
                    let name = attribute(&tag, "name").unwrap();
                    elements
                        .entry(current.clone())
                        .or_default()
                        .attributes
                        .insert(name, must);
                }
                _ => {}
            },
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn check(allowed: &FxHashMap<String, Element>, parent: Option<&String>, tag: &BytesStart<'_>) {
    let name = name(tag);
    let element = allowed
        .get(&name)
        .unwrap_or_else(|| panic!("<{name}> is unknown"));
    if let Some(parent) = parent {
        assert!(
            allowed[parent].children.contains(&name),
            "<{name}> in <{parent}>"
        );
    }
    for attribute in tag.attributes() {
        let key = String::from_utf8(attribute.unwrap().key.as_ref().to_vec()).unwrap();
        let known = element.attributes.contains_key(&key) || BEYOND_THE_XSD.contains(&key.as_str());
        assert!(known, "{key} of <{name}>");
    }
    for (key, must) in &element.attributes {
        assert!(
            !must || attribute(tag, key).is_some(),
            "{key} of <{name}> is missing"
        );
    }
}

fn name(tag: &BytesStart<'_>) -> String {
    String::from_utf8(tag.name().as_ref().to_vec()).unwrap()
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).unwrap()?;
    Some(String::from_utf8(found.value.to_vec()).unwrap())
}
