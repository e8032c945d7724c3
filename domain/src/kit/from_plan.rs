//! Saving a plan as a kit of the team's own.

mod ids;
mod lack;

use std::collections::BTreeMap;
use std::fmt::Write as _;

pub use lack::{CannotKeep, Lack, Missing};

use self::ids::Ids;
use super::rules::{self, MAX_FOLLOW_UPS, MAX_MINUTES, TextFault};
use super::{Audience, Competency, Kit, Question, Text};
use crate::plan::{Basis, Item, Plan};

/// The most that the texts of a kit saved from a plan may have together, in bytes.
/// Written as a file it stays below what is read, however much has to be escaped.
pub const MOST_BYTES: usize = 384 * 1024;

/// The kit that `plan` makes: its placed questions in order, with the competencies,
/// red flags and levels of the kit it was begun from. It is version 1 and has a
/// job description that the team has yet to fill in. The ids of its questions are
/// made of their titles, so the same plan gives the same ids.
///
/// # Errors
/// What is missing, for all questions at once, in a form to show to the person who
/// saves it.
pub fn from_plan(plan: &Plan, id: &str, name: &str, summary: &str) -> Result<Kit, CannotKeep> {
    let basis = plan.basis.as_ref().ok_or(CannotKeep::NotBegun)?;
    if !rules::is_id(id) {
        return Err(CannotKeep::BadId(id.chars().take(40).collect()));
    }
    let said = |what| move |fault: TextFault| CannotKeep::Words(what, fault.to_string());
    let name = rules::name(name).map_err(said("name"))?;
    let summary = rules::prose(summary).map_err(said("summary"))?;
    let (competencies, known) = competencies_of(basis)?;
    let red_flags = red_flags_of(basis)?;
    let questions = questions_of(plan, basis.levels, &known)?;
    let kit = Kit {
        id: id.to_owned(),
        version: 1,
        job_description: job_description(&name, &summary, &competencies)?,
        name,
        summary,
        levels: basis.levels,
        competencies,
        questions,
        red_flags,
    };
    match bytes_of(&kit) {
        bytes if bytes > MOST_BYTES => Err(CannotKeep::TooLarge { bytes }),
        _ => Ok(kit),
    }
}

/// The competencies, and what each is called in the plan.
fn competencies_of(basis: &Basis) -> Result<(Vec<Competency>, BTreeMap<&str, String>), CannotKeep> {
    let mut ids = Ids::of("competency");
    let mut known = BTreeMap::new();
    let mut kept = Vec::new();
    for competency in &basis.competencies {
        let unusable = |fault: TextFault| CannotKeep::Basis {
            what: format!("The competency \"{}\"", competency.name),
            fault: fault.to_string(),
        };
        let id = ids.keep(&competency.id);
        known.insert(competency.id.as_str(), id.clone());
        kept.push(Competency {
            id,
            name: rules::name(&competency.name).map_err(unusable)?,
            description: rules::prose(&competency.description).map_err(unusable)?,
        });
    }
    if kept.is_empty() {
        return Err(CannotKeep::NoCompetency);
    }
    Ok((kept, known))
}

fn red_flags_of(basis: &Basis) -> Result<Vec<super::RedFlag>, CannotKeep> {
    let mut ids = Ids::of("red-flag");
    let flags = basis.red_flags.iter().map(|flag| {
        let unusable = |fault: TextFault| CannotKeep::Basis {
            what: format!("The red flag \"{}\"", flag.id),
            fault: fault.to_string(),
        };
        Ok(super::RedFlag {
            id: ids.keep(&flag.id),
            text: Text {
                text: rules::prose(&flag.text.text).map_err(unusable)?,
                audience: flag.text.audience,
            },
        })
    });
    flags.collect()
}

fn questions_of(
    plan: &Plan,
    levels: u8,
    known: &BTreeMap<&str, String>,
) -> Result<Vec<Question>, CannotKeep> {
    let agenda = plan.agenda();
    if agenda.is_empty() {
        return Err(CannotKeep::NoQuestion);
    }
    let mut ids = Ids::of("question");
    let mut questions = Vec::new();
    let mut lacks = Vec::new();
    for (place, id) in agenda.into_iter().enumerate() {
        let Some(item) = plan.items.get(&id) else {
            continue;
        };
        match question_of(item, levels, known) {
            Ok(question) => questions.push(Question {
                id: ids.made_of(&question.title),
                ..question
            }),
            Err(missing) => lacks.push(Lack {
                item: id,
                place: place + 1,
                title: item.question.title.trim().to_owned(),
                missing,
            }),
        }
    }
    if lacks.is_empty() {
        Ok(questions)
    } else {
        Err(CannotKeep::Incomplete(lacks))
    }
}

