//! Who may see a scorecard, and when. The product rests on this rule.
//!
//! Until the reveal nobody but its panelist sees anything of a scorecard except
//! that it is submitted or not, which the panel says. After the reveal everybody
//! of the panel sees the submitted ones. One that was never submitted stays its
//! panelist's own: nobody handed it in.

use crate::id::PersonId;
use crate::panel::Panel;

/// What somebody may see of a scorecard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Open,
    /// Nothing of it.
    Sealed,
}

/// What `viewer` may see of the scorecard of `panelist`.
pub fn sight(panel: &Panel, viewer: PersonId, panelist: PersonId) -> Sight {
    let handed_in = panel.panelists.get(&panelist).is_some_and(Option::is_some);
    let belongs = viewer == panel.lead || panel.panelists.contains_key(&viewer);
    let own = viewer == panelist && panel.panelists.contains_key(&panelist);
    if own || (panel.revealed.is_some() && belongs && handed_in) {
        Sight::Open
    } else {
        Sight::Sealed
    }
}

/// Whether scorecards can still be written. Not after the reveal: whoever has
/// seen the others' judgements no longer judges independently.
pub const fn writable(panel: &Panel) -> bool {
    panel.revealed.is_none()
}

/// Whether the ratings on the scorecard of `panelist` can be revised, beside the
/// originals: once what they saw of the others' judgements is known to all, and
/// only what was handed in.
pub fn revisable(panel: &Panel, panelist: PersonId) -> bool {
    let handed_in = panel.panelists.get(&panelist).is_some_and(Option::is_some);
    panel.revealed.is_some() && handed_in
}
