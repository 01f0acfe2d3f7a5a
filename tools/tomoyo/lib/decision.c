// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who allowed what
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "decision.h"
#include "fail.h"
#include "strbuf.h"

/**
 * ccs_decision_open - open a log of decisions to append to it, or leave
 * @path: where it is
 *
 * Return: the descriptor.
 */
int ccs_decision_open(const char *path)
{
	const int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC |
				  O_NOFOLLOW | O_NOCTTY, 0600);

	if (fd < 0)
		ccs_die(CCS_EXIT_IO, "cannot open log %s: %s", path,
			strerror(errno));
	return fd;
}

/* Who logged in stays known behind su(1); without a login it is the user. */
static unsigned int person(void)
{
	const int fd = open("/proc/self/loginuid", O_RDONLY | O_CLOEXEC);
	char text[16] = "";
	unsigned long id;

	if (fd >= 0) {
		if (read(fd, text, sizeof(text) - 1) < 0)
			*text = '\0';
		close(fd);
	}
	id = strtoul(text, NULL, 10);
	return *text && id < 0xffffffff ? id : getuid();
}

static char *say(const char *what, const char *line)
{
	const char *const terminal = ttyname(STDIN_FILENO);
	const time_t now = time(NULL);
	char date[32] = "";
	struct tm when;

	if (gmtime_r(&now, &when))
		strftime(date, sizeof(date), "%Y/%m/%d %H:%M:%S", &when);
	return ccs_format("# %s (UTC) user %u%s%s: %s%s%s%s\n", date, person(),
			  terminal ? " at " : "", terminal ? terminal : "",
			  what, line ? " '" : "", line ? line : "",
			  line ? "'" : "");
}

/**
 * ccs_decision_write - log a decision before it is carried out
 * @fd: the log; nothing is done if it is less than 0
 * @record: what it is about; nothing is done if it is NULL
 * @what: the decision
 * @line: the line of policy that it is about, or NULL
 *
 * What tells it is followed by the record, as a log of refused requests has
 * it. Nobody shall decide what then is not written down, so a log that takes
 * nothing ends the program.
 */
void ccs_decision_write(int fd, const struct ccs_record *record,
			const char *what, const char *line)
{
	char *head, *text;
	ssize_t n;
	int err;

	if (fd < 0 || !record)
		return;
	head = say(what, line);
	text = ccs_format("%s%s\n%s\n%s\n\n", head, record->header,
			  record->domain, record->request);
	n = write(fd, text, strlen(text));
	err = n < 0 ? errno : (size_t)n < strlen(text) ? ENOSPC : 0;
	free(text);
	free(head);
	if (err)
		ccs_die(CCS_EXIT_IO, "the decision can't be written down: %s",
			strerror(err));
}
