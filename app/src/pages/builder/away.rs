//! What the others did while this person was away, in a few words.

use domain::id::PersonId;
use domain::plan::{Plan, PlanEdit};
use domain::sync::Edit as _;
use leptos::prelude::*;

use super::{Desk, desk};
use crate::pages::words::place_of;
use crate::sync::Missed;
use crate::ui::Each;

/// Most changes named for one person.
const MOST: usize = 6;

#[component]
pub(super) fn Away() -> impl IntoView {
    let desk = desk();
    let lines = Memo::new(move |_| desk.plan.missed().with(|missed| summary(desk, missed)));
    view! {
        <Show when=move || !lines.with(Vec::is_empty)>
            <section class="offered away" aria-label="While you were away" role="status">
                <h2>"While you were away"</h2>
                <ul>
                    <Each each=move || lines.get() key=String::clone let:line>
                        <li>
                            <span>{line}</span>
                        </li>
                    </Each>
                </ul>
                <button class="quiet small" on:click=move |_| desk.plan.missed().set(Vec::new())>
                    "Dismiss"
                </button>
            </section>
        </Show>
    }
}

/// A line for each text that both changed or one of them removed, and for each of the others: what they did, most of
/// it first.
fn summary(desk: Desk, missed: &[Missed<PlanEdit>]) -> Vec<String> {
    let me = desk.my_id();
    let mut lines = Vec::new();
    let mut did: Vec<(PersonId, Vec<(String, usize)>)> = Vec::new();
    let mut say = |line: String| {
        if !lines.contains(&line) {
            lines.push(line);
        }
    };
    for Missed {
        entry,
        falls,
        meets,
    } in missed
    {
        if Some(entry.author) == me {
            continue;
        }
        if *falls {
            let who = desk.name_of(entry.author);
            say(format!(
                "{who} had changed what you removed: Undo brings it back as they left it."
            ));
        }
        if let (Some(own), Some((text, _))) = (meets, entry.edit.splice()) {
            let place = desk.plan.peek(|plan| place_of(plan, text));
            let who = desk.name_of(entry.author);
            say(format!(
                "Read it once more: you and {who} both changed {place}. Yours was “{own}”."
            ));
        }
        let what = desk.plan.peek(|plan| in_short(plan, &entry.edit));
        // Typing is many edits of one text: where it was says more than how many.
        let once_more = usize::from(entry.edit.splice().is_none());
        let at = did.iter().position(|(who, _)| *who == entry.author);
        let at = at.unwrap_or_else(|| {
            did.push((entry.author, Vec::new()));
            did.len() - 1
        });
        if let Some((_, kinds)) = did.get_mut(at) {
            match kinds.iter_mut().find(|(known, _)| *known == what) {
                Some((_, count)) => *count += once_more,
                None => kinds.push((what, 1)),
            }
        }
    }
    let line = |(who, mut kinds): (PersonId, Vec<(String, usize)>)| {
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let more = kinds.len().saturating_sub(MOST);
        kinds.truncate(MOST);
        let mut words: Vec<String> = kinds
            .into_iter()
            .map(|(what, count)| match count {
                1 => what,
                count => format!("{what} ({count} times)"),
            })
            .collect();
        if more > 0 {
            words.push(format!("and {more} more"));
        }
        format!("{} {}.", desk.name_of(who), words.join(", "))
    };
    lines.extend(did.into_iter().map(line));
    lines
}

fn in_short(plan: &Plan, edit: &PlanEdit) -> String {
    let what = match edit {
        PlanEdit::Text { text, .. } => return format!("edited {}", place_of(plan, *text)),
        PlanEdit::Begin(_) => "began the plan",
        PlanEdit::AddStage { .. } => "added a stage",
        PlanEdit::RemoveStage { .. } => "removed a stage",
        PlanEdit::MoveStage { .. } => "moved a stage",
        PlanEdit::AddItem { .. } => "added a question",
        PlanEdit::RemoveItem { .. } => "removed a question",
        PlanEdit::MoveItem { .. } => "moved a question",
        PlanEdit::SetMinutes { .. } => "changed minutes",
        PlanEdit::SetWeight { .. } => "changed a weight",
        PlanEdit::SetCompetency { .. } => "changed a competency",
        PlanEdit::Waive {
            waiver: Some(_), ..
        } => "let a finding stand",
        PlanEdit::Waive { waiver: None, .. } => "took a waiver back",
        PlanEdit::Assign { .. } => "changed who interviews",
        PlanEdit::Comment { .. } => "commented",
        PlanEdit::Uncomment { .. } => "removed a comment",
        PlanEdit::Resolve { .. } => "settled a comment",
        PlanEdit::RestoreStage { .. } => "brought a stage back",
    };
    what.to_owned()
}
