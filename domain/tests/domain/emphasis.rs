use domain::emphasis::runs;
use proptest::prelude::*;

fn scale(anchors: [&str; 3]) -> Vec<String> {
    anchors.map(str::to_owned).to_vec()
}

#[test]
fn words_that_no_other_anchor_has_stand_out() {
    let anchors = scale([
        "Names a framework without saying why.",
        "Names a framework and its limits.",
        "Weighs alternatives, with measured consequences.",
    ]);
    let out = |place| -> Vec<&str> {
        let runs = runs(&anchors, place);
        runs.into_iter()
            .filter(|(_, out)| *out)
            .map(|(text, _)| text)
            .collect()
    };
    assert_eq!(out(0), ["without", "saying"]);
    assert_eq!(out(1), ["limits"]);
    assert_eq!(
        out(2),
        ["Weighs", "alternatives", "measured", "consequences"]
    );
    assert_eq!(out(3), [""; 0], "there is no such anchor");
}

#[test]
fn not_everything_stands_out() {
    let anchors = scale([
        "alpha1 bravo1 charlie1 delta1 echo12 foxtrot1 golf12",
        "",
        "",
    ]);
    let out = runs(&anchors, 0)
        .into_iter()
        .filter(|(_, out)| *out)
        .count();
    assert_eq!(out, 5);
}

proptest! {
    #[test]
    fn the_runs_are_the_whole_text(anchors in prop::collection::vec("[a-zé ,.’😀]{0,60}", 1..5)) {
        for (place, text) in anchors.iter().enumerate() {
            let runs = runs(&anchors, place);
            let whole: String = runs.iter().map(|(text, _)| *text).collect();
            prop_assert_eq!(&whole, text);
            for two in runs.windows(2) {
                prop_assert_ne!(two[0].1, two[1].1);
            }
        }
    }
}
