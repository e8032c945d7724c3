//! Who may do what to a document, and what the server puts right in an edit
//! because no client can be trusted with it. Pure; what cannot be applied for
//! other reasons is the documents' own business.

#[cfg(test)]
mod tests;

use domain::id::{ItemId, PersonId};
use domain::panel::{Asking, Decision, Panel, PanelEdit, Reveal, Void};
use domain::plan::{Comment, Plan, PlanEdit, Waiver};
use domain::scorecard::{Rating, Revision, SCALE_VERSION, ScorecardEdit};
use domain::sealing;
use domain::sharing::Right;
use domain::sync::Rejection;

use crate::room::Frame;
use crate::sharing::lacking;

/// An edit to a plan by `actor`, who is of its team and has this right on it, at `now`.
pub(crate) fn plan(
    plan: &Plan,
    actor: PersonId,
    right: Right,
    now: i64,
    edit: PlanEdit,
) -> Result<PlanEdit, Rejection> {
    if right < Right::for_edit(&edit) {
        return Err(not_allowed(&format!("this plan {}", lacking(right))));
    }
    match edit {
        PlanEdit::Begin(_) => Err(not_allowed("a plan is begun once, when it is made")),
        PlanEdit::Waive { key, waiver } => Ok(PlanEdit::Waive {
            key,
            waiver: waiver.map(|waiver| Waiver {
                by: actor,
                ..waiver
            }),
        }),
        PlanEdit::Comment { id, comment } => Ok(PlanEdit::Comment {
            id,
            comment: Box::new(Comment {
                by: actor,
                at: now,
                ..*comment
            }),
        }),
        PlanEdit::Uncomment { id }
            if plan
                .comments
                .get(&id)
                .is_some_and(|comment| comment.by != actor) =>
        {
            Err(not_allowed("a comment is removed by whoever wrote it"))
        }
        edit => Ok(edit),
    }
}

/// An edit to a panel by `actor` at `now`.
pub(crate) fn panel(
    frame: &Frame,
    panel: &Panel,
    actor: PersonId,
    now: i64,
    edit: PanelEdit,
) -> Result<PanelEdit, Rejection> {
    if !frame.includes(actor) {
        return Err(not_allowed("only the panel may do that"));
    }
    match edit {
        PanelEdit::Convene { .. } => {
            Err(not_allowed("a panel is called together once, at its start"))
        }
        PanelEdit::Reconvene { .. } => Err(not_allowed(
            "who takes part is said on a page of its own, which gives the new ones their scorecards",
        )),
        PanelEdit::Submitted { .. } => Err(not_allowed(
            "a panelist submits by handing in their scorecard",
        )),
        PanelEdit::Start { .. } => Ok(PanelEdit::Start { at: now }),
        PanelEdit::Ask { item, .. } => {
            on_the_agenda(frame, item)?;
            Ok(PanelEdit::Ask { item, at: now })
        }
        PanelEdit::Mark { item, coverage } => {
            on_the_agenda(frame, item)?;
            Ok(PanelEdit::Mark { item, coverage })
        }
        PanelEdit::AskingWas {
            asking,
            item,
            coverage,
        } => {
            on_the_agenda(frame, item)?;
            // The time is one that the server gave earlier.
            let earliest = panel.started_at.unwrap_or(now).min(now);
            let asking = asking
                .map(|Asking { item, since }| {
                    on_the_agenda(frame, item)?;
                    let since = since.clamp(earliest, now);
                    Ok(Asking { item, since })
                })
                .transpose()?;
            Ok(PanelEdit::AskingWas {
                asking,
                item,
                coverage,
            })
        }
        PanelEdit::PassBaton { to } => Ok(PanelEdit::PassBaton { to }),
        PanelEdit::End { at } => Ok(PanelEdit::End {
            at: at.map(|_| now),
        }),
        PanelEdit::Reveal(reveal) if actor == frame.head.lead => Ok(PanelEdit::Reveal(Reveal {
            at: now,
            by: actor,
            reason: reveal.reason,
        })),
        PanelEdit::Reveal(_) => Err(not_allowed(
            "whoever leads the panel reveals the scorecards",
        )),
        PanelEdit::Decide(_) | PanelEdit::Void { .. } | PanelEdit::Schedule(_)
            if actor != frame.head.lead =>
        {
            Err(not_allowed(
                "whoever leads the panel schedules it, decides, and says what does not count",
            ))
        }
        // Whoever decides on a page that is old would take back what they have not read.
        PanelEdit::Decide(Some(anew))
            if panel.decision.as_ref().is_some_and(|stands| {
                (stands.verdict, &stands.reasons) != (anew.verdict, &anew.reasons)
            }) =>
        {
            Err(not_allowed(
                "another decision was recorded meanwhile; look at the result, and take that one back first",
            ))
        }
        PanelEdit::Decide(decision) => Ok(PanelEdit::Decide(decision.map(|decision| Decision {
            by: actor,
            at: now,
            ..decision
        }))),
        PanelEdit::Void { item, void } => {
            on_the_agenda(frame, item)?;
            Ok(PanelEdit::Void {
                item,
                void: void.map(|void| Void {
                    by: actor,
                    at: now,
                    ..void
                }),
            })
        }
        edit @ PanelEdit::Schedule(_) => Ok(edit),
    }
}

