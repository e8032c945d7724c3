//! Red flags, and what a plan has beside its questions: they go along.

use domain::export::handover::CannotExport;
use domain::export::system::{System, Wanted};
use domain::export::{greenhouse, lever};
use serde_json::json;

use super::{all, form, full, interview, of_four};
use crate::interview::{card, item, person};

#[test]
fn a_plan_goes_with_what_is_asked_next_and_what_levels_are_like() {
    let mut plan = interview(full()).plan;
    let question = &mut plan.items.get_mut(&item(1)).expect("there").question;
    question.follow_ups = "And then?\n\n Who said so? ".into();
    question.sample_answer = "Names it.".into();
    question.anchors = vec!["<None>.".into(), String::new(), "All.\nAnd more.".into()];
    let second = &mut plan.items.get_mut(&item(2)).expect("there").question;
    (second.title, second.ask) = ("Only a label".into(), " ".into());
    let kit = &greenhouse::stages(&plan)[0]["interviews"][0]["interview_kit"];
    assert_eq!(
        kit["questions"][0]["question"],
        "First?\n\nFollow-ups:\n- And then?\n- Who said so?"
    );
    assert_eq!(kit["questions"][1]["question"], "Only a label");
    assert_eq!(
        kit["content"],
        "<h5>First</h5><p>a &lt; b<br>c</p>\
         <p><strong>A strong answer:</strong></p><p>Names it.</p>\
         <p><strong>Anchors, lowest first:</strong></p>\
         <ol><li>&lt;None&gt;.</li><li></li><li>All.<br>And more.</li></ol>"
    );
}

#[test]
fn red_flags_go_with_the_note_on_the_whole() {
    let mut flagged = of_four();
    flagged.flags = ["boasts", "older"].map(str::to_owned).into();
    let [_, ashby, lever] = all(&flagged, None);
    let note =
        "Calm & clear.\n\nRed flags raised:\n- Boasts\n- A red flag that the plan does not have.";
    let ashby = ashby.expect("it fits");
    let sent = &ashby["feedbackForm"]["fieldSubmissions"][3];
    assert_eq!(sent["path"], "note");
    assert_eq!(sent["value"]["value"], note);
    let lever = lever.expect("it fits");
    assert_eq!(lever["fieldValues"][3]["value"], note);

    let mut flagged = full();
    flagged.flags.insert("boasts".into());
    let [greenhouse, ..] = all(&flagged, None);
    let flags = json!({ "id": null, "question": "Red flags", "answer": "<p>Boasts</p>" });
    assert_eq!(greenhouse.expect("it fits")["questions"][1], flags);
}

#[test]
fn a_red_flag_without_a_note_is_not_lost_either() {
    let mut flagged = card(&[0]);
    flagged.flags.insert("boasts".into());
    let interview = interview(flagged);
    let wanted = Wanted::of(&interview, System::Lever).expect("it is revealed");
    let whole = "the interview as a whole, with the red flags".to_owned();
    assert_eq!(wanted.notes, [(None, whole)]);
    let mut form = form();
    let sent = lever::feedback(&interview, person(1), &form, None).expect("it fits");
    assert_eq!(
        sent["fieldValues"],
        json!([{ "id": "note", "value": "Red flags raised:\n- Boasts" }])
    );
    form.notes.clear();
    let lost = lever::feedback(&interview, person(1), &form, None);
    let missing = CannotExport::NoField("the note on the interview".into());
    assert_eq!(lost, Err(missing));
    let [greenhouse, ..] = all(&interview.scorecards[&person(1)], None);
    assert_eq!(
        greenhouse.expect("it fits")["questions"][0]["question"],
        "Red flags"
    );
}
