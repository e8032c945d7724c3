//! Who may do what on a plan, and what people say about it where they read it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::{CommentId, DocumentId, ItemId, PersonId};
use domain::plan::{Comment, Plan, PlanEdit};
use domain::sharing::{Right, Sharing};
use domain::views::{At, Failure, Member};
use store::{AuditRow, SaidRight};

use crate::audit::Action;
use crate::failure::{invalid, not_allowed, unavailable};
use crate::room::Room;
use crate::{Actor, Service};

/// A plan as somebody of its team meets it: to read, with what they may do.
#[derive(Debug, Clone)]
pub struct SharedPlan {
    /// The plan as it stands.
    pub plan: Plan,
    /// What whoever asks may do.
    pub right: Right,
    /// What everybody may do.
    pub sharing: Sharing,
    /// Whether whoever asks says who may do what.
    pub is_up_to_them: bool,
    /// Whether it is put away.
    pub is_away: bool,
    /// The team.
    pub people: Vec<Member>,
}

/// What a room was told that people other than the owner may do on its plan. Nothing is
/// kept by it alone: a commit is refused if something else is said by then.
#[derive(Debug, Default)]
pub(crate) struct SaidRights(Mutex<BTreeMap<PersonId, SaidRight>>);

impl SaidRights {
    fn of(&self, person: PersonId) -> Option<SaidRight> {
        self.map().get(&person).copied()
    }

    fn keep(&self, right: SaidRight) {
        self.map().insert(right.person, right);
    }

    fn forget(&self) {
        self.map().clear();
    }

    fn map(&self) -> MutexGuard<'_, BTreeMap<PersonId, SaidRight>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// What the actor may do on a plan.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan.
    pub async fn right_on(&self, actor: &Actor, plan: DocumentId) -> Result<Right, Failure> {
        let room = self.room_for::<Plan>(actor, plan).await?;
        Ok(may(&room, self.said_of(actor, &room).await?))
    }

    /// The same to judge a push by, as the room was told before; and what the commit is to
    /// make sure of.
    pub(crate) async fn right_to_push(
        &self,
        actor: &Actor,
        room: &Room<Plan>,
    ) -> Result<(Right, Option<SaidRight>), Failure> {
        let rights = &room.context.rights;
        let said = match rights.of(actor.person) {
            Some(kept) => Some(kept),
            None => self
                .said_of(actor, room)
                .await?
                .inspect(|said| rights.keep(*said)),
        };
        Ok((may(room, said), said))
    }

    /// What the store says of the actor's right; nothing is to be said of the owner's.
    async fn said_of(
        &self,
        actor: &Actor,
        room: &Room<Plan>,
    ) -> Result<Option<SaidRight>, Failure> {
        let person = actor.person;
        if person == room.context.owner {
            return Ok(None);
        }
        let said = self.store.right_on(room.id, person).await;
        let said = said.map_err(unavailable)?;
        Ok(Some(SaidRight { person, said }))
    }

    /// A plan as it stands, for whoever may change it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::NotAllowed`] when it is shared with the actor for less.
    pub async fn plan_to_edit(&self, actor: &Actor, plan: DocumentId) -> Result<At<Plan>, Failure> {
        self.needs(actor, plan, Right::Edit).await?;
        self.open_plan(actor, plan).await
    }

    /// Refuses whoever may do less on a plan than `needed`.
    pub(crate) async fn needs(
        &self,
        actor: &Actor,
        plan: DocumentId,
        needed: Right,
    ) -> Result<(), Failure> {
        let right = self.right_on(actor, plan).await?;
        if right < needed {
            return Err(not_allowed(format!("This plan {}.", lacking(right))));
        }
        Ok(())
    }

    /// A plan to read, and who may do what on it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan.
    pub async fn shared_plan(
        &self,
        actor: &Actor,
        plan: DocumentId,
    ) -> Result<SharedPlan, Failure> {
        let found = self.open_plan(actor, plan).await?;
        let sharing = self.sharing(plan).await?;
        let row = self.store.document(plan).await.map_err(unavailable)?;
        Ok(SharedPlan {
            plan: found.document,
            right: sharing.right_of(actor.person),
            is_up_to_them: sharing.is_up_to(actor.person, actor.role),
            sharing,
            is_away: row.is_some_and(|row| row.put_away_at.is_some()),
            people: self.team(actor.team).await?,
        })
    }

