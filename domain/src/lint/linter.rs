//! Reading a plan again and again, as it changes.

use super::alike::Signature;
use super::words::Plain;
use super::{Finding, load, of_the_ask, of_the_follow_ups, whole};
use crate::id::ItemId;
use crate::plan::{Item, Plan, Question};

/// Reads plans one after another. What is in a question is read again only where its words
/// have changed, which takes most of the time.
#[derive(Debug, Default)]
pub struct Linter {
    /// By their ids, in order.
    questions: Vec<Read>,
}

/// A question that was read.
#[derive(Debug)]
pub(super) struct Read {
    id: ItemId,
    ask: String,
    follow_ups: String,
    pub(super) signature: Signature,
    pub(super) digest: u64,
    /// What is wrong with its wording.
    findings: Vec<Finding>,
}

impl Read {
    fn of(id: ItemId, question: &Question) -> Self {
        let ask = Plain::of(&question.ask);
        let mut findings = Vec::new();
        of_the_ask(id, &question.ask, &ask, &mut findings);
        of_the_follow_ups(id, question, &mut findings);
        Self {
            id,
            ask: question.ask.clone(),
            follow_ups: question.follow_ups.clone(),
            signature: Signature::of_plain(&ask),
            digest: ask.digest(),
            findings,
        }
    }

    fn is_of(&self, question: &Question) -> bool {
        self.ask == question.ask && self.follow_ups == question.follow_ups
    }
}

impl Linter {
    /// Everything the rules find, waived or not.
    pub(super) fn findings(&mut self, plan: &Plan) -> Vec<Finding> {
        let agenda: Vec<(ItemId, &Item)> = plan
            .agenda()
            .into_iter()
            .filter_map(|id| plan.items.get(&id).map(|item| (id, item)))
            .collect();
        self.read(&agenda);
        if agenda.is_empty() {
            return whole::no_questions(plan).into_iter().collect();
        }
        let mut findings = Vec::new();
        whole::coverage(plan, &agenda, &mut findings);
        whole::minutes(plan, &mut findings);
        load::overloaded(plan, &mut findings);
        let mut asked = whole::Asked::default();
        for (id, item) in agenda {
            let found = self.questions.binary_search_by_key(&id, |read| read.id);
            let Some(read) = found.ok().and_then(|at| self.questions.get(at)) else {
                continue;
            };
            if let Some(wordless) = whole::wordless(id, item) {
                // What is an answer to nothing like? Anchors come after the words.
                findings.push(wordless);
            } else {
                findings.extend(asked.again(id, item, read));
                findings.extend(whole::anchors(plan, id, item));
            }
            findings.extend(read.findings.iter().cloned());
        }
        findings
    }

    /// Reads what it has not read as it is now, and forgets what is gone.
    fn read(&mut self, agenda: &[(ItemId, &Item)]) {
        let mut questions: Vec<_> = agenda
            .iter()
            .map(|(id, item)| (*id, &item.question))
            .collect();
        questions.sort_unstable_by_key(|(id, _)| *id);
        let mut known = std::mem::take(&mut self.questions).into_iter().peekable();
        for (id, question) in questions {
            while known.next_if(|read| read.id < id).is_some() {}
            let read = known.next_if(|read| read.id == id && read.is_of(question));
            self.questions
                .push(read.unwrap_or_else(|| Read::of(id, question)));
        }
    }
}
