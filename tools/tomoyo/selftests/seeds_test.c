// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy from published documents, loaded and read back
 */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "node.h"
#include "seeds_domains.h"
#include "seeds_enforcing.h"
#include "seeds_isolation.h"
#include "seeds_login.h"
#include "seeds_release.h"
#include "seeds_release_profiles.h"

#ifndef ARRAY_SIZE
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif

/* Profiles of the documents that domains of theirs use; no task does. */
#define DOCUMENT_PROFILES 8

/* Above all words and reasons that are long on purpose. */
#define LONG_TEXT 1048576

static int define_profiles(const char *ns)
{
	int number, err = 0;

	for (number = 0; number < DOCUMENT_PROFILES && !err; number++)
		err = policy("profile",
			     "%s %d-CONFIG={ mode=disabled grant_log=no reject_log=no }\n",
			     ns, number);
	return err;
}

FIXTURE(seeds) {
	char *exceptions;
};

/* Lines are read back with their namespace, since there is a second one. */
FIXTURE_SETUP(seeds)
{
	ASSERT_EQ(0, define_profiles(RELEASE));
	ASSERT_EQ(0, define_profiles("<kernel>"));
	self->exceptions = read_node("exception_policy");
}

FIXTURE_TEARDOWN(seeds)
{
	char *const left = read_node("exception_policy");

	EXPECT_STREQ(self->exceptions, left);
	free(left);
	free(self->exceptions);
	forget_domains("<kernel> /usr/");
	forget_domains("<kernel> /etc/");
}

/* Adds to a string that grows; both may be NULL. */
static void append(char **text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void append(char **text, const char *format, ...)
{
	char *more, *both;
	va_list args;

	va_start(args, format);
	if (vasprintf(&more, format, args) < 0)
		abort();
	va_end(args);
	if (asprintf(&both, "%s%s", *text ? *text : "", more) < 0)
		abort();
	free(more);
	free(*text);
	*text = both;
}

/* Takes the next line, with its newline, out of a text; NULL at the end. */
static char *next_line(const char **text)
{
	const size_t len = strcspn(*text, "\n") + 1;
	char *line;

	if (!**text)
		return NULL;
	line = strndup(*text, len);
	if (!line)
		abort();
	*text += strlen(line);
	return line;
}

static int put_line(int fd, const char *line)
{
	char why[4096];
	ssize_t len;
	int err;

	if (write(fd, line, strlen(line)) == (ssize_t)strlen(line))
		return 0;
	err = errno;
	len = read(fd, why, sizeof(why) - 1);
	why[len > 0 ? len : 0] = '\0';
	printf("# refused: %s# because: %s", line, why);
	return err;
}

/* Writes a text line by line, each of which must be accepted. */
static int feed(const char *node, const char *prefix, const char *text)
{
	char path[256], *line;
	int fd, err;

	snprintf(path, sizeof(path), NODES "%s", node);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return errno;
	err = put_line(fd, "strict on\n");
	while (!err && (line = next_line(&text))) {
		char *whole = NULL;

		append(&whole, "%s%s", prefix, line);
		err = put_line(fd, whole);
		free(whole);
		free(line);
	}
	close(fd);
	return err;
}

/* What @after has and @before has not; all lines of that are in both. */
static char *added(const char *before, const char *after)
{
	char *old = next_line(&before);
	char *result = NULL, *line;

	append(&result, "%s", "");
	while ((line = next_line(&after))) {
		if (old && !strcmp(old, line)) {
			free(old);
			old = next_line(&before);
		} else {
			append(&result, "%s", line);
		}
		free(line);
	}
	free(old);
	return result;
}

static char *print_exceptions(const char *before)
{
	char *const after = read_node("exception_policy");
	char *const result = added(before, after);

	free(after);
	return result;
}

/* A domain's text without the echo of the question and the line that ends it. */
static char *print_domain(const char *name)
{
	char *question = NULL, *answer, *text;
	size_t len;

	append(&question, "select domain=%s", name);
	answer = ask_node("domain_policy", question);
	text = strchr(answer, '\n');
	text = strdup(text ? text + 1 : "");
	len = strlen(text);
	if (len)
		text[len - 1] = '\0';
	free(answer);
	free(question);
	return text;
}

/* Calls @fn with the name of each domain that a text has. */
static void each_domain(const char *text, void (*fn)(const char *name, void *data),
			void *data)
{
	char *line;

	while (text && (line = next_line(&text))) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '<')
			fn(line, data);
		free(line);
	}
}

