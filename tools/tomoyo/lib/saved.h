/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which of the saved policies is loaded
 */

#ifndef CCS_LIB_SAVED_H
#define CCS_LIB_SAVED_H

#include "line.h"
#include "scratch.h"
#include "words.h"

/**
 * struct ccs_saved - where policy is loaded from
 * @top: the administrator's directory, such as /etc/ccs
 * @dir: the directory that is read: @top, or an older policy in it
 * @profile: the profile file there, NULL to disable everything
 * @scratch: policy that lines are tried on before the kernel sees them
 */
struct ccs_saved {
	char *top;
	char *dir;
	char *profile;
	struct ccs_scratch *scratch;
};

void ccs_saved_init(struct ccs_saved *saved);
void ccs_saved_free(struct ccs_saved *saved);
void ccs_saved_use(struct ccs_saved *saved, const char *dir,
		   const char *profile);
char *ccs_saved_current(struct ccs_saved *saved, struct ccs_words *words);
char *ccs_saved_previous(struct ccs_saved *saved);
int ccs_saved_open(const struct ccs_saved *saved, const char *file,
		   struct ccs_lines *lines, char **path);

#endif /* CCS_LIB_SAVED_H */
