# SPDX-License-Identifier: GPL-2.0-only
# Reads what programs print for --help. For each it calls begin(name), then for each
# option option(letter, long, arg, help), then end(name, kinds): what its other words may
# be, as a list of file, directory, domain, profile, command and =WORD. finish() is last.

# What a name for a value stands for, as usage lines and options have them.
function kind_of(word) {
	if (word ~ /^(FILE|OLD|NEW|RULES|POLICY|GRANT-LOG|REJECT-LOG)$/) return "file"
	if (word == "DIR") return "directory"
	if (word ~ /^(DOMAIN|PROFILE|COMMAND)$/) return tolower(word)
	return ""
}

function add_kind(kind) {
	if (kind != "" && index(" " kinds " ", " " kind " ") == 0)
		kinds = kinds (kinds == "" ? "" : " ") kind
}

# "{d|e|m|p}" are words to choose from, unless they are options.
function add_choices(word,  i, n, part) {
	n = split(substr(word, 2, length(word) - 2), part, "|")
	for (i = 1; i <= n; i++) {
		if (part[i] ~ /^[A-Z]+$/)
			add_kind(kind_of(part[i]))
		else if (part[i] ~ /^[a-z]/)
			add_kind("=" part[i])
	}
}

function usage(text,  i, n, word, words) {
	sub(/^.*ccs[-a-z0-9]* ?/, "", text)
	sub(/<.*/, "", text)
	n = split(text, words, " ")
	for (i = 1; i <= n; i++) {
		word = words[i]
		sub(/^\[/, "", word)
		sub(/\]?(\.\.\.)?\]?$/, "", word)
		if (word ~ /^-/)
			i++ # its value comes with the option
		else if (word ~ /^\{.*\}$/)
			add_choices(word)
		else
			add_kind(kind_of(word))
	}
}

function flush_option() {
	if (letter != "" || long != "")
		option(letter, long, arg, help)
	letter = long = arg = help = ""
}

function flush_program() {
	flush_option()
	if (name != "")
		end(name, kinds)
	kinds = name = ""
}

$1 == "program" && $0 ~ /^program( ccs[-a-z0-9]*)?$/ {
	flush_program()
	name = $2
	part = ""
	if (name != "")
		begin(name)
	next
}
/^Usage: / { part = "usage" }
part == "usage" && !/^(Usage:|      ) ccs/ { part = "" }
part == "usage" { usage($0) }
/^Options:$/ { part = "options"; next }
part != "options" { next }
/^  -/ {
	flush_option()
	text = substr($0, 3)
	if (match(text, /^-[^-]/)) {
		letter = substr(text, 2, 1)
		text = substr(text, 3)
		sub(/^, /, "", text)
	}
	if (match(text, /^--[a-z0-9_-]+/)) {
		long = substr(text, 3, RLENGTH - 2)
		text = substr(text, RLENGTH + 1)
	}
	# A value follows at once, help behind a gap.
	if (match(text, /^ [A-Z][A-Z0-9:|=,.-]*( |$)/)) {
		arg = substr(text, 2, RLENGTH - 1)
		sub(/ $/, "", arg)
		text = substr(text, RLENGTH)
	}
	sub(/^ +/, "", text)
	help = text
	next
}
/^   / {
	text = $0
	sub(/^ +/, "", text)
	help = help " " text
	next
}
{ flush_option(); part = "" }
END { flush_program(); finish() }
