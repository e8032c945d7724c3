//! The plan builder: the kit's library on one side, the plan's stages on the other.

mod away;
mod cards;
mod checks;
mod comments;
mod coverage;
mod drag;
mod grip;
mod interviewers;
mod item;
mod library;
mod move_menu;
mod offered;
mod others;
mod plan_menu;
mod right;
mod selection;
mod stage;
mod toolbar;
mod weight;

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{DocumentId, ItemId, PersonId, StageId};
use domain::kit::Kit;
use domain::plan::{Plan, PlanEdit, PlanText, Stage};
use domain::scorecard::Scorecard;
use domain::views::{At, Failure, Member};
use domain::wire::Where;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::error::AppError;
use crate::offline::{answers, drafts, written};
use crate::sync::{Live, Synced};
use crate::ui::{
    Caret, Each, Icon, Sign, announce, hue, loaded, not_done, resource_of, route_id, tell,
};
use crate::{api, device};
use drag::{Dragging, DropLine, Ghost};
use others::Others;

/// Loads a plan, its kit and the team, then shows the builder.
#[component]
pub fn BuilderPage() -> impl IntoView {
    let id = route_id::<DocumentId>();
    let known = resource_of(id, |id| async move {
        let at = drafts::open(id).await;
        if let Err(AppError::Refused(Failure::NotAllowed(_))) = &at {
            // Whoever may not change it has a page of theirs.
            device::go_to(&format!("/plans/{id}/read"));
        }
        let at = at?;
        let kit = match &at.document.basis {
            Some(basis) => Some(answers::kit(basis.kit.clone()).await?),
            None => None,
        };
        let members = answers::remembered("members", api::members()).await?;
        let me = answers::remembered("me", api::me()).await?;
        Ok((at, kit, members, me))
    });
    let first = id.get_untracked();
    known.look_here(move || drafts::is_unborn(first));
    loaded(&known, move |(at, kit, members, me)| {
        view! { <Builder id=id.get_untracked() at kit members me /> }
    })
}

/// What every part of the builder works on.
#[derive(Clone, Copy)]
struct Desk {
    plan: Synced<Plan>,
    live: Live,
    /// The plan's stages in order.
    stages: Memo<Vec<StageId>>,
    others: Others,
    people: StoredValue<Vec<Member>>,
    me: StoredValue<Option<Member>>,
    /// Questions that are to be moved or copied together.
    chosen: RwSignal<BTreeSet<ItemId>>,
    /// Comments that are being written, by what they are about: a card may be closed, or be
    /// drawn anew in another stage, before they are done.
    written: StoredValue<BTreeMap<Option<ItemId>, ArcRwSignal<String>>>,
    /// Which questions are open for editing.
    opened: StoredValue<BTreeMap<ItemId, ArcRwSignal<bool>>>,
    /// The competency whose questions the library shows; empty: all.
    library: RwSignal<String>,
    /// Whom this tab makes order keys as.
    mark: StoredValue<Option<domain::order::Mark>>,
}

impl Desk {
    fn mark(self) -> domain::order::Mark {
        let mark = self.mark.get_value().unwrap_or_else(device::mark);
        self.mark.set_value(Some(mark));
        mark
    }

    /// The comment that is being written about a question (none: about the plan), also by the
    /// page that was here before.
    fn written(self, about: Option<ItemId>) -> RwSignal<String> {
        let kept = || {
            let place = self.place_of_written(about);
            ArcRwSignal::new(place.map(|place| written::kept(&place)).unwrap_or_default())
        };
        let mut written = None;
        self.written.update_value(|all| {
            written = Some(all.entry(about).or_insert_with(kept).clone());
        });
        written.unwrap_or_else(kept).into()
    }

    /// Goes on with it.
    fn write(self, about: Option<ItemId>, text: String) {
        if let Some(place) = self.place_of_written(about) {
            written::keep(&place, &text);
        }
        self.written(about).set(text);
    }

    fn place_of_written(self, about: Option<ItemId>) -> Option<String> {
        Some(written::place_of(self.my_id()?, self.plan.id, about))
    }

