# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# What every script here shares: places, kernels, messages, locks.

REPO=$(cd "$(dirname "$0")/.." && pwd)
CCS_BUILD=${CCS_BUILD:-${HOME:-/root}/.cache/ccsecurity}
CCS_KERNELS="6.1 6.12 7.3"
CCS_KERNEL_DEFAULT=6.12
CCS_ARCHES="x86 arm64"
# Newest clang that Debian 12 and Debian 13 both have.
CCS_CLANG=19
CCS_JOBS=${CCS_JOBS:-$(nproc 2>/dev/null || echo 2)}
export CCS_BUILD

say() { printf '%s\n' "$*"; }
note() { printf '%s\n' "$*" >&2; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 2; }

known_kernel() {
	case " $CCS_KERNELS " in
	*" $1 "*) ;;
	*) die "unknown kernel '$1' (there are: $CCS_KERNELS)" ;;
	esac
}

# Sets what scripts/arch says about an architecture.
use_arch() { # NAME
	case " $CCS_ARCHES " in
	*" $1 "*) ;;
	*) die "unknown architecture '$1' (there are: $CCS_ARCHES)" ;;
	esac
	ARCH=$1
	# shellcheck disable=SC1090 # one of a directory
	. "$REPO/scripts/arch/$1"
}

tree_of() { printf '%s/src/%s' "$CCS_BUILD" "$1"; }

# One writer at a time for anything that is shared under CCS_BUILD; a second
# caller says what it waits for. Descriptor 9 holds the lock until exit.
lock() {
	mkdir -p "$CCS_BUILD/lock"
	exec 9>"$CCS_BUILD/lock/$1"
	if ! flock -n 9; then
		note "waiting for another '$1' to finish"
		flock 9
	fi
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		die "packages are missing and this is neither root nor is there sudo; as root: $*"
	fi
}

update_apt() {
	note "updating the package lists"
	as_root apt-get -qq update >&2
}

# From this machine's own mirror, of which apt may know nothing, or what it was.
download_package() { # NAME
	apt-get -qq download "$1" || { update_apt && apt-get -qq download "$1"; }
}

# Digest of the named files and directories of the repo, by content.
digest() {
	for _path in "$@"; do
		[ -e "$REPO/$_path" ] || continue
		(cd "$REPO" && find "$_path" -type f -print0)
	done | LC_ALL=C sort -z | (cd "$REPO" && xargs -0r sha256sum) | sha256sum | cut -c1-64
}

# True when DEST does not exist or was made from something else than KEY.
stale() { # DEST KEY
	[ ! -e "$1" ] || [ "$(cat "$1.key" 2>/dev/null)" != "$2" ]
}

# apt-get with lists and a state of its own, in the directory APT with a file sources.list:
# neither the sources of this machine nor its packages change.
private_apt() { private apt-get "$@"; }

private() { # apt-get|apt-cache WORD...
	_program=$1
	shift
	"$_program" -qq -o Dir::Etc::sourcelist="$APT/sources.list" -o Dir::Etc::sourceparts=/dev/null \
		-o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
		-o Dir::State="$APT/state" -o Dir::State::status="$APT/status" \
		-o Dir::Cache="$APT/cache" -o Acquire::Languages=none \
		-o APT::Sandbox::User="$(id -un)" "$@"
}
