# shellcheck shell=bash
# What the checks share: they run at the top of the checkout, name its files, and skip loudly without their tool.
cd "${BASH_SOURCE[0]%/*}/../.." || exit 1

need() { # need COMMAND: exit 77 (ctest's SKIP_RETURN_CODE) where it is missing
  command -v "$1" >/dev/null && return 0
  echo "SKIPPED: $1 is not installed; deploy/install-packages.sh test installs it where the distribution offers it"
  exit 77
}

# tracked PATTERN...: the files of the checkout that git knows or would add. It belongs to someone else where a
# container mounts it, hence safe.directory.
tracked() {
  git -c safe.directory='*' ls-files --cached --others --exclude-standard --deduplicate -- "$@" |
    while IFS= read -r file; do [[ ! -f $file ]] || echo "$file"; done
}
