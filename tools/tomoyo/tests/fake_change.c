// SPDX-License-Identifier: GPL-2.0-only
/*
 * Changes of a policy that take effect at once
 *
 * The lines of the kernel's transactions. With CCS_FAKE_EDITION=N somebody else
 * changes the policy before each of the first N commits. A change that waits to be confirmed
 * is in the file "armed"; the policies before it in files "before.NODE". The
 * file "edition", if there is one, counts; "no-transactions" makes the kernel
 * one that does not know any of this, "no-arming" one without memory to wait.
 */

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "fake_change.h"
#include "lib/fail.h"
#include "succeed.h"

#define PRINT_SIZE 4000000

int __real_openat(int at, const char *path, int flags, ...);
ssize_t __real_read(int fd, void *buf, size_t size);
ssize_t __real_write(int fd, const void *buf, size_t size);
int __real_close(int fd);
int __real_unlinkat(int at, const char *path, int flags);

static struct {
	struct ccs_policy *policy;
	bool takes[CCS_PART_COUNT];
	struct ccs_ident *cursor[CCS_PART_COUNT];
	unsigned int written[CCS_PART_COUNT];
	struct ccs_strbuf why;
} aside;

static enum ccs_part part_of(const char *node)
{
	int part;

	for (part = CCS_PART_NONE + 1; part < CCS_PART_COUNT; part++)
		if (!strcmp(ccs_part_names[part], node))
			return part;
	return CCS_PART_NONE;
}

static unsigned long long read_edition(int dir)
{
	const int fd = __real_openat(dir, "edition", O_RDONLY | O_CLOEXEC);
	char text[32] = "";

	if (fd < 0)
		return 0;
	if (__real_read(fd, text, sizeof(text) - 1) < 0)
		*text = '\0';
	__real_close(fd);
	return strtoull(text, NULL, 10);
}

static void write_file(int dir, const char *name, const char *text, size_t len)
{
	const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
	const int fd = __real_openat(dir, name, flags, 0600);

	if (fd < 0 || __real_write(fd, text, len) != (ssize_t)len)
		abort();
	__real_close(fd);
}

static void write_edition(int dir, unsigned long long edition)
{
	char *const text = ccs_format("%llu\n", edition);

	write_file(dir, "edition", text, strlen(text));
	free(text);
}

static void say(struct fake_change *change, const char *text)
{
	ccs_strbuf_puts(change->answer, text);
}

static int refuse(struct fake_change *change, const struct ccs_span *line,
		  int err, const char *why)
{
	change->answer->len = 0;
	ccs_strbuf_add(change->answer, line->text, line->len);
	say(change, ": ");
	say(change, why);
	say(change, "\n");
	return err;
}

static void forget(void)
{
	int part;

	for (part = 0; part < CCS_PART_COUNT; part++)
		ccs_ident_put(aside.cursor[part]);
	if (aside.policy)
		ccs_policy_exit(aside.policy);
	free(aside.policy);
	ccs_strbuf_free(&aside.why);
	memset(&aside, 0, sizeof(aside));
}

static void begin(enum ccs_part part)
{
	if (!aside.policy) {
		aside.policy = calloc(1, sizeof(*aside.policy));
		if (ccs_policy_init_empty(aside.policy, NULL, 1))
			abort();
	}
	aside.takes[part] = true;
	aside.written[part] = 0;
}

static char *print(const struct ccs_policy *policy, enum ccs_part part)
{
	struct ccs_part_pos pos = {};
	struct ccs_emit emit = {
		.buf = calloc(1, PRINT_SIZE), .size = PRINT_SIZE - 1,
	};

	ccs_part_print(policy, part, &pos, &emit);
	return emit.buf;
}

static void write_parts(int dir, const struct ccs_policy *policy,
			const char *prefix)
{
	int part;

	for (part = CCS_PART_NONE + 1; part < CCS_PART_COUNT; part++) {
		char *const name = ccs_format("%s%s", prefix,
					      ccs_part_names[part]);
		char *const text = print(policy, part);

		write_file(dir, name, text, strlen(text));
		free(text);
		free(name);
	}
}

static void carry(const struct ccs_policy *now)
{
	int part;

	for (part = CCS_PART_NONE + 1; part < CCS_PART_COUNT; part++) {
		struct ccs_reject reject = {};
		char *text;

		if (aside.takes[part])
			continue;
		text = print(now, part);
		if (ccs_part_lines(aside.policy, part, &aside.cursor[part],
				   text, &reject))
			abort();
		free(text);
	}
}

static void arm(struct fake_change *change, unsigned long long edition,
		unsigned long long seconds)
{
	char *text = ccs_format("%llu %llu\n", edition, seconds);

	write_file(change->dir, "armed", text, strlen(text));
	free(text);
	write_parts(change->dir, *change->now, "before.");
	text = ccs_format("confirm %llu\n", seconds);
	say(change, text);
	free(text);
}

static void committed(struct fake_change *change, unsigned long long seconds)
{
	const unsigned long long edition = read_edition(change->dir) + 1;
	char *const text = ccs_format("committed %llu\n", edition);

	change->answer->len = 0;
	say(change, text);
	free(text);
	write_edition(change->dir, edition);
	if (seconds)
		arm(change, edition, seconds);
}

