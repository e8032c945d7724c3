# shellcheck shell=bash
# Node and npm, and the packages of one folder by its lock file.

PLUMBLINE_NODE_MAJOR=18

need_node() {
  have node && have npm || apt_add "Node with npm" nodejs npm
  local major
  major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  [ "$major" -ge "$PLUMBLINE_NODE_MAJOR" ] ||
    stop "Node $(node --version) is too old." "Install Node $PLUMBLINE_NODE_MAJOR or newer."
}

# need_packages FOLDER WHAT: installs what FOLDER's lock names, unless it is there already.
need_packages() {
  local folder=$1 what=$2 stamp wanted log
  stamp=$folder/node_modules/.installed-from
  wanted=$(fingerprint "$folder/package-lock.json")
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return
  note "installing $what from npm (seconds)"
  log=$(mktemp)
  if ! (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
    npm ci --no-audit --no-fund --fetch-timeout=60000 --fetch-retries=2) >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    stop "npm could not install $what." "npm's last words are above; its registry must be reachable."
  fi
  rm -f "$log"
  echo "$wanted" >"$stamp"
}
