//! A packet as Markdown.
//!
//! What people wrote is shown as they wrote it: no sign in it becomes a heading, a
//! link or a tag.

use std::fmt::Write as _;

use super::{Act, Judgement, Packet, Panelist, Question, SILENT, Totals};
use crate::markdown::{escape, line, or};
use crate::moment::Moment;
use crate::scorecard::{Rating, Recommendation};

/// The packet as a document.
pub fn markdown(packet: &Packet) -> String {
    let mut page = Page(String::new());
    page.heading(1, &or(&packet.title, "Interview"));
    page.paragraph(&format!("*For: {}*", packet.audience.label()));
    let moment = |at: Option<i64>| at.map(|at| Moment::of(at).to_string());
    page.fact("Role", Some(line(&packet.role)));
    page.fact("Candidate", packet.candidate.as_deref().map(line));
    page.fact("Planned for", moment(packet.planned_at));
    page.fact("Place", packet.place.as_deref().map(line));
    page.fact("Began", moment(packet.began_at));
    page.fact("Ended", moment(packet.ended_at));
    if let Some(reveal) = &packet.reveal {
        page.heading(2, "Reveal");
        page.act(reveal, "When all had handed in");
    }
    if let Some((verdict, act)) = &packet.decision {
        page.heading(2, "Decision");
        page.fact("Decided", Some(verdict.label().to_owned()));
        page.act(act, "");
    }
    if let Some(totals) = &packet.totals {
        page.heading(2, "Recommendations");
        page.totals(totals);
    }
    if !packet.panelists.is_empty() {
        page.heading(2, "Interviewers");
        for panelist in &packet.panelists {
            page.panelist(panelist);
        }
    }
    if !packet.questions.is_empty() {
        page.heading(2, "Questions");
        for (at, question) in packet.questions.iter().enumerate() {
            page.question(at + 1, question);
        }
    }
    page.0
}

struct Page(String);

impl Page {
    fn heading(&mut self, level: usize, text: &str) {
        self.paragraph(&format!("{} {text}", "#".repeat(level)));
    }

    /// A block by itself; the line between blocks is the one before it.
    fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{text}");
    }

    /// A line of a list, if there is something to say.
    fn fact(&mut self, what: &str, said: Option<String>) {
        let Some(said) = said.filter(|said| !said.is_empty()) else {
            return;
        };
        let last = self.0.trim_end().lines().next_back().unwrap_or_default();
        if !last.starts_with("- ") {
            self.0.push('\n');
        }
        let _ = writeln!(self.0, "- {what}: {said}");
    }

    /// What somebody wrote, set apart.
    fn quote(&mut self, text: &str) {
        let lines: Vec<String> = text
            .trim()
            .lines()
            .map(|line| match escape(line.trim()) {
                line if line.is_empty() => ">".to_owned(),
                line => format!("> {line}  "),
            })
            .collect();
        if !text.trim().is_empty() {
            self.paragraph(lines.join("\n").trim_end());
        }
    }

    fn act(&mut self, act: &Act, otherwise: &str) {
        self.fact("When", act.at.map(|at| Moment::of(at).to_string()));
        self.fact("By", act.by.as_deref().map(line));
        self.fact("Why", Some(or(&act.reason, otherwise)));
    }

    fn totals(&mut self, totals: &Totals) {
        match totals {
            Totals::Withheld => self.paragraph("Not shown: there is only one."),
            Totals::Counts { each, silent } => {
                for (which, count) in each {
                    self.fact(which.label(), Some(count.to_string()));
                }
                if *silent > 0 {
                    self.fact(SILENT, Some(silent.to_string()));
                }
            }
        }
    }

    fn panelist(&mut self, panelist: &Panelist) {
        self.heading(3, &line(&panelist.name));
        let submitted = panelist
            .submitted
            .map(|at| at.map_or_else(|| "no".to_owned(), |at| Moment::of(at).to_string()));
        self.fact("Handed in", submitted);
        let recommendation = panelist.recommendation.map(Recommendation::label);
        self.fact("Recommends", recommendation.map(str::to_owned));
        for flag in &panelist.flags {
            self.fact("Red flag", Some(line(flag)));
        }
        self.quote(panelist.note.as_deref().unwrap_or_default());
    }

    fn question(&mut self, number: usize, question: &Question) {
        let label = question.label.as_deref().unwrap_or_default();
        self.heading(3, &format!("{number}. {}", or(label, "Question")));
        self.fact("Stage", question.stage.as_deref().map(line));
        self.fact("Competency", question.competency.as_deref().map(line));
        self.fact("Asked", question.coverage.map(|it| it.label().to_owned()));
        if let Some((weight, reason)) = &question.weight {
            let why = [weight.to_string(), line(reason)].join(" ");
            self.fact("Weight", Some(why.trim_end().to_owned()));
        }
        if let Some(void) = &question.voided {
            self.fact("Counts", Some("for nobody".to_owned()));
            self.act(void, "");
        }
        self.fact("Ratings", question.levels.map(|levels| levels.to_string()));
        self.quote(question.ask.as_deref().unwrap_or_default());
        for (what, text) in &question.guidance {
            self.fact(what, Some(line(text)));
        }
        for judgement in &question.judgements {
            self.judgement(judgement);
        }
    }

    fn judgement(&mut self, judgement: &Judgement) {
        self.heading(4, &line(&judgement.by));
        self.fact("Rating", judgement.rating.as_ref().map(Rating::to_string));
        self.fact(
            "Handed in as",
            judgement.original.as_ref().map(Rating::to_string),
        );
        for revised in &judgement.revisions {
            let to = revised
                .rating
                .as_ref()
                .map(Rating::to_string)
                .unwrap_or_default();
            let when = Moment::of(revised.at);
            let said = format!("{to} on {when}: {}", line(&revised.reason));
            self.fact("Revised", Some(said.trim_start().to_owned()));
        }
        self.quote(judgement.note.as_deref().unwrap_or_default());
    }
}