    /// Says who may do what on a plan: everybody of the team, and those apart.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::NotAllowed`] when it is neither the actor's nor do they lead the team;
    /// [`Failure::Invalid`] when somebody named is not of the team.
    pub async fn share(
        &self,
        actor: &Actor,
        plan: DocumentId,
        everybody: Right,
        mut apart: BTreeMap<PersonId, Right>,
    ) -> Result<(), Failure> {
        // Only what is the actor's to see can be shared by them.
        let room = self.room_for::<Plan>(actor, plan).await?;
        let before = self.sharing(plan).await?;
        if !before.is_up_to(actor.person, actor.role) {
            return Err(not_allowed(
                "Who may do what on a plan is said by whoever made it, and by hiring leads.",
            ));
        }
        let team = self.team(actor.team).await?;
        if apart
            .keys()
            .any(|person| team.iter().all(|member| member.id != *person))
        {
            return Err(invalid(
                "Somebody named is no longer of the team: load the page again and choose anew.",
            ));
        }
        apart.retain(|person, right| *person != before.owner && *right != everybody);
        let sharing = Sharing {
            everybody,
            apart,
            ..before
        };
        let audit = [actor.shared(plan, self.clock.now(), &sharing)];
        let kept = self.store.share(plan, &sharing, &audit).await;
        // Rooms elsewhere notice when they commit.
        room.context.rights.forget();
        kept.map_err(unavailable)
    }

    /// An id for a comment that is yet to be written. A form brings it along, so that sending
    /// the form again says nothing twice.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] where nothing random can be made.
    pub fn new_comment(&self) -> Result<CommentId, Failure> {
        self.random_id().map(CommentId::from_bytes)
    }

    /// Says something about a plan, or about one of its questions. Saying the same under the
    /// same id again is harmless; something else is said under an id of its own.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when the actor's team has no such plan;
    /// [`Failure::NotAllowed`] when the actor may only read it; [`Failure::Invalid`] when
    /// the text is empty or too long, or the question is gone.
    pub async fn comment_on(
        &self,
        actor: &Actor,
        plan: DocumentId,
        id: CommentId,
        about: Option<ItemId>,
        text: &str,
    ) -> Result<(), Failure> {
        let said_on = self.open_to_remark(actor, plan).await?;
        let comment = Comment {
            about,
            by: actor.person,
            at: self.clock.now(),
            text: text.trim().to_owned(),
            resolved: false,
        };
        let id = match said_on.document.comments.get(&id) {
            None => id,
            Some(Comment {
                about, by, text, ..
            }) if (*about, *by, text) == (comment.about, comment.by, &comment.text) => {
                return Ok(());
            }
            Some(_) => self.new_comment()?,
        };
        let edit = PlanEdit::Comment {
            id,
            comment: Box::new(comment),
        };
        self.remark(actor, plan, said_on.version, edit).await
    }

    /// Says whether a comment is dealt with.
    ///
    /// # Errors
    /// As [`Service::comment_on`]; the comment may be gone.
    pub async fn resolve_comment(
        &self,
        actor: &Actor,
        plan: DocumentId,
        id: CommentId,
        resolved: bool,
    ) -> Result<(), Failure> {
        let base = self.open_to_remark(actor, plan).await?.version;
        self.remark(actor, plan, base, PlanEdit::Resolve { id, resolved })
            .await
    }

    /// The plan as it stands, for whoever may say something about it.
    async fn open_to_remark(&self, actor: &Actor, plan: DocumentId) -> Result<At<Plan>, Failure> {
        self.needs(actor, plan, Right::Comment).await?;
        self.open_plan(actor, plan).await
    }

    async fn remark(
        &self,
        actor: &Actor,
        plan: DocumentId,
        base: u64,
        edit: PlanEdit,
    ) -> Result<(), Failure> {
        match self.edit_here(actor, plan, base, &[edit]).await? {
            None => Ok(()),
            Some(refused) => Err(invalid(format!(
                "That was not kept: {refused}. Go back to the page, where what you wrote still is."
            ))),
        }
    }

    pub(crate) async fn sharing(&self, plan: DocumentId) -> Result<Sharing, Failure> {
        let found = self.store.sharing(plan).await.map_err(unavailable)?;
        found.ok_or(Failure::NotFound)
    }
}

impl Actor {
    /// The line of the audit that says this person shared a plan so.
    pub(crate) fn shared(&self, plan: DocumentId, at: i64, sharing: &Sharing) -> AuditRow {
        let (word, apart) = (sharing.everybody.word(), sharing.apart.len());
        let detail = format!("everybody: {word}, apart: {apart}");
        self.did(Action::PlanShared, plan, at, &detail)
    }
}

/// The right that follows: the owner's where nothing is to be said.
fn may(room: &Room<Plan>, said: Option<SaidRight>) -> Right {
    let unsaid = Sharing::of(room.context.owner);
    match said {
        Some(SaidRight { person, said }) => said.unwrap_or_else(|| unsaid.right_of(person)),
        None => unsaid.right_of(unsaid.owner),
    }
}

/// Why whoever may do too little on a plan cannot do more, to be said of the plan.
pub(crate) const fn lacking(right: Right) -> &'static str {
    match right {
        Right::View => "is shared with you to read: ask whoever made it for more",
        Right::Comment | Right::Edit => {
            "is shared with you to comment on: ask whoever made it to let you change it"
        }
    }
}
