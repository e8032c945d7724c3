//! A plan's history in plain words.

#[path = "history/sentences.rs"]
mod sentences;

use domain::id::{BatchId, PersonId};
use domain::plan::{
    Change, History, Logged, ONE_CHANGE, Plan, PlanEdit, PlanText, describe, history,
};
use domain::sync::{Document, Entry};
use domain::text::Splice;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::words::cases;

const ADA: PersonId = PersonId([1; 16]);
const BEN: PersonId = PersonId([2; 16]);

/// A log of some edits, each by one of three people and some time after the last.
fn some_log(seed: u64, steps: &[(u8, u32)]) -> Vec<Entry<PlanEdit>> {
    let mut hand = Hand::new(seed);
    let mut plan = Plan::default();
    let mut log = Vec::new();
    let mut at = 0;
    for (who, later) in steps {
        let edit = plan.some_edit(&mut hand);
        at += i64::from(*later);
        if plan.apply(&edit).is_ok() {
            log.push(Entry {
                version: log.len() as u64 + 1,
                author: PersonId([who % 3; 16]),
                at,
                batch: BatchId::default(),
                index: 0,
                edit,
            });
        }
    }
    log
}

fn read(log: &[Entry<PlanEdit>], most: usize) -> History {
    history(Plan::default(), log.iter().map(Logged::from), most)
}

fn fold(log: &[Entry<PlanEdit>]) -> Plan {
    let mut plan = Plan::default();
    for entry in log {
        plan.apply(&entry.edit).expect("the log applies");
    }
    plan
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_edit_of_the_log_is_in_one_change(seed: u64, steps in vec((any::<u8>(), 0_u32..700_000), 0..60)) {
        let log = some_log(seed, &steps);
        let read = read(&log, usize::MAX);
        prop_assert_eq!(read.left_out, 0);
        let mut from = 0;
        for change in read.changes.iter().rev() {
            prop_assert_eq!(change.from_version, from, "no gap, no overlap");
            prop_assert!(change.version > from);
            let entries = &log[usize::try_from(from)?..usize::try_from(change.version)?];
            prop_assert!(entries.iter().all(|entry| entry.author == change.by));
            prop_assert!(entries.iter().all(|entry| change.at.abs_diff(entry.at) <= ONE_CHANGE));
            prop_assert_eq!(entries.last().map(|entry| entry.at), Some(change.at));
            let edits: Vec<PlanEdit> = entries.iter().map(|entry| entry.edit.clone()).collect();
            let before = fold(&log[..usize::try_from(from)?]);
            prop_assert_eq!(&change.sentences, &describe(&before, &edits));
            prop_assert!(!change.sentences.is_empty(), "{edits:?}");
            from = change.version;
        }
        prop_assert_eq!(from, log.len() as u64);
        for pair in read.changes.windows(2) {
            let [newer, older] = pair else { continue };
            let first = &log[usize::try_from(newer.from_version)?];
            let began = &log[usize::try_from(older.from_version)?];
            prop_assert!(
                newer.by != older.by || first.at.abs_diff(began.at) > ONE_CHANGE,
                "two changes that are one"
            );
        }
    }

    #[test]
    fn of_many_changes_the_newest_are_kept(seed: u64, steps in vec((any::<u8>(), 0_u32..700_000), 0..60), most in 0_usize..20) {
        let log = some_log(seed, &steps);
        let (all, some) = (read(&log, usize::MAX), read(&log, most));
        prop_assert_eq!(some.changes.len() as u64 + some.left_out, all.changes.len() as u64);
        prop_assert_eq!(&some.changes[..], &all.changes[..most.min(all.changes.len())]);
    }

    #[test]
    fn no_sentence_is_long_or_told_twice(seed: u64, count in 0_usize..80) {
        let mut hand = Hand::new(seed);
        let mut plan = Plan::default();
        let mut edits = Vec::new();
        for _ in 0..count {
            let edit = plan.some_edit(&mut hand);
            // What cannot be applied is not in any log.
            let _ = plan.apply(&edit).map(|_| edits.push(edit));
        }
        let mut told = describe(&Plan::default(), &edits);
        prop_assert!(told.iter().all(|sentence| sentence.chars().count() < 240 && !sentence.contains('\n')));
        let count = told.len();
        told.sort();
        told.dedup();
        prop_assert_eq!(told.len(), count);
        prop_assert_eq!(count == 0, edits.is_empty());
    }
}

/// Types one letter into the title of `plan`.
fn type_on(plan: &mut Plan) -> PlanEdit {
    let longer = format!("{}x", plan.title);
    let longer = if longer.len() > 100 { "x" } else { &longer };
    let edit = PlanEdit::Text {
        text: PlanText::Title,
        splice: Splice::between(&plan.title, longer),
    };
    plan.apply(&edit).expect("it fits");
    edit
}

#[test]
fn what_one_person_does_in_one_go_is_one_change() {
    let mut plan = Plan::default();
    let minute = 60_000;
    let edits: Vec<(PersonId, i64, Vec<PlanEdit>)> = [
        (ADA, 0),
        (ADA, 9 * minute),
        (ADA, 10 * minute),
        // Ten minutes and a moment after the change began.
        (ADA, 10 * minute + 1),
        (BEN, 11 * minute),
        // Ben came between.
        (ADA, 12 * minute),
    ]
    .into_iter()
    .map(|(by, at)| (by, at, vec![type_on(&mut plan), type_on(&mut plan)]))
    .collect();
    let log = edits
        .iter()
        .zip((2..).step_by(2))
        .map(|((by, at, edits), version)| Logged {
            version,
            by: *by,
            at: *at,
            edits,
        });
    let read = history(Plan::default(), log, 3);
    let change = |from_version, version, by, minutes, title: &str| Change {
        from_version,
        version,
        by,
        at: minutes,
        sentences: vec![format!("changed the title to “{title}”")],
    };
    assert_eq!(
        read.changes,
        [
            change(10, 12, ADA, 12 * minute, "xxxxxxxxxxxx"),
            change(8, 10, BEN, 11 * minute, "xxxxxxxxxx"),
            change(6, 8, ADA, 10 * minute + 1, "xxxxxxxx"),
        ]
    );
    assert_eq!(read.left_out, 1);
}

/// Copying the plan for each edit would take minutes here.
#[test]
fn a_long_log_is_read_once_through() {
    const LONG: usize = 50_000;
    let mut plan = Plan::default();
    let mut hand = Hand::new(3);
    let mut log = Vec::new();
    while log.len() < LONG {
        if log.len() % 5 > 0 {
            log.push(type_on(&mut plan));
            continue;
        }
        let edit = plan.some_edit(&mut hand);
        if plan.apply(&edit).is_ok() {
            log.push(edit);
        }
    }
    let log = log.iter().zip(1_u64..).map(|(edit, version)| Logged {
        version,
        by: PersonId([u8::try_from(version / 7 % 2).unwrap_or(0); 16]),
        at: 0,
        edits: std::slice::from_ref(edit),
    });
    let read = history(Plan::default(), log, 50);
    assert_eq!(read.changes.len(), 50);
    assert_eq!(read.left_out, LONG as u64 / 7 + 1 - 50);
}
