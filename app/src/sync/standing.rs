//! How a document stands with this device and with the team, in plain words.

use domain::views::Failure;

use crate::device::storage::NotKept;
use crate::error::AppError;

/// How a document stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// What the last exchange with the server said.
    pub network: Network,
    /// Why this device could not keep it, if it could not.
    pub device: Option<NotKept>,
    /// Whether the latest is still being written down on this device.
    pub keeping: bool,
}

/// What the last exchange with the server said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Network {
    /// There was none yet.
    #[default]
    Unknown,
    /// It went well.
    Reached,
    /// The server did not answer.
    Away,
    /// The session has ended.
    SignedOut,
    /// The document is not this person's to see any more.
    Gone,
    /// The server said no, and why.
    Refused(String),
}

impl From<AppError> for Network {
    fn from(error: AppError) -> Self {
        match error {
            away if away.is_away() => Self::Away,
            AppError::Refused(Failure::SignedOut) => Self::SignedOut,
            AppError::Refused(Failure::NotFound) => Self::Gone,
            other => Self::Refused(other.to_string()),
        }
    }
}

impl Standing {
    /// A word for a colour: `good`, `busy`, `local` or `bad`.
    pub const fn mood(&self, unsent: usize) -> &'static str {
        match (&self.device, &self.network) {
            (Some(_), _) | (_, Network::Refused(_) | Network::Gone | Network::SignedOut) => "bad",
            (None, Network::Away) => "local",
            (None, Network::Unknown | Network::Reached) if unsent > 0 => "busy",
            (None, Network::Unknown | Network::Reached) => "good",
        }
    }

    /// What the person is told, always.
    pub fn words(&self, unsent: usize) -> String {
        let safe = self.device.is_none();
        match &self.network {
            _ if !safe && unsent > 0 => "Not saved: this page only".to_owned(),
            _ if self.keeping && unsent > 0 => "Saving…".to_owned(),
            Network::SignedOut if unsent > 0 => {
                "Signed out: on this device only, sent when you sign in again".to_owned()
            }
            Network::SignedOut => "Signed out: with the team as of your last edit".to_owned(),
            Network::Refused(_) | Network::Gone if unsent > 0 => {
                "On this device only: the server said no".to_owned()
            }
            Network::Refused(_) | Network::Gone => "With the team as of your last edit".to_owned(),
            Network::Away if unsent > 0 => {
                "On this device only, sent when the network is back".to_owned()
            }
            Network::Away => "Offline: with the team as of your last edit".to_owned(),
            _ if unsent > 0 => "On this device, on its way to the team".to_owned(),
            _ => "Saved with the team".to_owned(),
        }
    }

    /// What is wrong, if anything is.
    pub fn problem(&self) -> Option<String> {
        match (&self.device, &self.network) {
            (Some(device), _) => Some(device.to_string()),
            (None, Network::Refused(reason)) => Some(reason.clone()),
            (None, Network::Gone) => Some(Failure::NotFound.to_string()),
            (None, Network::SignedOut) => Some(Failure::SignedOut.to_string()),
            _ => None,
        }
    }
}
