//! A packet as a table: one statement to a row, so that what it holds can be
//! filtered and counted.

use super::{Act, Judgement, Levels, Packet, Panelist, Question, SILENT, Totals};
use crate::export::csv::{Cell, Table};
use crate::moment::Moment;
use crate::scorecard::Rating;

/// The columns.
const COLUMNS: [&str; 6] = ["section", "question", "person", "what", "value", "time"];

/// The packet as comma-separated values, safe to open in a spreadsheet. Times are
/// in ISO 8601.
pub fn csv(packet: &Packet) -> String {
    let mut rows = Rows {
        table: Table::new(),
        section: "interview",
        question: None,
    };
    rows.table.row(COLUMNS.map(Cell::Text));
    rows.said("packet for", packet.audience.label());
    rows.said("plan", &packet.title);
    rows.said("role", &packet.role);
    rows.maybe("candidate", packet.candidate.as_deref());
    rows.maybe("place", packet.place.as_deref());
    for (what, at) in [
        ("planned for", packet.planned_at),
        ("began", packet.began_at),
        ("ended", packet.ended_at),
    ] {
        if at.is_some() {
            rows.row(None, what, Cell::Empty, at);
        }
    }
    if let Some(reveal) = &packet.reveal {
        rows.act("revealed", reveal);
    }
    if let Some((verdict, act)) = &packet.decision {
        rows.said("decision", verdict.label());
        rows.act("decided", act);
    }
    if let Some(totals) = &packet.totals {
        rows.totals(totals);
    }
    rows.section = "interviewers";
    packet
        .panelists
        .iter()
        .for_each(|panelist| rows.panelist(panelist));
    rows.section = "questions";
    for (number, question) in (1..).zip(&packet.questions) {
        rows.question = Some(number);
        rows.question(question);
    }
    rows.table.finish()
}

struct Rows {
    table: Table,
    section: &'static str,
    question: Option<i64>,
}

impl Rows {
    fn row(&mut self, person: Option<&str>, what: &str, value: Cell<'_>, at: Option<i64>) {
        let time = at.map(|at| Moment::of(at).iso());
        self.table.row([
            Cell::Text(self.section),
            self.question.into(),
            person.into(),
            Cell::Text(what),
            value,
            time.as_deref().into(),
        ]);
    }

    fn said(&mut self, what: &str, text: &str) {
        self.row(None, what, Cell::Text(text), None);
    }

    fn maybe(&mut self, what: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.said(what, text);
        }
    }

    fn count(&mut self, what: &str, count: usize) {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.row(None, what, Cell::Number(count), None);
    }

    fn act(&mut self, what: &str, act: &Act) {
        self.row(act.by.as_deref(), what, Cell::Text(&act.reason), act.at);
    }

    fn totals(&mut self, totals: &Totals) {
        match totals {
            Totals::Withheld => self.said("recommendations", "not shown: there is only one"),
            Totals::Counts { each, silent } => {
                for (which, count) in each {
                    self.count(&format!("recommendations: {}", which.label()), *count);
                }
                if *silent > 0 {
                    self.count(&format!("recommendations: {SILENT}"), *silent);
                }
            }
        }
    }

    fn panelist(&mut self, panelist: &Panelist) {
        let by = Some(panelist.name.as_str());
        if let Some(at) = panelist.submitted {
            let yes = if at.is_some() { "yes" } else { "no" };
            self.row(by, "handed in", Cell::Text(yes), at);
        }
        if let Some(recommendation) = panelist.recommendation {
            let value = Cell::Text(recommendation.label());
            self.row(by, "recommendation", value, None);
        }
        for flag in &panelist.flags {
            self.row(by, "red flag", Cell::Text(flag), None);
        }
        if let Some(note) = &panelist.note {
            self.row(by, "note", Cell::Text(note), None);
        }
    }

    fn question(&mut self, question: &Question) {
        self.maybe("label", question.label.as_deref());
        self.maybe("stage", question.stage.as_deref());
        self.maybe("competency", question.competency.as_deref());
        self.maybe("wording", question.ask.as_deref());
        for (what, text) in &question.guidance {
            self.said(what, text);
        }
        if let Some((weight, reason)) = &question.weight {
            self.row(None, "weight", Cell::Number(i64::from(*weight)), None);
            self.maybe("weight, why", Some(reason));
        }
        self.maybe("coverage", question.coverage.map(super::Covered::label));
        if let Some(void) = &question.voided {
            self.act("counts for nobody", void);
        }
        match question.levels {
            None => {}
            Some(Levels::None) => self.said("median", "nobody assessed it"),
            Some(Levels::Withheld) => self.said("median", "not shown: there is only one"),
            Some(Levels::Seen {
                median,
                lowest,
                highest,
                ratings,
            }) => {
                self.row(None, "median", Cell::Ratio(median), None);
                self.count("lowest", lowest.into());
                self.count("highest", highest.into());
                self.count("ratings", ratings);
            }
        }
        for judgement in &question.judgements {
            self.judgement(judgement);
        }
    }

    fn judgement(&mut self, judgement: &Judgement) {
        let by = Some(judgement.by.as_str());
        if let Some(rating) = judgement.rating {
            self.row(by, "rating", level(rating), None);
        }
        if let Some(original) = judgement.original {
            self.row(by, "rating as handed in", level(original), None);
        }
        for revised in &judgement.revisions {
            if let Some(rating) = revised.rating {
                self.row(by, "rating from then on", level(rating), Some(revised.at));
            }
            let why = Cell::Text(&revised.reason);
            self.row(by, "rating revised, why", why, Some(revised.at));
        }
        if let Some(note) = &judgement.note {
            self.row(by, "note", Cell::Text(note), None);
        }
    }
}

fn level(rating: Rating) -> Cell<'static> {
    match rating.level() {
        Some(level) => Cell::Number(i64::from(level)),
        None => Cell::Text("not assessed"),
    }
}
