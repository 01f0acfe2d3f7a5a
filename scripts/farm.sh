# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Kernel trees of links, with files of their own where a patch changes one: as cheap as a
# directory, and whoever builds there leaves the shared tree alone.
#
# Needs lib.sh; TREE is the tree of scripts/source, PATCHES the directory of a series.

series() { sed -e 's/[ \t]*#.*//' -e '/^[ \t]*$/d' "$PATCHES/series"; }

files_of() { # PATCH...: that it changes or adds
	sed -n 's|^+++ b/\([^\t]*\).*|\1|p' "$@" | LC_ALL=C sort -u
}

touched() { # every file that the series changes or adds
	series | while read -r name; do
		files_of "$PATCHES/$name"
	done | LC_ALL=C sort -u
}

added() { # every file that ours or the tree's patches add: it has no original
	cat "$PATCHES"/*.patch "$TREE"/.ccs-overlay/patches/*.patch 2>/dev/null |
		sed -n '/^--- \/dev\/null$/{n;s|^+++ b/\([^\t]*\).*|\1|p}' | LC_ALL=C sort -u
}

# Everything else is the tree of scripts/source, which has our patches in it. A link is a
# symbolic one, or with OPTION l the same file.
make_farm() { # DIR [OPTION]
	[ ! -e "$1/Makefile" ] || return 0
	rm -rf "$1"
	mkdir -p "$1"
	cp "-a${2:-s}" "$TREE/." "$1/"
	rm -rf "$1/.ccs-overlay"
	[ ! -e "$TREE/.ccs-overlay/files" ] ||
		(cd "$1" && xargs -d '\n' rm -f <"$TREE/.ccs-overlay/files")
	rm -rf "$1/security/tomoyo/ccs"
}

originals() { # DIR: gets the kernel's own version of all that we ever touched
	local orig=$TREE/.ccs-overlay/orig file
	mkdir -p "$1"
	[ ! -d "$orig" ] || cp -pr "$orig/." "$1/"
	touched | while read -r file; do
		[ ! -e "$1/$file" ] && [ -e "$TREE/$file" ] || continue
		mkdir -p "$(dirname "$1/$file")"
		cp -p "$TREE/$file" "$1/$file"
	done
	added | while read -r file; do
		rm -f "$1/$file"
	done
}

# Only what differs, so that make sees what changed since the last time.
bring() { # FROM FARM
	(cd "$1" && find . -type f) | while read -r file; do
		[ -L "$2/$file" ] || ! cmp -s "$1/$file" "$2/$file" || continue
		rm -f "$2/$file"
		mkdir -p "$(dirname "$2/$file")"
		cp "$1/$file" "$2/$file"
	done
}

# header that a patch touches   users of what it touches there
HEADER_USERS='
include/linux/fs.h         fs/read_write.c fs/aio.c io_uring/rw.c
include/net/ip.h           net/ipv4/udp.c net/ipv4/inet_connection_sock.c
include/net/ip.h           net/ipv4/inet_hashtables.c net/sctp/socket.c net/ipv6/udp.c
include/linux/lsm_count.h  security/security.c
security/Kconfig           security/security.c
'

objects_of() { # FARM: what to make for the list of files on standard input
	local file header users
	LC_ALL=C sort -u >"$1.files"
	{
		cat "$1.files"
		printf '%s' "$HEADER_USERS" | while read -r header users; do
			grep -qxF "$header" "$1.files" || continue
			printf '%s\n' $users
		done
	} | grep '\.c$' | LC_ALL=C sort -u | while read -r file; do
		[ ! -e "$1/$file" ] || say "${file%.c}.o"
	done
}

# Runs SCRIPT for every kernel, a process for each, adds up what they count, and exits.
for_each_kernel() { # SCRIPT ARGUMENT...
	local passed=0 failed=0 kernel count script=$1 log
	shift
	log=$CCS_BUILD/log/${script##*/}
	mkdir -p "$CCS_BUILD/log"
	for kernel in $CCS_KERNELS; do
		say "Linux $kernel"
		"$script" --kernel "$kernel" "$@" | tee "$log-$kernel.out" || :
		count=$(tail -n 1 "$log-$kernel.out" |
			sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
		# No figures: it did not get to its end.
		count=${count:-0 1}
		passed=$((passed + ${count% *}))
		failed=$((failed + ${count#* }))
	done
	say "$passed passed, $failed failed"
	[ "$failed" = 0 ] || exit 1
	exit 0
}
