//! What is heard elsewhere of edits: in the audit, and on the panel of scorecards handed in.

use domain::id::DocumentId;
use domain::panel::PanelEdit;
use domain::scorecard::ScorecardEdit;
use domain::sync::Entry;
use store::AuditRow;

use crate::Actor;
use crate::audit::Action;
use crate::room::Frame;

/// What the audit is to say of edits to a panel.
pub(super) fn of_note(
    actor: &Actor,
    panel: DocumentId,
    now: i64,
    entries: &[Entry<PanelEdit>],
) -> Vec<AuditRow> {
    let of_note = entries.iter().filter_map(|entry| match &entry.edit {
        PanelEdit::Reveal(reveal) => Some((Action::Revealed, reveal.reason.as_str())),
        PanelEdit::Decide(decision) => {
            let reasons = decision.as_ref().map(|decision| decision.reasons.as_str());
            Some((Action::Decided, reasons.unwrap_or("taken back")))
        }
        PanelEdit::Void { void, .. } => {
            let reason = void.as_ref().map(|void| void.reason.as_str());
            Some((Action::Voided, reason.unwrap_or("taken back")))
        }
        _ => None,
    });
    of_note
        .map(|(action, detail)| actor.did(action, panel, now, detail))
        .collect()
}

/// What the panel is to say of the hand-ins among a scorecard's entries.
pub(super) fn hand_ins(actor: &Actor, entries: &[Entry<ScorecardEdit>]) -> Vec<PanelEdit> {
    let panelist = actor.person;
    entries
        .iter()
        .filter_map(|entry| match entry.edit {
            ScorecardEdit::Submit { at } => Some(Some(at)),
            ScorecardEdit::Reopen => Some(None),
            _ => None,
        })
        .map(|at| PanelEdit::Submitted { panelist, at })
        .collect()
}

/// What the audit is to say of hand-ins.
pub(super) fn audit_of(
    actor: &Actor,
    frame: &Frame,
    now: i64,
    hand_ins: &[PanelEdit],
) -> Vec<AuditRow> {
    hand_ins
        .iter()
        .map(|edit| match edit {
            PanelEdit::Submitted { at: None, .. } => Action::ScorecardReopened,
            _ => Action::ScorecardSubmitted,
        })
        .map(|action| actor.did(action, frame.head.id, now, ""))
        .collect()
}
