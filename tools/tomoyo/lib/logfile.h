/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where records are stored
 */

#ifndef CCS_LIB_LOGFILE_H
#define CCS_LIB_LOGFILE_H

#include "fold.h"
#include "limit.h"
#include "line.h"
#include "logpipe.h"
#include "logstyle.h"
#include "rule.h"

enum ccs_logfile_kind {
	CCS_LOGFILE_TEXT,
	CCS_LOGFILE_JSON,
	CCS_LOGFILE_SYSLOG,
	CCS_LOGFILE_JOURNAL,
	CCS_LOGFILE_PIPE,
};

/**
 * struct ccs_logfile - a place for records
 * @tests: which records it is for
 * @kind: what it is
 * @place: as the configuration names it
 * @path: the file, or the journal's socket; NULL for the system
 *	log and for programs
 * @facility: of the system log
 * @pipe: a program, or NULL
 * @style: how the file is kept
 * @limit: how many records it got of late
 * @fold: records that it got of late, NULL if all are stored
 * @fd: the open file, or -1
 * @dropped: records that could not be stored since it last was said
 * @lost: records that never came, since it last was said
 */
struct ccs_logfile {
	struct ccs_rule_tests tests;
	enum ccs_logfile_kind kind;
	char *place;
	char *path;
	int facility;
	struct ccs_logpipe *pipe;
	struct ccs_logstyle style;
	struct ccs_limit limit;
	struct ccs_fold *fold;
	int fd;
	unsigned long dropped;
	unsigned long long lost;
};

/**
 * struct ccs_logfiles - the places, in the order in which they are tried
 * @file: the places
 * @count: their number
 * @style: how files of places that are added are kept
 */
struct ccs_logfiles {
	struct ccs_logfile *file;
	size_t count;
	struct ccs_logstyle style;
};

int ccs_logfiles_read(struct ccs_logfiles *all, struct ccs_lines *lines);
const char *ccs_logfiles_add(struct ccs_logfiles *all,
			     struct ccs_rule_tests *tests, const char *place);
int ccs_logfiles_open(struct ccs_logfiles *all);
void ccs_logfiles_store(struct ccs_logfiles *all, const char *record);
void ccs_logfiles_lost(struct ccs_logfiles *all, unsigned long long count,
		       const char *when);
bool ccs_logfiles_flush(struct ccs_logfiles *all, bool end);
void ccs_logfiles_free(struct ccs_logfiles *all);

#endif /* CCS_LIB_LOGFILE_H */
