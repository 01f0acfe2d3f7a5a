# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What the steps in the guest share. They print what an administrator would see.

NODES=/sys/kernel/security/ccs
PASSED=0
FAILED=0

run() { # COMMAND...: shows it, and what it says
	echo "# $*"
	"$@" 2>&1
}

expect() { # DESCRIPTION COMMAND...
	local what=$1
	shift
	if "$@" >/tmp/expect 2>&1; then
		PASSED=$((PASSED + 1))
		echo "ok - $what"
		return
	fi
	FAILED=$((FAILED + 1))
	echo "not ok - $what ($*)"
	sed 's/^/#   /' /tmp/expect
}

finish() {
	echo "$PASSED passed, $FAILED failed"
	[ "$FAILED" = 0 ]
}

await() { # SECONDS COMMAND...
	local left=$(($1 * 5))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $((left -= 1)) -gt 0 ] || return 1
		sleep 0.2
	done
}

supervises() { ls -l "/proc/$1/fd" | grep -q ccs/query; } # PID

absent() { [ ! -e "$1" ] && [ ! -L "$1" ]; }
same() { cmp "$1" "$2"; }
has() { grep -q -- "$2" "$1"; } # FILE PATTERN
active() { [ "$(systemctl is-active "$1")" = active ]; }

# A server that was just started answers when it is ready.
page() { # NAME STATUS
	local try
	for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		[ "$(curl -s -o /tmp/page -w '%{http_code}' "http://127.0.0.1/$1")" != "$2" ] || return 0
		sleep 1
	done
	echo "try $try"
	return 1
}

# Every name that the package could have left behind; what the system itself writes all the
# time is left out.
files() {
	find / -xdev \( -path /var/lib/dpkg -o -path /var/lib/systemd -o -path /var/log/journal \
		-o -path /var/cache -o -path /root -o -path /tmp -o -path /var/tmp \) -prune \
		-o -print | sort
}

# The policy in force and the saved one, byte for byte. Domains of programs that nobody
# restricts come to be by themselves.
policy() {
	local name
	for name in profile exception_policy manager; do
		echo "== $name"
		cat "$NODES/$name"
	done
	echo "== domain_policy"
	ccs-selectpolicy -r '<kernel> /usr/sbin/lighttpd' <"$NODES/domain_policy"
	echo "== saved"
	find /etc/ccs \( -type l -printf '%p -> %l\n' \) -o \( -type f -printf '%p ' -exec sha256sum {} \; \) | sort
}

# The commands of README.Debian.
readme() {
	sed -n 's/^    \([a-z].*[^ ]\)   *[^ ].*/\1/p' "$(dirname "$0")/README.Debian" | sed 's/  .*//'
}

# Programs of ours that are there: a unit whose program is not built yet is no failure.
units() {
	local unit
	for unit in /lib/systemd/system/ccs-*.service; do
		[ -x "$(sed -n 's/^Exec[A-Z][a-z]*=\(\/usr\/sbin\/ccs-[a-z]*\).*/\1/p' "$unit" | head -n 1)" ] &&
			basename "$unit"
	done
}
