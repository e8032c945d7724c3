#![no_main]
//! See `plumbline_fuzz::kits`.

use libfuzzer_sys::fuzz_target;
use plumbline_fuzz::{kits, memory};

fuzz_target!(|bytes: &[u8]| memory::bounded(bytes.len(), || kits::check(bytes)));
