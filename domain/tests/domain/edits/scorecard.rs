//! Edits to a scorecard.

use domain::id::ItemId;
use domain::scorecard::{Rating, Recommendation, Scorecard, ScorecardEdit};
use domain::sync::Rejection;

use super::{Subject, change, hostile_splice, inserted, refuse_some};
use crate::hand::Hand;

impl Subject for Scorecard {
    fn some_edit(&self, hand: &mut Hand) -> ScorecardEdit {
        let item = ItemId([u8::try_from(hand.below(4)).unwrap_or(0); 16]);
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
            edit => inserted(edit),
        }
    }

    fn permit(&self, edit: ScorecardEdit) -> Result<ScorecardEdit, Rejection> {
        match edit {
            ScorecardEdit::Submit { .. } => Ok(ScorecardEdit::Submit { at: 99 }),
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
            edit => edit,
        }
    }

    fn words(&self) -> String {
        let notes = self.notes.values().map(String::as_str);
        notes.chain(self.flags.iter().map(String::as_str)).collect()
    }
}
