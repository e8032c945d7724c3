//! The results, from the raw numbers: medians, and ratios of pairs that were
//! measured right after one another.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::figures::{interval, median, sorted};
use crate::options::Options;

const BEGIN: &str = "<!-- results -->";
const END: &str = "<!-- end of results -->";

/// What a number is held against.
#[derive(Debug, Clone, Copy)]
enum Beside {
    /// The same number of a peer.
    Peer(&'static str),
    /// Another number of the same run.
    Own(&'static str, &'static str),
}

/// A comparison.
struct Row {
    /// The file of raw numbers.
    measurement: &'static str,
    /// The number, and what it is called.
    number: (&'static str, &'static str),
    beside: &'static [Beside],
    /// What was set out for, by case and peer.
    aims: &'static [(&'static str, &'static str, f64)],
    /// Whether more is better.
    more: bool,
}

const PEERS: &[Beside] = &[
    Beside::Peer("floor"),
    Beside::Peer("hocuspocus"),
    Beside::Peer("y-websocket"),
    Beside::Peer("tldraw"),
];
const HOCUSPOCUS: &str = "hocuspocus";
const FSYNC: &str = "fdatasync p50";
const SINGLE: &str = "one client alone";
const ACKNOWLEDGED: &str = "acknowledgement p50";
const MOST_TO_OPEN: &str = "the most it may take";
const COLD: &str = "our own cold storm";
const REACT: &str = "react";
const BOARD: &[Beside] = &[Beside::Peer(REACT)];
/// A drag's numbers are held against a limit too.
const LIMIT_AND_BOARD: &[Beside] = &[Beside::Own("aim_ms", MOST), Beside::Peer(REACT)];
const MOST: &str = "the most";

const ROWS: &[Row] = &[
    Row {
        measurement: "fanout",
        number: ("p50_ms", "send to heard, p50 ms"),
        beside: PEERS,
        aims: &[],
        more: false,
    },
    Row {
        measurement: "fanout",
        number: ("p99_ms", "send to heard, p99 ms"),
        beside: PEERS,
        aims: &[
            ("50 clients at 10 a second", HOCUSPOCUS, 0.7),
            ("200 clients at 2 a second", HOCUSPOCUS, 0.5),
        ],
        more: false,
    },
    Row {
        measurement: "fanout",
        number: ("cpu_us", "server CPU for each delivery, us"),
        beside: PEERS,
        aims: &[("", HOCUSPOCUS, 0.25)],
        more: false,
    },
    Row {
        measurement: "acknowledge",
        number: ("p50_ms", "push to acknowledgement, p50 ms"),
        beside: &[Beside::Own("fdatasync_p50_ms", FSYNC)],
        aims: &[("", FSYNC, 1.6)],
        more: false,
    },
    Row {
        measurement: "acknowledge",
        number: ("p99_ms", "push to acknowledgement, p99 ms"),
        beside: &[Beside::Own("fdatasync_p99_ms", "fdatasync p99")],
        aims: &[],
        more: false,
    },
    Row {
        measurement: "acknowledge",
        number: ("together_per_s", "edits acknowledged a second"),
        beside: &[Beside::Own("single_per_s", SINGLE)],
        aims: &[("", SINGLE, 30.0)],
        more: true,
    },
    Row {
        measurement: "reconnect",
        number: ("cold_ms", "all have the document, ms"),
        beside: PEERS,
        aims: &[("", HOCUSPOCUS, 0.25)],
        more: false,
    },
    Row {
        measurement: "reconnect",
        number: ("cold_cpu_ms", "server CPU for it, ms"),
        beside: PEERS,
        aims: &[],
        more: false,
    },
    Row {
        measurement: "reconnect",
        number: ("behind_ms", "all have the 20 edits they lack, ms"),
        beside: &[Beside::Own("cold_ms", COLD)],
        aims: &[("", COLD, 0.03)],
        more: false,
    },
    Row {
        measurement: "idle",
        number: ("kib_each", "resident memory of a connection, KiB"),
        beside: PEERS,
        aims: &[("", HOCUSPOCUS, 0.4)],
        more: false,
    },
    Row {
        measurement: "open",
        number: ("p50_ms", "asked for to there, p50 ms"),
        beside: &[Beside::Own("aim_ms", MOST_TO_OPEN)],
        aims: &[("", MOST_TO_OPEN, 1.0)],
        more: false,
    },
    Row {
        measurement: "open",
        number: ("p99_ms", "asked for to there, p99 ms"),
        beside: &[Beside::Own("aim_ms", MOST_TO_OPEN)],
        aims: &[("", MOST_TO_OPEN, 1.0)],
        more: false,
    },
    Row {
        measurement: "nodes",
        number: ("there_p50_ms", "push to heard at the other process, p50 ms"),
        beside: &[
            Beside::Own("acknowledged_p50_ms", ACKNOWLEDGED),
            Beside::Own("here_p50_ms", "heard at the same process p50"),
        ],
        aims: &[("", ACKNOWLEDGED, 2.0)],
        more: false,
    },
    Row {
        measurement: "nodes",
        number: ("there_p99_ms", "push to heard at the other process, p99 ms"),
        beside: &[
            Beside::Own("acknowledged_p99_ms", "acknowledgement p99"),
            Beside::Own("here_p99_ms", "heard at the same process p99"),
        ],
        aims: &[],
        more: false,
    },
    Row {
        measurement: "drag",
        number: ("longest_frame_ms", "longest frame, ms"),
        beside: LIMIT_AND_BOARD,
        aims: &[("", MOST, 1.0), ("", REACT, 0.5)],
        more: false,
    },
    Row {
        measurement: "drag",
        number: ("interaction_p98_ms", "press and drop to next paint, p98 ms"),
        beside: LIMIT_AND_BOARD,
        aims: &[("", MOST, 1.0), ("", REACT, 0.5)],
        more: false,
    },
    Row {
        measurement: "drag",
        number: ("placed_p98_ms", "drop to the card in its place, p98 ms"),
        beside: &[Beside::Own("aim_ms", MOST)],
        aims: &[],
        more: false,
    },
    Row {
        measurement: "drag",
        number: ("move_p98_ms", "move to next paint, p98 ms"),
        beside: LIMIT_AND_BOARD,
        aims: &[("", MOST, 1.0), ("", REACT, 0.5)],
        more: false,
    },
    Row {
        measurement: "drag",
        number: (
            "dropped_in_moving",
            "frames dropped while something moves, of 20 drags",
        ),
        beside: &[Beside::Own("frames_in_moving", "all frames")],
        aims: &[("500 items, processor as it is", "all frames", 0.0)],
        more: false,
    },
    Row {
        measurement: "drag",
        number: ("main_ms", "main thread for each drag, ms"),
        beside: BOARD,
        aims: &[("", REACT, 0.5)],
        more: false,
    },
    Row {
        measurement: "drag",
        number: ("script_ms", "of that scripts, ms"),
        beside: BOARD,
        aims: &[],
        more: false,
    },
    Row {
        measurement: "bytes",
        number: ("kib", "wasm, JavaScript and CSS by brotli 11, KiB"),
        beside: BOARD,
        aims: &[],
        more: false,
    },
];

/// Raw numbers of one measurement, by case, subject and block.
type Raw = BTreeMap<String, BTreeMap<String, BTreeMap<u64, Value>>>;

/// Runs the command `table`.
pub(crate) fn run(mut options: Options) -> Result<()> {
    let out: PathBuf = options.take("out", "docs/measurements".into())?;
    let into: Option<PathBuf> = options.maybe("into")?;
    options.finish()?;
    let table = table(&out)?;
    print!("{table}");
    if let Some(into) = into {
        let text = fs::read_to_string(&into);
        let text = text.with_context(|| format!("{} cannot be read", into.display()))?;
        let (head, rest) = text
            .split_once(BEGIN)
            .with_context(|| format!("{} has no line {BEGIN}", into.display()))?;
        let (_, tail) = rest
            .split_once(END)
            .with_context(|| format!("{} has no line {END}", into.display()))?;
        fs::write(&into, format!("{head}{BEGIN}\n\n{table}\n{END}{tail}"))?;
    }
    Ok(())
}

fn table(folder: &Path) -> Result<String> {
    let mut table = String::from(
        "| case | number | ours | beside | theirs | ratio (95 % interval) | pairs | aim |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for row in ROWS {
        let path = folder.join(format!("{}.jsonl", row.measurement));
        if !path.exists() {
            continue;
        }
        let raw = read(&fs::read_to_string(&path)?)
            .with_context(|| format!("{} cannot be understood", path.display()))?;
        for (case, subjects) in &raw {
            for beside in row.beside {
                if let Some(line) = line(row, case, subjects, *beside)? {
                    table.push_str(&line);
                }
            }
        }
    }
    Ok(table)
}

fn read(text: &str) -> Result<Raw> {
    let mut raw = Raw::new();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line)?;
        let name = |key: &str| value[key].as_str().map(str::to_owned);
        let case = name("case").context("a line has no case")?;
        let subject = name("subject").context("a line has no subject")?;
        let block = value["block"].as_u64().context("a line has no block")?;
        let blocks = raw.entry(case).or_default().entry(subject).or_default();
        // Measured again, the later counts.
        blocks.insert(block, value);
    }
    Ok(raw)
}