/// An edit to the scorecard of `panelist` by `actor` at `now`.
pub(crate) fn scorecard(
    frame: &Frame,
    panel: &Panel,
    panelist: PersonId,
    actor: PersonId,
    now: i64,
    edit: ScorecardEdit,
) -> Result<ScorecardEdit, Rejection> {
    if actor != panelist {
        return Err(not_allowed("a scorecard is written by its panelist alone"));
    }
    if !panel.panelists.contains_key(&panelist) {
        return Err(not_allowed(
            "you are no longer on this panel; what you wrote before is kept",
        ));
    }
    if let ScorecardEdit::Revise { item, revision } = edit {
        if !sealing::revisable(panel, panelist) {
            return Err(not_allowed(
                "a rating is revised once the scorecards are revealed, on a scorecard that was submitted",
            ));
        }
        on_the_agenda(frame, item)?;
        on_the_scale(frame, Some(revision.rating))?;
        let revision = Revision {
            at: now,
            ..revision
        };
        return Ok(ScorecardEdit::Revise { item, revision });
    }
    if !sealing::writable(panel) {
        return Err(Rejection::Frozen(
            "the scorecards are revealed and can no longer be changed".to_owned(),
        ));
    }
    match &edit {
        ScorecardEdit::Rate { item, rating } => {
            on_the_agenda(frame, *item)?;
            on_the_scale(frame, *rating)?;
        }
        ScorecardEdit::Note {
            about: Some(item), ..
        } => on_the_agenda(frame, *item)?,
        ScorecardEdit::Flag { flag, .. } => {
            let known = frame.plan.basis.iter().flat_map(|basis| &basis.red_flags);
            if !known.into_iter().any(|known| known.id == *flag) {
                return Err(Rejection::OutOfRange(
                    "this is not one of the role's red flags".to_owned(),
                ));
            }
        }
        ScorecardEdit::Submit { .. } => return Ok(ScorecardEdit::Submit { at: now }),
        ScorecardEdit::Note { about: None, .. }
        | ScorecardEdit::Recommend(_)
        | ScorecardEdit::Revise { .. }
        | ScorecardEdit::Reopen => {}
    }
    Ok(edit)
}

fn on_the_scale(frame: &Frame, rating: Option<Rating>) -> Result<(), Rejection> {
    let Some(Rating::Level { scale, .. }) = rating else {
        return Ok(());
    };
    let levels = frame.plan.basis.as_ref().map(|basis| basis.levels);
    if Some(scale.levels) == levels && scale.version == SCALE_VERSION {
        return Ok(());
    }
    Err(Rejection::OutOfRange(
        "this rating is on another scale than the interview's: reload the page".to_owned(),
    ))
}

fn on_the_agenda(frame: &Frame, item: ItemId) -> Result<(), Rejection> {
    if frame.agenda.contains(&item) {
        Ok(())
    } else {
        Err(Rejection::OutOfRange(
            "this question is not in the interview's plan".to_owned(),
        ))
    }
}

fn not_allowed(who_may: &str) -> Rejection {
    Rejection::NotAllowed(who_may.to_owned())
}