static void add_print(const char *name, void *data)
{
	char *const text = print_domain(name);

	append(data, "%s", text);
	free(text);
}

static char *print_domains(const char *text)
{
	char *result = NULL;

	append(&result, "%s", "");
	each_domain(text, add_print, &result);
	return result;
}

static void delete_domain(const char *name, void *data)
{
	int *const err = data;

	if (!*err)
		*err = policy("domain_policy", "delete %s\n", name);
}

/* Domains first, since they refer to groups. */
static int delete_all(const char *exceptions, const char *domains)
{
	int err = 0;

	each_domain(domains, delete_domain, &err);
	return err ? err : feed("exception_policy", "delete ", exceptions);
}

static int write_all(const char *exceptions, const char *domains)
{
	const int err = policy("exception_policy", "%s", exceptions);

	return err ? err : policy("domain_policy", "%s", domains);
}

static const char *text_or(const char *text, const char *other)
{
	if (text)
		return text;
	return other ? other : "";
}

static const char *domain_print_of(const struct seed *seed)
{
	return text_or(seed->domain_print, seed->domain);
}

static const char *exception_print_of(const struct seed *seed)
{
	return text_or(seed->exception_print, seed->exception);
}

/* Everything that was written must be in what is read, in the same words. */
static void expect_print(struct __test_metadata *_metadata, const char *before,
			 const char *exceptions, const char *domains)
{
	char *const got_exceptions = print_exceptions(before);
	char *const got_domains = print_domains(domains);

	EXPECT_STREQ(exceptions, got_exceptions);
	EXPECT_STREQ(domains, got_domains);
	free(got_domains);
	free(got_exceptions);
}

/* Loads, reads back, deletes, loads what was read, and reads the same again. */
static void round_trip(struct __test_metadata *_metadata, const char *before,
		       const struct seed *seed)
{
	const char *const exceptions = exception_print_of(seed);
	const char *const domains = domain_print_of(seed);

	printf("# %s\n", seed->title);
	EXPECT_EQ(0, feed("exception_policy", "", text_or(seed->exception, NULL)));
	EXPECT_EQ(0, feed("domain_policy", "", text_or(seed->domain, NULL)));
	expect_print(_metadata, before, exceptions, domains);
	EXPECT_EQ(0, write_all(exceptions, domains));
	expect_print(_metadata, before, exceptions, domains);
	EXPECT_EQ(0, delete_all(exceptions, domains));
	expect_print(_metadata, before, "", "");
	EXPECT_EQ(0, write_all(exceptions, domains));
	expect_print(_metadata, before, exceptions, domains);
	EXPECT_EQ(0, delete_all(exceptions, domains));
}

static void round_trips(struct __test_metadata *_metadata, const char *before,
			const struct seed *seeds, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		round_trip(_metadata, before, &seeds[i]);
}

/* The profiles of one namespace, without its name. */
static char *print_profiles(const char *prefix)
{
	char *const whole = read_node("profile");
	const char *text = whole;
	char *result = NULL, *line;

	append(&result, "%s", "");
	while ((line = next_line(&text))) {
		if (!strncmp(line, prefix, strlen(prefix)))
			append(&result, "%s", line + strlen(prefix));
		free(line);
	}
	free(whole);
	return result;
}

static void expect_profiles(struct __test_metadata *_metadata, const char *prefix,
			    const char *text, const char *print)
{
	char *got;

	EXPECT_EQ(0, feed("profile", prefix, text));
	got = print_profiles(prefix);
	EXPECT_STREQ(print, got);
	free(got);
}

