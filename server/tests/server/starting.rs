//! The process itself: how it starts, or says why it does not, and how it stops.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

fn server(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .current_dir(folder)
        .env("LEPTOS_SITE_ROOT", folder)
        .env("LEPTOS_HASH_FILES", "false")
        .env_remove("PLUMBLINE_LISTEN")
        .env_remove("PLUMBLINE_DATABASE");
    command
}

#[test]
fn what_stands_in_the_way_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let kits = folder.path().join("kits");
    fs::create_dir(&kits).expect("made");
    fs::write(kits.join("broken.toml"), "format = 1\nid = 7\n").expect("written");
    let kits = kits.to_string_lossy().into_owned();
    let here = format!("sqlite://{}", folder.path().display());
    for (options, said) in [
        (vec!["--prot", "1"], "--prot"),
        (vec!["--listen", "somewhere"], "somewhere"),
        (vec!["--database", "mysql://x"], "the database address"),
        (vec!["--database", &here], "it is a folder"),
        (vec!["--kits", &kits], "broken.toml"),
        (vec!["--kits", "nowhere"], "nowhere"),
    ] {
        let answer = server(folder.path())
            .args(["--listen", "127.0.0.1:0"])
            .args(&options)
            .output();
        let answer = answer.expect("it ran");
        let stderr = String::from_utf8_lossy(&answer.stderr);
        let last = stderr.lines().last().unwrap_or_default();
        assert_eq!(answer.status.code(), Some(1), "{options:?}: {stderr}");
        assert!(
            last.starts_with("Plumbline cannot start: ") && last.contains(said),
            "{stderr}"
        );
    }
}

#[test]
fn a_taken_port_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let holder = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = holder.local_addr().expect("bound").to_string();
    let answer = server(folder.path())
        .args(["--listen", &address])
        .output()
        .expect("it ran");
    let stderr = String::from_utf8_lossy(&answer.stderr);
    assert_eq!(answer.status.code(), Some(1), "{stderr}");
    assert!(
        stderr.contains(&format!("nothing can listen on {address}")),
        "{stderr}"
    );
}

#[test]
fn it_says_where_it_is_and_stops_when_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut process = started(folder.path());
    let stdout = process.stdout.take().expect("piped");
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).expect("a line");
    assert!(
        line.starts_with("Plumbline is at http://127.0.0.1:"),
        "{line}"
    );
    assert!(stopped(process).success());
    assert!(folder.path().join("data/plumbline.db").is_file());
}

#[test]
fn it_stops_when_told_also_where_nobody_reads_what_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut process = started(folder.path());
    let stdout = process.stdout.take().expect("piped");
    let mut line = String::new();
    // What it says is read up to here, and then by nobody.
    BufReader::new(stdout).read_line(&mut line).expect("a line");
    drop(process.stderr.take());
    assert!(stopped(process).success());
}

fn started(folder: &Path) -> Child {
    let started = server(folder)
        .args(["--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    started.expect("it starts")
}

/// Tells it to stop, and waits until it has.
fn stopped(mut process: Child) -> ExitStatus {
    let told = Command::new("kill").arg(process.id().to_string()).status();
    assert!(told.expect("kill ran").success());
    process.wait().expect("it ended")
}
