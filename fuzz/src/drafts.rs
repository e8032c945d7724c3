//! What a device keeps: records of replicas, what was copied, kits; and the file that a plan
//! was saved to, which anybody may have changed. The envelope around each is the app's.

use domain::arrange::Clipping;
use domain::id::{BatchId, ItemId};
use domain::kit::{Audience, Kit, markdown};
use domain::order::Mark;
use domain::panel::Panel;
use domain::plan::{Plan, copy_edits, restore};
use domain::scorecard::Scorecard;
use domain::sync::{Added, Document, Offered, Replica, Saved};
use domain::views::At;
use domain::wire::encode;

use crate::read;
use crate::scene::Subject;
use crate::server::{Server, apply_each, keep_and_restore, settle, undo_and_redo};

/// A record field by field, as it is written.
type Parts<D> = (
    D,
    u64,
    Option<(BatchId, Vec<(u32, EditOf<D>)>)>,
    Vec<EditOf<D>>,
    Vec<Offered<EditOf<D>>>,
);
type EditOf<D> = <D as Document>::Edit;

/// Reads `bytes` as each thing that is kept, and uses what is read.
pub fn check(bytes: &[u8]) {
    taken_up::<Plan>(bytes);
    taken_up::<Panel>(bytes);
    taken_up::<Scorecard>(bytes);
    if let Some((_, added)) = read::<(u64, Added<Plan>)>(bytes) {
        let whole = Replica::new(Plan::default(), 0).save();
        let mut replica = Replica::restore_with(whole, added);
        keep_and_restore(&replica);
        replica.view().look();
        undo_and_redo(&mut replica);
    }
    if let Some(plan) = read::<Plan>(bytes) {
        plan.look();
        imported(&plan);
        went_back(&plan);
    }
    if let Some(clipping) = read::<Clipping>(bytes) {
        pasted(&clipping);
    }
    if let Some(kit) = read::<Kit>(bytes) {
        for audience in [Audience::Candidate, Audience::Interviewers] {
            let _ = markdown(&kit, audience);
        }
    }
    let _ = (read::<Panel>(bytes), read::<Scorecard>(bytes));
    let _ = (read::<At<Plan>>(bytes), read::<(String, String)>(bytes));
}

/// A record is taken up, edited, and what waits in it is sent, whatever others did meanwhile.
fn taken_up<D: Subject>(bytes: &[u8]) {
    let Some(saved) = read::<Saved<D>>(bytes) else {
        return;
    };
    let mut replica = Replica::restore(saved);
    keep_and_restore(&replica);
    replica.view().look();
    for edit in replica.view().own() {
        let _ = replica.edit(edit, None);
    }
    undo_and_redo(&mut replica);
    let (base, version, ..): Parts<D> = read(bytes).expect("a record is its fields");
    if version > u64::MAX / 2 {
        // No log is as long.
        return;
    }
    let mut server = Server::of(base, version);
    // Others were faster.
    let others = domain::sync::Batch {
        id: BatchId([0xCC; 16]),
        base: version,
        edits: server.document().own(),
    };
    server.push(others);
    settle(&mut replica, &mut server);
    undo_and_redo(&mut replica);
    settle(&mut replica, &mut server);
}

/// Draws ids that are not in the scene.
fn drawing() -> impl FnMut() -> [u8; 16] {
    let mut drawn = 1_000_u128;
    move || {
        drawn += 1;
        drawn.to_le_bytes()
    }
}

/// A plan from a file becomes a new plan whole, or not at all.
fn imported(plan: &Plan) {
    // As a plan stands after its first edits.
    let begun = Plan::scene().states[6].clone();
    let edits = copy_edits(plan, &begun, drawing());
    let mut replica = Replica::new(begun, 6);
    if edits
        .into_iter()
        .all(|edit| replica.edit(edit, None).is_ok())
    {
        let copy = replica.view();
        assert_eq!(copy.faults(), Vec::<&str>::new(), "D4, D5");
        let in_a_stage = |plan: &Plan| plan.agenda().len() + plan.unplaced().len();
        if !plan.stages.is_empty() {
            assert_eq!(in_a_stage(copy), in_a_stage(plan), "nothing is left out");
        }
        assert_eq!(copy.stages.len(), plan.stages.len());
        keep_and_restore(&replica);
    }
}

/// Going back from the scene's plan to this one.
fn went_back(wanted: &Plan) {
    let mut now = Plan::scene().now().clone();
    let edits = restore(&now, wanted);
    if !wanted.faults().is_empty() {
        apply_each(&mut now, &edits);
        return;
    }
    let before = now.clone();
    for edit in &edits {
        assert!(now.apply(edit).is_ok(), "each is made on the one before");
    }
    let kept = Plan {
        basis: before.basis,
        comments: before.comments,
        ..wanted.clone()
    };
    assert_eq!(now, kept);
    assert!(
        restore(&now, wanted).is_empty(),
        "there is nothing left to do"
    );
}

fn pasted(clipping: &Clipping) {
    let mut plan = Plan::scene().now().clone();
    let stage = plan.stages_in_order()[0];
    let before = plan.items.len();
    let edits = clipping.paste(&plan, stage, 1, Mark(5), drawing());
    for edit in &edits {
        assert!(plan.apply(edit).is_ok(), "only what can be pasted is");
    }
    assert_eq!(plan.items.len(), before + edits.len());
    assert_eq!(plan.faults(), Vec::<&str>::new(), "D4, D5");
    let chosen = plan
        .items
        .keys()
        .copied()
        .collect::<std::collections::BTreeSet<ItemId>>();
    assert_eq!(Clipping::of(&plan, &chosen).len(), chosen.len());
    assert!(read::<Clipping>(&encode(clipping)).is_some());
}
