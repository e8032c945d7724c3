//! Edits to a panel.

use domain::id::ItemId;
use domain::panel::{Asking, Coverage, Panel, PanelEdit, Reveal};
use domain::sync::Rejection;

use super::Subject;
use crate::hand::Hand;

impl Subject for Panel {
    fn some_edit(&self, hand: &mut Hand) -> PanelEdit {
        let item = ItemId([u8::try_from(hand.below(4)).unwrap_or(0); 16]);
        let at = i64::try_from(hand.below(1_000)).unwrap_or(0);
        let coverage = hand
            .one_of(&[None, Some(Coverage::Asked), Some(Coverage::Skipped)])
            .flatten();
        match hand.below(20) {
            0..=3 => PanelEdit::Convene {
                candidate: hand.letters(4),
                lead: hand.person(),
                panelists: (0..hand.below(4)).map(|_| hand.person()).collect(),
            },
            4 => PanelEdit::Start { at },
            5..=8 => PanelEdit::Ask { item, at },
            9 | 10 => PanelEdit::Mark { item, coverage },
            11 => PanelEdit::AskingWas {
                asking: hand.once_in(2).then_some(Asking { item, since: at }),
                item,
                coverage,
            },
            12 | 13 => PanelEdit::PassBaton {
                to: hand.once_in(2).then(|| hand.person()),
            },
            14 => PanelEdit::End {
                at: hand.once_in(2).then_some(at),
            },
            15 if hand.once_in(4) => PanelEdit::Reveal(Reveal {
                at,
                by: hand.person(),
                reason: hand.letters(1),
            }),
            _ => PanelEdit::Submitted {
                panelist: hand.person(),
                at: hand.once_in(2).then_some(at),
            },
        }
    }

    fn hostile_edit(&self, hand: &mut Hand) -> PanelEdit {
        PanelEdit::Convene {
            candidate: hand.letters(600),
            lead: hand.person(),
            panelists: (0..hand.below(40)).map(|_| hand.person()).collect(),
        }
    }

    fn words(&self) -> String {
        self.candidate.clone()
    }

    fn words_of(edit: &PanelEdit) -> String {
        match edit {
            PanelEdit::Convene { candidate, .. } => candidate.clone(),
            _ => String::new(),
        }
    }

    fn permit(&self, edit: PanelEdit) -> Result<PanelEdit, Rejection> {
        match edit {
            PanelEdit::Start { .. } => Ok(PanelEdit::Start { at: 99 }),
            PanelEdit::Ask { item, .. } => Ok(PanelEdit::Ask { item, at: 99 }),
            PanelEdit::PassBaton { to: None } => {
                Err(Rejection::NotAllowed("somebody has to ask".to_owned()))
            }
            edit => Ok(edit),
        }
    }

    fn intent(edit: &PanelEdit) -> PanelEdit {
        match edit.clone() {
            PanelEdit::Start { .. } => PanelEdit::Start { at: 0 },
            PanelEdit::Ask { item, .. } => PanelEdit::Ask { item, at: 0 },
            edit => edit,
        }
    }

    fn undoable(&self, before: &Self) -> Self {
        // A clock that a question started runs on.
        Self {
            started_at: before.started_at,
            ..self.clone()
        }
    }
}
