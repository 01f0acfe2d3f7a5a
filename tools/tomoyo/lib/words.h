/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Words of the kernel command line
 */

#ifndef CCS_LIB_WORDS_H
#define CCS_LIB_WORDS_H

#include <stdbool.h>

enum ccs_fatal {
	CCS_FATAL_UNSET,
	CCS_FATAL_PANIC,
	CCS_FATAL_DISABLED,
	CCS_FATAL_CONTINUE,
};

/**
 * struct ccs_words - what the administrator said at boot
 * @profile: which profile file: "default", "ask", "disabled" or a name
 * @noload: don't load the domain policy
 * @timeout: seconds that "ask" waits, 0 for ever
 * @fatal: what to do when the policy cannot be loaded
 * @lsm: the list behind lsm=, NULL if there was none
 */
struct ccs_words {
	char *profile;
	bool noload;
	unsigned int timeout;
	enum ccs_fatal fatal;
	char *lsm;
};

void ccs_words_init(struct ccs_words *words);
void ccs_words_free(struct ccs_words *words);
void ccs_words_forget(struct ccs_words *words);
void ccs_words_take(struct ccs_words *words, const char *word);
void ccs_words_cmdline(struct ccs_words *words, const char *path);

#endif /* CCS_LIB_WORDS_H */
