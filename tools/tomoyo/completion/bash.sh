# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2154,SC2207

# Offers whole lines of standard input, which may have spaces.
_ccs_offer()
{
	local line

	while IFS= read -r line; do
		[[ $line == "$1"* ]] && COMPREPLY+=("$line")
	done
}

_ccs_files()
{
	_ccs_offer "$1"
	# Has the shell quote them.
	compopt -o filenames 2>/dev/null
}

# The shell would take the names of domains for files and show their ends only.
_ccs_domains()
{
	local line

	while IFS= read -r line; do
		[[ $line == "$1"* ]] || continue
		[[ $_ccs_quoted ]] || printf -v line %q "$line"
		COMPREPLY+=("$line")
	done < <(grep '^<' "$2/domain_policy" 2>/dev/null)
}

_ccs_kind()
{
	local nodes=${CCS_NODES:-/sys/kernel/security/ccs}

	case $1 in
	file)
		_ccs_files "$2" < <(compgen -f -- "$2")
		;;
	directory)
		_ccs_files "$2" < <(compgen -d -- "$2")
		;;
	command)
		_ccs_offer "$2" < <(compgen -c -- "$2")
		;;
	domain)
		_ccs_domains "$2" "$nodes"
		;;
	profile)
		_ccs_offer "$2" < <(sed -n 's/^\(<.*> \)*\([0-9]*\)-CONFIG=.*/\2/p' \
			"$nodes/profile" 2>/dev/null | sort -nu)
		;;
	=*)
		[[ ${1#=} == "$2"* ]] && COMPREPLY+=("${1#=}")
		;;
	esac
}

_ccs_complete()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local kind _ccs_options= _ccs_words= _ccs_value= _ccs_quoted=

	COMPREPLY=()
	# --option=value comes as three words.
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = && $COMP_CWORD -ge 2 ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	[[ $cur != [\"\']* ]] || _ccs_quoted=1
	cur=${cur#[\"\']}
	cur=${cur//\\/}
	_ccs_table "$1" "$prev"
	if [[ $_ccs_value ]]; then
		_ccs_kind "$_ccs_value" "$cur"
	elif [[ $cur == -* ]]; then
		COMPREPLY=($(compgen -W "$_ccs_options" -- "$cur"))
	else
		for kind in $_ccs_words; do
				_ccs_kind "$kind" "$cur"
		done
	fi
}
