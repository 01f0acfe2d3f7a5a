# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2128,SC2206,SC2296

_ccs_domains()
{
	local -a domains

	domains=(${(f)"$(grep '^<' \
		"${CCS_NODES:-/sys/kernel/security/ccs}/domain_policy" 2>/dev/null)"})
	compadd -a domains
}

_ccs_profiles()
{
	local -a profiles

	profiles=(${(f)"$(sed -n 's/^\(<.*> \)*\([0-9]*\)-CONFIG=.*/\2/p' \
		"${CCS_NODES:-/sys/kernel/security/ccs}/profile" 2>/dev/null | sort -nu)"})
	compadd -a profiles
}
