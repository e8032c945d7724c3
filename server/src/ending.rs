//! The end of the process, as its connections see it.

use tokio::sync::{mpsc, watch};

/// Tells that the end is near, and is held by each connection for as long as it lasts.
#[derive(Debug, Clone)]
pub struct Ending {
    /// Turns true when they are to end.
    announced: watch::Receiver<bool>,
    _attendance: mpsc::Sender<()>,
}

impl Ending {
    /// The end, the way to announce it, and the way to wait until nobody holds it:
    /// nothing comes through, and at last there is nobody to send.
    pub fn new() -> (Self, watch::Sender<bool>, mpsc::Receiver<()>) {
        let (announce, announced) = watch::channel(false);
        let (attendance, all_gone) = mpsc::channel(1);
        let ending = Self {
            announced,
            _attendance: attendance,
        };
        (ending, announce, all_gone)
    }

    /// Waits until the end is near. Nobody left to announce it: it never is.
    pub(crate) async fn is_near(&mut self) {
        let heard = self.announced.wait_for(|near| *near).await.map(drop);
        if heard.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
