//! Adverse impact: counts typed in, compared, and kept nowhere.

use domain::statistics::{Group, Impact, adverse_impact};
use leptos::prelude::*;

use crate::problem;
use crate::table::heads;
use crate::whose;

/// How many groups can be compared.
pub const GROUPS: usize = 6;

/// The counts of one group as somebody typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// What the group is called.
    pub name: String,
    /// How many applied.
    pub applied: String,
    /// How many were selected.
    pub selected: String,
}

impl Typed {
    fn is_empty(&self) -> bool {
        [&self.name, &self.applied, &self.selected]
            .into_iter()
            .all(|text| text.trim().is_empty())
    }

    fn group(&self) -> Result<Group, String> {
        let number = |text: &str, what: &str| {
            text.trim().parse::<u32>().map_err(|_| {
                format!(
                    "{}: “{text}” is not a count. Write how many {what} as a whole number.",
                    self.called()
                )
            })
        };
        let applied = number(&self.applied, "applied")?;
        let selected = number(&self.selected, "were selected")?;
        Group::new(selected, applied).map_err(|bad| format!("{}: {bad}", self.called()))
    }

    /// Which of the counts stand in the way: how many applied, and how many were selected.
    fn wrong(&self) -> (bool, bool) {
        let is_count = |text: &str| text.trim().parse::<u32>().is_ok();
        match (is_count(&self.applied), is_count(&self.selected)) {
            _ if self.is_empty() => (false, false),
            (true, true) => (self.group().is_err(), self.group().is_err()),
            (applied, selected) => (!applied, !selected),
        }
    }

    fn called(&self) -> String {
        match self.name.trim() {
            "" => "A group without a name".to_owned(),
            name => name.to_owned(),
        }
    }
}

/// The form, and what the counts in it say. Nothing is typed yet when the page is first opened.
pub fn page(typed: &[Typed]) -> impl IntoView + use<> {
    let filled = filled(typed);
    let (result, problem) = match (!filled.is_empty()).then(|| compared(&filled)) {
        None => (None, None),
        Some(Ok(rows)) => (Some(result(&filled, rows)), None),
        Some(Err(problem)) => (None, Some(problem)),
    };
    view! {
        <h1>"Adverse impact"</h1>
        <p>
            "Whether one group of applicants is selected much less often than another. Type counts of a whole "
            "role or quarter, never of single candidates. They are compared on the server, shown here once, and "
            "kept nowhere: not with the interviews, and not in the log."
        </p>
        <form method="post" action="/adverse-impact" class="impact-form">
            {whose::field()}
            {problem::summary(problem.as_deref())}
            <div class="scroll" tabindex="0" role="region" aria-label="Counts">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Group"</th>
                            <th scope="col">"Applied"</th>
                            <th scope="col">"Selected"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {(0..GROUPS)
                            .map(|place| {
                                let typed = typed.get(place).cloned().unwrap_or_default();
                                let (no_applied, no_selected) = typed.wrong();
                                let label = |what: &str| format!("Group {}: {what}", place + 1);
                                view! {
                                    <tr>
                                        <td>
                                            <input name=format!("name{place}") aria-label=label("name") value=typed.name />
                                        </td>
                                        <td>
                                            <input
                                                name=format!("applied{place}")
                                                inputmode="numeric"
                                                aria-label=label("applied")
                                                aria-describedby=problem::describes(no_applied)
                                                aria-invalid=problem::invalid(no_applied)
                                                value=typed.applied
                                            />
                                        </td>
                                        <td>
                                            <input
                                                name=format!("selected{place}")
                                                inputmode="numeric"
                                                aria-label=label("selected")
                                                aria-describedby=problem::describes(no_selected)
                                                aria-invalid=problem::invalid(no_selected)
                                                value=typed.selected
                                            />
                                        </td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
            <p>
                <button class="primary" type="submit">"Compare"</button>
            </p>
        </form>
        {result}
        <h2>"How to read it"</h2>
        <p class="hint">
            "The four-fifths rule of the United States (29 CFR 1607.4 D) compares each group’s rate with the "
            "highest. It is a rule of thumb, not a verdict: p is Fisher’s exact, two-sided, and says how often "
            "chance alone would part the groups as far."
        </p>
    }
}

/// Whether something was typed that cannot be compared.
pub fn is_refused(typed: &[Typed]) -> bool {
    let filled = filled(typed);
    !filled.is_empty() && compared(&filled).is_err()
}

fn filled(typed: &[Typed]) -> Vec<Typed> {
    let filled = typed.iter().filter(|typed| !typed.is_empty());
    filled.cloned().collect()
}

fn compared(filled: &[Typed]) -> Result<Vec<(Group, Impact)>, String> {
    let groups = filled
        .iter()
        .map(Typed::group)
        .collect::<Result<Vec<Group>, String>>()?;
    let impacts = adverse_impact(&groups).map_err(|why| why.to_string())?;
    Ok(groups.into_iter().zip(impacts).collect())
}

/// What the result says of a group.
const COLUMNS: [&str; 5] = ["Selected", "Rate", "Against the highest", "p", "Reading"];

fn result(filled: &[Typed], rows: Vec<(Group, Impact)>) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="result">
            <h2 id="result">"Result"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Rates compared">
                <table class="stacks">
                    <thead>
                        <tr>
                            <th scope="col">"Group"</th>
                            {heads(&COLUMNS)}
                        </tr>
                    </thead>
                    <tbody>
                        {filled.iter().zip(rows).map(|(typed, (group, impact))| row(typed, group, impact)).collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row(typed: &Typed, group: Group, impact: Impact) -> impl IntoView + use<> {
    let percent = |ratio: domain::statistics::Ratio| format!("{} %", ratio.percent());
    let (ratio, p) = match &impact {
        Impact::Compared { ratio, p, .. } if *p < 0.001 => (percent(*ratio), "< 0.001".to_owned()),
        Impact::Compared { ratio, p, .. } => (percent(*ratio), format!("{p:.3}")),
        Impact::Highest { .. } | Impact::NobodyApplied => ("–".to_owned(), "–".to_owned()),
    };
    view! {
        <tr>
            <th scope="row">{typed.called()}</th>
            <td data-column=COLUMNS[0]>{format!("{} of {}", group.selected(), group.applied())}</td>
            <td data-column=COLUMNS[1]>{group.rate().map_or_else(|| "–".to_owned(), percent)}</td>
            <td data-column=COLUMNS[2]>{ratio}</td>
            <td data-column=COLUMNS[3]>{p}</td>
            <td data-column=COLUMNS[4]>{impact.reading()}</td>
        </tr>
    }
}
