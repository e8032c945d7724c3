# shellcheck shell=bash
# Debian packages, for what a machine lacks. Needs root, or sudo.

can_apt() { have apt-get && { [ "$(id -u)" = 0 ] || have sudo; }; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# apt_add WHAT-FOR PACKAGE...: installs the packages, or stops with what to do.
apt_add() {
  local reason=$1 log
  shift
  can_apt || stop "$reason is missing, and this machine has no apt-get with root or sudo to install it." \
    "Install it yourself; on Debian the packages are: $*"
  note "installing $* (Debian packages; a minute or two)"
  log=$(mktemp)
  # The lists a machine was born with may be too old, so a failure asks for new ones once.
  if ! apt_quiet install "$@" >"$log" 2>&1; then
    { apt_quiet update && apt_quiet install "$@"; } >"$log" 2>&1 || {
      tail -n 15 "$log" >&2
      rm -f "$log"
      stop "$reason could not be installed from Debian's packages." \
        "Debian's last words are above. Tried: apt-get install --no-install-recommends $*"
    }
  fi
  rm -f "$log"
}

apt_quiet() {
  local command=$1
  shift
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get "$command" -y -q --no-install-recommends -o Acquire::Retries=2 \
    -o Acquire::http::Timeout=30 -o DPkg::Lock::Timeout=120 "$@"
}
