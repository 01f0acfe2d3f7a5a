/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the next boot would not have
 */

#ifndef CCS_LIB_UNSAVED_H
#define CCS_LIB_UNSAVED_H

#include <stdbool.h>

/**
 * struct ccs_unsaved - how the policy in force differs from the files
 * @files: there are files
 * @domains: domains that differ, without new ones that the next boot would
 *	have all the same as soon as the program runs
 * @exceptions: lines of the exception policy that differ
 * @profiles: profiles differ
 * @managers: lines of the list of managers that differ
 */
struct ccs_unsaved {
	bool files;
	unsigned int domains;
	unsigned int exceptions;
	bool profiles;
	unsigned int managers;
};

void ccs_unsaved_read(struct ccs_unsaved *unsaved, const char *dir);
bool ccs_unsaved_any(const struct ccs_unsaved *unsaved);

#endif /* CCS_LIB_UNSAVED_H */
