# SPDX-License-Identifier: GPL-2.0-only
# Completion for zsh; see parse.awk. The first line has to name the commands, so all is
# kept until the end.

function quoted(text) {
	gsub(/'/, "'\\''", text)
	return text
}

function described(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/\[/, "\\[", text)
	gsub(/\]/, "\\]", text)
	return quoted(text)
}

function action(kind) {
	if (kind == "file") return "_files"
	if (kind == "directory") return "_files -/"
	if (kind == "command") return "_command_names -e"
	if (kind == "domain" || kind == "profile") return "_ccs_" kind "s"
	return " "
}

function begin(name) {
	names = names " " name
	body = body "\t" name ")\n\t\t_arguments -s -S"
}

function add(spec) { body = body " \\\n\t\t\t" spec }

function option(letter, long, arg, help,  value, star) {
	value = ""
	if (arg != "")
		value = ":" arg ":" action(kind_of(arg))
	star = help ~ /may be repeated/ ? "*" : ""
	help = "[" described(help) "]" value
	if (letter != "" && long != "")
		add((star != "" ? "'*'" : "'(-" letter " --" long ")'") \
			"{-" letter (arg != "" ? "+" : "") ",--" long (arg != "" ? "=" : "") "}'" help "'")
	else if (long != "")
		add("'" star "--" long (arg != "" ? "=" : "") help "'")
	else
		add("'" star "-" letter (arg != "" ? "+" : "") help "'")
}

function end(name, kinds,  i, n, kind, words, choices) {
	n = split(kinds, kind, " ")
	for (i = 1; i <= n; i++) {
		if (kind[i] ~ /^=/)
			choices = choices " " substr(kind[i], 2)
		else
			words = words (words == "" ? "" : " ") "'" kind[i] ":" kind[i] ":" action(kind[i]) "'"
	}
	if (choices != "")
		add("'1:kind:(" substr(choices, 2) ")'")
	if (words != "")
		add("\"*:word:{ _alternative " words " }\"")
	body = body "\n\t\t;;\n"
}

function finish() {
	print "#compdef" names
	print "# Completion of the programs of ccsecurity for zsh; made from their --help"
	print ""
	while ((getline line < (ENVIRON["CCS_COMPLETION"] "/zsh.sh")) > 0)
		if (line !~ /^# (SPDX|shellcheck)/)
			print line
	print ""
	printf "case $service in\n%sesac\n", body
}
