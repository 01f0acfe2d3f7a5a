# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# How the steps in the guest tell what they do: as an administrator's terminal shows it, with
# what must be true between. Counting and waiting are those of scripts/package.d/lib.sh.
HERE=$(dirname "$0")
. "$HERE/lib.sh"

WEB=/usr/sbin/lighttpd
SERVICES="/usr/sbin/sshd /usr/sbin/cron $WEB"
SHOWN=/tmp/shown
AUDIT=/var/log/tomoyo/reject_003.log

chapter() { printf '\n== %s\n\n' "$*"; }
tell() { # WORD...: a paragraph
	printf '\n'
	echo "$*" | fold -s -w 92 | sed 's/ *$//'
	printf '\n'
}

show() { # COMMAND: as one types it, and what it says
	printf '# %s\n' "$1"
	eval "$1" >"$SHOWN" 2>&1
	local status=$?
	cat "$SHOWN"
	echo
	return "$status"
}

quietly() { # COMMAND: what it says is of no interest unless it fails
	printf '# %s\n' "$1"
	eval "$1" >"$SHOWN" 2>&1 || { cat "$SHOWN"; expect "$1" false; }
}

shown() { grep -qF -- "$1" "$SHOWN"; }
not() { ! "$@"; }

violations() { sed -n 's/^Policy violation in enforcing mode: *\([0-9]*\).*/\1/p' "$NODES/stat"; }

# Records of ours that were written since the last time, of requests that were refused.
MARK=0
records() { # writes to /tmp/records
	sleep 2 # ccs-auditd writes when it is told
	tail -n "+$((MARK + 1))" "$AUDIT" 2>/dev/null >/tmp/records || : >/tmp/records
	MARK=$(wc -l <"$AUDIT" 2>/dev/null || echo 0)
}
refused() { grep -qxF -- "$1" /tmp/records; }
refused_in() { # DOMAIN REQUEST
	awk -v domain="$1" -v request="$2" '$0 == domain { getline; if ($0 == request) found = 1 }
		END { exit !found }' /tmp/records
}

settled() { # the system is up, and by what it says nothing is wrong
	systemctl is-system-running --wait >/dev/null 2>&1
	show 'systemctl is-system-running'
	expect "the system is up" shown running
	show 'systemctl --failed --no-legend --plain'
	expect "no unit has failed" test ! -s "$SHOWN"
}

# The jobs that were run so far: a line each.
jobs_done() { grep -c . /var/log/visits 2>/dev/null || :; }
more_jobs() { [ "$(jobs_done)" -gt "${1:-0}" ]; }

# The web server in the container, when it is ready.
box_page() { # NAME STATUS
	await 30 box_says "$1" "$2"
}
box_says() { [ "$(curl -s -o /tmp/page -w '%{http_code}' "http://localhost:8080/$1")" = "$2" ]; }
