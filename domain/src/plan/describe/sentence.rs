//! One sentence of a story.

use super::super::{Comment, FindingKey, Item, ItemText, Plan, PlanText, Stage};
use super::story::{About, Was};
use crate::id::{CommentId, ItemId, StageId};

/// Longest name or text in a sentence, in characters; longer ones are cut.
const LONGEST_SHOWN: usize = 60;

/// Says what was done, looking things up where they are or last were.
pub(super) struct Teller<'a> {
    pub(super) plan: &'a Plan,
    /// What is not in the plan any more.
    pub(super) gone: &'a Plan,
}

impl Teller<'_> {
    pub(super) fn sentence(&self, about: &About, was: &Was) -> String {
        match about {
            About::Begin => self.begun(),
            About::Text(text) => self.text(*text, &was.name),
            About::AddStage(stage) => format!("added the stage {}", self.stage(*stage)),
            About::RemoveStage(stage) => format!("removed the stage {}", self.stage(*stage)),
            About::RestoreStage(stage) => format!("put the stage {} back", self.stage(*stage)),
            About::MoveStage(stage) => format!("moved the stage {}", self.stage(*stage)),
            About::Interviewers(stage) => {
                format!("changed who interviews in {}", self.stage(*stage))
            }
            About::AddItem(item) => match self.stage_of(*item) {
                Some(stage) => format!("added {} to {}", self.item(*item), self.stage(stage)),
                None => format!("added {}, unplaced", self.item(*item)),
            },
            About::RemoveItem(item) => format!("removed {}", self.item(*item)),
            About::MoveItem(item) => self.moved(*item, was.stage),
            About::Minutes(item) => {
                let minutes = self.find_item(*item).map_or(0, |item| item.minutes);
                let unit = if minutes == 1 { "minute" } else { "minutes" };
                format!("set {minutes} {unit} for {}", self.item(*item))
            }
            About::Weight(item) => self.weight(*item),
            About::Competency(item) => self.competency(*item),
            About::Waiver(key) => self.waived(key),
            About::Comment(id) => self.commented(*id),
            About::Uncomment(id) => format!("removed a comment on {}", self.commented_on(*id)),
            About::Resolve(id) => {
                let comment = self.find_comment(*id);
                let done = if comment.is_some_and(|comment| comment.resolved) {
                    "resolved"
                } else {
                    "reopened"
                };
                format!("{done} a comment on {}", self.commented_on(*id))
            }
        }
    }

    fn waived(&self, key: &FindingKey) -> String {
        match self.plan.waivers.get(key) {
            None => "no longer let something stand that the checks had found".to_owned(),
            Some(waiver) => {
                let reason = cut(&waiver.reason).unwrap_or_default();
                format!("let something stand that the checks had found: “{reason}”")
            }
        }
    }

    fn commented(&self, id: CommentId) -> String {
        let about = self.commented_on(id);
        let text = self.find_comment(id).and_then(|it| cut(&it.text));
        format!("commented on {about}: “{}”", text.unwrap_or_default())
    }

    fn commented_on(&self, id: CommentId) -> String {
        match self.find_comment(id).and_then(|comment| comment.about) {
            Some(item) => self.item(item),
            None => "the plan".to_owned(),
        }
    }

    fn find_comment(&self, id: CommentId) -> Option<&Comment> {
        let here = self.plan.comments.get(&id);
        here.or_else(|| self.gone.comments.get(&id))
    }

    fn begun(&self) -> String {
        let role = self.plan.basis.as_ref().map_or("", |basis| &basis.role);
        match cut(role) {
            None => "began the plan".to_owned(),
            Some(role) => format!("began the plan from the kit “{role}”"),
        }
    }

    fn text(&self, text: PlanText, was: &str) -> String {
        match text {
            PlanText::Title => match cut(&self.plan.title) {
                Some(title) => format!("changed the title to “{title}”"),
                None => "took the title away".to_owned(),
            },
            PlanText::StageName(stage) => {
                let name = self.find_stage(stage).map_or("", |stage| &stage.name);
                renamed("stage", was, name)
            }
            PlanText::Item(item, ItemText::Title) => {
                let title = self.find_item(item).map_or("", |item| &item.question.title);
                renamed("question", was, title)
            }
            PlanText::Item(item, text) => {
                let name = self.item(item);
                match text {
                    ItemText::Title | ItemText::Ask => format!("changed the question of {name}"),
                    ItemText::Assesses => format!("changed what {name} assesses"),
                    ItemText::SampleAnswer => format!("changed the strong answer to {name}"),
                    ItemText::FollowUps => format!("changed the follow-ups of {name}"),
                    ItemText::Anchor(level) => {
                        let level = u16::from(level) + 1;
                        format!("changed the anchor of level {level} of {name}")
                    }
                }
            }
        }
    }

    fn moved(&self, item: ItemId, from: Option<StageId>) -> String {
        let name = self.item(item);
        let to = self.find_item(item).map(|item| item.place.stage);
        if from == to {
            return match to.filter(|to| self.is_known(*to)) {
                Some(stage) => format!("moved {name} within {}", self.stage(stage)),
                None => format!("moved {name} among the unplaced questions"),
            };
        }
        let from = from.filter(|from| self.is_known(*from));
        let to = to.filter(|to| self.is_known(*to));
        match (from, to) {
            (Some(from), Some(to)) => {
                format!(
                    "moved {name} from {} to {}",
                    self.stage(from),
                    self.stage(to)
                )
            }
            (None, Some(to)) => format!("placed {name} in {}", self.stage(to)),
            (Some(from), None) => format!("moved {name} out of {}", self.stage(from)),
            (None, None) => format!("moved {name} among the unplaced questions"),
        }
    }

    fn weight(&self, item: ItemId) -> String {
        let name = self.item(item);
        let (weight, reason) = self
            .find_item(item)
            .map_or((1, ""), |item| (item.weight, &item.weight_reason));
        match cut(reason) {
            Some(reason) => format!("set the weight of {name} to {weight}: “{reason}”"),
            None => format!("set the weight of {name} to {weight}"),
        }
    }

    fn competency(&self, item: ItemId) -> String {
        let name = self.item(item);
        let id = self
            .find_item(item)
            .map_or("", |item| &item.question.competency);
        let known = self.plan.basis.iter().flat_map(|it| &it.competencies);
        let competency = known
            .clone()
            .find(|competency| competency.id == id)
            .map_or(id, |competency| &competency.name);
        match cut(competency) {
            Some(competency) => format!("had {name} assess “{competency}”"),
            None => format!("had {name} assess no competency"),
        }
    }

    fn find_item(&self, item: ItemId) -> Option<&Item> {
        let here = self.plan.items.get(&item);
        here.or_else(|| self.gone.items.get(&item))
    }

    fn find_stage(&self, stage: StageId) -> Option<&Stage> {
        let here = self.plan.stages.get(&stage);
        here.or_else(|| self.gone.stages.get(&stage))
    }

    fn is_known(&self, stage: StageId) -> bool {
        self.find_stage(stage).is_some()
    }

    /// The stage an item is or last was in, unless it had none.
    fn stage_of(&self, item: ItemId) -> Option<StageId> {
        let stage = self.find_item(item)?.place.stage;
        self.is_known(stage).then_some(stage)
    }

    /// What an item is called: by its label, or without one by what it asks.
    fn item(&self, item: ItemId) -> String {
        let question = self.find_item(item).map(|item| &item.question);
        let name = question.and_then(|it| cut(&it.title).or_else(|| cut(&it.ask)));
        name.map_or_else(|| "a question without a label".to_owned(), quoted)
    }

    fn stage(&self, stage: StageId) -> String {
        let name = self.find_stage(stage).and_then(|stage| cut(&stage.name));
        name.map_or_else(|| "a stage without a name".to_owned(), quoted)
    }
}

fn quoted(name: String) -> String {
    format!("“{name}”")
}

fn renamed(what: &str, was: &str, now: &str) -> String {
    match (cut(was), cut(now)) {
        (Some(was), Some(now)) => format!("renamed the {what} “{was}” to “{now}”"),
        (None, Some(now)) => format!("named a {what} “{now}”"),
        (Some(was), None) => format!("took the name of the {what} “{was}” away"),
        (None, None) => format!("left a {what} without a name"),
    }
}

/// `text` on one line, cut at a word where it is long; none where nothing is in it.
fn cut(text: &str) -> Option<String> {
    let mut short = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        let length = word.chars().take(LONGEST_SHOWN + 1).count();
        let gap = usize::from(count > 0);
        if count + gap + length > LONGEST_SHOWN {
            if count == 0 {
                short.extend(word.chars().take(LONGEST_SHOWN));
            }
            short.truncate(short.trim_end_matches([',', ';', ':', '.', '–']).len());
            short.push('…');
            return Some(short);
        }
        if gap == 1 {
            short.push(' ');
        }
        short.push_str(word);
        count += gap + length;
    }
    (count > 0).then_some(short)
}
