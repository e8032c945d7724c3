//! The hiring manager: before the reveal that there is an interview, after it what came out.

use domain::export::packet::{Audience, Packet, csv, markdown};
use domain::id::{DocumentId, ItemId};
use domain::panel::Verdict;
use domain::scorecard::{Rating, Recommendation, ScorecardEdit};
use domain::views::Failure;
use service::{InterviewState, Lineup, Manager, Summary};

use super::house::{House, document, lineup, note, person, rate};
use super::looks::There;

const MANAGER: u8 = 3;

fn managed(totals_only: bool) -> Lineup {
    Lineup {
        manager: Some(Manager {
            person: person(MANAGER),
            totals_only,
        }),
        ..lineup("Noor Ahmadi", &[1, 2])
    }
}

async fn packet_of(house: &House, interview: DocumentId) -> Packet {
    let manager = house.member(MANAGER).await;
    let summary = house.service.summary(&manager, interview).await;
    match summary.expect("theirs to see") {
        Summary::Open(packet) => *packet,
        Summary::Sealed { .. } => panic!("the scorecards are revealed"),
    }
}

/// The words under which the audit has this person.
async fn did(house: &House, interview: DocumentId, place: u8) -> Vec<(String, String)> {
    let audit = house.store.audit_of(interview).await.expect("readable");
    let theirs = audit.into_iter().map(|entry| entry.row);
    let theirs = theirs.filter(|row| row.person == person(place));
    theirs.map(|row| (row.action, row.detail)).collect()
}

#[tokio::test]
async fn before_the_reveal_a_manager_sees_who_has_handed_in_and_nothing_else() {
    let house = House::new().await;
    let (interview, items) = house.interview_of(managed(false)).await;
    house
        .score(&house.member(1).await, interview, &items, 4)
        .await;
    let manager = house.member(MANAGER).await;
    let listed = house.service.interviews(&manager).await.expect("listed");
    assert_eq!(listed.len(), 1);
    let names = |handed_in: [bool; 2]| {
        ["Tomás Okafor", "Aiko Brandt"]
            .into_iter()
            .zip(handed_in)
            .map(|(name, is_in)| (name.to_owned(), is_in))
            .collect::<Vec<_>>()
    };
    let mut expected = names([true, false]);
    expected.sort();
    let sealed = Summary::Sealed {
        candidate: "Noor Ahmadi".into(),
        state: InterviewState::NotBegun,
        handed_in: expected,
    };
    assert_eq!(house.service.summary(&manager, interview).await, Ok(sealed));
    let refused = house.service.interview(&manager, interview).await;
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "{refused:?}"
    );
    assert_eq!(
        did(&house, interview, 0).await.last(),
        Some(&(
            "manager-named".to_owned(),
            "Samir Haddad: Hiring manager".to_owned()
        ))
    );
    // It is the manager's page, and to others there is none.
    let panel = house
        .service
        .summary(&house.member(1).await, interview)
        .await;
    assert!(matches!(panel, Err(Failure::NotAllowed(_))), "{panel:?}");
    for outsider in [house.member(4).await, house.stranger().await] {
        let unseen = house.service.summary(&outsider, interview).await;
        assert_eq!(unseen, Err(Failure::NotFound));
    }
}

#[tokio::test]
async fn after_the_reveal_a_manager_sees_all_or_the_totals_and_the_audit_says_so() {
    for totals_only in [false, true] {
        let house = House::new().await;
        let (interview, items) = house.interview_of(managed(totals_only)).await;
        for (place, level) in [(1, 4), (2, 2)] {
            house
                .score(&house.member(place).await, interview, &items, level)
                .await;
        }
        house.reveal(interview, "").await;
        let lead = house.member(0).await;
        let other = house.member(5).await;
        let reasons = format!("{} wants another answer.", other.name());
        let verdict = Some((Verdict::Hold, reasons));
        let decided = house.service.decide(&lead, interview, verdict).await;
        decided.expect("decided");

        let packet = packet_of(&house, interview).await;
        let audience = Audience::HiringManager { totals_only };
        let outcome = house.service.outcome(&lead, interview).await.expect("open");
        let team = house.service.members(&lead).await.expect("listed");
        let same = Packet::of(&outcome, &team, audience);
        assert_eq!(Ok(&packet), same.as_ref());
        // Whoever has no part in it is somebody's colleague all the same.
        let reasons = &packet.decision.as_ref().expect("decided").1.reason;
        let name = house.member(5).await.name().to_owned();
        assert_eq!(reasons.contains(&name), !totals_only, "{reasons}");
        assert_eq!(reasons.contains("a colleague"), totals_only, "{reasons}");
        let judgements = packet
            .questions
            .iter()
            .map(|question| question.judgements.len());
        assert_eq!(judgements.sum::<usize>(), if totals_only { 0 } else { 6 });
        let manager = house.member(MANAGER).await;
        let interviewed = house.service.interviewed(&manager).await.expect("theirs");
        let state = interviewed[0].interviews[0].state;
        assert_eq!(state, InterviewState::Decided(Verdict::Hold));
        let read = ("summary-read".to_owned(), audience.label().to_owned());
        assert_eq!(did(&house, interview, MANAGER).await, [read]);
        // What the panel has stays the panel's.
        for failure in [
            house.service.outcome(&manager, interview).await.err(),
            house
                .service
                .packet(&manager, interview, audience)
                .await
                .err(),
            house.service.handover(&manager, interview).await.err(),
        ] {
            assert!(
                matches!(failure, Some(Failure::NotAllowed(_))),
                "{failure:?}"
            );
        }
        let compared = house.service.candidates(&manager, document(1)).await;
        let compared = compared.expect("their team's plan");
        assert_eq!((compared.open.len(), compared.sealed), (0, 0));
    }
}

