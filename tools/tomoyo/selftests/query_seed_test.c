// SPDX-License-Identifier: GPL-2.0-only
/*
 * "How to use enforcing mode" (1.7), played with programs of the guest
 *
 * A web server's shell may send mail, but not what /bin/cat shows; then package
 * updates make services do what they never did, and a supervisor is asked as
 * ccs-queryd does it: Yes, No, Retry, Show policy, Add and retry.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "common.h"
#include "harness.h"
#include "supervisor.h"

#define HTTPD "/usr/sbin/httpd"
#define HTTPD_DOMAIN "<kernel> " HTTPD
#define SHELL_DOMAIN HTTPD_DOMAIN " /bin/sh"
#define ACPID "/usr/sbin/acpid"
#define ACPID_DOMAIN "<kernel> " ACPID
#define ACPID_SOCKET "/var/run/acpid.socket"
#define MAIL "/usr/bin/mail"
#define RC_SSHD "/etc/rc.d/init.d/sshd"
#define SSHD_DOMAIN "<kernel> " RC_SSHD
#define RC_CUPS "/etc/rc.d/init.d/cups"
#define CUPS_DOMAIN "<kernel> " RC_CUPS
#define SLEEP_DOMAIN CUPS_DOMAIN " /bin/sleep"

#define ENFORCED_ITEM(item)							\
	"3-CONFIG::file::" item "={ mode=enforcing grant_log=no reject_log=yes }\n"
#define SEED_PROFILE								\
	"3-CONFIG={ mode=disabled grant_log=no reject_log=no }\n"		\
	ENFORCED_ITEM("execute") ENFORCED_ITEM("ioctl") ENFORCED_ITEM("unlink")	\
	"3-PREFERENCE={ enforcing_penalty=0 create_domain=ask }\n"

static const char *const starts[] = { HTTPD, ACPID, RC_SSHD, RC_CUPS };

FIXTURE(seed) {
	struct question asked;
	struct probe probe;
	int fd;
};

/* What the mail says is what comes by its standard input. */
static void __attribute__((constructor(102))) mail(int argc, char **argv)
{
	char text[1024];
	ssize_t len;

	if (argc != 2 || strcmp(argv[0], MAIL))
		return;
	len = read(0, text, sizeof(text) - 1);
	text[len > 0 ? len : 0] = '\0';
	say("to %s: %s", argv[1], text);
	_exit(0);
}

static int install(void)
{
	mkdir("/etc/rc.d", 0755);
	mkdir("/etc/rc.d/init.d", 0755);
	mkdir("/var/run", 0755);
	return copy_program(PROBE, HTTPD) ?: copy_program(PROBE, ACPID) ?:
	       copy_program(PROBE, MAIL) ?:
	       make_file(RC_SSHD, "#!/bin/sh\n[ -t 0 ] </dev/null\n", 0755) ?:
	       make_file(RC_CUPS, "#!/bin/sh\n/bin/sleep 1\n", 0755);
}

static int load(void)
{
	size_t i;
	int err = policy("profile", SEED_PROFILE);

	for (i = 0; i < ARRAY_SIZE(starts) && !err; i++)
		err = policy("exception_policy", "initialize_domain %s from any\n", starts[i]);
	return err ?:
	       domain_policy(HTTPD_DOMAIN, "use_profile 3\nallow_execute /bin/sh\n") ?:
	       domain_policy(SHELL_DOMAIN, "use_profile 3\nallow_execute " MAIL "\n") ?:
	       domain_allow(SHELL_DOMAIN " " MAIL, "use_profile 3") ?:
	       domain_policy(SSHD_DOMAIN, "use_profile 3\nallow_read /bin/bash\n"
			     "allow_ioctl /dev/console 0x5401\n") ?:
	       domain_allow(CUPS_DOMAIN, "use_profile 3") ?:
	       domain_allow(ACPID_DOMAIN, "use_profile 3");
}

FIXTURE_SETUP(seed)
{
	ASSERT_EQ(0, fresh_world(DISABLED));
	ASSERT_EQ(0, install());
	ASSERT_EQ(0, load());
	ASSERT_EQ(0, set_timeout(LONG_TIMEOUT));
	audit_forget();
	self->fd = -1;
}

FIXTURE_TEARDOWN(seed)
{
	size_t i;

	close(self->fd);
	set_timeout(DEFAULT_TIMEOUT);
	for (i = 0; i < ARRAY_SIZE(starts); i++) {
		policy_lax("exception_policy", "delete initialize_domain %s from any\n",
			   starts[i]);
		unlink(starts[i]);
	}
	unlink(MAIL);
	unlink(ACPID_SOCKET);
	forget_domains(HTTPD_DOMAIN);
	forget_domains(ACPID_DOMAIN);
	forget_domains("<kernel> /etc/rc.d/");
	leave_world();
}

