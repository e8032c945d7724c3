//! The four-fifths rule and Fisher's exact test.

use domain::statistics::{
    BadGroup, Finding, Group, Impact, MOST_APPLICANTS, NoComparison, Ratio, adverse_impact, fisher,
};
use proptest::prelude::*;

use crate::words::cases;

fn group(selected: u32, applied: u32) -> Group {
    Group::new(selected, applied).expect("no more selected than applied")
}

/// What is found of the second group, which has the lower rate.
fn finding(highest: Group, other: Group) -> (Ratio, f64, Finding) {
    let found = adverse_impact(&[highest, other]).expect("two can be compared");
    match found[..] {
        [
            Impact::Highest { .. },
            Impact::Compared {
                ratio, p, finding, ..
            },
        ] => Some((ratio, p, finding)),
        _ => None,
    }
    .expect("the first is the highest, the second compared with it")
}

fn ratio(over: u64, under: u64) -> Ratio {
    Ratio::new(over, under).expect("not over zero")
}

fn is_about(value: f64, wanted: f64) {
    assert!(
        (value - wanted).abs() < 1e-9 * wanted.max(1e-3),
        "{value} is not {wanted}"
    );
}

/// Questions and Answers on the Uniform Guidelines (44 FR 11996), question 12:
/// 48 of 80 against 12 of 40 is half.
#[test]
fn half_the_rate_is_below_four_fifths() {
    let (quotient, p, finding) = finding(group(48, 80), group(12, 40));
    assert_eq!(quotient, ratio(1, 2));
    assert_eq!(finding, Finding::Below);
    // Counted out in whole numbers.
    is_about(p, 6_932_865_089_262_356.0 / 2_033_562_367_412_718_561.0);
}

/// The same, question 21: three of 20 men against one of 10 women is two thirds,
/// but too few to tell.
#[test]
fn where_one_selection_turns_the_result_round_there_are_too_few() {
    let (quotient, p, finding) = finding(group(3, 20), group(1, 10));
    assert_eq!(quotient, ratio(2, 3));
    assert_eq!(finding, Finding::TooFew);
    is_about(p, 1.0);
}

/// Not below either where it only happens not to be.
#[test]
fn too_few_are_too_few_on_both_sides_of_the_line() {
    let of = |highest, other| finding(highest, other).2;
    assert_eq!(of(group(1, 2), group(1, 2)), Finding::TooFew);
    assert_eq!(of(group(5, 10), group(4, 10)), Finding::TooFew);
    assert_eq!(of(group(50, 100), group(50, 100)), Finding::NotBelow);
    assert_eq!(of(group(1, 1), group(0, 1)), Finding::TooFew);
    assert_eq!(
        of(group(2, 2), group(4, 5)),
        Finding::TooFew,
        "also where the other can take none more"
    );
    assert_eq!(
        of(group(4, 4), group(4, 4)),
        Finding::NotBelow,
        "none is left to gain"
    );
}

/// 3/5 and 6/8, in hundreds so that they are not too few: exactly 0.8, which
/// floating point puts below it.
#[test]
fn four_fifths_exactly_are_not_below() {
    let (rate, highest) = (300.0 / 500.0, 600.0 / 800.0);
    assert!(rate / highest < 0.8, "floating point falls short");
    let (quotient, _, exactly) = finding(group(600, 800), group(300, 500));
    assert_eq!(quotient, ratio(4, 5));
    assert_eq!(exactly, Finding::NotBelow);
    let (_, _, one_fewer) = finding(group(600, 800), group(299, 500));
    assert_eq!(one_fewer, Finding::Below);
}

#[test]
fn each_group_is_compared_with_the_one_of_the_highest_rate() {
    let groups = [
        group(20, 100),
        group(0, 0),
        group(30, 60),
        group(45, 100),
        group(50, 100),
    ];
    let found = adverse_impact(&groups).expect("two can be compared");
    assert!(matches!(
        found[0],
        Impact::Compared {
            finding: Finding::Below,
            ..
        }
    ));
    assert_eq!(found[1], Impact::NobodyApplied);
    assert!(
        matches!(found[2], Impact::Compared { finding: Finding::NotBelow, ratio: one, .. } if one == ratio(1, 1))
    );
    assert!(matches!(
        found[3],
        Impact::Compared {
            finding: Finding::NotBelow,
            ..
        }
    ));
    assert_eq!(
        found[4],
        Impact::Highest { rate: ratio(1, 2) },
        "the larger of two"
    );
    for impact in found {
        assert!(!impact.reading().is_empty());
    }
}

