/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mail of 2010-12-24 about process isolation: entries for a browser (1.8)
 *
 * /proc/uuid, which it is about, is no policy.
 */

#ifndef CCS_SELFTESTS_SEEDS_ISOLATION_H
#define CCS_SELFTESTS_SEEDS_ISOLATION_H

#include "seeds.h"

#define CHROMIUM "<kernel> /usr/bin/chromium"

static const struct seed isolation[] = {
	{
		.title = "chromium",
		.exception = "initialize_domain /usr/bin/chromium\n"
			     "keep_domain any from <kernel> /usr/bin/chromium\n",
		.exception_print =
			"<kernel> initialize_domain /usr/bin/chromium from any\n"
			"<kernel> keep_domain any from " CHROMIUM "\n",
		.domain = CHROMIUM "\n"
			  "file execute proc:/self/exe\n"
			  "file read proc:/self/\\*\n"
			  "file read  proc:/\\$/\\* path1.uid!=0\n"
			  "file read proc:/\\$/\\* path1.uid=task.uid\n"
			  "file read proc:/\\$/\\* task.uid=path1.uid\n"
			  "file write proc:/\\$/oom_adj path1.uid=0\n",
		.domain_print =
			HEADER(CHROMIUM, 0)
			"file execute proc:/self/exe\n"
			"file read proc:/self/\\*\n"
			"file read proc:/\\$/\\* path1.uid!=0\n"
			"file read proc:/\\$/\\* path1.uid=task.uid\n"
			"file read proc:/\\$/\\* task.uid=path1.uid\n"
			"file write proc:/\\$/oom_adj path1.uid=0\n",
	},
};

#endif /* CCS_SELFTESTS_SEEDS_ISOLATION_H */
