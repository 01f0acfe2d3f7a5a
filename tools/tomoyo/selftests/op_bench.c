// SPDX-License-Identifier: GPL-2.0-only
/*
 * What one operation costs under a policy
 *
 *	op_bench LSM KIND RULES
 *	op_bench --apparmor KIND RULES >PROFILE
 *	op_bench --measure LSM KIND RULES
 *
 * The first installs a policy of that many rules which are about something else and
 * of what the operations need behind them, starts the third in it, and so prints rows
 * "operation lsm rules kind instructions", separated by tabs: medians, by the
 * processor's counter, which under qemu -icount shift=0 counts instructions
 * (scripts/opbench). The second prints what apparmor_parser makes a profile of.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "op_landlock.h"
#include "op_rules.h"

#define WARM 20
#define SAMPLES 101

static void die(const char *what)
{
	perror(what);
	exit(4);
}

static uint64_t now(void)
{
	return __builtin_ia32_rdtsc();
}

/*
 * The operations; each returns whether it succeeded, since a refused one would be a
 * cheap one.
 */
static int sender = -1, receiver = -1, unix_sender = -1, unix_receiver = -1, ends[2];

static struct sockaddr_in inet_address(int port)
{
	return (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
}

static const struct sockaddr_un unix_address = {
	.sun_family = AF_UNIX, .sun_path = UNIX,
};

static bool open_close(const char *path, int flags)
{
	const int fd = open(path, flags, 0600);

	return fd >= 0 && !close(fd);
}

static bool open_near(void)
{
	return open_close(NEAR, O_RDONLY);
}

static bool open_far(void)
{
	return open_close(FAR, O_RDONLY);
}

static bool stat_near(void)
{
	struct stat st;

	return !stat(NEAR, &st);
}

static bool stat_far(void)
{
	struct stat st;

	return !stat(FAR, &st);
}

static bool creat_unlink(void)
{
	return open_close(MADE, O_WRONLY | O_CREAT | O_EXCL) && !unlink(MADE);
}

static bool mkdir_rmdir(void)
{
	return !mkdir(DIRECTORY, 0700) && !rmdir(DIRECTORY);
}

static bool rename_twice(void)
{
	return !rename(HERE, THERE) && !rename(THERE, HERE);
}

static bool change_mode(void)
{
	return !chmod(NEAR, 0640);
}

static bool bind_socket(void)
{
	const struct sockaddr_in to = inet_address(PORT);
	const int fd = socket(AF_INET, SOCK_DGRAM, 0);

	return fd >= 0 && !bind(fd, (const struct sockaddr *)&to, sizeof(to)) && !close(fd);
}

static bool use_pipe(void)
{
	char byte = 0;

	return write(ends[1], &byte, 1) == 1 && read(ends[0], &byte, 1) == 1;
}

static bool send_inet(void)
{
	const struct sockaddr_in to = inet_address(RECEIVER);

	return sendto(sender, "", 1, 0, (const struct sockaddr *)&to, sizeof(to)) == 1;
}

static bool send_unix(void)
{
	return sendto(unix_sender, "", 1, 0, (const struct sockaddr *)&unix_address,
		      sizeof(unix_address)) == 1;
}

static bool drain(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_DONTWAIT) == 1;
}

static bool drain_inet(void)
{
	return drain(receiver);
}

static bool drain_unix(void)
{
	return drain(unix_receiver);
}

static bool fork_exec(void)
{
	char *const args[] = { (char *)"tiny", NULL };
	char *const none[] = { NULL };
	int status;
	const pid_t pid = fork();

	if (!pid) {
		execve(PROGRAM, args, none);
		_exit(1);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 42;
}

static const struct operation {
	const char *name;
	bool (*run)(void);
	bool (*after)(void);
} operations[] = {
	{ "open+close-d1", open_near, NULL },
	{ "open+close-d6", open_far, NULL },
	{ "stat-d1", stat_near, NULL },
	{ "stat-d6", stat_far, NULL },
	{ "creat+unlink", creat_unlink, NULL },
	{ "mkdir+rmdir", mkdir_rmdir, NULL },
	{ "rename-x2", rename_twice, NULL },
	{ "chmod", change_mode, NULL },
	{ "udp-bind", bind_socket, NULL },
	{ "udp-send", send_inet, drain_inet },
	{ "unix-send", send_unix, drain_unix },
	{ "pipe-w+r", use_pipe, NULL },
	{ "fork+exec", fork_exec, NULL },
};

static int compare(const void *left, const void *right)
{
	const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

static uint64_t median(const struct operation *operation)
{
	uint64_t samples[SAMPLES];
	int i;

	for (i = -WARM; i < SAMPLES; i++) {
		const uint64_t start = now();
		const bool good = operation->run();
		const uint64_t end = now();

		if (!good || (operation->after && !operation->after()))
			die(operation->name);
		if (i >= 0)
			samples[i] = end - start;
	}
	qsort(samples, SAMPLES, sizeof(*samples), compare);
	return samples[SAMPLES / 2];
}

/* Sockets that last are made by who is measured, so that they are of its domain. */
static void open_sockets(void)
{
	const struct sockaddr_in inet = inet_address(RECEIVER);

	sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	receiver = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	unix_sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	unix_receiver = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (sender < 0 || receiver < 0 || unix_sender < 0 || unix_receiver < 0)
		die("socket");
	if (bind(receiver, (const struct sockaddr *)&inet, sizeof(inet)))
		die("bind inet");
	if (bind(unix_receiver, (const struct sockaddr *)&unix_address, sizeof(unix_address)))
		die("bind unix");
	if (pipe2(ends, O_CLOEXEC))
		die("pipe");
}

/* Nothing here may open or stat what the policy does not name, so no stdio. */
static int measure(const struct rules *rules)
{
	char line[160];
	size_t i;
	int len;

	if (!strcmp(rules->lsm, "landlock") && strcmp(rules->kind, "none") &&
	    !landlock_restrict(rules->count))
		die("landlock");
	open_sockets();
	for (i = 0; i < sizeof(operations) / sizeof(*operations); i++) {
		len = snprintf(line, sizeof(line), "%s\t%s\t%u\t%s\t%llu\n",
			       operations[i].name, rules->lsm, rules->count, rules->kind,
			       (unsigned long long)median(&operations[i]));
		if (write(STDOUT_FILENO, line, len) != len)
			die("write");
	}
	return 0;
}

/* Before it, as somebody else. */
static void make_file(const char *path)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);

	if (fd < 0)
		die(path);
	close(fd);
}

