//! Who sees a scorecard (rules X).

use domain::id::PersonId;
use domain::panel::{Panel, PanelEdit, Reveal};
use domain::sealing::{Sight, revisable, sight, writable};
use domain::sync::Document;
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::words::cases;

const OWNER: PersonId = PersonId([1; 16]);
const COLLEAGUE: PersonId = PersonId([2; 16]);
const LEAD: PersonId = PersonId([3; 16]);
const STRANGER: PersonId = PersonId([4; 16]);

fn panel(lead: PersonId, handed_in: bool, revealed: bool) -> Panel {
    Panel {
        candidate: "Candidate".to_owned(),
        lead,
        panelists: [(OWNER, handed_in.then_some(1)), (COLLEAGUE, Some(1))].into(),
        revealed: revealed.then(|| Reveal {
            at: 2,
            by: lead,
            reason: "late".to_owned(),
        }),
        ..Panel::default()
    }
}

/// One line: viewer, handed in, revealed; and what they see of the owner's.
#[test]
fn x1_x2_the_whole_table_of_who_sees_what() {
    use Sight::{Open, Sealed};
    let table = [
        (OWNER, false, false, Open),
        (OWNER, true, false, Open),
        (OWNER, false, true, Open),
        (OWNER, true, true, Open),
        (COLLEAGUE, false, false, Sealed),
        (COLLEAGUE, true, false, Sealed),
        (COLLEAGUE, false, true, Sealed),
        (COLLEAGUE, true, true, Open),
        (LEAD, false, false, Sealed),
        (LEAD, true, false, Sealed),
        (LEAD, false, true, Sealed),
        (LEAD, true, true, Open),
        (STRANGER, false, false, Sealed),
        (STRANGER, true, false, Sealed),
        (STRANGER, false, true, Sealed),
        (STRANGER, true, true, Sealed),
    ];
    for (viewer, handed_in, revealed, expected) in table {
        let panel = panel(LEAD, handed_in, revealed);
        let seen = sight(&panel, viewer, OWNER);
        assert_eq!(
            seen, expected,
            "{viewer} of a card handed in: {handed_in}, revealed: {revealed}"
        );
        let revised = revisable(&panel, OWNER);
        assert_eq!(
            revised,
            handed_in && revealed,
            "X3: beside what was handed in"
        );
        assert!(!revisable(&panel, STRANGER));
        // Whoever is not on the panel has no scorecard to be seen, not even their own.
        assert_eq!(sight(&panel, viewer, STRANGER), Sealed);
        assert_eq!(sight(&panel, viewer, LEAD), Sealed);
    }
    for (handed_in, revealed) in [(false, false), (true, false), (false, true), (true, true)] {
        // A lead who scores sees no more than others who score.
        let led = panel(COLLEAGUE, handed_in, revealed);
        let expected = if handed_in && revealed { Open } else { Sealed };
        assert_eq!(sight(&led, COLLEAGUE, OWNER), expected);
        assert_eq!(writable(&led), !revealed, "X3");
    }
}

#[test]
fn x1_before_a_panel_is_called_together_nobody_sees_anything() {
    let nobody = PersonId::default();
    assert_eq!(sight(&Panel::default(), nobody, nobody), Sight::Sealed);
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn x1_before_the_reveal_only_the_owner_sees_a_scorecard(seed: u64, count in 0_usize..60) {
        let mut hand = Hand::new(seed);
        let mut panel = Panel::default();
        for _ in 0..count {
            let _ = panel.apply(&panel.some_edit(&mut hand));
            let (viewer, panelist) = (hand.person(), hand.person());
            let open = sight(&panel, viewer, panelist) == Sight::Open;
            let on_it = panel.panelists.contains_key(&panelist);
            if panel.revealed.is_none() {
                prop_assert_eq!(open, viewer == panelist && on_it);
            }
            if open && viewer != panelist {
                prop_assert!(panel.panelists[&panelist].is_some(), "only what was handed in opens");
            }
            prop_assert_eq!(writable(&panel), panel.revealed.is_none());
        }
    }

    #[test]
    fn x4_after_the_reveal_nothing_changes_but_what_is_made_of_it(seed: u64, count in 0_usize..60) {
        let mut hand = Hand::new(seed);
        let mut panel = panel(LEAD, true, true);
        let before = panel.clone();
        for _ in 0..count {
            let edit = panel.some_edit(&mut hand);
            let follows = matches!(edit, PanelEdit::Decide(_) | PanelEdit::Void { .. });
            prop_assert!(panel.apply(&edit).is_err() || follows, "{edit:?}");
        }
        panel.decision = None;
        panel.voided.clear();
        prop_assert_eq!(panel, before);
    }
}