/* A page that has the shell do something. */
static int serve(char **args)
{
	char *const argv[] = { "sh", "-c", args[0], NULL };
	char *const envp[] = { "TERM=linux", "PATH=/bin:/usr/bin", NULL };

	execve("/bin/sh", argv, envp);
	return errno;
}

TEST_F(seed, mail_is_sent)
{
	EXPECT_EQ(0, probe_as(HTTPD, serve, "echo hello | " MAIL " root", NULL));
	EXPECT_STREQ("to root: hello\n", reply);
	EXPECT_FALSE(audit_find(SHELL_DOMAIN, "file execute " MAIL));
}

/* It only looks as if it worked: the mail is empty. */
TEST_F(seed, mail_of_what_is_refused)
{
	static const char *const fields[] = {
		" profile=3 mode=enforcing granted=no (global-pid=", ") task={ pid=",
		" uid=0 gid=0 euid=0 egid=0 suid=0 sgid=0 fsuid=0 fsgid=0 type!=execute_handler }",
		" path1={ uid=0 gid=0 ino=", " type=file } path1.parent={ uid=0 gid=0 ino=",
		" exec={ realpath=\"/bin/busybox\" argc=2 envc=",
		" argv[]={ \"/bin/cat\" \"/etc/passwd\" } envp[]={ \"", "\"TERM=linux\" ",
	};
	const char *record;
	size_t i;

	EXPECT_EQ(0, probe_as(HTTPD, serve, "/bin/cat /etc/passwd 2>/dev/null | " MAIL " root",
			      NULL));
	EXPECT_STREQ("to root: ", reply);
	record = audit_find(SHELL_DOMAIN, "file execute /bin/cat");
	ASSERT_NE(NULL, record);
	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		record = strstr(record, fields[i]);
		ASSERT_NE(NULL, record) {
			TH_LOG("no %s", fields[i]);
		}
	}
	EXPECT_FALSE(domain_exists(SHELL_DOMAIN " /bin/cat"));
}

static int run_script(char **args)
{
	execl(args[0], args[0], NULL);
	return errno;
}

static bool asked_by(int fd, struct question *asked, const char *domain, const char *request)
{
	if (!await_question(fd, asked))
		return false;
	if (is_asked(asked, domain, request))
		return true;
	printf("# %s\n# %s\n", asked->domain, asked->request);
	return false;
}

#define ASKED(domain, wanted) ASSERT_TRUE(asked_by(self->fd, &self->asked, domain, wanted))
#define SAY(number) ASSERT_EQ(0, answer(self->fd, self->asked.serial, number))
#define YES SAY(1)
#define NO SAY(2)
#define RETRY SAY(3)
#define ADD(line)								\
	do {									\
		ASSERT_EQ(0, add_line(self->asked.serial, line));		\
		RETRY;								\
	} while (0)

#define BEGIN(script)								\
	do {									\
		self->fd = supervise();						\
		ASSERT_LE(0, self->fd);						\
		ASSERT_EQ(0, probe_start(&self->probe, run_script, script, NULL)); \
	} while (0)

#define IOCTL "file ioctl /dev/null 0x5401"

/* Show policy, which asks again; then add a line. */
TEST_F(seed, ioctl)
{
	char line[64], *shown;

	BEGIN(RC_SSHD);
	ASKED(SSHD_DOMAIN, IOCTL);
	EXPECT_NE(NULL, strstr(self->asked.header, " type=char dev_major=1 dev_minor=3 }"));
	snprintf(line, sizeof(line), "select Q=%u", self->asked.serial);
	shown = ask_node("domain_policy", line);
	EXPECT_EQ(0, strncmp(shown, "# select Q=", strlen("# select Q=")));
	EXPECT_NE(NULL, strstr(shown, "\n" SSHD_DOMAIN "\nuse_profile 3\n\n"
			       "file read /bin/bash\nfile ioctl /dev/console 0x5401\n"));
	RETRY;
	ASKED(SSHD_DOMAIN, IOCTL);
	EXPECT_EQ(1, self->asked.retry);
	ADD("allow_ioctl /dev/null 0x5401");
	EXPECT_EQ(1, probe_end(&self->probe));
	EXPECT_NE(NULL, strstr(domain_entries(SSHD_DOMAIN), IOCTL "\n"));
	/* Nobody is asked a second time. */
	close(self->fd);
	BEGIN(RC_SSHD);
	EXPECT_EQ(1, probe_end(&self->probe));
	EXPECT_EQ(2, audit_count(SSHD_DOMAIN, IOCTL));
}

#define SLEEP "file execute /bin/sleep"
#define CREATES_SLEEP "# wants to create domain\n" SLEEP_DOMAIN

