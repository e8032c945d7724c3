# shellcheck shell=bash
# A Rust that compiles for the machine and for the browser (wasm32-unknown-unknown).
#
# Two ways. Usually rustup adds the target. Where rustup's server cannot be reached, Debian's
# rustc and its library source make the same: the library is compiled for wasm32 here.

PLUMBLINE_RUST_MINOR=95
WASM=wasm32-unknown-unknown

# No plain cargo call may try to download a toolchain: the server may be out of reach.
export RUSTUP_AUTO_INSTALL=0

need_compiler() {
  have cc || apt_add "A C compiler (for SQLite)" gcc libc6-dev
}

need_rust() {
  if rust_fits; then return; fi
  if has_toolchain debian && RUSTUP_TOOLCHAIN=debian rust_fits; then
    export RUSTUP_TOOLCHAIN=debian
    return
  fi
  if rustup_way; then return; fi
  debian_way
}

# Is the active Rust new enough, and has it a library for the browser?
rust_fits() {
  new_enough && compgen -G "$(rustc --print sysroot)/lib/rustlib/$WASM/lib/libcore-*.rlib" >/dev/null &&
    library_is_current
}

new_enough() {
  local minor
  minor=$(rustc --version 2>/dev/null | sed -n 's/^rustc 1\.\([0-9]*\)\..*/\1/p')
  [ -n "$minor" ] && [ "$minor" -ge "$PLUMBLINE_RUST_MINOR" ]
}

has_toolchain() { have rustup && rustup toolchain list 2>/dev/null | grep -q "^$1\b"; }

rustup_way() {
  have rustup || return 1
  note "asking rustup for the browser's target (under a minute where its server can be reached)"
  export RUSTUP_MAX_RETRIES=1
  if new_enough; then
    timeout 120 rustup target add "$WASM" >/dev/null 2>&1 && rust_fits && return
  elif has_toolchain stable && [ "${RUSTUP_TOOLCHAIN:-stable}" = stable ]; then
    # An older stable: a newer one comes with the target.
    timeout 600 rustup toolchain install stable --profile minimal --target "$WASM" \
      --component clippy --component rustfmt >/dev/null 2>&1 &&
      RUSTUP_TOOLCHAIN=stable rust_fits && export RUSTUP_TOOLCHAIN=stable && return
  fi
  note "rustup could not"
  return 1
}

debian_way() {
  can_apt || stop "no Rust 1.$PLUMBLINE_RUST_MINOR or newer with the target $WASM." \
    "Either: rustup toolchain install stable --target $WASM" \
    "or, on Debian as root or with sudo, start this again: it installs Debian's Rust."
  note "taking Debian's Rust instead"
  debian_has rustc-web cargo-web rust-web-src rust-web-llvm ||
    apt_add "Rust" rustc-web cargo-web rust-web-src rust-web-llvm
  # The linker is only recommended, under the version its compiler was made with.
  local linker
  linker=$(dpkg-query -W -f '${Depends}' rust-web-llvm | sed -n 's/.*llvm-\([0-9]*\).*/lld-\1/p')
  debian_has "${linker:-lld}" || apt_add "The linker for the browser" "${linker:-lld}"
  debian_library
  if have rustup; then
    has_toolchain debian || rustup toolchain link debian /usr
    export RUSTUP_TOOLCHAIN=debian
  fi
  rust_fits || stop "Debian's Rust is $(rustc --version 2>&1), which does not do." \
    "1.$PLUMBLINE_RUST_MINOR or newer is needed: apt-get update && apt-get upgrade may bring it."
}

debian_has() { dpkg-query -W -f '${db:Status-Abbrev}\n' "$@" 2>/dev/null | grep -qvx 'ii ' && return 1; dpkg-query -W "$@" >/dev/null 2>&1; }

DEBIAN_LIBRARY=/usr/lib/rustlib/$WASM
# Says which compiler the library was made by: another one cannot read it.
DEBIAN_STAMP=$DEBIAN_LIBRARY/made-by

library_is_current() {
  [ "$(rustc --print sysroot)" -ef /usr ] || return 0
  [ -f "$DEBIAN_STAMP" ] && [ "$(cat "$DEBIAN_STAMP")" = "$(/usr/bin/rustc --version)" ]
}

debian_library() {
  [ -f "$DEBIAN_STAMP" ] && [ "$(cat "$DEBIAN_STAMP")" = "$(/usr/bin/rustc --version)" ] && return
  note "compiling Rust's library for the browser (about 40 s on two cores)"
  local work source log
  source=$(echo /usr/src/rustc-1.*/library)
  source=${source##* }
  [ -d "$source" ] || stop "rust-web-src is installed, but $source is not there." \
    "Try: apt-get install --reinstall rust-web-src"
  # Always from nothing: the libraries of two builds side by side do not work.
  work=$(mktemp -d)
  log=$work/log
  cp -r "$source" "$work/library"
  if ! (
    cd "$work/library"
    export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 __CARGO_DEFAULT_LIB_METADATA=stablestd
    export RUSTFLAGS='-Zforce-unstable-if-unmarked -Cembed-bitcode=yes'
    export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0
    /usr/bin/cargo build --release --target "$WASM" --manifest-path sysroot/Cargo.toml \
      --features panic-unwind,compiler-builtins-mem --target-dir "$work/out"
  ) >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -rf "$work"
    stop "Rust's library could not be compiled for the browser." \
      "The compiler's last words are above; a crates registry must be reachable."
  fi
  as_root mkdir -p "$DEBIAN_LIBRARY/lib"
  as_root find "$DEBIAN_LIBRARY/lib" -name '*.rlib' -delete
  as_root cp "$work/out/$WASM/release/deps/"*.rlib "$DEBIAN_LIBRARY/lib/"
  /usr/bin/rustc --version | as_root tee "$DEBIAN_STAMP" >/dev/null
  rm -rf "$work"
}

# For tests only: clippy of the compiler in use, and a rustfmt that knows this edition.
need_clippy() {
  cargo clippy --version >/dev/null 2>&1 && return
  if [ "$(rustc --print sysroot)" -ef /usr ]; then
    apt_add "clippy" rust-web-clippy
  else
    timeout 120 rustup component add clippy >/dev/null 2>&1
  fi
  cargo clippy --version >/dev/null 2>&1 || stop "clippy could not be had for $(rustc --version)." \
    "With rustup: rustup component add clippy. On Debian: apt-get install rust-web-clippy"
}

# Sets PLUMBLINE_RUSTFMT to the toolchain whose `cargo fmt` works (empty: the active one).
need_rustfmt() {
  local toolchain
  for toolchain in "${RUSTUP_TOOLCHAIN:-}" stable nightly; do
    if RUSTUP_TOOLCHAIN=$toolchain cargo fmt --version >/dev/null 2>&1; then
      PLUMBLINE_RUSTFMT=$toolchain
      return
    fi
  done
  have rustup && timeout 120 rustup component add rustfmt --toolchain stable >/dev/null 2>&1 &&
    PLUMBLINE_RUSTFMT=stable && return
  stop "rustfmt could not be had." "With rustup: rustup component add rustfmt --toolchain stable"
}

run_rustfmt() {
  if [ -n "${PLUMBLINE_RUSTFMT:-}" ]; then export RUSTUP_TOOLCHAIN=$PLUMBLINE_RUSTFMT; fi
  cargo fmt --all -- "$@"
  cargo fmt --manifest-path fuzz/Cargo.toml -- "$@"
}
