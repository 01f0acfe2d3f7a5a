# SPDX-License-Identifier: GPL-2.0-only
# The table that completes in bash; see parse.awk.

BEGIN {
	print "# Completion of the programs of ccsecurity for bash; made from their --help"
	while ((getline line < (ENVIRON["CCS_COMPLETION"] "/bash.sh")) > 0)
		if (line !~ /^# (SPDX|shellcheck)/)
			print line
	print ""
	print "_ccs_table()"
	print "{"
	print "\tcase $1 in"
}

function begin(name) {
	options = values = ""
	names = names " " name
}

function option(letter, long, arg, help,  word) {
	if (long != "") {
		options = options " --" long
		word = "--" long
	}
	if (letter != "") {
		# One that has a long name is offered once.
		if (long == "")
			options = options " -" letter
		word = word (word == "" ? "" : "|") "-" letter
	}
	if (arg != "")
		values = values "\t\t" word ") _ccs_value=" \
			(kind_of(arg) == "" ? "none" : kind_of(arg)) " ;;\n"
}

function end(name, kinds) {
	printf "\t%s)\n\t\t_ccs_options='%s'\n", name, substr(options, 2)
	printf "\t\t_ccs_words='%s'\n", kinds
	if (values != "")
		printf "\t\tcase $2 in\n%s\t\tesac\n", values
	print "\t\t;;"
}

function finish() {
	print "\tesac"
	print "}"
	print ""
	print "complete -F _ccs_complete" names
}
