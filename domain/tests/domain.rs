//! The rules of `docs/sync.md`, tested. Test names begin with the rule they hold
//! the code to.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "domain/order.rs"]
mod order;
#[path = "domain/text.rs"]
mod text;
#[path = "domain/words.rs"]
mod words;
