//! The shipped questions, read by the linter.

use domain::lint::rules_broken_by;

use super::shipped;

#[test]
fn no_shipped_question_is_found_fault_with() {
    for question in &shipped().questions {
        let texts = [&question.ask].into_iter().chain(&question.follow_ups);
        for text in texts {
            assert_eq!(rules_broken_by(&text.text), [], "{}", text.text);
        }
    }
}

#[test]
fn no_two_shipped_questions_ask_the_same() {
    let kit = shipped();
    let asks = kit.questions.iter().map(|question| &question.ask.text);
    let asks: Vec<_> = asks
        .map(|ask| domain::lint::alike::Signature::of(ask))
        .collect();
    for (at, one) in asks.iter().enumerate() {
        assert!(!asks[at + 1..].iter().any(|other| other.is_like(one)));
    }
}
