//! The answers that interviewers rate before the first candidate.

use std::collections::{BTreeSet, HashSet};

use domain::kit::file::{MAX_DRILLS, read};

use super::{DOCS, DRILL, SMALL, shipped, with_drill};

#[test]
fn drill_answers_arrive_where_they_belong() {
    let kit = read(&with_drill()).unwrap();
    assert_eq!(kit.question("first").unwrap().drills, []);
    let drills = &kit.question("second").unwrap().drills;
    assert_eq!(drills.len(), 1);
    assert_eq!(drills[0].answer, "I glued the leg.");
    assert_eq!(drills[0].level, 2);
    assert_eq!(drills[0].why, "Mends a part.");
}

#[test]
fn what_is_wrong_with_a_drill_answer_is_found_at_its_line() {
    let small = SMALL.lines().count();
    for (instead, line, words) in [
        ("level = 5", 4, "`level` should be from 1 to 4, but is 5"),
        ("level = 0", 4, "from 1 to 4, but is 0"),
        ("level = \"2\"", 4, "should be a whole number"),
        (
            "answr = \"x\"",
            4,
            "`answr` is not a field of [[question.drill]]",
        ),
        ("", 2, "`level` is missing from [[question.drill]]: add it"),
    ] {
        let source = format!("{SMALL}{}", DRILL.replace("level = 2", instead));
        let error = read(&source).unwrap_err();
        assert_eq!(error.line, small + line, "{error}");
        assert!(error.reason.contains(words), "{error}");
    }
    let most = format!("{SMALL}{}", DRILL.repeat(MAX_DRILLS));
    assert_eq!(read(&most).unwrap().questions[1].drills.len(), MAX_DRILLS);
    let error = read(&format!("{most}{DRILL}")).unwrap_err();
    assert!(error.reason.contains("at most 6 drill answers"), "{error}");
    let single = format!(
        "{SMALL}{}",
        DRILL.replace("[[question.drill]]", "[question.drill]")
    );
    let error = read(&single).unwrap_err();
    assert!(
        error
            .reason
            .contains("[[question.drill]] in double brackets"),
        "{error}"
    );
}

#[test]
fn the_drill_in_the_documentation_fits_its_example() {
    let mut blocks = DOCS.split("```toml\n").skip(1);
    let mut block = || blocks.next().unwrap().split_once("```").unwrap().0;
    let (example, drill) = (block(), block());
    let kit = read(&format!("{example}\n{drill}")).unwrap();
    assert_eq!(kit.questions[0].drills[0].level, 1);
}

#[test]
fn every_shipped_question_has_answers_of_different_levels() {
    let kit = shipped();
    let mut seen = HashSet::new();
    let mut all = BTreeSet::new();
    for question in &kit.questions {
        let id = &question.id;
        assert!((2..=3).contains(&question.drills.len()), "{id}");
        let levels: BTreeSet<u8> = question.drills.iter().map(|drill| drill.level).collect();
        assert!(levels.len() >= 2, "{id}: {levels:?}");
        all.extend(levels);
        for drill in &question.drills {
            assert!((1..=kit.levels).contains(&drill.level), "{id}");
            let words = drill.answer.split_whitespace().count();
            assert!((60..=120).contains(&words), "{id}: {words} words");
            assert!(drill.why.ends_with('.'), "{id}: {}", drill.why);
            assert!(seen.insert(&drill.answer), "twice in {id}");
        }
    }
    // Whoever rates everything the same agrees with few of them.
    assert_eq!(all, (1..=kit.levels).collect());
}