/// What one panelist makes of the candidate.
struct View {
    levels: [Option<u8>; 3],
    recommends: Recommendation,
    note: &'static str,
    flag: bool,
    revises: Option<u8>,
}

async fn judges(house: &House, interview: DocumentId, items: &[ItemId], place: u8, view: &View) {
    let panelist = house.member(place).await;
    let (scorecard, version) = house.scorecard(&panelist, interview).await;
    let mut edits: Vec<_> = items
        .iter()
        .zip(view.levels)
        .map(|(item, level)| match level {
            Some(level) => rate(*item, level),
            None => ScorecardEdit::Rate {
                item: *item,
                rating: Some(Rating::NotAssessed),
            },
        })
        .collect();
    edits.push(ScorecardEdit::Recommend(Some(view.recommends)));
    edits.push(note("", view.note));
    if view.flag {
        let plan = house.service.interview(&panelist, interview).await;
        let basis = plan.expect("seen").plan.basis.expect("it has one");
        let flag = basis.red_flags[0].id.clone();
        edits.push(ScorecardEdit::Flag { flag, raised: true });
    }
    edits.push(ScorecardEdit::Submit { at: 0 });
    let pushed = house
        .push_scorecard(&panelist, scorecard, version, edits)
        .await;
    assert_eq!(pushed.expect("taken").refused, []);
}

/// A world in which the panelists judge so, and all that its manager is sent.
async fn seen_by_manager(totals_only: bool, views: [&View; 2]) -> Vec<(&'static str, Vec<u8>)> {
    let house = House::new().await;
    let (interview, items) = house.interview_of(managed(totals_only)).await;
    for (place, view) in [1, 2].into_iter().zip(views) {
        judges(&house, interview, &items, place, view).await;
    }
    house.reveal(interview, "").await;
    for (place, view) in [1, 2].into_iter().zip(views) {
        if let Some(level) = view.revises {
            let panelist = house.member(place).await;
            let (rating, why) = (
                Rating::of(level, 5),
                format!("{} On second thoughts.", view.note),
            );
            let revised = house
                .service
                .revise(&panelist, interview, items[0], rating, why);
            revised.await.expect("revised");
        }
    }
    let lead = house.member(0).await;
    let verdict = Some((Verdict::Hire, "The panel agrees enough.".into()));
    let decided = house.service.decide(&lead, interview, verdict).await;
    decided.expect("decided");
    let (scorecard, _) = house.scorecard(&house.member(1).await, interview).await;
    let there = There {
        interview,
        scorecard,
        items: &items,
    };
    let manager = house.member(MANAGER).await;
    let mut sent = there.looks(&house, &manager).await;
    let packet = packet_of(&house, interview).await;
    sent.push(("as Markdown", markdown(&packet).into_bytes()));
    sent.push(("as CSV", csv(&packet).into_bytes()));
    sent
}

#[tokio::test]
async fn with_totals_only_nothing_tells_who_judged_how() {
    let one = View {
        levels: [Some(5), Some(2), None],
        recommends: Recommendation::StrongYes,
        note: "Named the trade-off at once.",
        flag: true,
        revises: Some(4),
    };
    let other = View {
        levels: [Some(3), Some(4), Some(1)],
        recommends: Recommendation::No,
        note: "Needed help.",
        flag: false,
        revises: None,
    };
    // The same judgements from the other panelist each, and other words for them.
    let (one_in_other_words, other_in_other_words) = (
        View {
            note: "",
            flag: false,
            ..one
        },
        View {
            note: "Tomás and I did not hear the same answer.",
            flag: true,
            ..other
        },
    );
    let swapped = [&other_in_other_words, &one_in_other_words];
    let first = seen_by_manager(true, [&one, &other]).await;
    for (found, expected) in first.iter().zip(seen_by_manager(true, swapped).await) {
        assert_eq!(*found, expected);
    }
    let text = String::from_utf8_lossy(&first.last().expect("the table").1).into_owned();
    assert!(text.contains("questions,1,,median,3.5,"), "{text}");

    // The comparison has something to see: whoever sees everything sees the difference.
    let all = seen_by_manager(false, [&one, &other]).await;
    assert_ne!(all, seen_by_manager(false, swapped).await);
}
