# shellcheck shell=bash
# Saying what is being done, how far it is, and what to do when it cannot be.

PLUMBLINE_STEP=0
PLUMBLINE_STEPS=${PLUMBLINE_STEPS:-0}

# step TEXT: opens the next step of a script that has set PLUMBLINE_STEPS.
step() {
  PLUMBLINE_STEP=$((PLUMBLINE_STEP + 1))
  printf '\n[%d/%d] %s (%d s since the start)\n' \
    "$PLUMBLINE_STEP" "$PLUMBLINE_STEPS" "$1" "$SECONDS"
}

note() { printf '      %s\n' "$*"; }

# stop TEXT...: ends everything; the first line says what is missing, the others what to do.
stop() {
  printf '\nCannot go on: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# fingerprint FILE...: one hash over the files' contents.
fingerprint() {
  if have sha256sum; then cat "$@" | sha256sum; else cat "$@" | shasum -a 256; fi | cut -d' ' -f1
}
