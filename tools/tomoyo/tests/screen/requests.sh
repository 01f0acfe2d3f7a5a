# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Requests that wait in the kernel of lib.sh.

: >nodes/query
mkdir -p nodes/queries

wait_for() { # SERIAL RETRY PID REQUEST [DOMAIN [MORE]]
	printf 'Q%s-%s\n%s (global-pid=%s) %s%s\n%s\n%s\n' "$1" "$2" \
		'#2010/01/10 12:27:10# profile=3 mode=enforcing granted=no' "$3" \
		"task={ pid=$3 ppid=4 uid=500 gid=0 euid=0 egid=0 suid=0 sgid=0 fsuid=0 fsgid=0 type!=execute_handler }" \
		"${6:-}" "${5:-<kernel> /bin/a}" "$4" >"nodes/queries/.$1"
	mv "nodes/queries/.$1" "nodes/queries/$1"
}

# What comes back when a request is to be judged again.
again() { # SERIAL NEW-SERIAL RETRY
	sed "1s/.*/Q$2-$3/" "nodes/queries/$1" >"nodes/queries/$1.again"
}

written() {
	echo "-- written"
	grep -v '^$' nodes/trace
	rm -f nodes/trace
}

# Waits for an answer, and tells what was written up to it.
answered() { # ANSWER
	_tries=100
	until grep -qsx -e "$1" nodes/trace; do
		_tries=$((_tries - 1))
		[ $_tries != 0 ] || break
		sleep 0.05
	done
	written
}
