//! Reading a kit from the file people write.
//!
//! The file is TOML; `docs/kits.md` explains it field by field and
//! `kits/kit.schema.json` says the same to editors. Whatever is wrong with a
//! file is answered with the line to look at and what to do there.

mod section;
mod write;

use std::collections::HashMap;

use toml::de::DeTable;

use self::section::{Field, Section};
use super::rules::{self, TextFault};
use super::{Audience, Competency, Drill, Kit, Question, RedFlag, Text};

pub use super::rules::{MAX_DRILLS, MAX_FOLLOW_UPS, MAX_ID, MAX_MINUTES, MAX_NAME, MAX_TEXT};
pub use crate::plan::MOST_OF_A_KIT;
pub use write::write;

/// The version of the file format this reader understands.
pub const FORMAT: u32 = 1;
/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;

/// What is wrong with a kit file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct KitFileError {
    /// Line to look at, counted from 1.
    pub line: usize,
    /// Character within the line, counted from 1.
    pub column: usize,
    /// What is wrong there and what to do about it.
    pub reason: String,
}

impl KitFileError {
    /// The error at that byte of the source.
    fn at(source: &str, byte: usize, reason: impl Into<String>) -> Self {
        let before = source.get(..byte).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            reason: reason.into(),
        }
    }
}

/// Reads a kit from the text of its file.
///
/// # Errors
/// The first thing found wrong, in a form to show to the person who wrote the file.
pub fn read(source: &str) -> Result<Kit, KitFileError> {
    if source.len() > MAX_BYTES {
        let reason = format!(
            "this file has {} bytes, but a kit may have {MAX_BYTES} at most: shorten its texts or split it into two kits",
            source.len()
        );
        return Err(KitFileError::at(source, 0, reason));
    }
    let document = DeTable::parse(source).map_err(|error| not_toml(source, &error))?;
    let top = Section::top(source, document.get_ref());
    check_format(&top)?;
    read_kit(&top)
}

fn not_toml(source: &str, error: &toml::de::Error) -> KitFileError {
    if let Some((opening, quotes)) = never_closed(source, error) {
        let reason = format!("the text that begins here is never closed: end it with {quotes}");
        return KitFileError::at(source, opening, reason);
    }
    let byte = error.span().map_or(0, |span| span.start);
    let reason = format!("this is not valid TOML: {}", error.message());
    KitFileError::at(source, byte, reason)
}

/// Where the text over several lines begins that runs to the end of the file.
/// The parser sees it fail only there, far from the line to look at.
fn never_closed(source: &str, error: &toml::de::Error) -> Option<(usize, &'static str)> {
    let at_end = error.span()?.start >= source.len();
    if !at_end || !error.message().starts_with("invalid multi-line") {
        return None;
    }
    let last = |quotes: &'static str| Some((source.rfind(quotes)?, quotes));
    last("\"\"\"").max(last("'''"))
}

/// Comes before everything else: a later format may have other fields.
fn check_format(top: &Section<'_>) -> Result<(), KitFileError> {
    let field = top.required("format")?;
    let format = field.integer(1, u32::MAX)?;
    if format == FORMAT {
        return Ok(());
    }
    Err(field.error(format!(
        "this kit is written in format {format}; this Plumbline reads format {FORMAT}"
    )))
}

