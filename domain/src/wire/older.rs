//! Reading what an earlier program wrote.
//!
//! Bytes do not say which fields they hold, so the fields that a later format
//! appended to a document have to know which format is being read. Serde hands
//! nothing down to a field but the bytes, hence a note beside them, one a thread.

use std::cell::Cell;

use serde::{Deserialize, Deserializer};

use super::FORMAT;

thread_local! {
    /// The format of the bytes that this thread is reading.
    static READING: Cell<u8> = const { Cell::new(FORMAT) };
}

/// Does `read` on bytes of `format`.
pub(super) fn reading<T>(format: u8, read: impl FnOnce() -> T) -> T {
    /// Sets back what was being read before, whatever ends the reading.
    struct Before(u8);

    impl Drop for Before {
        fn drop(&mut self) {
            READING.set(self.0);
        }
    }

    let _before = Before(READING.replace(format));
    read()
}

/// Reads a field that format 2 appended: where format 1 is read it is not there,
/// and what is meant is the default.
pub(crate) fn since_format_2<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    if READING.get() < 2 {
        Ok(T::default())
    } else {
        T::deserialize(from)
    }
}
