# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For guests without us. They begin with this, as one text.
PASSED=0
FAILED=0
check() { # WHAT COMMAND...
	_what=$1
	shift
	if "$@" >/dev/null 2>&1; then
		PASSED=$((PASSED + 1))
		echo "ok - $_what"
	else
		FAILED=$((FAILED + 1))
		echo "not ok - $_what"
	fi
}
is_without() { ! grep -q "$1" "$2"; } # PATTERN FILE
# What the kernel says of us, but for repeating what it was given.
logged() { dmesg | grep -i ccs | grep -v 'ommand line:\|LSM: initializing\|Linux version'; }
says_once() { [ "$(logged | wc -l)" = 1 ] && logged | grep -q "$1"; }
no_thread() { ! cat /proc/[0-9]*/comm | grep '^ccs'; }
leaves_no_trace() {
	check "AppArmor is there" grep -q apparmor /sys/kernel/security/lsm
	check "no directory of ours" test ! -e /sys/kernel/security/ccs
	check "no attribute of ours" test ! -e /proc/self/attr/ccsecurity
	check "no thread of ours" no_thread
	check "programs run" /bin/true
	check "files are written" sh -c 'echo text >/tmp/file && rm /tmp/file'
}
finish() {
	logged
	echo "$PASSED passed, $FAILED failed"
	[ "$FAILED" = 0 ]
}
