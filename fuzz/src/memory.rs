//! Memory that a check takes: counted, so that a length which is only claimed, or a reader
//! that makes much of little, is found.
#![expect(
    unsafe_code,
    reason = "an allocator is unsafe to write; this one only counts and hands on"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// What any check may take, however short its input: the documents it works on, and the
/// megabyte that serde sets aside at most for each list whose length is only claimed.
const ANYWAY: usize = 12 << 20;

/// What it may take besides for each byte of its input.
const FOR_EACH_BYTE: usize = 512;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn took(bytes: usize) {
    let now = NOW.fetch_add(bytes, Relaxed) + bytes;
    MOST.fetch_max(now, Relaxed);
}

fn gave_back(bytes: usize) {
    NOW.fetch_sub(bytes, Relaxed);
}

// SAFETY: each call is handed to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        took(layout.size());
        // SAFETY: the caller's promise is the system allocator's own.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        took(layout.size());
        // SAFETY: the caller's promise is the system allocator's own.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        gave_back(layout.size());
        // SAFETY: the caller's promise is the system allocator's own.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        took(size);
        gave_back(layout.size());
        // SAFETY: the caller's promise is the system allocator's own.
        unsafe { System.realloc(at, layout, size) }
    }
}

/// Does `check` on input of that `length`, and sees to it that it takes no more memory at any
/// time than such an input may cost, and keeps none.
pub fn bounded(length: usize, check: impl FnOnce()) {
    let before = NOW.load(Relaxed);
    MOST.store(before, Relaxed);
    check();
    let most = MOST.load(Relaxed).saturating_sub(before);
    let allowed = ANYWAY + FOR_EACH_BYTE * length;
    assert!(
        most <= allowed,
        "{length} bytes of input took {most} bytes of memory, and {allowed} are allowed"
    );
}
