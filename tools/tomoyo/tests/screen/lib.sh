# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Words to drive a program in a terminal; what ../lib.sh made is the kernel.

# Names on the screen are short ones. ../lib.sh exports it.
# shellcheck disable=SC2034
CCS_NODES=nodes

# Each has a server of its own: one that is ending still takes calls.
terminal() {
	tmux -L "$TERMINAL" "$@"
}

# Runs a command in a new terminal; says its status there when it ends, and
# whether the terminal is as it was.
start() { # COMMAND
	TERMINAL=$((${TERMINAL:-0} + 1))
	# Ctrl-C is for the program, not for the shell above it.
	cat >in-terminal <<END
trap : INT
$1
echo "status \$?"
stty -a | grep -o -e '-\\?icanon' -e '-\\?echo ' | tr '\\n' ' '
tput sgr0
exec sleep 1000
END
	terminal -u -f /dev/null new-session -d -x "${SIZE%x*}" -y "${SIZE#*x}" sh ./in-terminal \; \
		set-option -g status off \; set-option -g escape-time 0
	terminal resize-window -x "${SIZE%x*}" -y "${SIZE#*x}"
}

capture() {
	terminal capture-pane -p "$@" 2>&1
}

# Waits until a text, which may go on in the next line, is on the
# screen, up to ten seconds; without it the test ends.
see() { # TEXT
	_tries=200
	until capture -J | grep -qF -e "$1"; do
		_tries=$((_tries - 1))
		if [ $_tries = 0 ]; then
			echo "NOT SEEN: $1"
			capture
			exit
		fi
		sleep 0.05
	done
}

# Waits until nothing moves, and shows the screen: without what is empty at its
# end. The place of the cursor is column, row.
screen() { # TITLE [TEXT-TO-WAIT-FOR]
	[ $# = 1 ] || see "$2"
	_now=$(capture)
	until _before=$_now && sleep 0.1 && _now=$(capture) && [ "$_now" = "$_before" ]; do
		:
	done
	echo "== $1 ($(terminal display-message -p 'cursor #{cursor_x},#{cursor_y}'))"
	printf '%s\n' "$_now"
}

# The same, with colours: a line of them behind each other as [NUMBERS].
colours() { # TITLE [TEXT-TO-WAIT-FOR]
	screen "$@" >/dev/null
	echo "== $1, in colour"
	capture -e | sed 's/\x1b\[\([0-9;]*\)m/[\1]/g; s/\x0e\|\x0f//g' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

# Presses keys, by the names that tmux has for them.
keys() { # KEY...
	terminal send-keys "$@"
}

# Types a text.
type_in() { # TEXT
	terminal send-keys -l -- "$1"
}

# tmux tells the program of a second change only a while after the first.
resize() { # WIDTH HEIGHT
	terminal resize-window -x "$1" -y "$2"
	sleep 0.4
}

# The process that runs in the terminal, below the shell.
running() {
	pgrep -P "$(terminal display-message -p '#{pane_pid}')" | head -n 1
}

# The terminal goes away; what ran there must too, within five seconds.
lose() {
	_pid=$(running)
	terminal kill-server
	gone "$_pid"
}

gone() { # PID
	_tries=100
	while kill -0 "$1" 2>/dev/null; do
		_tries=$((_tries - 1))
		if [ $_tries = 0 ]; then
			echo "STILL RUNNING"
			kill "$1"
			return
		fi
		sleep 0.05
	done
	echo "-- gone"
}

# Ends the terminal between two programs.
stop() {
	terminal kill-server
}

# A screen on which seconds are counted; it never rests.
counted() { # TITLE TEXT-TO-WAIT-FOR
	see "$2"
	echo "== $1"
	capture | sed 's/^Undone in [0-9]* seconds/Undone in N seconds/' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}
