# SPDX-License-Identifier: GPL-2.0-only
# The page of a small library: search, sort, count, guest book.
# It has, on purpose, the hole that such pages have: see greet().

BOOKS=/var/www/books.tsv
GUESTS=/var/lib/books/guests.txt

urldecode() { # VARIABLE TEXT
	local text=${2//+/ }
	printf -v "$1" '%b' "${text//%/\\x}"
}

read_form() {
	local body= pair name
	[ "$REQUEST_METHOD" != POST ] || IFS= read -r -N "${CONTENT_LENGTH:-0}" body
	declare -gA form=()
	for pair in ${QUERY_STRING//&/ } ${body//&/ }; do
		urldecode name "${pair%%=*}"
		[ -z "$name" ] || urldecode "form[$name]" "${pair#*=}"
	done
}

greet() {
	local line
	# The hole: what the visitor wrote becomes part of a command.
	eval "line=\"You asked for: ${form[q]}\""
	echo "<p>$line</p>"
}

search() {
	greet
	grep -i -F -e "${form[q]}" "$BOOKS" | head -n 10
	echo "<p>on $(stamp)</p>"
}

by_column() { # 1: title, 2: author, 3: year
	sort -t $'\t' -k "$1" "$BOOKS"
}

sign() {
	printf '%s: %s\n' "${form[name]}" "${form[text]}" | tr -d '<>&' >>"$GUESTS"
	echo "<p>Thank you, ${form[name]}.</p>"
}

read_form
printf 'Content-Type: text/html; charset=utf-8\r\n\r\n<h1>Library</h1>\n<pre>\n'
case "$REQUEST_METHOD ${!form[*]}" in
"POST "*name*) sign ;;
*" guests") tail -n 5 "$GUESTS" ;;
*" count") wc -l <"$BOOKS" ;;
*" sort") by_column "$((form[sort]))" ;;
*" q") search ;;
*) echo "Search with ?q=, sort with ?sort=, or sign the guest book." ;;
esac
printf '</pre>\n'
