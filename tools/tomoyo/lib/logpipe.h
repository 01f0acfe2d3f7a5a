/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A program that takes records
 */

#ifndef CCS_LIB_LOGPIPE_H
#define CCS_LIB_LOGPIPE_H

#include <stdbool.h>
#include <sys/types.h>

#include "strbuf.h"

/**
 * struct ccs_logpipe - a program that takes records at its standard input
 * @words: the program and its arguments
 * @pid: its process
 * @fd: where records are written to, -1 while it does not run
 * @tried: when it was started last, as ccs_clock() says it; 0 for never
 * @rest: the end of a record, for which there was no room
 */
struct ccs_logpipe {
	char **words;
	pid_t pid;
	int fd;
	long long tried;
	struct ccs_strbuf rest;
};

const char *ccs_logpipe_new(const char *text, struct ccs_logpipe **made);
int ccs_logpipe_write(struct ccs_logpipe *to, const struct ccs_strbuf *text);
bool ccs_logpipe_flush(struct ccs_logpipe *to);
void ccs_logpipe_free(struct ccs_logpipe *to);

#endif /* CCS_LIB_LOGPIPE_H */
