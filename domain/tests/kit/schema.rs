//! The schema that editors use says what the reader does.

use std::collections::BTreeSet;

use domain::kit::file::{
    FORMAT, MAX_DRILLS, MAX_FOLLOW_UPS, MAX_ID, MAX_MINUTES, MAX_NAME, MAX_TEXT, MOST_OF_A_KIT,
    read,
};
use proptest::prelude::*;
use proptest::string::string_regex;
use serde_json::{Value, json};
use toml::Table;

use super::with_drill;

fn schema() -> Value {
    let source = include_str!("../../../kits/kit.schema.json");
    serde_json::from_str(source).expect("the schema is JSON")
}

/// Where each kind of table stands in the schema.
const TABLES: [(&str, &str); 6] = [
    ("top", ""),
    ("competency", "/definitions/competency"),
    ("question", "/definitions/question"),
    ("drill", "/definitions/drill"),
    ("red_flag", "/definitions/red_flag"),
    ("text", "/definitions/text/oneOf/1"),
];

/// The small kit's table of that kind, with every field present.
fn table_of<'k>(kit: &'k mut Table, kind: &str) -> &'k mut Table {
    let nested = match kind {
        "top" => return kit,
        "text" => &mut kit["question"][1]["assesses"],
        "question" => &mut kit["question"][1],
        "drill" => &mut kit["question"][1]["drill"][0],
        block => &mut kit[block][0],
    };
    nested.as_table_mut().unwrap()
}

/// What the reader answers when the table of that kind is changed.
fn reason_after(kind: &str, change: impl FnOnce(&mut Table)) -> Option<String> {
    let mut kit: Table = with_drill().parse().unwrap();
    change(table_of(&mut kit, kind));
    let source = toml::to_string(&kit).unwrap();
    read(&source).err().map(|error| error.reason)
}

#[test]
fn fields_are_the_same() {
    let schema = schema();
    for (kind, pointer) in TABLES {
        let table = schema.pointer(pointer).unwrap();
        assert_eq!(table["additionalProperties"], json!(false), "{kind}");
        let listed: BTreeSet<_> = table["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();

        let reason = reason_after(kind, |table| {
            table.insert("stranger".to_owned(), 1.into());
        });
        let reason = reason.expect("the reader refuses a field that no one knows");
        let (_, known) = reason.split_once("use only ").unwrap();
        let known: BTreeSet<_> = known
            .split(", ")
            .map(|name| name.trim_matches('`').to_owned())
            .collect();
        assert_eq!(listed, known, "{kind}");
    }
}

#[test]
fn required_fields_are_the_same() {
    let schema = schema();
    for (kind, pointer) in TABLES {
        let table = schema.pointer(pointer).unwrap();
        let required = table["required"].as_array().unwrap();
        for field in table["properties"].as_object().unwrap().keys() {
            let reason = reason_after(kind, |table| {
                table.remove(field).expect("the small kit has every field");
            });
            let wanted = required.contains(&json!(field));
            assert_eq!(reason.is_some(), wanted, "{field} of {kind}: {reason:?}");
            if let Some(reason) = reason {
                assert!(
                    reason.contains(field.as_str()),
                    "{field} of {kind}: {reason}"
                );
            }
        }
    }
}

#[test]
fn limits_are_the_same() {
    let schema = schema();
    let at = |pointer: &str| {
        schema
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{pointer}"))
    };
    let question = |field: &str| at(&format!("/definitions/question/properties/{field}"));
    assert_eq!(at("/properties/format/const"), &json!(FORMAT));
    assert_eq!(at("/properties/levels/enum"), &json!([4, 5]));
    assert_eq!(at("/properties/version/maximum"), &json!(u32::MAX));
    assert_eq!(at("/definitions/id/maxLength"), &json!(MAX_ID));
    assert_eq!(at("/definitions/name/maxLength"), &json!(MAX_NAME));
    assert_eq!(at("/definitions/prose/maxLength"), &json!(MAX_TEXT));
    for list in ["competency", "red_flag"] {
        let most = at(&format!("/properties/{list}/maxItems"));
        assert_eq!(most, &json!(MOST_OF_A_KIT));
    }
    assert_eq!(question("minutes")["maximum"], json!(MAX_MINUTES));
    assert_eq!(question("follow_ups")["maxItems"], json!(MAX_FOLLOW_UPS));
    assert_eq!(question("drill")["maxItems"], json!(MAX_DRILLS));
    let level = at("/definitions/drill/properties/level");
    assert_eq!(
        (&level["minimum"], &level["maximum"]),
        (&json!(1), &json!(5))
    );
    for audience in at("/definitions/text/oneOf/1/properties/audience/enum")
        .as_array()
        .unwrap()
    {
        let audience = audience.as_str().unwrap().to_owned();
        let reason = reason_after("text", |text| {
            text.insert("audience".to_owned(), audience.into());
        });
        assert_eq!(reason, None);
    }
}

proptest! {
    #[test]
    fn ids_the_schema_allows_are_read(id in id_pattern()) {
        prop_assume!(id.len() <= MAX_ID);
        let reason = reason_after("red_flag", |flag| {
            flag.insert("id".to_owned(), id.into());
        });
        prop_assert_eq!(reason, None);
    }
}

fn id_pattern() -> impl Strategy<Value = String> {
    let schema = schema();
    let pattern = schema
        .pointer("/definitions/id/pattern")
        .unwrap()
        .as_str()
        .unwrap();
    let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
    // Few enough words that most fit the length limit.
    string_regex(
        &pattern
            .replace("]*", "]{0,8}")
            .replace("]+", "]{1,8}")
            .replace(")*", "){0,5}"),
    )
    .unwrap()
}
