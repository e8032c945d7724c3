//! Names that people write into texts: no packet gives them away to whom it keeps them from.

use domain::export::packet::{Audience, Part};
use domain::views::Outcome;

use super::{act, interview, made};
use crate::interview::item;

/// Every text in it names the interviewers and the candidate.
fn gossip() -> Outcome {
    let mut gossip = interview();
    let text = || "Anna Onecanary, BERT TWOCANARY, Leadcanary on Candy Datecanary".to_owned();
    let plan = &mut gossip.plan;
    plan.title = text();
    plan.stages
        .values_mut()
        .for_each(|stage| stage.name = text());
    let basis = plan.basis.as_mut().expect("it has a basis");
    basis.role = text();
    basis
        .competencies
        .iter_mut()
        .for_each(|one| one.name = text());
    basis
        .red_flags
        .iter_mut()
        .for_each(|one| one.text.text = text());
    for item in plan.items.values_mut() {
        item.weight_reason = text();
        let words = &mut item.question;
        (words.title, words.ask, words.assesses) = (text(), text(), text());
        (words.sample_answer, words.follow_ups) = (text(), text());
        words.anchors = vec![text(); 5];
    }
    let panel = &mut gossip.panel;
    panel.scheduled.as_mut().expect("planned").place = text();
    panel.voided.insert(item(3), act(&text()));
    panel.revealed.as_mut().expect("revealed").reason = text();
    panel.decision.as_mut().expect("decided").reasons = text();
    for card in gossip.scorecards.values_mut() {
        card.notes.insert(Some(item(1)), text());
        card.notes.insert(None, text());
        card.revisions
            .values_mut()
            .flatten()
            .for_each(|one| one.reason = text());
    }
    gossip
}

#[test]
fn no_text_gives_a_name_away() {
    for audience in Audience::ALL {
        let (page, table) = made(&gossip(), audience);
        let text = (page + &table).to_lowercase();
        for name in ["anna", "onecanary", "bert", "twocanary", "leadcanary"] {
            assert_eq!(
                text.contains(name),
                audience.gets(Part::Names),
                "{name} for {audience:?}"
            );
        }
        for name in ["candy", "datecanary"] {
            assert_eq!(
                text.contains(name),
                audience.gets(Part::Candidate),
                "{name} for {audience:?}"
            );
        }
    }
}
