//! What the process promises on the network: real listeners, real connections.

#[cfg(test)] // is always so here; said for clippy, which lets tests panic
mod server {
    pub(crate) mod site;

    mod access;
    mod debrief;
    mod documents;
    mod handover;
    mod live;
    mod people;
    mod posting;
    mod put_away;
    mod reconvening;
    mod requests;
    mod sealed;
    mod starting;
}
