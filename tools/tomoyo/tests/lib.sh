# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# What every test has: a kernel in ./nodes with a small policy, loaded.

CCS_NODES=$PWD/nodes
export CCS_NODES
printf 1.8.5 >nodes/version
: >nodes/fake
: >nodes/loaded
: >nodes/.process_status
cat >nodes/profile <<'END'
PROFILE_VERSION=20150505
0-CONFIG={ mode=disabled grant_log=no reject_log=no }
1-CONFIG={ mode=learning grant_log=no reject_log=yes }
2-CONFIG={ mode=permissive grant_log=no reject_log=yes }
3-CONFIG={ mode=enforcing grant_log=no reject_log=yes }
END
cat >nodes/domain_policy <<'END'
<kernel>
use_profile 0

<kernel> /bin/a
use_profile 1

file read /x
file read /y
<kernel> /bin/a /bin/sh
use_profile 1

<kernel> /bin/b
use_profile 0

END
echo 'initialize_domain /sbin/init from any' >nodes/exception_policy
echo '/usr/sbin/ccs-loadpolicy' >nodes/manager
cat >nodes/stat <<'END'
Policy update:                                12 (Last: 2015/11/11 00:00:00)
Memory used by policy:                     65537 (Quota:    1048576)
Memory used by audit log:                   4096
Memory used by query message:                  0
Total memory used:                         69633
END

# Says what is run, runs it, and tells its status unless that is 0.
run() {
	echo "\$ $*"
	"$@"
	_status=$?
	[ "$_status" = 0 ] || echo "status $_status"
}

# Shows what the last tool wrote, and forgets it.
trace() {
	echo "-- written"
	sed 's/^\(begin [a-z-]*\)\.[0-9]*$/\1/' nodes/trace 2>/dev/null
	rm -f nodes/trace
}

show() {
	echo "-- $1"
	cat "$1"
}
