// SPDX-License-Identifier: GPL-2.0-only
/*
 * Landlock's part in op_bench: rules are about files that exist, and a program
 * restricts itself
 */

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "op_landlock.h"
#include "op_rules.h"

/* Headers of Debian 12 do not know all of it. */
#define NR_CREATE_RULESET 444
#define NR_ADD_RULE 445
#define NR_RESTRICT_SELF 446
#define RULE_PATH_BENEATH 1
#define ACCESS_ALL 0x7fffULL
#define ACCESS_FILE 0x4007ULL

struct ruleset_attr {
	uint64_t handled_access_fs;
};

struct path_beneath_attr {
	uint64_t allowed_access;
	int32_t parent_fd;
} __attribute__((packed));

static const char *file_name(unsigned int number)
{
	static char path[64];

	snprintf(path, sizeof(path), "/srv/%x/%x", number % 64, number * 2654435761u);
	return path;
}

/* What the rules are about. */
void landlock_prepare(unsigned int count)
{
	char path[64];
	unsigned int i;

	mkdir("/srv", 0755);
	for (i = 0; i < 64; i++) {
		snprintf(path, sizeof(path), "/srv/%x", i);
		mkdir(path, 0755);
	}
	for (i = 0; i < count; i++)
		close(open(file_name(i), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static bool add_rule(int ruleset, const char *path, uint64_t access)
{
	struct path_beneath_attr rule = {
		.allowed_access = access,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	const bool good = rule.parent_fd >= 0 &&
		!syscall(NR_ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0);

	close(rule.parent_fd);
	return good;
}

/* Lets the caller do all below /tmp and execute what is below /opt. */
bool landlock_restrict(unsigned int count)
{
	const struct ruleset_attr attr = { .handled_access_fs = ACCESS_ALL };
	const int ruleset = syscall(NR_CREATE_RULESET, &attr, sizeof(attr), 0);
	unsigned int i;

	for (i = 0; i < count; i++)
		if (!add_rule(ruleset, file_name(i), ACCESS_FILE))
			return false;
	return add_rule(ruleset, "/tmp", ACCESS_ALL) &&
		add_rule(ruleset, "/opt", ACCESS_FILE) &&
		!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) &&
		!syscall(NR_RESTRICT_SELF, ruleset, 0);
}