/* A line alone says nothing about its release, which is the one of a document. */
static char *with_version(const char *text)
{
	static const char version[] = "PROFILE_VERSION=";
	char *whole = NULL;

	append(&whole, "%s%s", strncmp(text, version, strlen(version)) ?
			       "PROFILE_VERSION=20090903\n" : "", text);
	return whole;
}

/* Profiles can't be deleted, so each print goes into a namespace of its own. */
static void profile_trip(struct __test_metadata *_metadata, const char *name,
			 size_t number, const struct seed_profile *seed)
{
	char *const text = with_version(seed->text);
	char *const print = with_version(text_or(seed->print, seed->text));
	char first[64], second[64];

	printf("# %s\n", seed->title);
	snprintf(first, sizeof(first), "<%s-%zu> ", name, number);
	snprintf(second, sizeof(second), "<%s-%zu-again> ", name, number);
	expect_profiles(_metadata, first, text, print);
	expect_profiles(_metadata, first, print, print);
	expect_profiles(_metadata, second, print, print);
	free(print);
	free(text);
}

static void profile_trips(struct __test_metadata *_metadata, const char *name,
			  const struct seed_profile *seeds, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		profile_trip(_metadata, name, i, &seeds[i]);
}

#define ROUND_TRIPS(seeds) \
	round_trips(_metadata, self->exceptions, seeds, ARRAY_SIZE(seeds))
