//! What the service promises whoever calls it, on a store of its own for each
//! test, with a clock that stands still and randomness from a seed. What is
//! about several processes runs on the server that `PLUMBLINE_TEST_POSTGRES`
//! names, the rest on `SQLite`.

#[cfg(test)] // is always so here; said for clippy, which lets tests panic
mod service {
    pub(crate) mod house;
    pub(crate) mod looks;
    pub(crate) mod postgres;

    mod access;
    mod durable;
    mod handover;
    mod history;
    mod internal;
    mod interviews;
    mod kits;
    mod leaving_out;
    mod live;
    mod manager;
    mod nodes;
    mod overview;
    mod people;
    mod plans;
    mod pushing;
    mod put_away;
    mod reconvene;
    mod sealed;
    mod sharing;
    mod team_kits;
    mod unkeepable;
}
