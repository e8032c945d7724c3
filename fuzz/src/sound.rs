//! What holds of every document that came about by edits (rules D4 and D5).

use std::collections::BTreeSet;

use domain::panel::{
    LONGEST_LINE, LONGEST_REASONS, LONGEST_SESSION, MOST_ITEMS, MOST_PANELISTS, Panel,
};
use domain::plan::{
    GREATEST_WEIGHT, Item, LONGEST_COMMENT, LONGEST_KEY, LONGEST_NAME, LONGEST_TEXT,
    LONGEST_WAIVER, MOST_COMMENTS, MOST_INTERVIEWERS, MOST_ITEMS as MOST_QUESTIONS, MOST_MINUTES,
    MOST_OF_A_KIT, MOST_STAGES, MOST_WAIVERS, Plan,
};
use domain::scorecard::{LONGEST_NOTE, LONGEST_REASON, MOST_REVISIONS, Rating, Scorecard};

/// The rules that a document breaks.
pub(crate) type Faults = Vec<&'static str>;

/// Collects rules that do not hold.
#[derive(Default)]
struct Rules(Faults);

impl Rules {
    fn hold(&mut self, rule: &'static str, holds: bool) -> &mut Self {
        if !holds {
            self.0.push(rule);
        }
        self
    }
}

fn fits(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest
}

fn says(text: &str, longest: usize) -> bool {
    !text.trim().is_empty() && fits(text, longest)
}

pub(crate) fn of_plan(plan: &Plan) -> Faults {
    let mut rules = Rules::default();
    let shown: Vec<_> = plan.agenda().into_iter().chain(plan.unplaced()).collect();
    let once: BTreeSet<_> = shown.iter().copied().collect();
    rules
        .hold("each item shows once", once.len() == shown.len())
        .hold("each item shows", once.iter().eq(plan.items.keys()))
        .hold("a title", fits(&plan.title, LONGEST_NAME))
        .hold("stages", plan.stages.len() <= MOST_STAGES)
        .hold("items", plan.items.len() <= MOST_QUESTIONS)
        .hold("waivers", plan.waivers.len() <= MOST_WAIVERS)
        .hold("comments", plan.comments.len() <= MOST_COMMENTS);
    if let Some(basis) = &plan.basis {
        let most = basis.competencies.len().max(basis.red_flags.len());
        rules
            .hold("levels", (4..=5).contains(&basis.levels))
            .hold("of a kit", most <= MOST_OF_A_KIT);
    }
    for stage in plan.stages.values() {
        rules.hold("a stage's name", fits(&stage.name, LONGEST_NAME));
    }
    for item in plan.items.values() {
        of_item(&mut rules, item);
    }
    for (stage, people) in &plan.interviewers {
        rules
            .hold("interviewers' stage", plan.stages.contains_key(stage))
            .hold(
                "interviewers",
                (1..=MOST_INTERVIEWERS).contains(&people.len()),
            );
    }
    for (key, waiver) in &plan.waivers {
        rules
            .hold("a finding", (1..=LONGEST_KEY).contains(&key.as_str().len()))
            .hold("a waiver", says(&waiver.reason, LONGEST_WAIVER));
    }
    for comment in plan.comments.values() {
        rules.hold("a comment", says(&comment.text, LONGEST_COMMENT));
    }
    rules.0
}

fn of_item(rules: &mut Rules, item: &Item) {
    let question = &item.question;
    let names = [&question.title, &question.competency].into_iter();
    let mut names = names.chain(question.source.iter());
    let texts = [
        &question.ask,
        &question.assesses,
        &question.sample_answer,
        &question.follow_ups,
    ];
    let mut texts = texts.into_iter().chain(&question.anchors);
    rules
        .hold("minutes", item.minutes <= MOST_MINUTES)
        .hold("a weight", (1..=GREATEST_WEIGHT).contains(&item.weight))
        .hold(
            "a weight's reason",
            item.weight == 1 || !item.weight_reason.trim().is_empty(),
        )
        .hold("its length", fits(&item.weight_reason, LONGEST_TEXT))
        .hold("anchors", question.anchors.len() <= 5)
        .hold("names", names.all(|name| fits(name, LONGEST_NAME)))
        .hold("texts", texts.all(|text| fits(text, LONGEST_TEXT)));
}

pub(crate) fn of_panel(panel: &Panel) -> Faults {
    let mut rules = Rules::default();
    let is_convened = !panel.panelists.is_empty();
    rules
        .hold("panelists", panel.panelists.len() <= MOST_PANELISTS)
        .hold("a candidate", fits(&panel.candidate, LONGEST_LINE))
        .hold(
            "a name",
            !is_convened || says(&panel.candidate, LONGEST_LINE),
        )
        .hold("coverage", panel.coverage.len() <= MOST_ITEMS)
        .hold("voided", panel.voided.len() <= MOST_ITEMS)
        .hold(
            "the baton",
            panel
                .baton
                .is_none_or(|it| panel.panelists.contains_key(&it)),
        );
    for void in panel.voided.values() {
        rules.hold("a void's reason", says(&void.reason, LONGEST_LINE));
    }
    if let Some(decision) = &panel.decision {
        rules.hold("reasons", says(&decision.reasons, LONGEST_REASONS));
    }
    if let Some(schedule) = &panel.scheduled {
        let minutes = (1..=LONGEST_SESSION).contains(&schedule.minutes);
        rules.hold("a session", minutes && fits(&schedule.place, LONGEST_LINE));
    }
    // X4 and X5.
    match &panel.revealed {
        Some(reveal) => rules
            .hold("nothing is asked any more", panel.asking.is_none())
            .hold("a reveal's reason", fits(&reveal.reason, LONGEST_LINE))
            .hold(
                "an early reveal has a reason",
                panel.all_submitted() || !reveal.reason.trim().is_empty(),
            ),
        None => rules.hold(
            "nothing is decided before the reveal",
            panel.decision.is_none() && panel.voided.is_empty(),
        ),
    };
    rules.0
}

pub(crate) fn of_scorecard(card: &Scorecard) -> Faults {
    let mut rules = Rules::default();
    let most = MOST_ITEMS;
    rules
        .hold("ratings", card.ratings.len() <= most)
        // One is about the candidate as a whole.
        .hold("notes", card.notes.len() <= most + 1)
        .hold("flags", card.flags.len() <= 100)
        .hold("revisions", card.revisions.len() <= most)
        // X7.
        .hold(
            "only what is handed in is revised",
            card.revisions.is_empty() || card.submitted_at.is_some(),
        );
    for rating in card.ratings.values() {
        rules.hold("a rating", is_on_its_scale(*rating));
    }
    for note in card.notes.values() {
        rules.hold("a note", !note.is_empty() && fits(note, LONGEST_NOTE));
    }
    for flag in &card.flags {
        rules.hold("a flag", (1..=100).contains(&flag.len()));
    }
    for revisions in card.revisions.values() {
        rules.hold("times", (1..=MOST_REVISIONS).contains(&revisions.len()));
        for revision in revisions {
            let says = says(&revision.reason, LONGEST_REASON);
            rules.hold("a revision", says && is_on_its_scale(revision.rating));
        }
    }
    rules.0
}

fn is_on_its_scale(rating: Rating) -> bool {
    match rating {
        Rating::NotAssessed => true,
        Rating::Level { level, scale } => {
            (4..=5).contains(&scale.levels) && (1..=scale.levels).contains(&level)
        }
    }
}
