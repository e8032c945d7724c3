//! What the service promises whoever calls it, on a store of its own for each
//! test, with a clock that stands still and randomness from a seed.

#[cfg(test)] // is always so here; said for clippy, which lets tests panic
mod service {
    pub(crate) mod house;

    mod access;
    mod durable;
    mod interviews;
    mod kits;
    mod live;
    mod people;
    mod plans;
    mod pushing;
    mod sealed;
}
