//! Identifiers. Whoever needs a new one draws 16 random bytes and hands them in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an identifier: it should be 32 hexadecimal digits")]
pub struct NotAnId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// The id made of these bytes, which should be random.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The bytes of this id, as they are stored.
            pub const fn bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A document: a plan, a panel or a scorecard.
    DocumentId,
    /// A stage of a plan.
    StageId,
    /// An item of a plan: one question to be asked.
    ItemId,
    /// A comment on a plan.
    CommentId,
    /// A person of the hiring team.
    PersonId,
    /// A hiring team.
    TeamId,
    /// One push of edits, named by the client so that repeating it is harmless.
    BatchId,
}

fn parse(text: &str) -> Result<[u8; 16], NotAnId> {
    let refuse = || NotAnId(text.chars().take(64).collect());
    if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(refuse());
    }
    let mut bytes = [0; 16];
    for (byte, at) in bytes.iter_mut().zip((0..32).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| refuse())?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text() {
        let id = ItemId::from_bytes([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "",
            "zz",
            "+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1",
            "é0000000000000000000000000000000",
        ] {
            assert!(text.parse::<PersonId>().is_err(), "{text}");
        }
    }
}
