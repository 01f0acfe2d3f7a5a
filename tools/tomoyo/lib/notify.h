/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whom to tell of what was refused
 */

#ifndef CCS_LIB_NOTIFY_H
#define CCS_LIB_NOTIFY_H

#include <stdbool.h>

#include "line.h"
#include "logfile.h"
#include "rule.h"

/**
 * struct ccs_notify_action - how somebody is told
 * @tests: of which requests
 * @words: a program and its arguments, up to NULL; or NULL
 * @place: where the message is stored instead
 */
struct ccs_notify_action {
	struct ccs_rule_tests tests;
	char **words;
	struct ccs_logfiles place;
};

/**
 * struct ccs_notify - a configuration
 * @wait: seconds that a request waits before it is refused
 * @interval: seconds between two messages, at least
 * @collect: seconds that a message waits for more
 * @timeout: seconds that a program may take
 * @json: messages are JSON
 * @action: the actions, in the order in which they are tried
 * @count: their number
 */
struct ccs_notify {
	unsigned int wait;
	unsigned int interval;
	unsigned int collect;
	unsigned int timeout;
	bool json;
	struct ccs_notify_action *action;
	size_t count;
};

int ccs_notify_read(struct ccs_notify *notify, struct ccs_lines *lines);
const struct ccs_notify_action *ccs_notify_find(const struct ccs_notify *notify,
						const char *const *texts);
void ccs_notify_free(struct ccs_notify *notify);

#endif /* CCS_LIB_NOTIFY_H */
