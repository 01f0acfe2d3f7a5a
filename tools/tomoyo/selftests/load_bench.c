// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loading of a large policy
 *
 *	load_bench --generate LINES >POLICY
 *	load_bench POLICY
 *
 * The first makes a policy of that many entries, always the same, in the form in
 * which the kernel prints it. The second loads it in several ways, reads it back
 * each time and compares. It measures by the processor's counter, which under
 * qemu -icount shift=0 counts instructions (scripts/loadbench).
 */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "node.h"

#define LOADPOLICY "/usr/sbin/ccs-loadpolicy"
#define SAVEPOLICY "/usr/sbin/ccs-savepolicy"
#define SAVED "/tmp/saved"
#define CHANGES "/tmp/changes"

/* What the kernel may take for one line of 100,000 (architecture 5). */
#define LINE_BUDGET 4000

#define CHUNK 65536
#define GROUPS 16
#define SMALLEST_DOMAIN 100

#define ROOT "<kernel> /load/"

/*
 * The generator. Its numbers must never change by themselves, so they are not
 * those of a library.
 */
static uint64_t state = 1;

static unsigned int pick(unsigned int below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (state >> 33) % below;
}

/* A name like those of files: random, so that nothing is shared by chance. */
static char *add_name(char *to)
{
	int left = 8 + pick(6);

	while (left--)
		*to++ = 'a' + pick(26);
	*to = '\0';
	return to;
}

static const char *path(int depth)
{
	static char text[64];
	char *end = add_name(text);

	while (--depth) {
		*end++ = '/';
		end = add_name(end);
	}
	return text;
}

static void literal(unsigned int number)
{
	(void)number;
	printf("file read /usr/%s\n", path(3));
}

static void several(unsigned int number)
{
	(void)number;
	printf("file read/write/unlink /var/lib/%s\n", path(2));
}

/* As learned. */
static void executed(unsigned int number)
{
	const char *const file = path(1);

	(void)number;
	printf("file execute /usr/bin/%s exec.realpath=\"/usr/bin/%s\" exec.argv[0]=\"%s\"\n",
	       file, file, file);
}

static void pattern(unsigned int number)
{
	(void)number;
	printf("file read /home/%s/\\*/\\*\\-\\*.tmp\n", path(1));
}

static void directories(unsigned int number)
{
	(void)number;
	printf("file write /srv/%s/\\{\\*\\}/\\*\n", path(1));
}

static void grouped(unsigned int number)
{
	printf("file ioctl @LOAD%u 0x%X\n", pick(GROUPS), number);
}

static void numbered(unsigned int number)
{
	(void)number;
	printf("file create /tmp/%s 0600-0666\n", path(1));
}

static void conditional(unsigned int number)
{
	(void)number;
	printf("file append /var/log/%s task.uid=path1.uid path1.perm=0600-0644\n", path(1));
}

/* A condition that nothing else has. */
static void owned(unsigned int number)
{
	printf("file chmod /home/%s 0700 task.uid=%u\n", path(1), 1000 + number);
}

static void connected(unsigned int number)
{
	printf("network inet stream connect 10.%u.%u.%u %u\n", number / 65536 % 256,
	       number / 256 % 256, number % 256, 1 + pick(65535));
}

/* How many of 20 entries are of which kind. */
static const struct {
	int share;
	void (*print)(unsigned int number);
} kinds[] = {
	{ 9, literal }, { 2, several }, { 2, executed }, { 1, pattern },
	{ 1, directories }, { 1, grouped }, { 1, numbered }, { 1, conditional },
	{ 1, owned }, { 1, connected },
};

static void print_entry(unsigned int number)
{
	int at = pick(20);
	size_t i = 0;

	while (at >= kinds[i].share)
		at -= kinds[i++].share;
	kinds[i].print(number);
}

/* The first domain gets half of the entries, the next half of the rest, … */
static int generate(unsigned int lines)
{
	unsigned int domain, number = 0;

	for (domain = 0; number < lines; domain++) {
		unsigned int count = (lines - number + 1) / 2;

		if (count < SMALLEST_DOMAIN)
			count = lines - number;
		printf(ROOT "%s%u\nuse_profile 0\n\n", path(1), domain);
		while (count--)
			print_entry(number++);
		printf("\n");
	}
	return fflush(stdout) || ferror(stdout) ? 1 : 0;
}

