//! A kit as Markdown, to be pasted into a document or a message.

use std::fmt::Write as _;

use super::{Audience, Kit, Question, Text};
use crate::markdown::{line, quoted};

/// The kit for these readers. Candidates get the role and the texts that are for
/// them: no titles, competencies or minutes, which say what is listened for.
pub fn markdown(kit: &Kit, audience: Audience) -> String {
    let mut text = format!("# {}\n", line(&kit.name));
    match audience {
        Audience::Candidate => for_candidates(&mut text, kit),
        Audience::Interviewers => for_interviewers(&mut text, kit),
    }
    text
}

fn for_candidates(text: &mut String, kit: &Kit) {
    let shared = |text: &&Text| text.audience == Audience::Candidate;
    if shared(&&kit.job_description) {
        job_description(text, &kit.job_description.text);
    }
    let questions = kit.questions.iter().map(|question| {
        let all = [&question.ask, &question.assesses, &question.sample_answer].into_iter();
        let all = all.chain(&question.follow_ups).chain(&question.anchors);
        all.filter(shared).count()
    });
    // Only what has a text for them is counted, so no number tells of the others.
    let told = kit.questions.iter().zip(questions);
    let told = told.filter(|(_, texts)| *texts > 0).map(|(it, _)| it);
    for (question, place) in told.zip(1..) {
        let _ = write!(text, "\n## Question {place}\n");
        body(text, question, &shared);
    }
    let flags = kit.red_flags.iter().map(|flag| &flag.text);
    list(text, "What makes us ask further", flags.filter(shared));
}

fn for_interviewers(text: &mut String, kit: &Kit) {
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\n{}\n\nVersion {} · {} levels · for interviewers only\n\n## Competencies\n\n",
        line(&kit.summary),
        kit.version,
        kit.levels
    );
    for competency in &kit.competencies {
        let (name, description) = (line(&competency.name), line(&competency.description));
        let _ = writeln!(text, "- **{name}:** {description}");
    }
    for question in &kit.questions {
        let title = line(&question.title);
        let _ = write!(text, "\n## {title} ({} min)\n", question.minutes);
        if let Some(competency) = kit.competency(&question.competency) {
            let _ = write!(text, "\n*{}*\n", line(&competency.name));
        }
        body(text, question, &|_| true);
        if !question.drills.is_empty() {
            text.push_str("\n**Answers to rate before the first candidate:**\n\n");
        }
        for drill in &question.drills {
            let (answer, why) = (line(&drill.answer), line(&drill.why));
            let _ = writeln!(text, "- {answer} **Level {}:** {why}", drill.level);
        }
    }
    list(
        text,
        "Red flags",
        kit.red_flags.iter().map(|flag| &flag.text),
    );
    job_description(text, &kit.job_description.text);
}

fn list<'k>(text: &mut String, heading: &str, entries: impl Iterator<Item = &'k Text>) {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        let _ = write!(text, "\n## {heading}\n\n");
    }
    for entry in entries {
        let _ = writeln!(text, "- {}", line(&entry.text));
    }
}

/// The texts of a question that are `wanted`.
fn body(text: &mut String, question: &Question, wanted: &impl Fn(&&Text) -> bool) {
    if wanted(&&question.ask) {
        let _ = write!(text, "\n{}\n", quoted(&question.ask.text));
    }
    for (label, part) in [
        ("Assesses", &question.assesses),
        ("A strong answer", &question.sample_answer),
    ] {
        if wanted(&part) {
            let _ = write!(text, "\n**{label}:** {}\n", line(&part.text));
        }
    }
    let follow_ups: Vec<&Text> = question.follow_ups.iter().filter(wanted).collect();
    if !follow_ups.is_empty() {
        text.push_str("\n**Follow-ups:**\n\n");
    }
    for follow_up in follow_ups {
        let _ = writeln!(text, "- {}", line(&follow_up.text));
    }
    let anchors = question.anchors.iter().zip(1..);
    let anchors: Vec<(&Text, usize)> = anchors.filter(|(anchor, _)| wanted(anchor)).collect();
    if !anchors.is_empty() {
        text.push_str("\n**Anchors, lowest first:**\n\n");
    }
    // With their own numbers, so that a gap does not move a level.
    for (anchor, level) in anchors {
        let _ = writeln!(text, "{level}. {}", line(&anchor.text));
    }
}

/// The job description, its headings below our own. It is Markdown itself.
fn job_description(text: &mut String, description: &str) {
    text.push_str("\n## Job description\n\n");
    let mut in_code = false;
    for line in description.lines() {
        in_code ^= line.trim_start().starts_with("```");
        let depth = line.chars().take_while(|c| *c == '#').count();
        let heading = !in_code && (1..=6).contains(&depth) && line[depth..].starts_with(' ');
        if heading {
            text.push_str(&"#".repeat((depth + 2).min(6) - depth));
        }
        text.push_str(line);
        text.push('\n');
    }
}
