//! Tables that are read back, and that no spreadsheet takes for formulas.

use domain::export::csv::{Cell, Table};
use domain::statistics::Ratio;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::table::read;

fn written(cells: &[Cell<'_>]) -> String {
    let mut table = Table::new();
    table.row(cells.iter().copied());
    table.finish()
}

fn text(text: &str) -> String {
    written(&[Cell::Text(text)])
}

#[test]
fn what_parts_cells_is_quoted() {
    assert_eq!(text("plain"), "plain\r\n");
    assert_eq!(text("a,b"), "\"a,b\"\r\n");
    assert_eq!(text("said \"no\""), "\"said \"\"no\"\"\"\r\n");
    assert_eq!(text("two\nlines"), "\"two\nlines\"\r\n");
    assert_eq!(text("a;=b"), "\"a;=b\"\r\n");
    assert_eq!(text("名前"), "名前\r\n");
}

#[test]
fn what_begins_like_a_formula_is_kept_a_text() {
    assert_eq!(text("=1+1"), "'=1+1\r\n");
    assert_eq!(text("+49 30"), "'+49 30\r\n");
    assert_eq!(text("-1"), "'-1\r\n");
    assert_eq!(text("@SUM(A1)"), "'@SUM(A1)\r\n");
    assert_eq!(text("\t=1"), "\"'\t=1\"\r\n");
    assert_eq!(text("\r=1"), "\"'\r=1\"\r\n");
    assert_eq!(text("\u{ff1d}1"), "'\u{ff1d}1\r\n");
    assert_eq!(text("1-1"), "1-1\r\n");
}

#[test]
fn numbers_of_ours_stay_numbers() {
    let half = Ratio::new(7, 2);
    assert_eq!(
        written(&[Cell::Number(-1), half.into(), Cell::Empty, "x".into()]),
        "-1,3.5,,x\r\n"
    );
}

#[test]
fn nothing_and_an_empty_text_are_empty() {
    assert_eq!(written(&[Cell::Empty, Cell::Text("")]), ",\r\n");
}

/// What the writer makes of a text before it is put into the table.
fn guarded(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_reads_back(rows in vec(vec("[a\"',;=+@ \t\r\n漢🦀-]{0,6}", 1..5), 0..6)) {
        let mut table = Table::new();
        for row in &rows {
            table.row(row.iter().map(Cell::from));
        }
        let expected: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|text| guarded(text)).collect()).collect();
        prop_assert_eq!(read(&table.finish()), Some(expected));
    }

    #[test]
    fn no_text_begins_a_formula(text in any::<String>()) {
        let rows = read(&written(&[Cell::Text(&text)])).expect("a table");
        prop_assert!(!rows[0][0].starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", rows);
    }
}
