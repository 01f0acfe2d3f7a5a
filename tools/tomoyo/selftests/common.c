// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs under test and their world
 */

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"

#define CALL "--call="
#define ARGS_MAX 16

char reply[65536];

/*
 * Runs before main() where the program was started to call a function. As one
 * argument the name of the function fits behind #! as well.
 */
static void __attribute__((constructor(101))) called(int argc, char **argv)
{
	probe_fn fn;

	/* What was said is not lost if the harness kills a test. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc < 2 || strncmp(argv[1], CALL, strlen(CALL)))
		return;
	fn = (probe_fn)strtoul(argv[1] + strlen(CALL), NULL, 16);
	_exit(fn(argv + 2));
}

/* The argument that makes a copy of this program call @fn. */
char *call(probe_fn fn)
{
	static char text[4][64];
	static int next;
	char *const arg = text[next++ % 4];

	snprintf(arg, sizeof(text[0]), CALL "%lx", (unsigned long)fn);
	return arg;
}

/* The function that call() named. */
probe_fn callee(const char *text)
{
	return (probe_fn)strtoul(text + strlen(CALL), NULL, 16);
}

/* Is there time for all that a test could do? scripts/selftest --thorough. */
bool thorough(void)
{
	const char *const value = getenv("CCS_THOROUGH");

	return value && *value;
}

/* Says something to the judge; unlike dprintf() it asks for no attributes. */
void say(const char *format, ...)
{
	char text[4096];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (len < 0 || len >= (int)sizeof(text) || write(REPLY_FD, text, len) != len)
		_exit(1);
}

/* The domain that the calling thread is in now. */
const char *my_domain(void)
{
	static __thread char name[4096];
	const ssize_t len = pread(SELF_FD, name, sizeof(name) - 1, 0);

	name[len > 0 ? len : 0] = '\0';
	return name;
}

void say_domain(void)
{
	say("%s\n", my_domain());
}

/* Waits for probe_go(). */
void await_go(void)
{
	char byte;

	if (read(GO_FD, &byte, 1) != 1)
		_exit(1);
}

static void move_fd(int from, int to)
{
	if (dup2(from, to) != to)
		_exit(1);
	close(from);
}

static void become_probe(const char *path, probe_fn fn, const int *reply_pipe,
			 const int *go_pipe, va_list more)
{
	char *args[ARGS_MAX] = { "probe", call(fn) };
	int count = 2;

	/* Above all fixed ones first, lest one be overwritten by another. */
	move_fd(fcntl(reply_pipe[1], F_DUPFD, 100), REPLY_FD);
	move_fd(fcntl(go_pipe[0], F_DUPFD, 100), GO_FD);
	move_fd(fcntl(open(NODES "self_domain", O_RDONLY), F_DUPFD, 100), SELF_FD);
	close(reply_pipe[0]);
	close(reply_pipe[1]);
	close(go_pipe[0]);
	close(go_pipe[1]);
	while (count < ARGS_MAX - 1 && (args[count] = va_arg(more, char *)))
		count++;
	args[count] = NULL;
	execv(path, args);
	perror("# starting a probe");
	_exit(PROBE_UNSTARTED);
}

static int start(struct probe *probe, const char *path, probe_fn fn, va_list more)
{
	int reply_pipe[2], go_pipe[2];

	if (pipe(reply_pipe) || pipe(go_pipe))
		return errno;
	fflush(stdout);
	probe->pid = fork();
	if (!probe->pid)
		become_probe(path, fn, reply_pipe, go_pipe, more);
	close(reply_pipe[1]);
	close(go_pipe[0]);
	probe->reply = reply_pipe[0];
	probe->go = go_pipe[1];
	fcntl(probe->reply, F_SETFD, FD_CLOEXEC);
	fcntl(probe->go, F_SETFD, FD_CLOEXEC);
	return probe->pid < 0 ? errno : 0;
}

/* Starts a probe that runs beside; 0 or an error number. */
int probe_start(struct probe *probe, probe_fn fn, ...)
{
	va_list more;
	int err;

	va_start(more, fn);
	err = start(probe, PROBE, fn, more);
	va_end(more);
	return err;
}

/* The same for a program of another name. */
int probe_start_as(struct probe *probe, const char *path, probe_fn fn, ...)
{
	va_list more;
	int err;

	va_start(more, fn);
	err = start(probe, path, fn, more);
	va_end(more);
	return err;
}

/* Waits for what a probe says next; it is in @reply. */
void probe_hear(struct probe *probe)
{
	const ssize_t len = read(probe->reply, reply, sizeof(reply) - 1);

	reply[len > 0 ? len : 0] = '\0';
}

/* Lets a probe go on that waits. */
void probe_go(struct probe *probe)
{
	if (write(probe->go, "", 1) != 1)
		perror("# probe_go");
}

static void hear_all(struct probe *probe)
{
	size_t used = 0;
	ssize_t len;

	while ((len = read(probe->reply, reply + used, sizeof(reply) - 1 - used)) > 0)
		used += len;
	reply[used] = '\0';
}

/* Waits for the end of a probe, whose last words are in @reply. */
int probe_end(struct probe *probe)
{
	int status;

	hear_all(probe);
	close(probe->reply);
	close(probe->go);
	if (waitpid(probe->pid, &status, 0) != probe->pid)
		return PROBE_LOST;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   PROBE_KILLED + WTERMSIG(status);
}

static int run(const char *path, probe_fn fn, va_list more)
{
	struct probe probe;
	const int err = start(&probe, path, fn, more);

	return err ? PROBE_LOST : probe_end(&probe);
}

/* Runs a probe: what @fn returns. Arguments end with NULL. */
int probe(probe_fn fn, ...)
{
	va_list more;
	int status;

	va_start(more, fn);
	status = run(PROBE, fn, more);
	va_end(more);
	return status;
}

/* The same for a program of another name. */
int probe_as(const char *path, probe_fn fn, ...)
{
	va_list more;
	int status;

	va_start(more, fn);
	status = run(path, fn, more);
	va_end(more);
	return status;
}

int make_file(const char *path, const char *text, mode_t mode)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
	const ssize_t len = strlen(text);

	if (fd < 0)
		return errno;
	if (write(fd, text, len) != len || fchmod(fd, mode)) {
		close(fd);
		return EIO;
	}
	return close(fd) ? errno : 0;
}

