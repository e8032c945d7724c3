//! Edits to a scorecard.

use domain::id::ItemId;
use domain::scorecard::{Rating, Recommendation, Revision, Scorecard, ScorecardEdit};
use domain::sync::Rejection;

use super::{Subject, change, hostile_splice, inserted, refuse_some};
use crate::hand::Hand;

impl Subject for Scorecard {
    fn some_edit(&self, hand: &mut Hand) -> ScorecardEdit {
        let item = ItemId([u8::try_from(hand.below(4)).unwrap_or(0); 16]);
        // Once a rating is revised nothing else can be done; before that it must
        // stay rare, as it closes the card for good.
        if hand.once_in(if self.revisions.is_empty() { 150 } else { 2 }) {
            return ScorecardEdit::Revise {
                item,
                revision: Revision {
                    rating: Rating::of(u8::try_from(hand.below(7)).unwrap_or(0), 5),
                    reason: hand.letters(3),
                    at: 7,
                },
            };
        }
        match hand.below(24) {
            0..=4 => ScorecardEdit::Rate {
                item,
                rating: match hand.below(8) {
                    0 => None,
                    1 => Some(Rating::NotAssessed),
                    level => Some(Rating::of(u8::try_from(level).unwrap_or(0), 5)),
                },
            },
            5 | 6 => ScorecardEdit::Flag {
                flag: hand.letters(2),
                raised: hand.once_in(2),
            },
            7 => ScorecardEdit::Recommend(hand.one_of(&[
                Recommendation::No,
                Recommendation::Yes,
                Recommendation::NoDecision,
            ])),
            8 if hand.once_in(3) => ScorecardEdit::Submit { at: 7 },
            9 | 10 => ScorecardEdit::Reopen,
            _ => {
                let about = (!hand.once_in(3)).then_some(item);
                ScorecardEdit::Note {
                    about,
                    splice: change(self.note(about), hand),
                }
            }
        }
    }

    fn hostile_edit(&self, hand: &mut Hand) -> ScorecardEdit {
        ScorecardEdit::Note {
            about: hand.once_in(2).then(|| hand.item()),
            splice: hostile_splice(hand),
        }
    }

    fn words_of(edit: &ScorecardEdit) -> String {
        match edit {
            ScorecardEdit::Flag { flag, raised: true } => flag.clone(),
            ScorecardEdit::Revise { revision, .. } => revision.reason.clone(),
            edit => inserted(edit),
        }
    }

    fn permit(&self, edit: ScorecardEdit) -> Result<ScorecardEdit, Rejection> {
        match edit {
            ScorecardEdit::Submit { .. } => Ok(ScorecardEdit::Submit { at: 99 }),
            ScorecardEdit::Revise { item, mut revision } => {
                revision.at = 99;
                Ok(ScorecardEdit::Revise { item, revision })
            }
            ScorecardEdit::Rate {
                rating: Some(rating),
                ..
            } if rating.level() == Some(2) => Err(Rejection::NotAllowed("no twos".to_owned())),
            edit => refuse_some(edit),
        }
    }

    fn intent(edit: &ScorecardEdit) -> ScorecardEdit {
        match edit.clone() {
            ScorecardEdit::Submit { .. } => ScorecardEdit::Submit { at: 0 },
            ScorecardEdit::Revise { item, mut revision } => {
                revision.at = 0;
                ScorecardEdit::Revise { item, revision }
            }
            edit => edit,
        }
    }

    fn words(&self) -> String {
        let notes = self.notes.values().map(String::as_str);
        let revisions = self.revisions.values().flatten();
        notes
            .chain(self.flags.iter().map(String::as_str))
            .chain(revisions.map(|revision| revision.reason.as_str()))
            .collect()
    }
}