    /// Who works at this desk.
    fn my_id(self) -> Option<PersonId> {
        self.me.with_value(|me| me.as_ref().map(|me| me.id))
    }

    /// What somebody of the team is called.
    fn name_of(self, person: PersonId) -> String {
        self.people
            .with_value(|people| Member::name_of(people, person).to_owned())
    }

    /// Those members of the team, each once.
    fn members(self, ids: &[PersonId]) -> Vec<Member> {
        self.people.with_value(|people| {
            let members = people.iter().filter(|member| ids.contains(&member.id));
            members.cloned().collect()
        })
    }

    /// Undoes this person's last step, and says that it did.
    fn undo(self) {
        let (can, _) = untrack(|| self.plan.can_undo_redo());
        let undone = self.plan.undo();
        say_of_step(can, undone, ["There is nothing to undo.", "Undone."]);
    }

    /// Does again what was undone last, and says that it did.
    fn redo(self) {
        let (_, can) = untrack(|| self.plan.can_undo_redo());
        let done = self.plan.redo();
        say_of_step(can, done, ["There is nothing to do again.", "Done again."]);
    }

    /// Whether the words of a question are open for editing. It stays so when its card is drawn
    /// anew, in another stage.
    fn open(self, item: ItemId) -> RwSignal<bool> {
        let mut open = ArcRwSignal::default();
        self.opened.update_value(|all| {
            open = all.entry(item).or_default().clone();
        });
        open.into()
    }

    /// Makes an edit; where it cannot be made, says why.
    fn edit(self, edit: PlanEdit) {
        self.edit_in(edit, None);
    }

    fn edit_in(self, edit: PlanEdit, group: Option<u64>) {
        if let Err(rejection) = self.plan.edit_in(edit, group) {
            tell(not_done(&rejection));
        }
    }

    fn edit_text(self, text: PlanText) -> Callback<(domain::text::Splice, u64)> {
        Callback::new(move |(splice, group)| {
            self.edit_in(PlanEdit::Text { text, splice }, Some(group));
        })
    }

    fn text(self, text: PlanText) -> Memo<String> {
        self.plan.memo_of(text.item(), move |plan| {
            plan.text(text).cloned().unwrap_or_default()
        })
    }

    /// Where others are in `text`, and who.
    fn carets(self, text: PlanText) -> Signal<Vec<Caret>> {
        let carets = self.others.memo(text.item(), move |here| {
            let (in_text, at) = here.at.caret?;
            (in_text == text).then(|| Caret {
                at,
                hue: hue(here.person),
                name: self.name_of(here.person),
            })
        });
        carets.into()
    }

    /// Tells the others that this person is in `text`, or no longer.
    fn here(self, text: PlanText) -> Callback<Option<u32>> {
        Callback::new(move |caret: Option<u32>| {
            let at = caret.map(|caret| {
                let stage = match text {
                    PlanText::StageName(stage) => Some(stage),
                    PlanText::Title | PlanText::Item(..) => None,
                };
                Where {
                    stage,
                    item: text.item(),
                    caret: Some((text, caret)),
                    dragging: None,
                }
            });
            self.live.here(at.unwrap_or_default());
        })
    }
}

