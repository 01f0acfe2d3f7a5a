// SPDX-License-Identifier: GPL-2.0-only
/*
 * A kernel inside the tools
 *
 * Linked into the tools under test, with the calls that reach a node wrapped:
 * what they write goes to the same core that the kernel has. A directory with
 * a file named "fake" is such a kernel. Its policy is in plain files, read when
 * a node is opened and written when it is closed; "trace" records every line.
 */

#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "domain.h"
#include "fake_change.h"
#include "fake_disk.h"
#include "fake_query.h"
#include "lib/fail.h"
#include "lib/strbuf.h"
#include "manager.h"
#include "namespace_text.h"
#include "policy.h"
#include "profile.h"
#include "whatif.h"

int __real_openat(int at, const char *path, int flags, ...);
ssize_t __real_read(int fd, void *buf, size_t size);
ssize_t __real_write(int fd, const void *buf, size_t size);
int __real_close(int fd);
int __real_unlinkat(int at, const char *path, int flags);
int __wrap_openat(int at, const char *path, int flags, ...);
ssize_t __wrap_read(int fd, void *buf, size_t size);
ssize_t __wrap_write(int fd, const void *buf, size_t size);
int __wrap_close(int fd);

#define PRINT_SIZE 4000000
#define FD_MAX 64

struct node;

/**
 * struct kind - what a node does
 * @name: its name
 * @line: takes a line
 * @print: prints all of it
 */
struct kind {
	const char *name;
	int (*line)(struct node *node, const struct ccs_span *line,
		    struct ccs_reject *reject);
	void (*print)(struct node *node, struct ccs_emit *emit);
};

/**
 * struct node - an open node
 * @kind: what it does
 * @dir: descriptor of its directory
 * @written: lines came in
 * @strict: refused lines are reported
 * @number: lines since strict mode began
 * @cursor: the selected domain
 * @line: the line being written
 * @answer: what a read returns
 * @answered: there is an answer
 * @pos: bytes of it already read
 * @record: the next request that is read
 * @only: what is read is about the selected domain
 * @transition_only: nor about what leads nowhere
 * @stats: with counters
 */
struct node {
	const struct kind *kind;
	int dir;
	bool written;
	bool strict;
	unsigned int number;
	struct ccs_ident *cursor;
	struct ccs_strbuf line;
	struct ccs_strbuf answer;
	bool answered;
	size_t pos;
	unsigned int record;
	bool only;
	bool transition_only;
	bool stats;
};

static struct ccs_policy first;
static struct ccs_policy *policy = &first;
static bool booted;
static struct node *open_nodes[FD_MAX];

static int put_manager(struct node *node, const struct ccs_span *line,
		       struct ccs_reject *reject)
{
	(void)node;
	return ccs_manager_line(policy, line, reject);
}

static void print_manager(struct node *node, struct ccs_emit *emit)
{
	struct ccs_place next = {};

	(void)node;
	ccs_manager_print(policy, &next, emit);
}

static int put_exception(struct node *node, const struct ccs_span *line,
			 struct ccs_reject *reject)
{
	(void)node;
	return ccs_exception_node_line(policy, line, reject);
}

static void print_exception(struct node *node, struct ccs_emit *emit)
{
	struct ccs_exception_pos pos = {};

	(void)node;
	ccs_exception_node_print(policy, &pos, emit);
}

/* The domain that waits is the one that its record names. */
static int select_named(struct node *node, char *name,
			struct ccs_reject *reject)
{
	char *const text = name ? ccs_format("select %s", name) : NULL;
	struct ccs_span line;
	int err = -EINVAL;

	ccs_ident_put(node->cursor);
	node->cursor = NULL;
	if (text) {
		line = ccs_span_of(text);
		err = ccs_domain_line(policy, &node->cursor, &line, reject);
		node->only = true;
	}
	free(text);
	free(name);
	return err;
}

/* Returns true if the line changes only what is read. */
static bool select_view(struct node *node, const struct ccs_span *line)
{
	node->stats |= ccs_span_is(line, "select stats");
	node->transition_only |= ccs_span_is(line, "select transition_only");
	return ccs_span_is(line, "select stats") ||
	       ccs_span_is(line, "select transition_only");
}