fn read_kit(top: &Section<'_>) -> Result<Kit, KitFileError> {
    top.allow_only(&[
        "format",
        "id",
        "version",
        "name",
        "summary",
        "levels",
        "job_description",
        "competency",
        "question",
        "red_flag",
    ])?;
    let id = slug(&top.required("id")?)?;
    let version = top.required("version")?.integer(1, u32::MAX)?;
    let name = name(&top.required("name")?)?;
    let summary = prose(&top.required("summary")?)?;
    let levels = top.required("levels")?.small_integer::<u8>(4, 5)?;
    let job_description = text(&top.required("job_description")?, Audience::Candidate)?;

    let mut ids = Ids::of("competency");
    let competencies = few(
        top.sections("competency", "[[competency]]")?,
        "competencies",
    )?
    .iter()
    .map(|section| read_competency(section, &mut ids))
    .collect::<Result<Vec<_>, _>>()?;

    let mut ids = Ids::of("question");
    let questions = top
        .sections("question", "[[question]]")?
        .iter()
        .map(|section| read_question(section, &mut ids, &competencies, levels))
        .collect::<Result<Vec<_>, _>>()?;

    let mut ids = Ids::of("red flag");
    let red_flags = if top.has("red_flag") {
        few(top.sections("red_flag", "[[red_flag]]")?, "red flags")?
            .iter()
            .map(|section| read_red_flag(section, &mut ids))
            .collect::<Result<Vec<_>, _>>()?
    } else {
        Vec::new()
    };

    Ok(Kit {
        id,
        version,
        name,
        summary,
        levels,
        job_description,
        competencies,
        questions,
        red_flags,
    })
}

/// These sections, if they are no more than a plan takes from its kit.
fn few<'f>(sections: Vec<Section<'f>>, what: &str) -> Result<Vec<Section<'f>>, KitFileError> {
    match sections.get(MOST_OF_A_KIT) {
        None => Ok(sections),
        Some(beyond) => Err(beyond.error(format!(
            "a kit has at most {MOST_OF_A_KIT} {what}, but this one has {}: remove some or split it into two kits",
            sections.len()
        ))),
    }
}

fn read_competency(section: &Section<'_>, ids: &mut Ids) -> Result<Competency, KitFileError> {
    section.allow_only(&["id", "name", "description"])?;
    Ok(Competency {
        id: ids.take(&section.required("id")?)?,
        name: name(&section.required("name")?)?,
        description: prose(&section.required("description")?)?,
    })
}

fn read_question(
    section: &Section<'_>,
    ids: &mut Ids,
    competencies: &[Competency],
    levels: u8,
) -> Result<Question, KitFileError> {
    section.allow_only(&[
        "id",
        "competency",
        "title",
        "minutes",
        "ask",
        "assesses",
        "sample_answer",
        "follow_ups",
        "anchors",
        "drill",
    ])?;
    let hidden = |field| text(&section.required(field)?, Audience::Interviewers);
    Ok(Question {
        id: ids.take(&section.required("id")?)?,
        competency: competency_of(&section.required("competency")?, competencies)?,
        title: name(&section.required("title")?)?,
        minutes: section.required("minutes")?.small_integer(1, MAX_MINUTES)?,
        ask: text(&section.required("ask")?, Audience::Candidate)?,
        assesses: hidden("assesses")?,
        sample_answer: hidden("sample_answer")?,
        follow_ups: follow_ups(&section.required("follow_ups")?)?,
        anchors: anchors(&section.required("anchors")?, levels)?,
        drills: drills(section, levels)?,
    })
}

/// The answers to rate before the first candidate. A question may have none.
fn drills(question: &Section<'_>, levels: u8) -> Result<Vec<Drill>, KitFileError> {
    let Some(field) = question.optional("drill") else {
        return Ok(Vec::new());
    };
    let drills = question.sections("drill", "[[question.drill]]")?;
    if drills.len() > MAX_DRILLS {
        return Err(field.error(format!(
            "a question has at most {MAX_DRILLS} drill answers, but this one has {}: remove some",
            drills.len()
        )));
    }
    let read = |section: &Section<'_>| {
        section.allow_only(&["answer", "level", "why"])?;
        Ok(Drill {
            answer: prose(&section.required("answer")?)?,
            level: section.required("level")?.small_integer(1, levels)?,
            why: prose(&section.required("why")?)?,
        })
    };
    drills.iter().map(read).collect()
}

fn read_red_flag(section: &Section<'_>, ids: &mut Ids) -> Result<RedFlag, KitFileError> {
    section.allow_only(&["id", "text"])?;
    Ok(RedFlag {
        id: ids.take(&section.required("id")?)?,
        text: text(&section.required("text")?, Audience::Interviewers)?,
    })
}

