/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Profiles of TOMOYO 1.3 and 1.6
 */

#ifndef CCS_LIB_CONVERT_PROFILE_H
#define CCS_LIB_CONVERT_PROFILE_H

#include <stdbool.h>

#include "convert_line.h"

enum ccs_old_mode {
	CCS_OLD_DISABLED,
	CCS_OLD_LEARNING,
	CCS_OLD_PERMISSIVE,
	CCS_OLD_ENFORCING,
};

extern const char *const ccs_old_modes[];

/* What a profile line may set, besides its comment and capabilities. */
enum ccs_old_key {
	CCS_OLD_FILE,
	CCS_OLD_IOCTL,
	CCS_OLD_ARGV0,
	CCS_OLD_ENV,
	CCS_OLD_NETWORK,
	CCS_OLD_SIGNAL,
	CCS_OLD_CONCEAL,
	CCS_OLD_CHROOT,
	CCS_OLD_MOUNT,
	CCS_OLD_UNMOUNT,
	CCS_OLD_PIVOT_ROOT,
	CCS_OLD_AUTOBIND,
	CCS_OLD_VERBOSE,
	CCS_OLD_MAX_ACCEPT,
	CCS_OLD_MAX_GRANT,
	CCS_OLD_MAX_REJECT,
	CCS_OLD_SLEEP,
	CCS_OLD_KEYS,
};

/**
 * struct ccs_old_profile - what the lines of one profile say
 * @comment: its comment line, NULL for none
 * @set: the line that says so, NULL if none did
 * @value: the mode, switch or limit; 0 if no line did
 * @capability: «NAME MODE» for each capability
 */
struct ccs_old_profile {
	const struct ccs_item *comment;
	const struct ccs_item *set[CCS_OLD_KEYS];
	unsigned long value[CCS_OLD_KEYS];
	struct ccs_list capability;
};

void ccs_old_profile_print(struct ccs_convert *convert, unsigned int number);
bool ccs_old_profile_argv0_lost(const struct ccs_convert *convert,
				unsigned long number);
bool ccs_old_profile_argv0(const struct ccs_convert *convert,
			   unsigned long number);

#endif /* CCS_LIB_CONVERT_PROFILE_H */