#define PROFILE_TRIPS(seeds) \
	profile_trips(_metadata, #seeds, seeds, ARRAY_SIZE(seeds))

TEST_F(seeds, login_sessions)
{
	ROUND_TRIPS(login_groups);
	ROUND_TRIPS(login_permissions);
	PROFILE_TRIPS(login_profiles);
}

TEST_F(seeds, release_of_1_7)
{
	ROUND_TRIPS(release);
	PROFILE_TRIPS(release_profiles);
}

TEST_F(seeds, domains_of_1_3)
{
	ROUND_TRIPS(domains);
	PROFILE_TRIPS(domains_profiles);
}

TEST_F(seeds, isolation)
{
	ROUND_TRIPS(isolation);
}

TEST_F(seeds, enforcing_mode)
{
	ROUND_TRIPS(enforcing);
	PROFILE_TRIPS(enforcing_profiles);
}

/* Who pastes a record as it is gets what was missing, and nothing else. */
TEST_F(seeds, record_is_pasted)
{
	static const char domain[] = "<kernel> /usr/sbin/httpd /bin/sh";
	char *entries;

	ASSERT_EQ(0, policy_lax("domain_policy", "%s", enforcing_record));
	entries = domain_entries(domain);
	EXPECT_STREQ("file execute/read /bin/cat\n", entries);
	free(entries);
}

/* The table is what the tool writes, if there is one. */
TEST_F(seeds, converted_as_by_the_tool)
{
	static const char tool[] = "/usr/sbin/ccs-convert";
	char output[65536];
	FILE *file;
	size_t len;

	if (access(tool, X_OK))
		SKIP(return, "no %s", tool);
	file = fopen("/tmp/status.txt", "w");
	ASSERT_NE(NULL, file);
	fputs(domains_status, file);
	ASSERT_EQ(0, fclose(file));
	file = popen("/usr/sbin/ccs-convert --kind profile </tmp/status.txt", "r");
	ASSERT_NE(NULL, file);
	len = fread(output, 1, sizeof(output) - 1, file);
	output[len] = '\0';
	EXPECT_EQ(0, pclose(file));
	EXPECT_STREQ(domains_profiles[0].text, output);
	unlink("/tmp/status.txt");
}

#define WORD_MAX_BYTES (128 * 1024)
#define WORDY_DOMAIN "<kernel> /usr/bin/wordy"

/* A line with one word of @len bytes behind @start. */
static char *long_word(const char *start, size_t len, const char *end)
{
	char *line = NULL;
	char *const word = malloc(len + 1);

	if (!word)
		abort();
	memset(word, 'x', len);
	*word = '/';
	word[len] = '\0';
	append(&line, "%s%s%s\n", start, word, end);
	free(word);
	return line;
}

static const struct {
	const char *node;
	const char *select;
	const char *start;
	const char *end;
} long_words[] = {
	{ "domain_policy", WORDY_DOMAIN "\n", "file read ", "" },
	{ "domain_policy", WORDY_DOMAIN "\n", "allow_read ", " if task.uid=0" },
	{ "domain_policy", WORDY_DOMAIN "\n", "file rename /a ", "" },
	{ "exception_policy", "", "path_group WORDS ", "" },
	{ "exception_policy", "", "deny_rewrite ", "" },
};

/* Of the domains only ours: others may be collected meanwhile. */
static char *read_long(size_t i)
{
	return *long_words[i].select ? domain_entries(WORDY_DOMAIN) :
				       read_node(long_words[i].node);
}

static void expect_long_word(struct __test_metadata *_metadata, size_t i,
			     char *why)
{
	char *const fits = long_word(long_words[i].start, WORD_MAX_BYTES,
				     long_words[i].end);
	char *const too_long = long_word(long_words[i].start, WORD_MAX_BYTES + 1,
					 long_words[i].end);
	char *before, *after;

	printf("# %s\n", long_words[i].start);
	EXPECT_EQ(0, policy(long_words[i].node, "%s%s", long_words[i].select, fits));
	before = read_long(i);
	after = NULL;
	append(&after, "%s%s", long_words[i].select, too_long);
	EXPECT_EQ(EINVAL, policy_error(long_words[i].node, why, LONG_TEXT, after));
	/* The line's number, and behind the word why, in one line. */
	EXPECT_EQ(*long_words[i].select ? 2 : 1, atoi(why));
	EXPECT_EQ(strlen(why) - 1, strcspn(why, "\n"));
	EXPECT_NE(NULL, strstr(why, "long"));
	free(after);
	after = read_long(i);
	EXPECT_STREQ(before, after);
	EXPECT_EQ(0, policy(long_words[i].node, "%sdelete %s", long_words[i].select, fits));
	free(after);
	free(before);
	free(too_long);
	free(fits);
}

/* Since 1.7.0 words may have 128 KiB. */
TEST_F(seeds, long_words)
{
	char *const why = malloc(LONG_TEXT);
	size_t i;

	ASSERT_NE(NULL, why);
	for (i = 0; i < ARRAY_SIZE(long_words); i++)
		expect_long_word(_metadata, i, why);
	free(why);
}

/* Two words of that size in one line, read back as they are. */
TEST_F(seeds, long_lines)
{
	char *const first = long_word("file rename ", WORD_MAX_BYTES, "");
	char *const second = long_word(" ", WORD_MAX_BYTES, "");
	char *entries;

	first[strlen(first) - 1] = '\0';
	EXPECT_EQ(0, policy("domain_policy", WORDY_DOMAIN "\n%s%s", first, second));
	entries = domain_entries(WORDY_DOMAIN);
	EXPECT_EQ(0, strncmp(entries, first, strlen(first)));
	EXPECT_STREQ(second, entries + strlen(first));
	free(entries);
	free(second);
	free(first);
}

/* Fig. 12 refers to a group that nobody filled: stored, and it matches nothing. */
TEST_F(seeds, group_without_members)
{
	static const char lines[] =
		"file execute @COMMANDS_FOR_LOGIN\n"
		"file chmod @NO_SUCH_FILES @NO_SUCH_MODES\n"
		"network inet stream connect @NO_SUCH_HOSTS @NO_SUCH_PORTS\n";
	char *entries, *exceptions;

	ASSERT_EQ(0, domain_policy(LOGIN_SHELL, lines));
	entries = domain_entries(LOGIN_SHELL);
	EXPECT_STREQ(lines, entries);
	/* Groups are printed by their members. */
	exceptions = read_node("exception_policy");
	EXPECT_STREQ(self->exceptions, exceptions);
	free(exceptions);
	free(entries);
}

TEST_HARNESS_MAIN