static int put_domain(struct node *node, const struct ccs_span *line,
		      struct ccs_reject *reject)
{
	const char *const text = line->text;

	if (select_view(node, line))
		return 0;
	if (!strncmp(text, "select Q=", 9))
		return select_named(node, fake_query_domain(node->dir,
							    text + 9), reject);
	if (!strncmp(text, "select pid=", 11))
		return select_named(node, fake_process_domain(node->dir,
							text + 11),
				    reject);
	if (!strncmp(text, "select domain=", 14))
		return select_named(node, ccs_strdup(text + 14), reject);
	return ccs_domain_line(policy, &node->cursor, line, reject);
}

static void print_domain(struct node *node, struct ccs_emit *emit)
{
	struct ccs_domain_pos pos = {
		.only = node->only ? node->cursor : NULL,
		.transition_only = node->transition_only,
		.clock.shown = node->stats,
	};

	ccs_domain_print(policy, &pos, emit);
}

static int put_profile(struct node *node, const struct ccs_span *line,
		       struct ccs_reject *reject)
{
	(void)node;
	return ccs_profile_node_line(policy, line, reject);
}

static void print_profile(struct node *node, struct ccs_emit *emit)
{
	struct ccs_profile_node_pos pos = {};

	(void)node;
	ccs_profile_node_print(policy, &pos, emit);
}

static int put_stat(struct node *node, const struct ccs_span *line,
		    struct ccs_reject *reject)
{
	(void)node;
	(void)line;
	(void)reject;
	return 0;
}

static void print_stat(struct node *node, struct ccs_emit *emit)
{
	const int fd = __real_openat(node->dir, "stat", O_RDONLY | O_CLOEXEC);
	const ssize_t n = __real_read(fd, emit->buf, emit->size - 1);

	emit->len = n > 0 ? n : 0;
	__real_close(fd);
	fake_change_print(node->dir, emit);
}

/*
 * The file "processes" has a line for each process, as the kernel answers;
 * "ids" the same for lines that ask for ids.
 */
static int put_status(struct node *node, const struct ccs_span *line,
		      struct ccs_reject *reject)
{
	struct ccs_span wanted = *line;
	const bool ids = ccs_span_eat(&wanted, "uuid ");
	const int fd = __real_openat(node->dir, ids ? "ids" : "processes",
				     O_RDONLY | O_CLOEXEC);
	char text[65536];
	const ssize_t n = __real_read(fd, text, sizeof(text));
	struct ccs_span rest = { .text = text, .len = n > 0 ? n : 0 };
	struct ccs_span one;

	(void)reject;
	__real_close(fd);
	node->answer.len = 0;
	node->answered = true;
	while (ccs_span_split(&rest, '\n', &one)) {
		struct ccs_span fields = one, pid;

		ccs_span_word(&fields, &pid);
		if (pid.len == wanted.len &&
		    !memcmp(pid.text, wanted.text, pid.len))
			ccs_strbuf_add(&node->answer, one.text, one.len);
	}
	return 0;
}

static int put_query(struct node *node, const struct ccs_span *line,
		     struct ccs_reject *reject)
{
	(void)reject;
	fake_query_answer(node->dir, line->text);
	return 0;
}

static void print_query(struct node *node, struct ccs_emit *emit)
{
	emit->len = fake_query_read(node->dir, &node->record, emit->buf);
}

static void print_record(struct node *node, struct ccs_emit *emit)
{
	emit->len = fake_record_take(node->dir, node->kind->name, emit->buf);
}

/* One question at a time. */
static struct ccs_whatif whatif;

static int put_check(struct node *node, const struct ccs_span *line,
		     struct ccs_reject *reject)
{
	(void)node;
	if (!whatif.given.base.ops)
		ccs_whatif_init(&whatif);
	return ccs_whatif_line(policy, &whatif, line, reject);
}

static void print_check(struct node *node, struct ccs_emit *emit)
{
	(void)node;
	ccs_whatif_print(policy, &whatif, emit);
}

static int put_nothing(struct node *node, const struct ccs_span *line,
		       struct ccs_reject *reject)
{
	(void)node;
	(void)line;
	(void)reject;
	return 0;
}

