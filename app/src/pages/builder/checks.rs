//! What the linter finds, live: why it matters, what would be better, and one
//! click where one is enough.

use std::time::Duration;

use domain::id::ItemId;
use domain::lint::{About, Finding, Linter, Waived};
use domain::plan::{FindingKey, ItemText, PlanEdit, PlanText, Waiver};
use leptos::prelude::*;

use super::drag::focus_soon;
use super::library::show_questions_of;
use super::{Desk, desk};
use crate::ui::{Each, Icon, Sign, tell};

/// How long a plan has to be left alone before it is read.
const PAUSE: Duration = Duration::from_millis(300);

#[component]
pub(super) fn Checks() -> impl IntoView {
    let desk = desk();
    let mut linter = Linter::default();
    let found = RwSignal::new(desk.plan.peek(|plan| linter.report(plan)));
    let linter = StoredValue::new(linter);
    // Reading every question takes a while in a long plan, so not while it changes.
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        desk.plan.read(|_| ());
        if let Some(waiting) = waiting.flatten() {
            waiting.clear();
        }
        let look = move || {
            linter.try_update_value(|linter| {
                found.set(desk.plan.peek(|plan| linter.report(plan)));
            });
        };
        set_timeout_with_handle(look, PAUSE).ok()
    });
    let count = Memo::new(move |_| found.with(|found| found.open.len()));
    let words = move || match count.get() {
        0 => "Checks: nothing found".to_owned(),
        1 => "Checks: 1 finding".to_owned(),
        count => format!("Checks: {count} findings"),
    };
    view! {
        <details class="checks" class:clear=move || count.get() == 0>
            <summary>
                {move || {
                    let sign = if count.get() == 0 { Sign::Check } else { Sign::Flag };
                    view! { <Icon sign /> }
                }}
                <span>{words}</span>
            </summary>
            <p class="hint">"Advice, not rules: what is likely to make an interview unfair or hard to rate."</p>
            <ul>
                <Each each=move || found.with(|found| found.open.clone()) key=Finding::key let:finding>
                    <Found finding />
                </Each>
            </ul>
            <Show when=move || found.with(|found| !found.waived.is_empty())>
                <h3>"Let stand"</h3>
                <ul>
                    <Each
                        each=move || found.with(|found| found.waived.clone())
                        key=|waived| waived.finding.key()
                        let:waived
                    >
                        <Stands waived />
                    </Each>
                </ul>
            </Show>
        </details>
    }
}

#[component]
fn Found(finding: Finding) -> impl IntoView {
    let desk = desk();
    let title = match finding.about {
        About::Item { item, .. } => Some(title_of(desk, item)),
        About::Person(person) => Some(Memo::new(move |_| desk.name_of(person))),
        About::Plan | About::Stage(_) | About::Competency(_) => None,
    };
    let waive = {
        let (key, message) = (finding.key(), finding.message.clone());
        view! { <LetStand key message /> }
    };
    let fix = finding.fix.map(|fix| {
        let about = finding.message.clone();
        let does = match fix {
            PlanEdit::RemoveItem { .. } => "Remove the question",
            _ => "Fix",
        };
        let settle = move |_| {
            desk.edit(fix.clone());
            tell(format!("Settled: {about} Undo takes it back."));
        };
        view! {
            <button class="small" on:click=settle>
                {does}
                <span class="unseen">{format!(": {}", finding.message)}</span>
            </button>
        }
    });
    let onward: Option<(_, Signal<String>, _)> = match finding.about {
        About::Item { item, .. } => {
            let show = Callback::new(move |()| focus_soon(format!("edit-{item}")));
            Some(("Show", title_of(desk, item).into(), show))
        }
        About::Competency(competency) => {
            let show = Callback::new(move |()| show_questions_of(desk, &competency));
            Some(("Questions for it", finding.message.clone().into(), show))
        }
        About::Plan | About::Stage(_) | About::Person(_) => None,
    };
    let show = onward.map(|(does, about, show)| {
        view! {
            <button class="quiet small" on:click=move |_| show.run(())>
                {does}
                <span class="unseen">": " {about}</span>
            </button>
        }
    });
    view! {
        <li class="finding" class:unfair=finding.rule.is_unfair() data-rule=finding.rule.slug()>
            <div>
                {title.map(|title| view! { <p class="hint">{move || title.get()}</p> })}
                <p>{finding.message.clone()}</p>
                {finding.better.map(|better| view! { <p class="better">{better}</p> })}
            </div>
            <div class="actions">{show} {fix} {waive}</div>
        </li>
    }
}

/// Lets a finding stand, with the reason.
#[component]
fn LetStand(key: FindingKey, message: String) -> impl IntoView {
    let desk = desk();
    let reason = RwSignal::new(String::new());
    let key = StoredValue::new(key);
    let waive = move |_| {
        let reason = reason.get_untracked().trim().to_owned();
        let Some(by) = desk.my_id().filter(|_| !reason.is_empty()) else {
            tell("Give a reason for letting this stand.");
            return;
        };
        desk.edit(PlanEdit::Waive {
            key: key.get_value(),
            waiver: Some(Waiver { reason, by }),
        });
        tell("It stands, with your reason. Undo takes that back.");
    };
    view! {
        <details class="let-stand">
            <summary>
                "Let it stand…"
                <span class="unseen">{format!(" {message}")}</span>
            </summary>
            <label class="field">
                <span class="label">"Reason"</span>
                <input
                    type="text"
                    prop:value=move || reason.get()
                    on:input=move |event| reason.set(event_target_value(&event))
                />
            </label>
            <button class="small" on:click=waive>
                "Let it stand"
            </button>
        </details>
    }
}

/// A finding that somebody lets stand.
#[component]
fn Stands(waived: Waived) -> impl IntoView {
    let desk = desk();
    let Waived { finding, waiver } = waived;
    let key = StoredValue::new(finding.key());
    let take_back = move |_| {
        desk.edit(PlanEdit::Waive {
            key: key.get_value(),
            waiver: None,
        });
    };
    view! {
        <li class="finding stands" data-rule=finding.rule.slug()>
            <div>
                <p>{finding.message.clone()}</p>
                <p class="better">{format!("{}: {}", desk.name_of(waiver.by), waiver.reason)}</p>
            </div>
            <div class="actions">
                <button class="quiet small" on:click=take_back>
                    "Take back"
                    <span class="unseen">{format!(": {}", finding.message)}</span>
                </button>
            </div>
        </li>
    }
}

fn title_of(desk: Desk, item: ItemId) -> Memo<String> {
    desk.text(PlanText::Item(item, ItemText::Title))
}