#[test]
fn there_is_no_comparing_nobody() {
    let error = |groups: &[Group]| adverse_impact(groups).expect_err("not to be compared");
    for groups in [&[][..], &[group(1, 2)], &[group(1, 2), group(0, 0)]] {
        assert_eq!(error(groups), NoComparison::OneGroup);
    }
    assert_eq!(
        error(&[group(0, 9), group(0, 8)]),
        NoComparison::NobodySelected
    );
    assert_eq!(
        NoComparison::NobodySelected.to_string(),
        "Cannot be computed: nobody has been selected."
    );
}

#[test]
fn impossible_counts_are_refused() {
    assert_eq!(
        Group::new(3, 2),
        Err(BadGroup::MoreThanApplied {
            selected: 3,
            applied: 2
        })
    );
    let said = BadGroup::MoreThanApplied {
        selected: 1,
        applied: 0,
    };
    assert!(
        said.to_string()
            .starts_with("More were selected (1) than applied (0).")
    );
    let many = MOST_APPLICANTS + 1;
    assert_eq!(Group::new(0, many), Err(BadGroup::TooMany(many)));
}

/// Fisher, The Design of Experiments (1935): a lady who tells three of four cups.
/// And the two examples in the documentation of R's `fisher.test` (convicted
/// twins) and of `SciPy`'s `fisher_exact` (whales and sharks), which print 0.0005367
/// and 0.0350. All counted out in whole numbers.
#[test]
fn fishers_p_is_as_published() {
    is_about(fisher(group(3, 4), group(1, 4)), 17.0 / 35.0);
    is_about(fisher(group(2, 17), group(10, 13)), 3_571.0 / 6_653_325.0);
    is_about(fisher(group(8, 10), group(1, 6)), 5.0 / 143.0);
}

#[test]
fn fishers_p_of_the_largest_groups_is_a_number() {
    let (half, most) = (MOST_APPLICANTS / 2, MOST_APPLICANTS);
    is_about(fisher(group(half, most), group(half, most)), 1.0);
    let apart = fisher(group(most, most), group(0, most));
    assert!((0.0..1e-300).contains(&apart));
    is_about(fisher(group(0, most), group(0, 0)), 1.0);
}

fn groups() -> impl Strategy<Value = (Group, Group)> {
    let one = || {
        (0_u32..60).prop_flat_map(|applied| {
            (0..=applied).prop_map(move |selected| group(selected, applied))
        })
    };
    (one(), one())
}

/// The probabilities of all tables, by Pascal's triangle.
fn counted_out(one: Group, other: Group) -> f64 {
    let mut rows = vec![vec![1_u128]];
    for n in 1..=one.applied().max(other.applied()) as usize {
        let above = &rows[n - 1];
        let inner = above.windows(2).map(|pair| pair[0] + pair[1]);
        let row = [1].into_iter().chain(inner).chain([1]).collect();
        rows.push(row);
    }
    let ways = |group: Group, selected: u32| {
        rows[group.applied() as usize]
            .get(selected as usize)
            .copied()
            .unwrap_or(0)
    };
    let selected = one.selected() + other.selected();
    let table = |x: u32| ways(one, x) * ways(other, selected - x);
    let seen = table(one.selected());
    let (mut as_unlikely, mut all) = (0, 0);
    for x in 0..=selected {
        all += table(x);
        if table(x) <= seen {
            as_unlikely += table(x);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "compared within rounding")]
    let share = as_unlikely as f64 / all as f64;
    share
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn fishers_p_is_what_counting_gives((one, other) in groups()) {
        let p = fisher(one, other);
        prop_assert!((0.0..=1.0).contains(&p));
        prop_assert!((p - counted_out(one, other)).abs() < 1e-9);
        prop_assert!((p - fisher(other, one)).abs() < 1e-9);
        // Nor does it matter whether one counts those selected or those not.
        let turned = |of: Group| group(of.applied() - of.selected(), of.applied());
        prop_assert!((p - fisher(turned(one), turned(other))).abs() < 1e-9);
    }

    /// As question 21 has it: too few only where the group, with one selection of
    /// the other's, would be ahead.
    #[test]
    fn the_line_is_drawn_in_whole_numbers((one, other) in groups()) {
        let order = |group: Group| (group.rate(), group.applied());
        let (highest, other) = if order(one) < order(other) { (other, one) } else { (one, other) };
        if highest.selected() == 0 || other.applied() == 0 {
            return Ok(());
        }
        let (of, all) = (highest.selected(), highest.applied());
        let (selected, applied) = (other.selected(), other.applied());
        let below = 5 * selected * all < 4 * of * applied;
        let ahead = (selected + 1) * all > (of - 1) * applied;
        let (_, _, found) = finding(highest, other);
        if below {
            prop_assert_eq!(found, if ahead { Finding::TooFew } else { Finding::Below });
        } else {
            prop_assert!(found != Finding::Below && (ahead || found == Finding::NotBelow));
        }
    }
}