static void print_nothing(struct node *node, struct ccs_emit *emit)
{
	(void)node;
	(void)emit;
}

static const struct kind kinds[] = {
	{ "manager", put_manager, print_manager },
	{ "exception_policy", put_exception, print_exception },
	{ "profile", put_profile, print_profile },
	{ "domain_policy", put_domain, print_domain },
	{ "stat", put_stat, print_stat },
	{ "query", put_query, print_query },
	{ "audit", put_nothing, print_record },
	{ "grant_log", put_nothing, print_record },
	{ "reject_log", put_nothing, print_record },
	{ ".process_status", put_status, print_nothing },
	{ "check", put_check, print_check },
};

static void append(int dir, const char *name, const char *text, size_t len)
{
	const int fd = __real_openat(dir, name, O_WRONLY | O_CREAT | O_APPEND |
				     O_CLOEXEC, 0600);

	if (__real_write(fd, text, len) != (ssize_t)len)
		abort();
	__real_close(fd);
}

static void drop(struct ccs_policy *old)
{
	ccs_policy_exit(old);
	if (old != &first)
		free(old);
}

/* Reads the policy that an earlier run, or another program, left. */
static void boot(int dir)
{
	size_t i;

	mutex_lock(&ccs_policy_lock);
	if (booted)
		drop(policy);
	policy = &first;
	memset(policy, 0, sizeof(*policy));
	if (ccs_policy_init(policy))
		abort();
	for (i = 0; i < ARRAY_SIZE(kinds) - 6; i++) {
		struct node node = { .kind = &kinds[i], .dir = dir };
		const int fd = __real_openat(dir, kinds[i].name,
					     O_RDONLY | O_CLOEXEC);
		static char text[PRINT_SIZE];
		const ssize_t n = __real_read(fd, text, sizeof(text));
		struct ccs_span rest = { .text = text, .len = n > 0 ? n : 0 };
		struct ccs_span line;

		while (ccs_span_split(&rest, '\n', &line)) {
			struct ccs_reject reject = {};

			kinds[i].line(&node, &line, &reject);
		}
		ccs_ident_put(node.cursor);
		__real_close(fd);
	}
	policy->loaded = !faccessat(dir, "loaded", F_OK, 0);
	mutex_unlock(&ccs_policy_lock);
	booted = true;
}

/* Nobody would see that another program changes the policy now. */
static bool is_idle(void)
{
	size_t i;

	for (i = 0; i < FD_MAX; i++)
		if (open_nodes[i])
			return false;
	return true;
}

static void print(struct node *node)
{
	struct ccs_emit emit = { .size = PRINT_SIZE };

	node->answer.len = 0;
	emit.buf = ccs_strbuf_reserve(&node->answer, PRINT_SIZE);
	mutex_lock(&ccs_policy_lock);
	node->kind->print(node, &emit);
	mutex_unlock(&ccs_policy_lock);
	node->answer.len = emit.len;
	node->answered = true;
	node->pos = 0;
}

int __wrap_openat(int at, const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;
	size_t i;
	int fd;

	if (flags & O_CREAT) {
		va_start(args, flags);
		mode = va_arg(args, mode_t);
		va_end(args);
	}
	if (flags & O_CREAT && fake_disk_call())
		return -1;
	fd = __real_openat(at, path, flags, mode);
	if (fd < 0 || at == AT_FDCWD || faccessat(at, "fake", F_OK, 0))
		return fd;
	if (!booted || is_idle())
		boot(at);
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(kinds[i].name, path))
			break;
	if (i == ARRAY_SIZE(kinds))
		return fd;
	open_nodes[fd] = calloc(1, sizeof(struct node));
	open_nodes[fd]->kind = &kinds[i];
	open_nodes[fd]->dir = at;
	return fd;
}

/* A node whose text is never read to its end. */
static bool is_stream(const struct node *node)
{
	return node->kind->print == print_query ||
	       node->kind->print == print_record;
}