static uint64_t now(void)
{
	return __builtin_ia32_rdtsc();
}

static void die(const char *what)
{
	perror(what);
	exit(4);
}

static char *read_file(const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text;

	if (fd < 0)
		die(path);
	text = read_fd(fd, CHUNK, NULL);
	close(fd);
	return text;
}

static int passed, failed;

static void judge(bool good, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void judge(bool good, const char *format, ...)
{
	va_list args;

	printf("%s ", good ? "ok" : "not ok");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	fflush(stdout);
	if (good)
		passed++;
	else
		failed++;
}

static unsigned int entries;

static void row(const char *what, uint64_t total)
{
	printf("%-44s %14llu %10.1f\n", what, (unsigned long long)total,
	       (double)total / entries);
	fflush(stdout);
}

static size_t line_len(const char *text)
{
	return strcspn(text, "\n") + 1;
}

/* Entries are lines that are neither empty nor a domain's header. */
static unsigned int count_entries(const char *text)
{
	unsigned int count = 0;

	for (; *text; text += line_len(text))
		if (*text != '\n' && *text != '<' && strncmp(text, "use_profile ", 12))
			count++;
	return count;
}

static uint64_t timed_write(int fd, const char *text, size_t len)
{
	const uint64_t start = now();
	const ssize_t done = write(fd, text, len);
	const uint64_t end = now();
	char why[4096];
	ssize_t got;

	if (done == (ssize_t)len)
		return end - start;
	got = read(fd, why, sizeof(why) - 1);
	why[got > 0 ? got : 0] = '\0';
	fprintf(stderr, "refused: %s: %s", strerror(errno), why);
	exit(4);
}

static int open_policy(void)
{
	const int fd = open(NODES "domain_policy", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		die("domain_policy");
	timed_write(fd, "strict on\n", 10);
	return fd;
}

/* As programs of 1.8 do. */
static uint64_t write_lines(const char *text)
{
	const int fd = open_policy();
	uint64_t total = 0;

	for (; *text; text += line_len(text))
		if (*text != '\n')
			total += timed_write(fd, text, line_len(text));
	close(fd);
	return total;
}

static uint64_t put_chunks(int fd, const char *text)
{
	size_t left = strlen(text);
	uint64_t total = 0;

	while (left) {
		const size_t len = left < CHUNK ? left : CHUNK;

		total += timed_write(fd, text, len);
		text += len;
		left -= len;
	}
	return total;
}

static uint64_t write_chunks(const char *text)
{
	const int fd = open_policy();
	const uint64_t total = put_chunks(fd, text);

	close(fd);
	return total;
}

/* All of the policy is replaced at once, so what is there is written again. */
static uint64_t write_transaction(const char *text)
{
	char *const rest = read_node("domain_policy");
	const int fd = open_policy();
	uint64_t total = timed_write(fd, "begin\n", 6);

	put_chunks(fd, rest);
	total += put_chunks(fd, text);
	total += timed_write(fd, "commit\n", 7);
	close(fd);
	free(rest);
	return total;
}

static uint64_t delete_domains(const char *text)
{
	const int fd = open_policy();
	uint64_t total = 0;
	char line[256];

	for (; *text; text += line_len(text)) {
		if (*text != '<')
			continue;
		snprintf(line, sizeof(line), "delete %.*s", (int)line_len(text), text);
		total += timed_write(fd, line, strlen(line));
	}
	close(fd);
	return total;
}

/* Our domains stand together, since they were made one after the other. */
static bool contains(const char *whole, const char *text)
{
	const char *const from = strstr(whole, "\n" ROOT);

	return from && !strncmp(from + 1, text, strlen(text));
}

static void compare(const char *how, const char *text)
{
	const uint64_t start = now();
	char *const whole = read_node("domain_policy");
	const uint64_t end = now();

	judge(contains(whole, text), "%s: read back byte for byte", how);
	row("  reading it back, with the reader", end - start);
	free(whole);
}

/*
 * What is deleted is freed some seconds later, which must not be counted with
 * what is measured then. The guest's clock does not wait for an idle guest.
 */
#define SETTLE_SECONDS 15

static void forget(const char *text)
{
	char *whole;

	row("  deleting its domains", delete_domains(text));
	sleep(SETTLE_SECONDS);
	whole = read_node("domain_policy");
	if (strstr(whole, "\n" ROOT))
		judge(false, "domains are deleted");
	free(whole);
}

static uint64_t run(const char *output, char *const args[], int *status)
{
	const uint64_t start = now();
	const pid_t pid = fork();

	if (!pid) {
		const int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

		if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
			die(output);
		execv(args[0], args);
		die(args[0]);
	}
	if (pid < 0 || waitpid(pid, status, 0) != pid)
		die(args[0]);
	return now() - start;
}

static void judge_line(const char *what, uint64_t total)
{
	row(what, total);
	judge(total <= (uint64_t)entries * LINE_BUDGET, "%s: at most %d a line",
	      what, LINE_BUDGET);
}

static void bench_writes(const char *text)
{
	long before = stat_value("Memory used by policy:");

	judge_line("kernel, a write() for each line", write_lines(text));
	printf("%-44s %14s %10.1f\n", "  bytes of memory", "",
	       (double)(stat_value("Memory used by policy:") - before) / entries);
	compare("a write() for each line", text);
	forget(text);
	judge_line("kernel, a write() for 64 KiB", write_chunks(text));
	compare("a write() for 64 KiB", text);
	forget(text);
	judge_line("kernel, a transaction", write_transaction(text));
	compare("a transaction", text);
	forget(text);
}

/*
 * What the program does beyond printing what it would do: a transaction, and
 * reading back and comparing what the kernel has then.
 */
static void bench_loadpolicy(char *path, const char *text)
{
	char *const load[] = { LOADPOLICY, "-d", "--file", path, NULL };
	char *const print[] = { LOADPOLICY, "-d", "--dry-run", "--file", path, NULL };
	int printed, loaded;
	const uint64_t alone = run("/dev/null", print, &printed);
	const uint64_t whole = run("/dev/null", load, &loaded);

	judge(!printed && !loaded, "ccs-loadpolicy succeeds");
	row("ccs-loadpolicy, all of it", whole);
	row("ccs-loadpolicy, of that writing and reading back", whole - alone);
	compare("ccs-loadpolicy", text);
}

/* The other tool, and what else the first one can do with so much policy. */
static void bench_savepolicy(const char *text)
{
	char *const save[] = { SAVEPOLICY, "-d", NULL };
	char *const replace[] = {
		LOADPOLICY, "-df", "--dry-run", "--file", SAVED, NULL,
	};
	char *output;
	int status;

	row("ccs-savepolicy -d, all of it", run(SAVED, save, &status));
	output = read_file(SAVED);
	judge(!status && contains(output, text), "ccs-savepolicy prints it byte for byte");
	free(output);
	row("ccs-loadpolicy -df of the same, all of it", run(CHANGES, replace, &status));
	output = read_file(CHANGES);
	judge(!status && !strstr(output, "/load/"), "ccs-loadpolicy -df finds nothing to change");
	free(output);
}

static int bench(char *path)
{
	char *const text = read_file(path);

	entries = count_entries(text);
	printf("%u entries, %zu bytes\n%-44s %14s %10s\n", entries, strlen(text), "what",
	       "instructions", "per line");
	bench_writes(text);
	bench_loadpolicy(path, text);
	bench_savepolicy(text);
	forget(text);
	free(text);
	printf("%d passed, %d failed\n", passed, failed);
	return failed ? 1 : 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "--generate"))
		return generate(strtoul(argv[2], NULL, 10));
	if (argc == 2)
		return bench(argv[1]);
	fprintf(stderr, "usage: load_bench --generate LINES\n       load_bench POLICY\n");
	return 4;
}
