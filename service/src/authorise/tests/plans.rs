//! Who may do what to a plan.

use domain::id::CommentId;
use domain::plan::PlanText;
use domain::text::Splice;

use super::*;

#[test]
fn a_plan_is_begun_only_when_it_is_made() {
    let basis = frame().plan.basis.expect("it has one");
    assert!(matches!(
        judged(PlanEdit::Begin(basis)),
        Err(Rejection::NotAllowed(_))
    ));
    let title = PlanEdit::Text {
        text: PlanText::Title,
        splice: Splice::of("x"),
    };
    assert_eq!(judged(title.clone()), Ok(title));
}

/// Judged as the edit of a panelist to a plan on which somebody else has a comment.
fn judged(edit: PlanEdit) -> Result<PlanEdit, Rejection> {
    let mut commented = frame().plan;
    for (id, by) in [(OWN, PANELIST), (ANOTHERS, OTHER_PANELIST)] {
        commented.comments.insert(id, comment(by, 1_000));
    }
    plan(&commented, PANELIST, Right::Edit, NOW, edit)
}

#[test]
fn each_right_on_a_plan_allows_what_it_says_and_no_more() {
    let plan_as_it_is = frame().plan;
    let remark = PlanEdit::Comment {
        id: OWN,
        comment: Box::new(comment(PANELIST, NOW)),
    };
    let change = PlanEdit::SetMinutes {
        item: ASKED,
        minutes: 7,
    };
    for (right, may_remark, may_change) in [
        (Right::View, false, false),
        (Right::Comment, true, false),
        (Right::Edit, true, true),
    ] {
        for (edit, may) in [(&remark, may_remark), (&change, may_change)] {
            let judged = plan(&plan_as_it_is, PANELIST, right, NOW, edit.clone());
            assert_eq!(judged.is_ok(), may, "{right:?} {edit:?}");
            assert!(may || matches!(judged, Err(Rejection::NotAllowed(_))));
        }
    }
}

const OWN: CommentId = CommentId::from_bytes([41; 16]);
const ANOTHERS: CommentId = CommentId::from_bytes([42; 16]);

fn comment(by: PersonId, at: i64) -> Comment {
    Comment {
        about: Some(ASKED),
        by,
        at,
        text: "Too hard?".into(),
        resolved: false,
    }
}

#[test]
fn nobody_speaks_in_anothers_name() {
    let id = OWN;
    let pretended = PlanEdit::Comment {
        id,
        comment: Box::new(comment(OTHER_PANELIST, 1)),
    };
    let own = PlanEdit::Comment {
        id,
        comment: Box::new(comment(PANELIST, NOW)),
    };
    assert_eq!(judged(pretended), Ok(own));
    let waive = |by| PlanEdit::Waive {
        key: "age/1".to_owned().into(),
        waiver: Some(Waiver {
            reason: "It is asked of everybody.".into(),
            by,
        }),
    };
    assert_eq!(judged(waive(LEAD)), Ok(waive(PANELIST)));
}

#[test]
fn a_comment_is_removed_by_its_writer_and_settled_by_anybody() {
    let remove = |id| judged(PlanEdit::Uncomment { id });
    assert_eq!(remove(OWN), Ok(PlanEdit::Uncomment { id: OWN }));
    assert!(matches!(remove(ANOTHERS), Err(Rejection::NotAllowed(_))));
    let settle = PlanEdit::Resolve {
        id: ANOTHERS,
        resolved: true,
    };
    assert_eq!(judged(settle.clone()), Ok(settle));
}
