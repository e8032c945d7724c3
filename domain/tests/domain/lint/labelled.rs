//! Labelled questions, and how well the rules do on them.

use std::collections::BTreeMap;
use std::fmt::Write;

use domain::lint::{Rule, rules_broken_by};

const LABELLED: &str = include_str!("labelled.tsv");

struct Labelled {
    part: &'static str,
    /// What should be found.
    rules: Vec<Rule>,
    /// What may be found besides.
    also: Vec<Rule>,
    question: &'static str,
}

fn labelled() -> Vec<Labelled> {
    let lines = LABELLED.lines().filter(|line| !line.starts_with('#'));
    lines.map(read).collect()
}

fn read(line: &'static str) -> Labelled {
    let columns: Vec<&str> = line.split('\t').collect();
    let [part, rules, question] = columns.try_into().expect("three columns");
    let named = |slug: &str| {
        let rule = Rule::ALL.into_iter().find(|rule| rule.slug() == slug);
        rule.expect(slug)
    };
    let (mut should, mut may) = (Vec::new(), Vec::new());
    for slug in rules.split(',').filter(|slug| *slug != "-") {
        match slug.strip_prefix('~') {
            Some(slug) => may.push(named(slug)),
            None => should.push(named(slug)),
        }
    }
    Labelled {
        part,
        rules: should,
        also: may,
        question,
    }
}

#[derive(Default, Clone, Copy)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn of(labelled: &[Labelled], part: &str) -> BTreeMap<Rule, Self> {
        let mut scores: BTreeMap<Rule, Self> = BTreeMap::new();
        for one in labelled.iter().filter(|one| one.part == part) {
            let found = rules_broken_by(one.question);
            for rule in found.iter().filter(|rule| !one.also.contains(rule)) {
                let score = scores.entry(*rule).or_default();
                if one.rules.contains(rule) {
                    score.right += 1;
                } else {
                    score.wrong += 1;
                    println!("{part}: wrongly {}: {}", rule.slug(), one.question);
                }
            }
            for rule in one.rules.iter().filter(|rule| !found.contains(rule)) {
                scores.entry(*rule).or_default().missed += 1;
                println!("{part}: missed {}: {}", rule.slug(), one.question);
            }
        }
        scores
    }

    fn all(scores: &BTreeMap<Rule, Self>) -> Self {
        scores.values().fold(Self::default(), |all, score| Self {
            right: all.right + score.right,
            wrong: all.wrong + score.wrong,
            missed: all.missed + score.missed,
        })
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.missed)
    }
}

fn table(scores: &BTreeMap<Rule, Score>) -> String {
    let mut table = String::from("| rule | right | wrong | missed | precision | recall |\n");
    let all = ("all", Score::all(scores));
    let each = scores.iter().map(|(rule, score)| (rule.slug(), *score));
    for (name, score) in each.chain([all]) {
        let (precision, recall) = (score.precision(), score.recall());
        let Score {
            right,
            wrong,
            missed,
        } = score;
        writeln!(
            table,
            "| {name} | {right} | {wrong} | {missed} | {precision:.2} | {recall:.2} |"
        )
        .expect("a string takes it");
    }
    table
}

#[test]
fn the_rules_find_what_is_labelled_and_little_else() {
    let labelled = labelled();
    let tuned = Score::of(&labelled, "tune");
    let held = Score::of(&labelled, "held");
    println!("tuned on\n{}", table(&tuned));
    println!("held out\n{}", table(&held));
    let (tuned, held) = (Score::all(&tuned), Score::all(&held));
    assert!(held.precision() >= 0.95, "{}", held.precision());
    assert!(held.recall() >= 0.82, "{}", held.recall());
    assert!(tuned.precision() >= 0.98, "{}", tuned.precision());
    assert!(tuned.recall() >= 0.95, "{}", tuned.recall());
}

#[test]
fn the_labelled_set_is_large_and_holds_a_quarter_or_more_out() {
    let labelled = labelled();
    let held = labelled.iter().filter(|one| one.part == "held").count();
    let tuned = labelled.iter().filter(|one| one.part == "tune").count();
    assert_eq!(held + tuned, labelled.len());
    assert!(labelled.len() >= 240 && held * 4 >= labelled.len());
    let good = labelled.iter().filter(|one| one.rules.is_empty()).count();
    assert!(good * 5 >= labelled.len() * 2, "{good} good ones");
}
