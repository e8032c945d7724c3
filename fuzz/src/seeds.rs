//! What a fuzzer starts from: the project's own fixtures and kits, and one message of each
//! sort made of the scenes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use domain::arrange::Clipping;
use domain::id::{BatchId, DocumentId, PersonId};
use domain::kit::{Kit, file};
use domain::panel::Panel;
use domain::plan::Plan;
use domain::scorecard::Scorecard;
use domain::sync::{Batch, Refused, Rejection, Replica};
use domain::wire::{
    AnyBatch, AnyEntries, CaughtUp, Presence, Push, Pushed, ToBrowser, ToServer, Where, encode,
};

use crate::scene::Subject;

const DOCUMENT: DocumentId = DocumentId([9; 16]);

/// The kit we ship.
pub fn kit() -> &'static Kit {
    static KIT: OnceLock<Kit> = OnceLock::new();
    let source = include_str!("../../kits/back-end-developer.toml");
    KIT.get_or_init(|| file::read(source).expect("the shipped kit reads"))
}

/// Inputs for the target of that name.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "messages" => messages(),
        "drafts" => drafts(),
        "kits" => kits(),
        other => panic!("there is no target \"{other}\""),
    }
}

/// Words that such an input is made of, for libFuzzer's `-dict`.
pub fn dictionary(target: &str) -> Vec<String> {
    if target != "kits" {
        return Vec::new();
    }
    let file = file::write(kit());
    let mut words: Vec<String> = file
        .lines()
        .filter_map(|line| line.split(['=', '#']).next())
        .map(|key| key.trim().to_owned())
        .filter(|key| !key.is_empty() && key.len() < 24 && !key.contains(['"', '\\']))
        .collect();
    let others = ["\"\"\"", r#"\"\"\""#, "'''", r"\r\n", r"\u0000", "audience"];
    words.extend(others.map(String::from));
    words.sort();
    words.dedup();
    words
}

fn push(batch: AnyBatch) -> Vec<u8> {
    encode(&Push {
        document: DOCUMENT,
        batch,
    })
}

/// Pushes on the scene of `D`: what its log did, again; and what somebody might do now, one by
/// one and together.
fn pushes<D: Subject>(any: fn(Batch<D::Edit>) -> AnyBatch) -> Vec<Vec<u8>> {
    let scene = D::scene();
    let batch = |base, edits| Batch {
        id: BatchId([5; 16]),
        base,
        edits,
    };
    let again = (0..)
        .zip(&scene.log)
        .map(|(at, edit)| batch(at, vec![edit.clone()]));
    let own = scene.now().own();
    let one_by_one = own
        .iter()
        .map(|edit| batch(scene.version(), vec![edit.clone()]));
    let all = batch(scene.version(), own.clone());
    let late = batch(scene.version() - 3, scene.states[scene.log.len() - 3].own());
    again
        .chain(one_by_one)
        .chain([all, late])
        .map(|batch| push(any(batch)))
        .collect()
}

fn messages() -> Vec<Vec<u8>> {
    let here = Where {
        stage: None,
        item: None,
        caret: None,
        dragging: None,
    };
    let presence = Presence {
        tab: 7,
        person: PersonId([1; 16]),
        at: here,
    };
    let (plan, panel) = (Plan::scene(), Panel::scene());
    let mut all = fixtures(|name| name.starts_with("push"));
    all.extend(pushes::<Plan>(AnyBatch::Plan));
    all.extend(pushes::<Panel>(AnyBatch::Panel));
    all.extend(pushes::<Scorecard>(AnyBatch::Scorecard));
    all.extend([
        encode(&Pushed {
            batch: BatchId([5; 16]),
            entries: AnyEntries::Panel(panel.entries()),
            refused: vec![Refused {
                index: 3,
                reason: Rejection::Frozen("no more".to_owned()),
            }],
        }),
        encode(&CaughtUp::Snapshot(7, encode(panel.now()))),
        encode(&CaughtUp::Entries(AnyEntries::Scorecard(
            Scorecard::scene().entries(),
        ))),
        encode(&ToServer::Watch(DOCUMENT, 7)),
        encode(&ToServer::Here(here)),
        encode(&ToBrowser::Present(DOCUMENT, vec![presence; 2])),
        encode(&ToBrowser::Entries(
            DOCUMENT,
            AnyEntries::Plan(plan.entries()),
        )),
        encode(&ToBrowser::Bye("later".to_owned())),
    ]);
    all
}

fn drafts() -> Vec<Vec<u8>> {
    let mut all = fixtures(|name| !name.starts_with("push"));
    all.extend(record::<Plan>());
    all.extend(record::<Panel>());
    all.extend(record::<Scorecard>());
    let plan = Plan::scene().now();
    let chosen = plan.items.keys().copied().collect();
    all.push(encode(plan));
    all.push(encode(&Clipping::of(plan, &chosen)));
    all.push(encode(&("back-end-developer", "A plan")));
    all
}

/// A record with nothing in flight, and one with.
fn record<D: Subject>() -> [Vec<u8>; 2] {
    let scene = D::scene();
    let mut replica = Replica::new(scene.now().clone(), scene.version());
    for edit in scene.now().own() {
        // What cannot be done any more is not in a record.
        let _ = replica.edit(edit, None);
    }
    let waiting = encode(&replica.save());
    replica.batch(BatchId([5; 16]));
    replica.undo();
    [waiting, encode(&replica.save())]
}

fn kits() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = below("kits", "toml")
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect();
    let docs = include_str!("../../docs/kits.md");
    let example = docs
        .split_once("```toml\n")
        .and_then(|(_, after)| after.split_once("```"));
    all.extend(example.map(|(example, _)| example.as_bytes().to_vec()));
    // Short ones, which a fuzzer gets further with.
    let mut short = kit().clone();
    short.questions.truncate(2);
    short
        .competencies
        .retain(|it| short.questions.iter().any(|of| of.competency == it.id));
    short.red_flags.truncate(1);
    "Work at {company}.".clone_into(&mut short.job_description.text);
    for question in &mut short.questions {
        "A table.\nAnd \"chairs\".".clone_into(&mut question.sample_answer.text);
    }
    all.push(file::write(&short).into_bytes());
    short.questions.truncate(1);
    all.push(file::write(&short).into_bytes());
    all
}

/// The drafts that the project keeps, of those names.
fn fixtures(wanted: impl Fn(&str) -> bool) -> Vec<Vec<u8>> {
    below("domain/tests/domain/drafts", "hex")
        .iter()
        .filter(|path| {
            path.file_name()
                .and_then(|it| it.to_str())
                .is_some_and(&wanted)
        })
        .map(|path| bytes(&fs::read_to_string(path).expect("a fixture is text")))
        .collect()
}

/// The files in that folder of the project, in order.
fn below(folder: &str, extension: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = fs::read_dir(root.join(folder)).expect("the project is there");
    let mut files: Vec<PathBuf> = files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    files.sort();
    files
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let pairs = digits.chunks(2);
    pairs
        .map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit))
        .filter_map(|byte| u8::try_from(byte).ok())
        .collect()
}
