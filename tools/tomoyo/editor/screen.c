// SPDX-License-Identifier: GPL-2.0-only
/*
 * What there is to see
 */

#include "screen.h"

const struct screen_kind screen_kinds[SCREEN_COUNT] = {
	[SCREEN_TREE] = {
		'd', "Domain Transition Editor", "domain", "domains",
		"domains", "domain_policy", COLOUR_DOMAIN_HEAD, false,
		load_tree,
	},
	[SCREEN_PROCESS] = {
		0, "Process State Viewer", "process", "processes",
		"processes", "domain_policy", COLOUR_DOMAIN_HEAD, true,
		load_processes,
	},
	[SCREEN_ACL] = {
		'a', "Domain Policy Editor", "entry", "entries",
		"entries", "domain_policy", COLOUR_ACL_HEAD, false, load_acl,
	},
	[SCREEN_EXCEPTION] = {
		'e', "Exception Policy Editor", "entry", "entries",
		"exceptions", "exception_policy", COLOUR_EXCEPTION_HEAD, false,
		load_exceptions,
	},
	[SCREEN_PROFILE] = {
		'p', "Profile Editor", "entry", "entries",
		"profiles", "profile", COLOUR_PROFILE_HEAD, false,
		load_profiles,
	},
	[SCREEN_MANAGER] = {
		'm', "Manager Policy Editor", "entry", "entries",
		"managers", "manager", COLOUR_MANAGER_HEAD, false,
		load_managers,
	},
	[SCREEN_NAMESPACE] = {
		'n', "Namespace Selector", "entry", "entries",
		"namespaces", "profile", COLOUR_ACL_HEAD, false,
		load_namespaces,
	},
	[SCREEN_STAT] = {
		's', "Statistics", "entry", "entries",
		"stat", "stat", COLOUR_STAT_HEAD, true, load_stat,
	},
	[SCREEN_PENDING] = {
		'i', "Pending Requests", "request", "requests",
		"pending", "query", COLOUR_ACL_HEAD, true, load_pending,
	},
	[SCREEN_UNUSED] = {
		'u', "Unused Lines", "entry", "entries",
		"unused", "domain_policy", COLOUR_ACL_HEAD, true, load_unused,
	},
	[SCREEN_DENIED] = {
		'r', "Refused Requests", "request", "requests",
		"refused", "domain_policy", COLOUR_ACL_HEAD, false,
		load_denied,
	},
	[SCREEN_CHANGES] = {
		'l', "Changes", "change", "changes",
		"changes", "domain_policy", COLOUR_STAT_HEAD, false,
		load_changes,
	},
	[SCREEN_FOUND] = {
		'f', "Lines of All Domains", "entry", "entries",
		"found", "domain_policy", COLOUR_ACL_HEAD, false, load_found,
	},
};
