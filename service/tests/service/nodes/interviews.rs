//! Interviews that are seen from several processes.

use domain::id::PersonId;
use domain::panel::{PanelEdit, Reveal};
use domain::views::Failure;
use domain::wire::{AnyBatch, AnyEntries, Push, ToBrowser};
use tokio::time::timeout;

use super::super::house::{House, batch, lineup, note, rate, versions};
use super::{PATIENCE, next};

#[tokio::test]
async fn what_is_sealed_is_sealed_in_every_process() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (interview, items) = house.interview(&[1, 2]).await;
    let other = house.another().await;
    let (lead, one, two) = (
        house.member(0).await,
        house.member(1).await,
        house.member(2).await,
    );
    let (card, version) = house.scorecard(&one, interview).await;
    for stranger in [&lead, &two] {
        let refused = other.watch(stranger, card, version).await;
        assert_eq!(refused.err(), Some(Failure::NotFound));
    }
    let mut own = other.watch(&one, card, version).await.expect("their own");
    let mut panel = other.watch(&two, interview, 1).await.expect("watched");

    house
        .push_scorecard(&one, card, version, vec![note("", "a secret")])
        .await
        .expect("taken");
    house.score(&one, interview, &items, 4).await;
    // Their own page elsewhere hears all of it, the panel only that it is handed in.
    let mut heard = 0;
    while heard < 2 + items.len() {
        let frame = next(&mut own).await;
        let ToBrowser::Entries(_, AnyEntries::Scorecard(entries)) = frame else {
            panic!("{frame:?}");
        };
        heard += entries.len();
    }
    let frame = next(&mut panel).await;
    let ToBrowser::Entries(of, AnyEntries::Panel(entries)) = &frame else {
        panic!("{frame:?}");
    };
    assert_eq!((*of, versions(entries)), (interview, vec![2]));
    let person: PersonId = one.person();
    assert!(
        matches!(entries[0].edit, PanelEdit::Submitted { panelist, at: Some(_) } if panelist == person),
        "{entries:?}"
    );

    // A reveal there closes the scorecards here.
    let reveal = PanelEdit::Reveal(Reveal {
        at: 0,
        by: lead.person(),
        reason: "time is up".into(),
    });
    let push = Push {
        document: interview,
        batch: AnyBatch::Panel(batch(2, vec![reveal])),
    };
    let revealed = other.push(&lead, push).await.expect("answered");
    assert!(revealed.refused.is_empty());
    let (card, version) = house.scorecard(&two, interview).await;
    let late = house
        .push_scorecard(&two, card, version, vec![rate(items[0], 1)])
        .await;
    assert_eq!(late.expect("answered").refused.len(), 1);
}

#[tokio::test]
async fn x8_a_panel_called_anew_in_one_process_is_so_in_the_others() {
    let Some(house) = House::on_postgres().await else {
        return;
    };
    let (interview, items) = house.interview(&[1, 2]).await;
    let other = house.another().await;
    let (lead, stays, goes, comes) = (
        house.member(0).await,
        house.member(1).await,
        house.member(2).await,
        house.member(3).await,
    );
    let mut going = other.watch(&goes, interview, 1).await.expect("watched");
    let mut staying = other.watch(&stays, interview, 1).await.expect("watched");

    let anew = lineup("Noor Ahmadi", &[1, 3]);
    let done = house.service.reconvene(&lead, interview, &anew).await;
    done.expect("called anew");

    for watcher in [&mut going, &mut staying] {
        let frame = next(watcher).await;
        assert!(
            matches!(&frame, ToBrowser::Entries(_, AnyEntries::Panel(entries))
                if matches!(entries[0].edit, PanelEdit::Reconvene { .. })),
            "{frame:?}"
        );
    }
    let end = async { while going.next().await.is_some() {} };
    timeout(PATIENCE, end).await.expect("and then no more");
    let seen = other.interview(&goes, interview).await;
    assert_eq!(seen.err(), Some(Failure::NotFound));
    let seen = other.interview(&comes, interview).await.expect("seen");
    let (card, own) = seen.own.expect("they score");
    let push = Push {
        document: card,
        batch: AnyBatch::Scorecard(batch(own.version, vec![rate(items[0], 3)])),
    };
    let pushed = other.push(&comes, push).await.expect("taken");
    assert!(pushed.refused.is_empty());
}
