/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy from published documents
 *
 * What administrators were told to write over the years, in the spelling of its
 * time. Each document has a table; seeds_test.c loads them.
 */

#ifndef CCS_SELFTESTS_SEEDS_H
#define CCS_SELFTESTS_SEEDS_H

/* What a domain's text begins with when it is read. */
#define HEADER(domain, profile) domain "\nuse_profile " #profile "\n\n"

/* What each profile is read back with, and one that nobody configured. */
#define DEFAULT_PREFERENCE(number) number \
	"-PREFERENCE={ max_audit_log=1024 max_learning_entry=2048 enforcing_penalty=0 }\n"
#define UNSET_CONFIG(number) number \
	"-CONFIG={ mode=disabled grant_log=yes reject_log=yes }\n"

/**
 * struct seed - policy that belongs together
 * @title: where in the document it stands
 * @exception: lines for exception_policy, or NULL
 * @exception_print: what they are read back as; NULL if they stay as they are
 * @domain: lines for domain_policy, or NULL
 * @domain_print: what they are read back as, without lines that end a domain
 */
struct seed {
	const char *title;
	const char *exception;
	const char *exception_print;
	const char *domain;
	const char *domain_print;
};

/**
 * struct seed_profile - profiles that belong together
 * @title: where in the document they stand
 * @text: the lines
 * @print: what they are read back as; NULL if they stay as they are
 */
struct seed_profile {
	const char *title;
	const char *text;
	const char *print;
};

#endif /* CCS_SELFTESTS_SEEDS_H */
