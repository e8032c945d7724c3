//! Who may do what, verb by verb. Whoever may not see a thing hears the same as
//! if it were not there.

use domain::id::DocumentId;
use domain::panel::{PanelEdit, Reveal};
use domain::views::Failure;
use service::Actor;

use super::house::{House, document, note, retitle};

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    NotFound,
    NotAllowed,
    /// Taken, but what was asked for was refused.
    Refused,
}

fn answer<T>(asked: Result<T, Failure>) -> Answer {
    match asked {
        Ok(_) => Answer::Yes,
        Err(Failure::NotFound) => Answer::NotFound,
        Err(Failure::NotAllowed(_)) => Answer::NotAllowed,
        Err(other) => panic!("{other:?} is no answer to who may do what"),
    }
}

fn pushed(asked: Result<domain::wire::Pushed, Failure>) -> Answer {
    match asked {
        Ok(pushed) if !pushed.refused.is_empty() => Answer::Refused,
        other => answer(other),
    }
}

struct Place {
    house: House,
    plan: DocumentId,
    interview: DocumentId,
    /// The scorecard of the first panelist.
    scorecard: DocumentId,
}

impl Place {
    async fn new() -> Self {
        let house = House::new().await;
        let (interview, _) = house.interview(&[1, 2]).await;
        let panelist = house.member(1).await;
        let (scorecard, _) = house.scorecard(&panelist, interview).await;
        Self {
            house,
            plan: document(1),
            interview,
            scorecard,
        }
    }

    /// Asks for everything; each answer with what was asked for.
    async fn ask(&self, actor: &Actor) -> Vec<(&'static str, Answer)> {
        let mut all = self.ask_of_content(actor).await;
        all.extend(self.ask_of_lists(actor).await);
        all
    }

    /// Whether they may take things out of the lists, and put them back.
    async fn ask_of_lists(&self, actor: &Actor) -> Vec<(&'static str, Answer)> {
        let service = &self.house.service;
        let (plan, interview, scorecard) = (self.plan, self.interview, self.scorecard);
        vec![
            (
                "put the plan away",
                answer(service.put_away(actor, plan).await),
            ),
            (
                "bring the plan back",
                answer(service.bring_back(actor, plan).await),
            ),
            (
                "put the interview away",
                answer(service.put_away(actor, interview).await),
            ),
            (
                "bring the interview back",
                answer(service.bring_back(actor, interview).await),
            ),
            (
                "put the scorecard away",
                answer(service.put_away(actor, scorecard).await),
            ),
        ]
    }

    async fn ask_of_content(&self, actor: &Actor) -> Vec<(&'static str, Answer)> {
        let (house, service) = (&self.house, &self.house.service);
        let (plan, interview, scorecard) = (self.plan, self.interview, self.scorecard);
        let reveal = PanelEdit::Reveal(Reveal {
            at: 0,
            by: actor.person(),
            reason: String::new(),
        });
        let retitle = vec![retitle("Back end", "Back end")];
        vec![
            (
                "open the plan",
                answer(service.open_plan(actor, plan).await),
            ),
            (
                "edit the plan",
                pushed(house.push_plan(actor, plan, 6, retitle).await),
            ),
            (
                "catch up on the plan",
                answer(service.catch_up(actor, plan, 0, false).await),
            ),
            (
                "watch the plan",
                answer(service.watch(actor, plan, 0).await),
            ),
            (
                "see the interview",
                answer(service.interview(actor, interview).await),
            ),
            (
                "see the outcome",
                answer(service.outcome(actor, interview).await),
            ),
            (
                "see what was taken back",
                answer(service.taken_back(actor, interview).await),
            ),
            (
                "start the clock",
                pushed(
                    house
                        .push_panel(actor, interview, 1, vec![PanelEdit::Start { at: 0 }])
                        .await,
                ),
            ),
            (
                "say who submitted",
                pushed(
                    house
                        .push_panel(
                            actor,
                            interview,
                            1,
                            vec![PanelEdit::Submitted {
                                panelist: actor.person(),
                                at: Some(1),
                            }],
                        )
                        .await,
                ),
            ),
            // Nobody has submitted, and no reason is given.
            (
                "reveal",
                pushed(house.push_panel(actor, interview, 1, vec![reveal]).await),
            ),
            (
                "catch up on the panel",
                answer(service.catch_up(actor, interview, 0, false).await),
            ),
            (
                "watch the panel",
                answer(service.watch(actor, interview, 0).await),
            ),
            (
                "write on the scorecard",
                pushed(
                    house
                        .push_scorecard(actor, scorecard, 0, vec![note("", "x")])
                        .await,
                ),
            ),
            (
                "catch up on the scorecard",
                answer(service.catch_up(actor, scorecard, 0, true).await),
            ),
            (
                "watch the scorecard",
                answer(service.watch(actor, scorecard, 0).await),
            ),
        ]
    }
}

