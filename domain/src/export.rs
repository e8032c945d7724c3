//! What leaves Plumbline, in the shapes that others read.

#[cfg(feature = "kit-file")]
pub mod ashby;
pub mod csv;
#[cfg(feature = "kit-file")]
pub mod greenhouse;
#[cfg(feature = "kit-file")]
pub mod handover;
#[cfg(feature = "kit-file")]
pub mod job_posting;
#[cfg(feature = "kit-file")]
pub mod lever;
pub mod packet;
#[cfg(feature = "kit-file")]
pub mod system;