int touch(const char *path)
{
	return make_file(path, "text\n", 0644);
}

/* A new file, since the old one may have other names. */
int copy_program(const char *from, const char *to)
{
	static char buffer[65536];
	const int in = open(from, O_RDONLY | O_CLOEXEC);
	ssize_t len = -1;
	int out;

	unlink(to);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);

	while (in >= 0 && out >= 0 && (len = read(in, buffer, sizeof(buffer))) > 0)
		if (write(out, buffer, len) != len)
			return EIO;
	close(in);
	close(out);
	return len ? EIO : 0;
}

static int remove_one(const char *path, const struct stat *stat, int type,
		      struct FTW *where)
{
	(void)stat;
	(void)type;
	(void)where;
	remove(path);
	return 0;
}

static int define_profile(int number, const char *mode)
{
	return policy("profile",
		      "%d-COMMENT=selftest\n"
		      "%d-PREFERENCE={ max_audit_log=1024 max_learning_entry=2048 enforcing_penalty=0 }\n"
		      "%d-CONFIG={ mode=%s grant_log=yes reject_log=yes }\n"
		      "%d-CONFIG::file={ use_default }\n"
		      "%d-CONFIG::file::execute={ use_default }\n"
		      "%d-CONFIG::file::open={ use_default }\n"
		      "%d-CONFIG::file::getattr={ use_default }\n"
		      "%d-CONFIG::misc={ mode=disabled grant_log=no reject_log=no }\n"
		      "%d-CONFIG::misc::env={ use_default }\n",
		      number, number, number, mode, number, number, number, number,
		      number, number);
}

static int define_profiles(void)
{
	static const char *const modes[] = {
		"disabled", "learning", "permissive", "enforcing",
	};
	size_t i;
	int err = 0;

	for (i = 0; i < ARRAY_SIZE(modes) && !err; i++)
		err = define_profile(DISABLED + i, modes[i]);
	return err;
}

/* Removes what a test left, so that the next one starts like the first. */
void leave_world(void)
{
	umount2(DIR "/mnt", MNT_DETACH);
	nftw(DIR, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
	policy_lax("exception_policy", "delete initialize_domain " PROBE " from any\n");
	forget_domains("<kernel> " DIR "/");
}

/* Copies this program, which takes long, once for all tests of it. */
static int install_self(const char *to)
{
	char copy[64];
	struct stat self;
	int err = 0;

	if (stat("/proc/self/exe", &self))
		return errno;
	snprintf(copy, sizeof(copy), "/tmp/program-%lu", (unsigned long)self.st_ino);
	if (access(copy, X_OK))
		err = copy_program("/proc/self/exe", copy);
	if (err)
		return err;
	return link(copy, to) ? errno : 0;
}

/*
 * Makes a directory with a probe, a program to execute and two files, and a
 * domain for the probe, without entries; 0 or an error number.
 */
int fresh_world(int profile)
{
	int err;

	leave_world();
	/* A test that did not come to its end has not put back what it set. */
	policy_lax("stat", "Query timeout: 10\nMemory used by audit log: 0\n"
			   "Memory used by query message: 0\n");
	if (mkdir(DIR, 0755))
		return errno;
	err = install_self(PROBE);
	if (!err)
		err = install_self(TARGET);
	if (!err)
		err = touch(OBJECT);
	if (!err)
		err = touch(SECRET);
	if (!err)
		err = define_profiles();
	if (!err)
		err = policy("exception_policy", "initialize_domain " PROBE " from any\n");
	if (!err)
		err = domain_allow(PROBE_DOMAIN, "use_profile %d", profile);
	audit_forget();
	return err;
}

int try_open(const char *path, int flags)
{
	const int fd = open(path, flags | O_CLOEXEC);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

int open_read(char **args)
{
	return try_open(args[0], O_RDONLY);
}

int open_write(char **args)
{
	return try_open(args[0], O_WRONLY);
}

int open_append(char **args)
{
	return try_open(args[0], O_WRONLY | O_APPEND);
}

int open_rdwr(char **args)
{
	return try_open(args[0], O_RDWR);
}

int get_attr(char **args)
{
	struct stat stat;

	return lstat(args[0], &stat) ? errno : 0;
}

/* Executes its arguments: args[0] the program, then its argv[]. */
int execute(char **args)
{
	execv(args[0], args + 1);
	return errno;
}

int succeed(char **args)
{
	(void)args;
	return 0;
}

int tell_domain(char **args)
{
	(void)args;
	say_domain();
	return 0;
}

/* Calls @fn in a child process. */
int in_fork(probe_fn fn, char **args)
{
	const pid_t pid = fork();
	int status;

	if (!pid)
		_exit(fn(args));
	if (waitpid(pid, &status, 0) != pid)
		return PROBE_LOST;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   PROBE_KILLED + WTERMSIG(status);
}