ssize_t __wrap_read(int fd, void *buf, size_t size)
{
	struct node *const node = fd < 0 ? NULL : open_nodes[fd];
	size_t n;

	if (!node)
		return __real_read(fd, buf, size);
	if (!node->answered)
		print(node);
	n = node->answer.len - node->pos;
	/* Each read after a request begins the next one. */
	if (is_stream(node) && n <= size)
		node->answered = false;
	n = n < size ? n : size;
	if (n)
		memcpy(buf, node->answer.text + node->pos, n);
	node->pos += n;
	return n;
}

static void refuse(struct node *node, const struct ccs_reject *reject)
{
	char number[16];

	node->answer.len = 0;
	node->answered = true;
	node->pos = 0;
	snprintf(number, sizeof(number), "%u: ", node->number);
	ccs_strbuf_puts(&node->answer, number);
	ccs_strbuf_add(&node->answer, reject->word.text, reject->word.len);
	ccs_strbuf_puts(&node->answer, ": ");
	ccs_strbuf_puts(&node->answer, reject->why);
	ccs_strbuf_puts(&node->answer, "\n");
}

/* With CCS_FAKE_KILL=N a program ends, as if killed, before its N-th line. */
static void count_line(void)
{
	static int lines;
	const char *const kill = getenv("CCS_FAKE_KILL");

	if (kill && ++lines == atoi(kill))
		_exit(137);
}

static int take(struct node *node)
{
	const struct ccs_span line = {
		.text = node->line.text,
		.len = ccs_line_normalise(node->line.text, node->line.len),
	};
	struct fake_change change = {
		.dir = node->dir,
		.now = &policy,
		.answer = &node->answer,
	};
	struct ccs_policy *const before = policy;
	struct ccs_reject reject = {};
	int err;

	if (strcmp(node->kind->name, ".process_status"))
		count_line();
	if (ccs_span_is(&line, "strict on")) {
		node->strict = true;
		return 0;
	}
	if (strcmp(node->kind->name, ".process_status")) {
		append(node->dir, "trace", line.text, line.len);
		append(node->dir, "trace", "\n", 1);
	}
	if (strcmp(node->kind->name, ".process_status") &&
	    !faccessat(node->dir, "no-manager", F_OK, 0))
		return -EPERM;
	node->number++;
	node->answered = false;
	node->answer.len = 0;
	node->pos = 0;
	mutex_lock(&ccs_policy_lock);
	err = fake_change_line(&change, node->kind->name, &line, &reject);
	node->answered = node->answer.len;
	if (!err) {
		node->written = true;
		err = node->kind->line(node, &line, &reject);
	}
	if (policy != before)
		drop(before);
	mutex_unlock(&ccs_policy_lock);
	if (err < 0 && !reject.why)
		return err;
	if (err != -EINVAL || !node->strict)
		return 0;
	refuse(node, &reject);
	return err;
}

ssize_t __wrap_write(int fd, const void *buf, size_t size)
{
	struct node *const node = fd < 0 ? NULL : open_nodes[fd];
	const char *const text = buf;
	size_t i;
	int err = 0;

	if (!node)
		return fake_disk_call() ? -1 : __real_write(fd, buf, size);
	for (i = 0; i < size && !err; i++) {
		if (text[i] != '\n') {
			ccs_strbuf_add(&node->line, text + i, 1);
			continue;
		}
		ccs_strbuf_add(&node->line, "", 0);
		err = take(node);
		node->line.len = 0;
	}
	if (!err)
		return size;
	errno = -err;
	return -1;
}

int __wrap_close(int fd)
{
	struct node *const node = fd < 0 ? NULL : open_nodes[fd];

	if (!node)
		return __real_close(fd);
	open_nodes[fd] = NULL;
	if (node->written && strcmp(node->kind->name, "stat") &&
	    strcmp(node->kind->name, "query") &&
	    strcmp(node->kind->name, ".process_status")) {
		node->only = false;
		node->stats = false;
		node->transition_only = false;
		print(node);
		__real_unlinkat(node->dir, node->kind->name, 0);
		append(node->dir, node->kind->name, node->answer.text,
		       node->answer.len);
	}
	ccs_ident_put(node->cursor);
	ccs_strbuf_free(&node->line);
	ccs_strbuf_free(&node->answer);
	free(node);
	return __real_close(fd);
}