#[component]
fn Builder(
    id: DocumentId,
    at: At<Plan>,
    kit: Option<Kit>,
    members: Vec<Member>,
    me: Option<Member>,
) -> impl IntoView {
    let plan = Synced::open(id, at, me.as_ref().map(|me| me.id));
    let live = Live::watch(plan, None::<Synced<Scorecard>>);
    let desk = Desk {
        plan,
        live,
        stages: plan.memo(Plan::stages_in_order),
        others: Others::follow(live, me.as_ref().map(|me| me.id)),
        people: StoredValue::new(members),
        me: StoredValue::new(me),
        chosen: RwSignal::default(),
        written: StoredValue::default(),
        opened: StoredValue::default(),
        library: RwSignal::new(String::new()),
        mark: StoredValue::new(None),
    };
    let dragging = Dragging::new(desk);
    provide_context(desk);
    provide_context(dragging);

    let lost = right::lost(plan);
    let may_not = RwSignal::new(false);
    Effect::new(move |_| {
        let is_typing = device::find(".board :is(input, textarea):focus").is_some();
        may_not.set(lost.with(Option::is_some) && !is_typing);
    });
    // What is typed on in mid-sentence is refused and offered back with the rest. A field is also
    // left when it goes with its page, which is gone a frame later.
    let left = move |_| {
        request_animation_frame(move || {
            if lost.try_with_untracked(Option::is_some) == Some(true) {
                may_not.try_set(true);
            }
        });
    };
    let unplaced = plan.memo(Plan::unplaced);
    let title = desk.text(PlanText::Title);
    // On the window: undoing a move takes the focus from the card it moves.
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let is_z = (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("z");
        // What is typed into a field that is no part of the plan, the browser takes back.
        if is_z && !device::is_own_field(&event) {
            event.prevent_default();
            if event.shift_key() {
                desk.redo();
            } else {
                desk.undo();
            }
        }
    });
    on_cleanup(move || keys.remove());
    Effect::new(|_| request_animation_frame(item::open_named_anchors));
    Effect::new(move |_| cards::rehearse(dragging));
    Effect::new(|_| {
        if let Some(version) = device::said_once("?restored=") {
            tell(format!(
                "Restored: the plan is as it was at version {version}, as a new change."
            ));
        }
    });
    view! {
        <Title text=move || title.with(|title| if title.trim().is_empty() { "Untitled plan".to_owned() } else { title.clone() }) />
        <div class="builder">
            <toolbar::Toolbar />
            <right::Lost why=lost />
            <offered::Offered lost />
            <away::Away />
            <library::Library kit inert=may_not.into() />
            <section class="board" aria-label="Plan" inert=move || may_not.get() on:focusout=left>
                <p class="unseen" id="how-to-drag">
                    "Press space to pick up. While holding, arrow keys up and down move by one place, left and right by a stage, home and end to either end. Space puts down, escape puts back. X selects a question, so that several move together; control C copies and control V pastes."
                </p>
                <selection::Selection />
                <checks::Checks />
                <coverage::CoverageMatrix />
                <details class="comments-on-plan">
                    <summary>"Comments on the plan"</summary>
                    <comments::Comments about=None />
                </details>
                <div class="places">
                    <ol class="stages" data-stages>
                        <Each each=move || desk.stages.get() key=|id| *id let:id>
                            <stage::StageCard id />
                        </Each>
                    </ol>
                    <DropLine />
                </div>
                <button class="quiet" on:click=move |_| add_stage(desk)>
                    <Icon sign=Sign::Plus />
                    "Add stage"
                </button>
                <Show when=move || !unplaced.with(Vec::is_empty)>
                    <section class="tray" aria-label="Unplaced questions">
                        <h2>"Unplaced questions"</h2>
                        <p class="hint">"Their stage was removed. Move them to another, or remove them."</p>
                        <ol class="items">
                            <cards::Cards items=unplaced />
                        </ol>
                    </section>
                </Show>
            </section>
            <Ghost />
        </div>
    }
}

fn add_stage(desk: Desk) {
    let stage = StageId::from_bytes(device::random_bytes());
    let order = desk
        .plan
        .peek(|plan| plan.stage_key_at(usize::MAX, None, desk.mark()));
    let content = Stage {
        name: "New stage".to_owned(),
        order,
    };
    desk.edit(PlanEdit::AddStage { stage, content });
    announce("Added a stage at the end.");
    stage::write_over_soon(stage::name_of(stage));
}

fn desk() -> Desk {
    expect_context()
}

fn dragging() -> Dragging {
    expect_context()
}

/// Says what became of a step that was to be undone or done again: that there was none, or that
/// it was. A step whose target somebody has taken away changes nothing.
fn say_of_step(was_any: bool, changed: bool, [none, done]: [&'static str; 2]) {
    match (was_any, changed) {
        (false, _) => announce(none),
        (true, true) => announce(done),
        (true, false) => tell("Nothing changed: what that step was about is no longer there."),
    }
}
