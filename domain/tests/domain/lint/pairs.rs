//! Labelled pairs: nearly the same question, or two that only look alike.

use domain::lint::alike::Signature;

const PAIRS: &str = include_str!("pairs.tsv");

#[test]
fn what_is_nearly_the_same_is_told_from_what_looks_alike() {
    for part in ["tune", "held"] {
        let (mut right, mut wrong, mut missed) = (0_u32, 0_u32, 0_u32);
        for line in PAIRS.lines().filter(|line| line.starts_with(part)) {
            let [_, label, one, other] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("not four columns: {line}");
            };
            let (one, other) = (Signature::of(one), Signature::of(other));
            println!("{:3} {line}", one.likeness(&other));
            assert_eq!(one.is_like(&other), other.is_like(&one), "{line}");
            match (label, one.is_like(&other)) {
                ("same", true) => right += 1,
                ("other", true) => wrong += 1,
                ("same", false) => missed += 1,
                ("other", false) => {}
                _ => panic!("neither same nor other: {line}"),
            }
        }
        println!("{part}: {right} right, {wrong} wrong, {missed} missed");
        assert_eq!(wrong, 0, "{part}");
        assert!(right * 2 >= right + missed, "{part}");
    }
}
