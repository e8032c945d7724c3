//! Whatever the order in which edits are made and heard of, all end in one
//! document (rule R1).

use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Replica, Saved};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::edits::Subject;
use crate::hand::Hand;
use crate::server::Server;
use crate::team::exchange;
use crate::words::cases;

fn converge<D: Subject>(seed: u64, schedule: &[(u8, u8)]) -> Result<(), TestCaseError> {
    let mut hand = Hand::new(seed);
    let mut server = Server::<D>::new(|_, edit| Ok(edit));
    let mut replicas: Vec<Replica<D>> = (0..3).map(|_| Replica::new(D::default(), 0)).collect();
    let mut records: Vec<Saved<D>> = replicas.iter().map(Replica::save).collect();
    for (who, what) in schedule {
        let replica = &mut replicas[usize::from(who % 3)];
        let record = &mut records[usize::from(who % 3)];
        match what % 8 {
            0..=3 => {
                let edit = replica.view().some_edit(&mut hand);
                let group = hand.once_in(2).then_some(1);
                let _ = replica.edit(edit, group);
            }
            4 => {
                replica.undo();
            }
            5 => {
                replica.redo();
            }
            6 => exchange(&mut server, replica, &mut hand),
            // Part of what has happened, so that batches are torn.
            _ => {
                let mut news = server.after(replica.version());
                news.truncate(hand.below(news.len() + 1));
                prop_assert!(replica.receive(&news).is_ok());
            }
        }
        let restored = Replica::restore(replica.save());
        prop_assert_eq!(restored.view(), replica.view(), "C8");
        if let Some(added) = replica.added() {
            let restored = Replica::restore_with(record.clone(), added);
            prop_assert_eq!(restored.view(), replica.view(), "C12");
            prop_assert_eq!(restored.save(), replica.save(), "C12");
        } else {
            *record = replica.save();
            replica.was_kept_whole();
        }
    }
    for _ in 0..2 {
        for replica in &mut replicas {
            exchange(&mut server, replica, &mut hand);
        }
    }
    for replica in &replicas {
        prop_assert!(replica.is_settled());
        prop_assert_eq!(replica.version(), server.log().len() as u64);
        prop_assert_eq!(replica.view(), &server.folded());
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn r1_any_interleaving_of_edits_to_a_plan_converges(seed: u64, schedule in vec((any::<u8>(), any::<u8>()), 0..80)) {
        converge::<Plan>(seed, &schedule)?;
    }

    #[test]
    fn r1_any_interleaving_of_edits_to_a_scorecard_converges(seed: u64, schedule in vec((any::<u8>(), any::<u8>()), 0..80)) {
        converge::<Scorecard>(seed, &schedule)?;
    }

    #[test]
    fn r1_any_interleaving_of_edits_to_a_panel_converges(seed: u64, schedule in vec((any::<u8>(), any::<u8>()), 0..80)) {
        converge::<Panel>(seed, &schedule)?;
    }
}
