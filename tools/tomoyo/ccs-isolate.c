// SPDX-License-Identifier: GPL-2.0-only
/*
 * Running a program isolated from others of the same user
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/option.h"

#define NODE "self_uuid"

#define OPTION_UUID	(CCS_OPTION_LONG + 0)
#define OPTION_RANDOM	(CCS_OPTION_LONG + 1)

/* As env(1) and the shells say it. */
#define EXIT_CANNOT_RUN	126
#define EXIT_NOT_FOUND	127

/**
 * struct job - what the command line asks for
 * @id: the id, NULL for one that nobody else has
 * @random: that was asked for
 */
struct job {
	const char *id;
	bool random;
};

static void take_option(int key, const char *arg, void *data)
{
	struct job *const job = data;

	if (key == OPTION_RANDOM)
		job->random = true;
	else
		job->id = arg;
}

static const struct ccs_option options[] = {
	{ OPTION_UUID, "uuid", "ID",
	  "with this id: 1 to 36 printable characters" },
	{ OPTION_RANDOM, "random", NULL,
	  "with an id of its own (the default)" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-isolate",
	.usage = "[--uuid ID | --random] [--] COMMAND...",
	.about = "Run COMMAND isolated: it, and all that it starts, can act only on processes\n"
		 "with the same id. Isolation is for good; no process ever leaves it.\n",
	.options = options,
	.take = take_option,
	.command = true,
};

/* A UUID of version 4. */
static const char *random_id(void)
{
	unsigned char b[16];

	if (getrandom(b, sizeof(b), 0) != sizeof(b))
		ccs_die(CCS_EXIT_IO, "no random numbers: %s", strerror(errno));
	b[6] = (b[6] & 0x0f) | 0x40;
	b[8] = (b[8] & 0x3f) | 0x80;
	return ccs_format("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
			  b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8],
			  b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/* Whoever isn't root can't read the version, and need not. */
static void find_nodes(void)
{
	const int err = ccs_iface_find();

	if (err && err != -EPROTO)
		exit(ccs_iface_explain(err));
}

static enum ccs_exit fail(const char *id, int err)
{
	switch (err) {
	case EPERM:
		ccs_warn("an id can't be changed, and this process has one");
		return CCS_EXIT_PERM;
	case EINVAL:
		ccs_warn("not an id: %s", id);
		return CCS_EXIT_INPUT;
	case ENOENT:
		ccs_warn("%s/" NODE ": this kernel was built without isolation",
			 ccs_iface_path());
		return CCS_EXIT_IFACE;
	default:
		ccs_warn("%s/" NODE ": %s", ccs_iface_path(), strerror(err));
		return CCS_EXIT_IO;
	}
}

static void enter(const char *id)
{
	const size_t len = strlen(id);
	const int fd = openat(ccs_iface_dir(), NODE, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		exit(fail(id, errno));
	/* Nothing is no write. */
	if (!len)
		exit(fail(id, EINVAL));
	if (write(fd, id, len) != (ssize_t)len)
		exit(fail(id, errno));
	close(fd);
}

int main(int argc, char **argv)
{
	struct job job = {};
	int i;

	ccs_fail_setup(tool.name, NULL);
	i = ccs_tool_options(&tool, argc, argv, &job);
	if (job.id && job.random)
		ccs_usage_error("--uuid and --random exclude each other");
	if (i == argc)
		ccs_usage_error("needs a command");
	find_nodes();
	enter(job.id ? job.id : random_id());
	execvp(argv[i], argv + i);
	ccs_warn("cannot run %s: %s", argv[i], strerror(errno));
	return errno == ENOENT ? EXIT_NOT_FOUND : EXIT_CANNOT_RUN;
}