TEST_F(seed, execution_and_domain)
{
	BEGIN(RC_CUPS);
	ASKED(CUPS_DOMAIN, SLEEP);
	EXPECT_NE(NULL, strstr(self->asked.header,
			       " exec={ realpath=\"/bin/busybox\" argc=2 "));
	EXPECT_NE(NULL, strstr(self->asked.header, " argv[]={ \"/bin/sleep\" \"1\" } "));
	ADD("allow_execute /bin/sleep if exec.argc=2 exec.argv[1]=\"1\"");
	ASKED(CUPS_DOMAIN, CREATES_SLEEP);
	EXPECT_EQ(0, self->asked.retry);
	RETRY;
	ASKED(CUPS_DOMAIN, CREATES_SLEEP);
	EXPECT_EQ(1, self->asked.retry);
	YES;
	EXPECT_EQ(0, probe_end(&self->probe));
	EXPECT_TRUE(domain_exists(SLEEP_DOMAIN));
	EXPECT_STREQ(SLEEP " exec.argc=2 exec.argv[1]=\"1\"\n", domain_entries(CUPS_DOMAIN));
}

TEST_F(seed, execution_is_refused)
{
	BEGIN(RC_CUPS);
	ASKED(CUPS_DOMAIN, SLEEP);
	NO;
	EXPECT_EQ(126, probe_end(&self->probe));
	EXPECT_STREQ("", domain_entries(CUPS_DOMAIN));
}

TEST_F(seed, domain_is_refused)
{
	BEGIN(RC_CUPS);
	ASKED(CUPS_DOMAIN, SLEEP);
	YES;
	ASKED(CUPS_DOMAIN, CREATES_SLEEP);
	NO;
	EXPECT_EQ(126, probe_end(&self->probe));
	EXPECT_FALSE(domain_exists(SLEEP_DOMAIN));
}

static int make_socket(void)
{
	const struct sockaddr_un address = {
		.sun_family = AF_UNIX, .sun_path = ACPID_SOCKET,
	};
	const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const int err = bind(fd, (const void *)&address, sizeof(address)) ? errno : 0;

	close(fd);
	return err;
}

static int stop(char **args)
{
	return unlink(args[0]) ? errno : 0;
}

#define UNLINK "file unlink " ACPID_SOCKET

TEST_F(seed, unlink)
{
	int round;

	self->fd = supervise();
	for (round = 0; round < 2; round++) {
		ASSERT_EQ(0, make_socket());
		ASSERT_EQ(0, probe_start_as(&self->probe, ACPID, stop, ACPID_SOCKET, NULL));
		ASKED(ACPID_DOMAIN, UNLINK);
		EXPECT_NE(NULL, strstr(self->asked.header, " type=socket } path1.parent={ "));
		if (round)
			ADD("allow_unlink " ACPID_SOCKET " if path1.type=socket");
		else
			YES;
		EXPECT_EQ(0, probe_end(&self->probe));
	}
	EXPECT_STREQ(UNLINK " path1.type=socket\n", domain_entries(ACPID_DOMAIN));
	ASSERT_EQ(0, make_file(ACPID_SOCKET, "", 0644));
	ASSERT_EQ(0, probe_start_as(&self->probe, ACPID, stop, ACPID_SOCKET, NULL));
	ASKED(ACPID_DOMAIN, UNLINK);
	NO;
	EXPECT_EQ(EPERM, probe_end(&self->probe));
}

#define LOOPS 10

static long ticks_now(void)
{
	struct timespec time, tick;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
	clock_getres(CLOCK_MONOTONIC_COARSE, &tick);
	return (time.tv_sec * 1000000000L + time.tv_nsec) / tick.tv_nsec;
}

static long ticks_per_second(void)
{
	struct timespec tick;

	clock_getres(CLOCK_MONOTONIC_COARSE, &tick);
	return 1000000000L / tick.tv_nsec;
}

/* Repeats what is not permitted, as a hijacked server does. */
static int repeat(char **args)
{
	const int fd = open(args[0], O_RDONLY);
	const long start = ticks_now();
	int i, arg;

	for (i = 0; i < LOOPS; i++)
		if (!ioctl(fd, 0x5401, &arg) || errno != EPERM)
			return 100 + errno;
	say("%ld", ticks_now() - start);
	return 0;
}

/* A tenth of a second each, of whose first tick a part is over. */
TEST_F(seed, penalty)
{
	const long least = LOOPS * (ticks_per_second() / 10 - 1);

	ASSERT_EQ(0, policy("profile", "3-PREFERENCE={ enforcing_penalty=1 }\n"));
	EXPECT_EQ(0, probe_as(ACPID, repeat, "/dev/null", NULL));
	EXPECT_LE(least, atol(reply)) {
		TH_LOG("%s ticks, at least %ld", reply, least);
	}
}

TEST_HARNESS_MAIN