fn competency_of(field: &Field<'_>, known: &[Competency]) -> Result<String, KitFileError> {
    let id = slug(field)?;
    if known.iter().any(|competency| competency.id == id) {
        return Ok(id);
    }
    let known = listed(known.iter().map(|competency| competency.id.as_str()));
    Err(field.error(format!(
        "there is no competency `{id}` in this kit: use one of {known}, or add a [[competency]]"
    )))
}

fn follow_ups(field: &Field<'_>) -> Result<Vec<Text>, KitFileError> {
    let items = field.array()?;
    if items.is_empty() || items.len() > MAX_FOLLOW_UPS {
        return Err(field.error(format!(
            "a question has 1 to {MAX_FOLLOW_UPS} follow-ups, but this one has {}",
            items.len()
        )));
    }
    items.iter().map(interviewers_text).collect()
}

fn anchors(field: &Field<'_>, levels: u8) -> Result<Vec<Text>, KitFileError> {
    let items = field.array()?;
    if items.len() != usize::from(levels) {
        return Err(field.error(format!(
            "`levels` is {levels}, so there should be {levels} anchors, lowest level first, and not {}",
            items.len()
        )));
    }
    items.iter().map(interviewers_text).collect()
}

fn interviewers_text(field: &Field<'_>) -> Result<Text, KitFileError> {
    text(field, Audience::Interviewers)
}

/// A text is a plain string, for the readers its field is usually for, or a
/// table that names them.
fn text(field: &Field<'_>, usual: Audience) -> Result<Text, KitFileError> {
    let Some(section) = field.as_section("this text") else {
        return Ok(Text {
            text: prose(field)?,
            audience: usual,
        });
    };
    section.allow_only(&["text", "audience"])?;
    let audience = match section.optional("audience") {
        Some(field) => audience(&field)?,
        None => usual,
    };
    let text = prose(&section.required("text")?)?;
    Ok(Text { text, audience })
}

fn audience(field: &Field<'_>) -> Result<Audience, KitFileError> {
    match field.string()? {
        "candidate" => Ok(Audience::Candidate),
        "interviewers" => Ok(Audience::Interviewers),
        other => Err(field.error(format!(
            "a text is for \"candidate\" or \"interviewers\", not for \"{}\"",
            section::excerpt(other)
        ))),
    }
}

/// Text of any number of lines, without the blank edges that come from quoting it.
fn prose(field: &Field<'_>) -> Result<String, KitFileError> {
    rules::prose(field.string()?).map_err(|fault| faulty(field, fault))
}

/// A short text on one line.
fn name(field: &Field<'_>) -> Result<String, KitFileError> {
    rules::name(field.string()?).map_err(|fault| faulty(field, fault))
}

fn faulty(field: &Field<'_>, fault: TextFault) -> KitFileError {
    field.error(format!("{} {fault}", field.name()))
}

fn slug(field: &Field<'_>) -> Result<String, KitFileError> {
    let slug = field.string()?;
    if rules::is_id(slug) {
        return Ok(slug.to_owned());
    }
    Err(field.error(format!(
        "`{}` cannot be {}: use up to {MAX_ID} lower-case letters and digits in words joined by single hyphens, such as api-design",
        section::excerpt(slug),
        field.name()
    )))
}

/// The ids given out so far among things of one kind, and where in the file. Not on which
/// line: to count lines for each id would take the longer, the more of them there are.
struct Ids {
    kind: &'static str,
    taken: HashMap<String, usize>,
}

impl Ids {
    fn of(kind: &'static str) -> Self {
        let taken = HashMap::new();
        Self { kind, taken }
    }

    fn take(&mut self, field: &Field<'_>) -> Result<String, KitFileError> {
        let id = slug(field)?;
        if let Some(first) = self.taken.insert(id.clone(), field.start()) {
            let first = field.line_of(first);
            return Err(field.error(format!(
                "the {} id `{id}` is already taken on line {first}: choose another",
                self.kind
            )));
        }
        Ok(id)
    }
}

/// The names in backquotes, for a message.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let quoted: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
