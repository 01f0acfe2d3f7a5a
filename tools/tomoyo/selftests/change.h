/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy that is replaced as a whole
 */

#ifndef CCS_SELFTESTS_CHANGE_H
#define CCS_SELFTESTS_CHANGE_H

#include <stdbool.h>

#define EDITION "Policy edition:"
#define GENERATION "Policy generation:"
#define OPEN_TRANSACTIONS "Policy transactions:"
#define UNDONE "Policy changes undone:"
#define SECONDS_LEFT "Policy seconds left to confirm:"
#define POLICY_MEMORY "Memory used by policy:"

/* The nodes that hold policy. */
#define NODE_COUNT 4
extern const char *const policy_nodes[NODE_COUNT];

/**
 * struct picture - what there was at some time
 * @text: of each node
 * @edition: then
 * @memory: of policy
 */
struct picture {
	char *text[NODE_COUNT];
	long edition;
	long memory;
};

void take_picture(struct picture *picture);
void free_picture(struct picture *picture);
bool same_policy(const struct picture *picture);
bool same_memory(const struct picture *picture);
int restore(const struct picture *picture);

int open_policy(const char *node);
int put(int fd, const char *text);
int putf(int fd, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *said(int fd);
bool await_value(const char *label, long value);

#endif /* CCS_SELFTESTS_CHANGE_H */
