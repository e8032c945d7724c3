//! Writing a kit as the file that people edit and share.

use std::fmt::{self, Write as _};

use super::{Audience, FORMAT, Kit, Question, Text};

/// Writes `kit` so that [`read`](super::read) answers with the same kit, given that
/// it keeps the rules of `docs/kits.md`.
pub fn write(kit: &Kit) -> String {
    let mut file = String::from("#:schema ./kit.schema.json\n");
    // Writing to a string cannot fail.
    let _ = write_kit(&mut file, kit);
    file
}

fn write_kit(file: &mut String, kit: &Kit) -> fmt::Result {
    writeln!(file, "# What each field means: docs/kits.md\n")?;
    writeln!(file, "format = {FORMAT}")?;
    field(file, "id", &kit.id)?;
    writeln!(file, "version = {}", kit.version)?;
    field(file, "name", &kit.name)?;
    field(file, "summary", &kit.summary)?;
    writeln!(file, "levels = {}", kit.levels)?;
    let usual = Audience::Candidate;
    text(file, "job_description", &kit.job_description, usual)?;
    for competency in &kit.competencies {
        writeln!(file, "\n[[competency]]")?;
        field(file, "id", &competency.id)?;
        field(file, "name", &competency.name)?;
        field(file, "description", &competency.description)?;
    }
    for question in &kit.questions {
        write_question(file, question)?;
    }
    for flag in &kit.red_flags {
        writeln!(file, "\n[[red_flag]]")?;
        field(file, "id", &flag.id)?;
        text(file, "text", &flag.text, Audience::Interviewers)?;
    }
    Ok(())
}

fn write_question(file: &mut String, question: &Question) -> fmt::Result {
    writeln!(file, "\n[[question]]")?;
    field(file, "id", &question.id)?;
    field(file, "competency", &question.competency)?;
    field(file, "title", &question.title)?;
    writeln!(file, "minutes = {}", question.minutes)?;
    text(file, "ask", &question.ask, Audience::Candidate)?;
    let usual = Audience::Interviewers;
    text(file, "assesses", &question.assesses, usual)?;
    text(file, "sample_answer", &question.sample_answer, usual)?;
    list(file, "follow_ups", &question.follow_ups)?;
    list(file, "anchors", &question.anchors)?;
    for drill in &question.drills {
        writeln!(file, "\n[[question.drill]]")?;
        field(file, "answer", &drill.answer)?;
        writeln!(file, "level = {}", drill.level)?;
        field(file, "why", &drill.why)?;
    }
    Ok(())
}

fn field(file: &mut String, name: &str, value: &str) -> fmt::Result {
    writeln!(file, "{name} = {}", quoted(value))
}

fn text(file: &mut String, name: &str, value: &Text, usual: Audience) -> fmt::Result {
    writeln!(file, "{name} = {}", with_audience(value, usual))
}

fn list(file: &mut String, name: &str, values: &[Text]) -> fmt::Result {
    writeln!(file, "{name} = [")?;
    for value in values {
        writeln!(file, "  {},", with_audience(value, Audience::Interviewers))?;
    }
    writeln!(file, "]")
}

/// A plain text where it is for those whom its field is usually for.
fn with_audience(value: &Text, usual: Audience) -> String {
    let text = quoted(&value.text);
    if value.audience == usual {
        return text;
    }
    let audience = match value.audience {
        Audience::Candidate => "candidate",
        Audience::Interviewers => "interviewers",
    };
    format!("{{ text = {text}, audience = \"{audience}\" }}")
}

/// A text in quotes. One of several lines gets them on lines of their own, since
/// the reader drops blank edges.
fn quoted(text: &str) -> String {
    let lines = text.contains('\n');
    let opening = if lines { "\"\"\"\n" } else { "\"" };
    let mut quoted = String::from(opening);
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            // Three would end a text of several lines; up to two are left as they are.
            '"' if lines && !quoted.ends_with("\"\"") => quoted.push('"'),
            '"' => quoted.push_str("\\\""),
            '\n' | '\t' => quoted.push(c),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push_str(if lines { "\n\"\"\"" } else { "\"" });
    quoted
}