static void make_world(void)
{
	char path[] = FAR;
	char *slash = path;

	unlink(UNIX);
	while ((slash = strchr(slash + 1, '/'))) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	make_file(NEAR);
	make_file(FAR);
	make_file(HERE);
}

static void copy_self(const char *path)
{
	const int from = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	const int to = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
	struct stat st;

	if (from < 0 || to < 0 || fstat(from, &st) ||
	    sendfile(to, from, NULL, st.st_size) != st.st_size)
		die(path);
	close(to);
	close(from);
}

static FILE *open_node(const char *node)
{
	FILE *const file = fopen(node, "r+");

	if (!file)
		die(node);
	return file;
}

static void close_node(FILE *file, const char *node)
{
	if (fclose(file))
		die(node);
}

/* Both spell policy the same; ours is told to refuse what it does not understand. */
static void install_domain(const struct rules *rules, const char *dir, const char *first)
{
	const char *const probe = rules_probe(rules);
	const int profile = strcmp(rules->kind, "disabled") ? 5 : 4;
	char node[80];
	FILE *file;

	snprintf(node, sizeof(node), "%sprofile", dir);
	file = open_node(node);
	fprintf(file, "%sPROFILE_VERSION=20150505\n"
		"4-CONFIG={ mode=disabled grant_log=no reject_log=no }\n"
		"5-CONFIG={ mode=enforcing grant_log=no reject_log=no }\n", first);
	close_node(file, node);
	snprintf(node, sizeof(node), "%sexception_policy", dir);
	file = open_node(node);
	fprintf(file, "%sinitialize_domain %s from any\n", first, probe);
	close_node(file, node);
	snprintf(node, sizeof(node), "%sdomain_policy", dir);
	file = open_node(node);
	fprintf(file, "%s<kernel> %s %s\nuse_profile %d\n", first, probe, PROGRAM, profile);
	fprintf(file, "<kernel> %s\nuse_profile %d\n", probe, profile);
	rules_print_domain(file, rules);
	close_node(file, node);
}

/* What scripts/opbench compiled. */
static void load_profile(const struct rules *rules)
{
	static char blob[8 << 20];
	char path[80];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "/opt/apparmor-%s-%u", rules->kind, rules->count);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		die(path);
	len = read(fd, blob, sizeof(blob));
	close(fd);
	fd = open("/sys/kernel/security/apparmor/.replace", O_WRONLY | O_CLOEXEC);
	if (fd < 0 || len <= 0 || write(fd, blob, len) != len)
		die("apparmor/.replace");
	close(fd);
}

static void install(const struct rules *rules)
{
	if (!strcmp(rules->kind, "none"))
		return;
	if (!strcmp(rules->lsm, "ccsecurity"))
		install_domain(rules, "/sys/kernel/security/ccs/", "strict on\n");
	else if (!strcmp(rules->lsm, "tomoyo"))
		install_domain(rules, "/sys/kernel/security/tomoyo/", "");
	else if (!strcmp(rules->lsm, "apparmor"))
		load_profile(rules);
	else if (!strcmp(rules->lsm, "landlock"))
		landlock_prepare(rules->count);
}

static int bench(const struct rules *rules, char **args)
{
	const char *const probe = rules_probe(rules);
	char *const none[] = { NULL };
	char *const probe_args[] = {
		(char *)probe, (char *)"--measure", args[0], args[1], args[2], NULL,
	};

	make_world();
	copy_self(probe);
	install(rules);
	execve(probe, probe_args, none);
	die(probe);
	return 4;
}

int main(int argc, char **argv)
{
	const bool option = argc > 1 && argv[1][0] == '-';
	const bool apparmor = option && !strcmp(argv[1], "--apparmor");
	char **const args = argv + 1 + (option && !apparmor);
	const struct rules rules = {
		.lsm = apparmor ? "apparmor" : args[0],
		.kind = argc > 3 ? args[1] : NULL,
		.count = argc > 3 ? strtoul(args[2] ?: "", NULL, 10) : 0,
	};

	if (argc != 4 + (option && !apparmor)) {
		fprintf(stderr, "usage: op_bench LSM KIND RULES\n"
			"       op_bench --apparmor KIND RULES\n");
		return 4;
	}
	if (apparmor)
		rules_print_apparmor(stdout, &rules);
	else if (option)
		return measure(&rules);
	else
		return bench(&rules, args);
	return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
