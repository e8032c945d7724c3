# shellcheck shell=bash
# Sourced by the project's commands, from its root.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=/dev/null
for part in say apt toolchain node browser postgres; do source "setup/$part.sh"; done

# What building needs.
set_up() {
  need_compiler
  need_rust
  need_node
  need_packages . "the build's tools"
  note "$(rustc --version), Node $(node --version)"
}
