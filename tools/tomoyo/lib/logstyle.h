/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How log files are kept
 */

#ifndef CCS_LIB_LOGSTYLE_H
#define CCS_LIB_LOGSTYLE_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * struct ccs_logstyle - how log files are kept; all zeroes is the usual way
 * @mode: permissions of a file, 0 for 0600
 * @grouped: files belong to @group
 * @group: which
 * @size: bytes after which a file is renamed and begun anew, 0 for never
 * @count: how many renamed ones stay
 * @fold: seconds in which a record is stored only once, 0 to store all
 * @limit: how many records are stored within @limit_seconds, 0 for all
 * @limit_seconds: see there
 */
struct ccs_logstyle {
	mode_t mode;
	bool grouped;
	gid_t group;
	unsigned long size;
	unsigned int count;
	unsigned int fold;
	unsigned int limit;
	unsigned int limit_seconds;
};

const char *ccs_logstyle_read(struct ccs_logstyle *style, const char *line,
			      bool *taken);
int ccs_logstyle_open(const struct ccs_logstyle *style, const char *path);
int ccs_logstyle_rotate(const struct ccs_logstyle *style, const char *path);

#endif /* CCS_LIB_LOGSTYLE_H */