/// The question without an id, or all that it lacks.
fn question_of(
    item: &Item,
    levels: u8,
    known: &BTreeMap<&str, String>,
) -> Result<Question, Vec<Missing>> {
    let mut missing = Vec::new();
    let question = &item.question;
    let competency = known.get(question.competency.as_str()).cloned();
    if competency.is_none() {
        missing.push(Missing::Competency);
    }
    if !(1..=MAX_MINUTES).contains(&item.minutes) {
        missing.push(Missing::Minutes(item.minutes));
    }
    let mut take = |what: &'static str, read: Result<String, TextFault>| {
        read.unwrap_or_else(|fault| {
            missing.push(match fault {
                TextFault::Empty => Missing::Text(what),
                fault => Missing::Fault(what, fault.to_string()),
            });
            String::new()
        })
    };
    let title = take("a title", rules::name(&question.title));
    let ask = take("its wording", rules::prose(&question.ask));
    let assesses = take("what it assesses", rules::prose(&question.assesses));
    let sample_answer = take("a strong answer", rules::prose(&question.sample_answer));
    let follow_ups: Vec<Text> = question
        .follow_ups()
        .map(|text| hidden(take("a follow-up", rules::prose(text))))
        .collect();
    let mut anchors = Vec::new();
    let mut unanchored = Vec::new();
    for level in 1..=levels {
        let anchor = question.anchors.get(usize::from(level) - 1);
        match rules::prose(anchor.map_or("", String::as_str)) {
            Ok(anchor) => anchors.push(hidden(anchor)),
            Err(TextFault::Empty) => unanchored.push(level),
            fault @ Err(_) => drop(take("an anchor", fault)),
        }
    }
    if !(1..=MAX_FOLLOW_UPS).contains(&follow_ups.len()) {
        missing.push(Missing::FollowUps(follow_ups.len()));
    }
    if !unanchored.is_empty() {
        missing.push(Missing::Anchors(unanchored));
    }
    let Some(competency) = competency.filter(|_| missing.is_empty()) else {
        return Err(missing);
    };
    Ok(Question {
        id: String::new(),
        competency,
        title,
        minutes: item.minutes,
        ask: Text {
            text: ask,
            audience: Audience::Candidate,
        },
        assesses: hidden(assesses),
        sample_answer: hidden(sample_answer),
        follow_ups,
        anchors,
        drills: Vec::new(),
    })
}

fn hidden(text: String) -> Text {
    Text {
        text,
        audience: Audience::Interviewers,
    }
}

/// A plan has none, so this says what there is and leaves the rest to be filled in.
fn job_description(
    name: &str,
    summary: &str,
    competencies: &[Competency],
) -> Result<Text, CannotKeep> {
    let mut text = format!(
        "# {name} at {{company}}\n\n{{about_the_team}}\n\n## What you will do\n\n- {{tasks}}\n\n## What we look for\n\n"
    );
    for competency in competencies {
        let words: Vec<&str> = competency.description.split_whitespace().collect();
        let _ = writeln!(text, "- {}: {}", competency.name, words.join(" "));
    }
    // With very many competencies it is left to the team.
    let text = rules::prose(&text).or_else(|_| rules::prose(&format!("# {name}\n\n{summary}")));
    let text = text.or_else(|_| rules::prose(name));
    let text = text.map_err(|fault| CannotKeep::Words("name", fault.to_string()))?;
    Ok(Text {
        text,
        audience: Audience::Candidate,
    })
}

fn bytes_of(kit: &Kit) -> usize {
    let top = [&kit.summary, &kit.job_description.text].into_iter();
    let competencies = kit.competencies.iter();
    let competencies = competencies.flat_map(|it| [&it.id, &it.name, &it.description]);
    let flags = kit.red_flags.iter().flat_map(|it| [&it.id, &it.text.text]);
    let questions = kit.questions.iter().flat_map(|question| {
        let own = [
            &question.id,
            &question.competency,
            &question.title,
            &question.ask.text,
            &question.assesses.text,
            &question.sample_answer.text,
        ];
        let lists = question.follow_ups.iter().chain(&question.anchors);
        own.into_iter().chain(lists.map(|text| &text.text))
    });
    let all = top.chain(competencies).chain(flags).chain(questions);
    all.map(String::len).sum()
}
