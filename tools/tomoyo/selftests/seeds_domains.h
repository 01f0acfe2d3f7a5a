/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Announcement of 1.3, 2006-11-02: profiles for domains
 *
 * setprofile, setlevel and the boot parameters are commands.
 */

#ifndef CCS_SELFTESTS_SEEDS_DOMAINS_H
#define CCS_SELFTESTS_SEEDS_DOMAINS_H

#include "seeds.h"

/* Profiles of 1.3: only ccs-convert can read them. */
static const char domains_status[] =
	"0-COMMENT=All Disabled\n"
	"0-MAC_FOR_FILE=0\n"
	"1-COMMENT=FILE with Accept Mode\n"
	"1-MAC_FOR_FILE=1\n"
	"2-COMMENT=FILE with Permissive Mode\n"
	"2-MAC_FOR_FILE=2\n"
	"3-COMMENT=FILE with Enforce Mode\n"
	"3-MAC_FOR_FILE=3\n"
	"5-COMMENT=FILE and NETWORK with Accept Mode\n"
	"5-MAC_FOR_FILE=1\n"
	"5-MAC_FOR_NETWORK=1\n"
	"6-COMMENT=FILE and NETWORK with Permissive Mode\n"
	"6-MAC_FOR_FILE=2\n"
	"6-MAC_FOR_NETWORK=2\n"
	"7-COMMENT=FILE and NETWORK with Enforce Mode\n"
	"7-MAC_FOR_FILE=3\n"
	"7-MAC_FOR_NETWORK=3\n";

#define LOGGED " grant_log=yes reject_log=yes }\n"
#define UNCHECKED(number, item) number "-CONFIG::file::" item "={ mode=disabled" LOGGED

/* 1.3 did not check what is named one by one. */
#define CONVERTED(number, comment, preference, mode)			\
	number "-COMMENT=" comment "\n"					\
	preference							\
	number "-CONFIG={ mode=disabled" LOGGED				\
	UNCHECKED(number, "chmod")					\
	UNCHECKED(number, "chown")					\
	UNCHECKED(number, "chgrp")					\
	UNCHECKED(number, "ioctl")					\
	UNCHECKED(number, "chroot")					\
	UNCHECKED(number, "mount")					\
	UNCHECKED(number, "unmount")					\
	UNCHECKED(number, "pivot_root")					\
	number "-CONFIG::file={ mode=" mode LOGGED

#define NETWORK(number, mode) number "-CONFIG::network={ mode=" mode LOGGED

#define DISABLED_0(preference)						\
	"0-COMMENT=All Disabled\n"					\
	preference							\
	"0-CONFIG={ mode=disabled" LOGGED				\
	"0-CONFIG::file={ mode=disabled" LOGGED

#define ALL_CONVERTED(preference)					\
	DISABLED_0(preference("0"))					\
	CONVERTED("1", "FILE with Accept Mode", preference("1"), "learning") \
	CONVERTED("2", "FILE with Permissive Mode", preference("2"), "permissive") \
	CONVERTED("3", "FILE with Enforce Mode", preference("3"), "enforcing") \
	CONVERTED("5", "FILE and NETWORK with Accept Mode", preference("5"), "learning") \
	NETWORK("5", "learning")					\
	CONVERTED("6", "FILE and NETWORK with Permissive Mode", preference("6"), "permissive") \
	NETWORK("6", "permissive")					\
	CONVERTED("7", "FILE and NETWORK with Enforce Mode", preference("7"), "enforcing") \
	NETWORK("7", "enforcing")

#define NO_PREFERENCE(number) ""

#define CONVERTED_COMMON						\
	"PROFILE_VERSION=20090903\n"					\
	"PREFERENCE::learning={ verbose=no max_entry=2048 exec.realpath=yes exec.argv0=no symlink.target=no }\n"

static const struct seed_profile domains_profiles[] = {
	{
		.title = "the profiles, as ccs-convert writes them",
		.text = CONVERTED_COMMON ALL_CONVERTED(NO_PREFERENCE),
		.print = CONVERTED_COMMON ALL_CONVERTED(DEFAULT_PREFERENCE),
	},
};

static const struct seed domains[] = {
	{
		.title = "a profile for each domain",
		.domain =
			"<kernel> /usr/sbin/sshd\n"
			"use_profile 7\n"
			"\n"
			"<kernel> /usr/sbin/sshd /bin/bash\n"
			"use_profile 1\n"
			"\n"
			"<kernel> /usr/sbin/sshd /bin/bash /bin/ls\n"
			"use_profile 1\n"
			"\n"
			"<kernel> /usr/sbin/sshd /bin/bash /bin/cat\n"
			"use_profile 1\n"
			"\n"
			"<kernel> /usr/sbin/httpd\n"
			"use_profile 2\n",
		.domain_print =
			HEADER("<kernel> /usr/sbin/sshd", 7)
			HEADER("<kernel> /usr/sbin/sshd /bin/bash", 1)
			HEADER("<kernel> /usr/sbin/sshd /bin/bash /bin/ls", 1)
			HEADER("<kernel> /usr/sbin/sshd /bin/bash /bin/cat", 1)
			HEADER("<kernel> /usr/sbin/httpd", 2),
	},
	{
		.title = "logs that are only appended to",
		.exception = "deny_rewrite /var/log/\\*\n"
			     "deny_rewrite /var/log/\\*/\\*\n",
		.exception_print =
			"<kernel> deny_rewrite /var/log/\\*\n"
			"<kernel> deny_rewrite /var/log/\\*/\\*\n",
		.domain =
			"<kernel> /usr/sbin/httpd\n"
			"allow_rewrite /var/log/\\*\n"
			"allow_rewrite /var/log/\\*/\\*\n",
		.domain_print =
			HEADER("<kernel> /usr/sbin/httpd", 0)
			"allow_rewrite /var/log/\\*\n"
			"allow_rewrite /var/log/\\*/\\*\n",
	},
};

#endif /* CCS_SELFTESTS_SEEDS_DOMAINS_H */