static int check(struct fake_change *change, const struct ccs_span *line,
		 unsigned long long *seconds)
{
	char word[64] = "";
	char *end = word;
	unsigned long long edition;

	sscanf(line->text, "commit %63s", word);
	edition = strtoull(word, &end, 10);
	if (end != word && edition != read_edition(change->dir))
		return refuse(change, line, -ESTALE,
			      "this is not the edition that is in force");
	end = strstr(line->text, "confirm=");
	*seconds = end ? strtoull(end + 8, NULL, 10) : 0;
	if (!faccessat(change->dir, "armed", F_OK, 0))
		return refuse(change, line, -EBUSY,
			      "another change waits to be confirmed");
	return 0;
}

static void interfere(int dir)
{
	static int left = -1;

	if (left < 0)
		left = getenv("CCS_FAKE_EDITION") ?
		       atoi(getenv("CCS_FAKE_EDITION")) : 0;
	if (left && left--)
		write_edition(dir, read_edition(dir) + 1);
}

static int commit(struct fake_change *change, const struct ccs_span *line)
{
	struct ccs_reject reject = {};
	unsigned long long seconds = 0;
	int err;

	if (!aside.policy)
		return refuse(change, line, -EINVAL,
			      "no transaction is open here");
	interfere(change->dir);
	if (aside.why.len) {
		change->answer->len = 0;
		say(change, aside.why.text);
		err = -EINVAL;
	} else {
		err = check(change, line, &seconds);
	}
	if (!err) {
		carry(*change->now);
		aside.policy->loaded = (*change->now)->loaded;
		if (aside.policy->loaded &&
		    ccs_policy_complete(aside.policy, &reject))
			err = refuse(change, &reject.word, -EINVAL,
				     reject.why);
	}
	if (!err) {
		committed(change, seconds);
		*change->now = aside.policy;
		write_parts(change->dir, *change->now, "");
		aside.policy = NULL;
	}
	forget();
	return err;
}

static int confirm(struct fake_change *change, const struct ccs_span *line)
{
	unsigned long long wanted = 0, edition = 0;
	char text[64] = "";
	const int fd = __real_openat(change->dir, "armed",
				     O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return refuse(change, line, -ESTALE,
			      "nothing waits to be confirmed");
	if (__real_read(fd, text, sizeof(text) - 1) < 0)
		abort();
	__real_close(fd);
	sscanf(text, "%llu", &edition);
	if (sscanf(line->text, "confirm %llu", &wanted) == 1 &&
	    wanted != edition)
		return refuse(change, line, -ESTALE,
			      "another edition waits to be confirmed");
	__real_unlinkat(change->dir, "armed", 0);
	return 0;
}

static int take(enum ccs_part part, const struct ccs_span *line,
		struct ccs_reject *reject)
{
	int err;
	char *text;

	aside.written[part]++;
	err = ccs_part_line(aside.policy, part, &aside.cursor[part], line,
			    reject);
	if (!err || aside.why.len)
		return err;
	text = ccs_format("%s:%u: %.*s: %s\n", ccs_part_names[part],
			  aside.written[part], (int)reject->word.len,
			  reject->word.text, reject->why);
	ccs_strbuf_puts(&aside.why, text);
	free(text);
	return err;
}

static bool begins(const struct ccs_span *line, const char *word)
{
	const size_t len = strlen(word);

	return line->len >= len && !memcmp(line->text, word, len) &&
	       (line->len == len || line->text[len] == ' ' ||
		word[len - 1] == '=');
}

/**
 * fake_change_line - take a line about transactions, or in one
 * @change: where the policy is
 * @node: the node that it was written to
 * @line: the line
 * @reject: filled in if it is a line of policy that is refused
 *
 * Context: Policy lock held.
 * Return: 1 if it was taken, 0 if it is an ordinary line, or -errno.
 */
int fake_change_line(struct fake_change *change, const char *node,
		     const struct ccs_span *line, struct ccs_reject *reject)
{
	const enum ccs_part part = part_of(node);
	int err = 0;

	if (part == CCS_PART_NONE ||
	    !faccessat(change->dir, "no-transactions", F_OK, 0))
		return 0;
	if (begins(line, "begin"))
		begin(part);
	else if (begins(line, "commit"))
		err = commit(change, line);
	else if (begins(line, "abort"))
		forget();
	else if (begins(line, "confirm"))
		err = confirm(change, line);
	else if (begins(line, "confirm=") &&
		 !faccessat(change->dir, "armed", F_OK, 0))
		err = refuse(change, line, -EBUSY,
			     "another change waits to be confirmed");
	else if (begins(line, "confirm=") &&
		 !faccessat(change->dir, "no-arming", F_OK, 0))
		err = -ENOMEM;
	else if (begins(line, "confirm="))
		committed(change, strtoull(line->text + 8, NULL, 10));
	else if (aside.policy && aside.takes[part])
		err = take(part, line, reject);
	else
		return 0;
	return err ? err : 1;
}

/**
 * fake_change_print - print what the node ``stat`` says of it
 * @dir: descriptor of the directory of nodes
 * @emit: the writer
 */
void fake_change_print(int dir, struct ccs_emit *emit)
{
	if (!faccessat(dir, "no-transactions", F_OK, 0))
		return;
	ccs_emit(emit, "Policy %-30s %10llu\n", "edition:",
		 read_edition(dir));
	ccs_emit(emit, "Policy %-30s %10d\n", "transactions:",
		 !!aside.policy);
}
