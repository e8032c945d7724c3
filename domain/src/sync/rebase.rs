//! Rewriting edits made on an old version so that they mean the same on a newer.
//!
//! Splices of the same text need it (R1), and edits that carry what others have
//! changed (R3). Everything else keeps its intent as it stands: it names what it
//! is about, and the later in server order wins.

use super::Edit;
use crate::text::Splice;

/// Rewrites `pending`, each made on what the one before it left, so that they
/// follow `over`, which was made on what the first of them was made on. Answers
/// with `over` rewritten to follow all of `pending`.
///
/// `over` is the one that the server ordered first (rule R2).
pub fn rebase<'a, E: Edit + 'a>(pending: impl IntoIterator<Item = &'a mut E>, over: &E) -> E {
    let mut over = over.clone();
    for edit in pending {
        edit.absorb(&over);
        let (Some((mine, splice)), Some((theirs, first))) = (edit.splice_mut(), over.splice_mut())
        else {
            continue;
        };
        if mine == theirs
            // Splices that do not fit each other stay as they are: applying
            // finds out that they do not fit the text and refuses them (R4).
            && let Ok((first_after, splice_after)) = Splice::transform(first, splice)
        {
            *first = first_after;
            *splice = splice_after;
        }
    }
    over
}

/// Rewrites `pending` to follow all of `over`, in order.
pub fn rebase_all<'a, E: Edit + 'a>(pending: &mut [E], over: impl IntoIterator<Item = &'a E>) {
    for edit in over {
        rebase(pending.iter_mut(), edit);
    }
}