#[tokio::test]
async fn everybody_may_do_what_they_are_there_for_and_nothing_else() {
    use Answer::{NotAllowed as No, NotFound as None, Refused, Yes};
    let table = [
        // Asked for; by: lead, panelist, other panelist, team, stranger
        ("open the plan", [Yes, Yes, Yes, Yes, None]),
        ("edit the plan", [Yes, Yes, Yes, Yes, None]),
        ("catch up on the plan", [Yes, Yes, Yes, Yes, None]),
        ("watch the plan", [Yes, Yes, Yes, Yes, None]),
        ("see the interview", [Yes, Yes, Yes, None, None]),
        ("see the outcome", [No, No, No, None, None]),
        ("see what was taken back", [Yes, Yes, Yes, None, None]),
        ("start the clock", [Yes, Yes, Yes, None, None]),
        ("say who submitted", [Refused, Refused, Refused, None, None]),
        ("reveal", [Refused, Refused, Refused, None, None]),
        ("catch up on the panel", [Yes, Yes, Yes, None, None]),
        ("watch the panel", [Yes, Yes, Yes, None, None]),
        ("write on the scorecard", [None, Yes, None, None, None]),
        ("catch up on the scorecard", [None, Yes, None, None, None]),
        ("watch the scorecard", [None, Yes, None, None, None]),
        ("put the plan away", [Yes, Yes, Yes, Yes, None]),
        ("bring the plan back", [Yes, Yes, Yes, Yes, None]),
        ("put the interview away", [Yes, No, No, None, None]),
        ("bring the interview back", [Yes, No, No, None, None]),
        ("put the scorecard away", [None, None, None, None, None]),
    ];
    for who in 0..5 {
        // A place for each, so that nobody finds what another has changed.
        let place = Place::new().await;
        let actor = match who {
            0..=3 => place.house.member(who).await,
            _ => place.house.stranger().await,
        };
        let expected: Vec<_> = table
            .iter()
            .map(|(asked, answers)| (*asked, answers[usize::from(who)]))
            .collect();
        assert_eq!(place.ask(&actor).await, expected, "person {who}");
    }
}

#[tokio::test]
async fn what_is_hidden_and_what_is_not_there_sound_the_same() {
    let place = Place::new().await;
    let stranger = place.house.stranger().await;
    let hidden = place.ask(&stranger).await;
    let nowhere = Place {
        plan: document(91),
        interview: document(92),
        scorecard: document(93),
        ..place
    };
    assert_eq!(nowhere.ask(&stranger).await, hidden);
}

#[tokio::test]
async fn nobody_is_listed_an_interview_they_are_not_part_of() {
    let place = Place::new().await;
    for (who, count) in [(0, 1), (1, 1), (2, 1), (3, 0)] {
        let actor = place.house.member(who).await;
        let listed = place
            .house
            .service
            .interviews(&actor)
            .await
            .expect("readable");
        assert_eq!(listed.len(), count, "person {who}");
    }
    let stranger = place.house.stranger().await;
    let listed = place.house.service.interviews(&stranger).await;
    assert_eq!(listed, Ok(Vec::new()));
}
