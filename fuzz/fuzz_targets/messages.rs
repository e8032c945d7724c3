#![no_main]
//! See `plumbline_fuzz::messages`.

use libfuzzer_sys::fuzz_target;
use plumbline_fuzz::{memory, messages};

fuzz_target!(|bytes: &[u8]| memory::bounded(bytes.len(), || messages::check(bytes)));
