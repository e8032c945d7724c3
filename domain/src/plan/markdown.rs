//! A plan as Markdown, to be pasted into a document or a message.

use std::fmt::Write as _;

use super::{Item, Plan};
use crate::markdown::{or, quoted};

impl Plan {
    /// The whole plan for interviewers: it holds strong answers and anchors, so it
    /// is not for candidates.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n", or(&self.title, "Untitled plan"));
        if let Some(basis) = &self.basis {
            let minutes = self.minutes();
            let unit = if minutes == 1 { "minute" } else { "minutes" };
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "\n{} · {minutes} {unit} · for interviewers only\n",
                or(&basis.role, "Role"),
            );
        }
        for id in self.stages_in_order() {
            let name = self.stages.get(&id).map_or("", |stage| &stage.name);
            let _ = write!(
                text,
                "\n## {} ({} min)\n",
                or(name, "Stage"),
                self.minutes_of(id)
            );
            let items = self.items_in_order(id).into_iter();
            for item in items.filter_map(|id| self.items.get(&id)) {
                self.write_item(&mut text, item);
            }
        }
        let flags = self.basis.iter().flat_map(|basis| &basis.red_flags);
        let flags = flags.map(|flag| flag.text.text.as_str());
        list(&mut text, "Red flags", "-", flags);
        text
    }

    fn write_item(&self, text: &mut String, item: &Item) {
        let question = &item.question;
        let _ = write!(
            text,
            "\n### {} ({} min)\n",
            or(&question.title, "Question"),
            item.minutes
        );
        let competency = self.basis.as_ref().and_then(|basis| {
            let named = |known: &&crate::kit::Competency| known.id == question.competency;
            basis.competencies.iter().find(named)
        });
        if let Some(competency) = competency {
            let _ = write!(text, "\n*{}*\n", or(&competency.name, ""));
        }
        if !question.ask.trim().is_empty() {
            let _ = write!(text, "\n{}\n", quoted(&question.ask));
        }
        for (label, part) in [
            ("Assesses", &question.assesses),
            ("A strong answer", &question.sample_answer),
        ] {
            if !part.trim().is_empty() {
                let _ = write!(text, "\n**{label}:** {}\n", or(part, ""));
            }
        }
        list(text, "Follow-ups", "-", question.follow_ups());
        let anchors = question.anchors.iter().map(|anchor| anchor.trim());
        list(text, "Anchors, lowest first", "1.", anchors);
    }
}

fn list<'a>(text: &mut String, label: &str, mark: &str, entries: impl Iterator<Item = &'a str>) {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        let _ = write!(text, "\n**{label}:**\n\n");
    }
    for entry in entries {
        let _ = writeln!(text, "{mark} {}", or(entry, "…"));
    }
}
