//! The rules of Plumbline, pure: kits, the three documents people edit together
//! (plan, panel, scorecard), the engine that keeps them in step, what is sealed
//! from whom, and the statistics of the debrief.
//!
//! Nothing here reads a clock, draws a random number or talks to anything.
//! Times, ids and order keys come in as values, so every outcome can be replayed.

pub mod arrange;
pub mod calendar;
pub mod compare;
pub mod drill;
pub mod emphasis;
pub mod evidence;
pub mod export;
pub mod id;
pub mod kit;
pub mod lint;
mod markdown;
pub mod moment;
pub mod order;
pub mod panel;
pub mod plan;
pub mod scorecard;
pub mod sealing;
pub mod sharing;
pub mod statistics;
pub mod sync;
pub mod text;
pub mod views;
pub mod wire;