fn line(
    row: &Row,
    case: &str,
    subjects: &BTreeMap<String, BTreeMap<u64, Value>>,
    beside: Beside,
) -> Result<Option<String>> {
    let Some(ours) = subjects.get("plumbline") else {
        return Ok(None);
    };
    let (name, key, theirs) = match beside {
        Beside::Peer(name) => (name, row.number.0, subjects.get(name)),
        Beside::Own(key, name) => (name, key, Some(ours)),
    };
    let Some(theirs) = theirs else {
        return Ok(None);
    };
    let blocks: BTreeSet<&u64> = ours
        .keys()
        .filter(|block| theirs.contains_key(block))
        .collect();
    let pairs: Vec<(f64, f64)> = blocks
        .iter()
        .filter_map(|block| {
            Some((
                ours[block][row.number.0].as_f64()?,
                theirs[block][key].as_f64()?,
            ))
        })
        .filter(|(_, theirs)| *theirs > 0.0)
        .collect();
    if pairs.is_empty() {
        return Ok(None);
    }
    let middle = |numbers: Vec<f64>| median(&sorted(numbers));
    let ratios = sorted(pairs.iter().map(|(ours, theirs)| ours / theirs).collect());
    let ratio = median(&ratios);
    let within = match interval(&ratios) {
        Some((low, high)) => format!("{low:.3} to {high:.3}"),
        None => "too few pairs".to_owned(),
    };
    let aim = row
        .aims
        .iter()
        .find(|(of, peer, _)| (of.is_empty() || *of == case) && *peer == name);
    let aim = aim.map_or(String::new(), |(_, _, aim)| {
        let met = if row.more {
            ratio >= *aim
        } else {
            ratio <= *aim
        };
        let (least, verdict) = (
            if row.more { "at least" } else { "at most" },
            if met { "met" } else { "**missed**" },
        );
        format!("{least} {aim}: {verdict}")
    });
    let mut line = String::new();
    writeln!(
        line,
        "| {case} | {} | {:.2} | {name} | {:.2} | {ratio:.3} ({within}) | {} | {aim} |",
        row.number.1,
        middle(pairs.iter().map(|pair| pair.0).collect()),
        middle(pairs.iter().map(|pair| pair.1).collect()),
        pairs.len()
    )?;
    Ok(Some(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(subject: &str, numbers: &[f64]) -> String {
        let case = "50 clients at 10 a second";
        let line = |(block, p99)| {
            format!(r#"{{"block":{block},"subject":"{subject}","case":"{case}","p99_ms":{p99}}}"#)
                + "\n"
        };
        (1..).zip(numbers).map(line).collect()
    }

    #[test]
    fn ratios_are_of_pairs() {
        let folder = tempfile::tempdir().expect("a folder");
        let ours = lines("plumbline", &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let theirs = lines("hocuspocus", &[2.0, 4.0, 6.0, 4.0, 10.0, 12.0, 99.0]);
        fs::write(folder.path().join("fanout.jsonl"), ours + &theirs).expect("written");
        let table = table(folder.path()).expect("a table");
        assert_eq!(table.lines().count(), 3, "{table}");
        assert!(
            table.contains("| 3.50 | hocuspocus | 5.00 | 0.500 (0.500 to 1.000) | 6 |"),
            "{table}"
        );
        assert!(table.contains("at most 0.7: met"), "{table}");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        assert!(read(r#"{"block":1}"#).is_err());
        assert!(read("{").is_err());
    }
}
