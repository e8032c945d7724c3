//! Edits to a panel.

use domain::id::ItemId;
use domain::panel::{
    Asking, Coverage, Decision, Panel, PanelEdit, Reveal, Schedule, Verdict, Void,
};
use domain::sync::Rejection;

use super::Subject;
use crate::hand::Hand;

/// What follows from the debrief.
fn what_comes_of_it(item: ItemId, at: i64, hand: &mut Hand) -> PanelEdit {
    let (by, reason) = (hand.person(), hand.letters(3));
    let some = !hand.once_in(3);
    if hand.once_in(2) {
        let verdicts = [Verdict::Hire, Verdict::NoHire, Verdict::Hold];
        let verdict = hand.one_of(&verdicts).unwrap_or(Verdict::Hold);
        PanelEdit::Decide(some.then_some(Decision {
            verdict,
            reasons: reason,
            by,
            at,
        }))
    } else {
        let void = some.then_some(Void { reason, by, at });
        PanelEdit::Void { item, void }
    }
}

impl Subject for Panel {
    fn some_edit(&self, hand: &mut Hand) -> PanelEdit {
        let item = ItemId([u8::try_from(hand.below(4)).unwrap_or(0); 16]);
        let at = i64::try_from(hand.below(1_000)).unwrap_or(0);
        let coverage = hand
            .one_of(&[None, Some(Coverage::Asked), Some(Coverage::Skipped)])
            .flatten();
        // Once scorecards are open little else can be done.
        if hand.once_in(if self.revealed.is_some() { 2 } else { 16 }) {
            return what_comes_of_it(item, at, hand);
        }
        match hand.below(23) {
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
            16 => PanelEdit::Schedule(hand.once_in(2).then(|| Schedule {
                at,
                minutes: hand.one_of(&[0, 1, 45, 1_441]).unwrap_or(45),
                place: hand.letters(3),
            })),
            15 if hand.once_in(4) => PanelEdit::Reveal(Reveal {
                at,
                by: hand.person(),
                reason: hand.letters(1),
            }),
            // Whoever has submitted is mostly among them.
            17 | 18 => PanelEdit::Reconvene {
                candidate: hand.letters(4),
                panelists: self
                    .panelists
                    .keys()
                    .filter(|_| !hand.once_in(6))
                    .copied()
                    .collect::<Vec<_>>()
                    .into_iter()
                    .chain(hand.once_in(2).then(|| hand.person()))
                    .collect(),
            },
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
        let reveal = self.revealed.iter().map(|reveal| reveal.reason.as_str());
        let decision = self.decision.iter().map(|it| it.reasons.as_str());
        let voided = self.voided.values().map(|void| void.reason.as_str());
        let place = self.scheduled.iter().map(|it| it.place.as_str());
        let all = reveal.chain(decision).chain(voided).chain(place);
        std::iter::once(self.candidate.as_str())
            .chain(all)
            .collect()
    }

    fn words_of(edit: &PanelEdit) -> String {
        match edit {
            PanelEdit::Convene { candidate, .. } | PanelEdit::Reconvene { candidate, .. } => {
                candidate.clone()
            }
            PanelEdit::Reveal(reveal) => reveal.reason.clone(),
            PanelEdit::Decide(Some(decision)) => decision.reasons.clone(),
            PanelEdit::Void {
                void: Some(void), ..
            } => void.reason.clone(),
            PanelEdit::Schedule(Some(schedule)) => schedule.place.clone(),
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
            PanelEdit::Decide(Some(decision)) => {
                Ok(PanelEdit::Decide(Some(Decision { at: 99, ..decision })))
            }
            edit => Ok(edit),
        }
    }

    fn intent(edit: &PanelEdit) -> PanelEdit {
        match edit.clone() {
            PanelEdit::Start { .. } => PanelEdit::Start { at: 0 },
            PanelEdit::Ask { item, .. } => PanelEdit::Ask { item, at: 0 },
            PanelEdit::Decide(Some(decision)) => {
                PanelEdit::Decide(Some(Decision { at: 0, ..decision }))
            }
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
