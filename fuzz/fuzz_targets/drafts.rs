#![no_main]
//! See `plumbline_fuzz::drafts`.

use libfuzzer_sys::fuzz_target;
use plumbline_fuzz::{drafts, memory};

fuzz_target!(|bytes: &[u8]| memory::bounded(bytes.len(), || drafts::check(bytes)));
