//! Who has a document open, and where in it they are.

use std::sync::Arc;

use domain::wire::Where;

use super::hub::Hub;

/// One tab's place among those who have a document open. It leaves when this is
/// dropped.
pub struct Here {
    pub(super) hub: Arc<Hub>,
    pub(super) tab: u64,
}

impl Here {
    /// Tells the others where this tab is now.
    pub fn moved(&self, at: Where) {
        self.hub.place(self.tab, at);
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        self.hub.leave(self.tab);
    }
}
