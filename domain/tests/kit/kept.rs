//! A kit that an earlier build kept on a device still opens.

use domain::kit::Kit;
use domain::kit::file::read;
use domain::wire::{FORMAT, decode, encode};

use super::{SMALL, shipped};

/// The small kit as format 1 wrote it, before there were drill answers.
const FIRST: &str = include_str!("kept-1.hex");

#[test]
fn a_kit_kept_in_format_1_opens_without_drill_answers() {
    let digits: String = FIRST.split_whitespace().collect();
    let pairs = (0..digits.len()).step_by(2);
    let bytes: Vec<u8> = pairs
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect();
    assert_eq!(bytes[0], 1);
    assert_eq!(decode::<Kit>(&bytes), Ok(read(SMALL).unwrap()));
}

#[test]
fn a_kit_kept_today_opens_with_its_drill_answers() {
    let kit = shipped();
    let bytes = encode(&kit);
    assert_eq!(bytes[0], FORMAT);
    assert_eq!(decode::<Kit>(&bytes), Ok(kit));
}
