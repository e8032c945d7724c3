//! A scorecard that is being written.

use std::sync::OnceLock;

use domain::id::ItemId;
use domain::scorecard::{Rating, Recommendation, Revision, Scorecard, ScorecardEdit};
use domain::text::Splice;

use super::{Scene, Subject};
use crate::sound::{self, Faults};

const ONE: ItemId = ItemId([3; 16]);
const TWO: ItemId = ItemId([4; 16]);

fn rate(item: ItemId, level: u8) -> ScorecardEdit {
    ScorecardEdit::Rate {
        item,
        rating: Some(Rating::of(level, 5)),
    }
}

fn note(about: Option<ItemId>, from: &str, to: &str) -> ScorecardEdit {
    let splice = Splice::between(from, to);
    ScorecardEdit::Note { about, splice }
}

fn log() -> Vec<ScorecardEdit> {
    vec![
        rate(ONE, 4),
        note(None, "", "Good day."),
        note(Some(ONE), "", "[01:20] knows, é漢🦀"),
        ScorecardEdit::Flag {
            flag: "boasts".into(),
            raised: true,
        },
        ScorecardEdit::Recommend(Some(Recommendation::Yes)),
        ScorecardEdit::Submit { at: 2_000 },
        ScorecardEdit::Reopen,
        note(None, "Good day.", "A good day."),
    ]
}

impl Subject for Scorecard {
    fn scene() -> &'static Scene<Self> {
        static SCENE: OnceLock<Scene<Scorecard>> = OnceLock::new();
        SCENE.get_or_init(|| Scene::of(log()))
    }

    fn own(&self) -> Vec<ScorecardEdit> {
        let note_on = |about| {
            let now = self.note(about);
            note(about, now, &format!("{now} More."))
        };
        vec![
            note_on(None),
            note_on(Some(TWO)),
            rate(TWO, 2),
            ScorecardEdit::Rate {
                item: ONE,
                rating: None,
            },
            ScorecardEdit::Flag {
                flag: "boasts".into(),
                raised: false,
            },
            ScorecardEdit::Submit { at: 4_000 },
            ScorecardEdit::Revise {
                item: TWO,
                revision: Revision {
                    rating: Rating::of(3, 5),
                    reason: "It was answered later".into(),
                    at: 9_000,
                },
            },
        ]
    }

    fn faults(&self) -> Faults {
        sound::of_scorecard(self)
    }
}
