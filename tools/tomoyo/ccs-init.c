// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loading policy at boot
 *
 * Runs before init, perhaps without a console, a writable file system or any
 * mount: nothing here may wait for ever, and nothing that can be missing is
 * taken for granted.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/choose.h"
#include "lib/clock.h"
#include "lib/disable.h"
#include "lib/dropin.h"
#include "lib/fail.h"
#include "lib/iface.h"
#include "lib/load.h"
#include "lib/mounts.h"
#include "lib/node.h"
#include "lib/option.h"
#include "lib/saved.h"
#include "lib/summary.h"
#include "lib/words.h"

#define OPTION_ROOT	  (CCS_OPTION_LONG + 0)
#define OPTION_POLICY_DIR (CCS_OPTION_LONG + 1)
#define OPTION_CMDLINE	  (CCS_OPTION_LONG + 2)

/**
 * struct boot - one run of the loader
 * @words: what the administrator said
 * @source: where the policy is
 * @cmdline: where the kernel command line can be read
 * @said: what files said, to find contradictions
 * @rejected: lines refused
 * @code: exit status so far
 */
struct boot {
	struct ccs_words words;
	struct ccs_saved source;
	const char *cmdline;
	struct ccs_dropin said;
	unsigned int rejected;
	enum ccs_exit code;
};

/* The kernel log has it even when there is no console. */
static void log_level(int level, const char *text)
{
	const int fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	char line[1000];
	int len;

	if (fd < 0)
		return;
	len = snprintf(line, sizeof(line), "<%d>ccs-init: %.900s\n", level,
		       text);
	/* There is nobody left to tell if this fails. */
	if (write(fd, line, len) != len)
		errno = 0;
	close(fd);
}

static void log_kernel(const char *text)
{
	log_level(5, text);
}

/* What nobody may miss: one line says what happened and what became of it. */
static void shout(const char *reason, const char *effect)
{
	char *const text = ccs_format("%s: %s", effect, reason);

	fflush(stdout);
	fprintf(stderr, "ccs-init: %s\n", text);
	log_level(2, text);
	free(text);
}

static void say(char *text)
{
	printf("ccs-init: %s\n", text);
	fflush(stdout);
	log_kernel(text);
	free(text);
}

static void open_console(void)
{
	const int fd = open("/dev/console", O_RDWR | O_NOCTTY | O_CLOEXEC);
	int i;

	if (fd < 0)
		return;
	for (i = 0; i < 3; i++)
		if (i == fd)
			fcntl(fd, F_SETFD, 0);
		else
			dup2(fd, i);
	if (fd > 2)
		close(fd);
}

/*
 * The kernel starts us without descriptors. Were 0 to 2 left unused, the next
 * open() would get one of them and messages would end up in a policy node.
 */
static bool secure_descriptors(void)
{
	int fd;

	if (fcntl(0, F_GETFD) >= 0 && fcntl(1, F_GETFD) >= 0 &&
	    fcntl(2, F_GETFD) >= 0)
		return true;
	do {
		fd = open("/", O_RDONLY);
	} while (fd >= 0 && fd < 2);
	if (fd > 2)
		close(fd);
	open_console();
	return false;
}

/* Runs an optional script of the administrator. */
static void run_hook(const struct boot *boot, const char *name)
{
	char *const path = ccs_format("%s/%s", boot->source.top, name);
	int status;
	pid_t pid;

	if (access(path, X_OK)) {
		free(path);
		return;
	}
	pid = fork();
	if (!pid) {
		execl(path, path, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		ccs_warn("cannot run %s: %s", path, strerror(errno));
	else if (status)
		ccs_warn("%s failed (wait status 0x%x)", path, status);
	free(path);
}

/*
 * Booted with init=/sbin/ccs-init. The kernel puts in force what was loaded when
 * another program is started.
 */
static void __attribute__((noreturn)) become_init(char **argv)
{
	static char *const names[] = {
		"/sbin/init", "/etc/init", "/bin/init", "/bin/sh"
	};
	size_t i;

	ccs_mounts_drop();
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		argv[0] = names[i];
		execv(names[i], argv);
		ccs_warn("cannot run %s: %s", names[i], strerror(errno));
	}
	for (;;)
		pause();
}

/* Leaves the machine running without restrictions, if it shall run at all. */
static void fatal(struct boot *boot, enum ccs_exit code, const char *reason)
{
	int fd;

	boot->code = code;
	switch (boot->words.fatal) {
	case CCS_FATAL_PANIC:
		shout(reason, "CCS_FATAL=panic");
		fd = open("/proc/sysrq-trigger", O_WRONLY | O_CLOEXEC);
		if (fd < 0 || write(fd, "c", 1) != 1)
			ccs_warn("cannot panic: %s", strerror(errno));
		return;
	case CCS_FATAL_CONTINUE:
		shout(reason, "THE POLICY IS INCOMPLETE");
		return;
	default:
		shout(reason, "NOTHING IS RESTRICTED, ALL PROFILES ARE DISABLED");
		ccs_saved_use(&boot->source, boot->source.dir, NULL);
	}
}

/* Tries @text. Returns whether it names a profile that does not exist. */
static bool undefined_profile(struct boot *boot, const char *text,
			      struct ccs_strbuf *reason)
{
	return ccs_scratch_domain(boot->source.scratch, text, reason) &&
	       !strncmp(text, "use_profile ", 12);
}

/* Only reports; what to do about it follows from CCS_FATAL. */
static bool verify_domains(struct boot *boot)
{
	struct ccs_strbuf reason = {};
	struct ccs_lines lines;
	bool ok = true;
	char *path;

	if (ccs_saved_open(&boot->source, "domain_policy.conf", &lines, &path))
		return true;
	while (ccs_lines_next(&lines)) {
		if (!undefined_profile(boot, lines.text, &reason))
			continue;
		ok = false;
		ccs_warn("%s:%u: %s%s", path, lines.number, reason.text,
			 boot->words.fatal == CCS_FATAL_UNSET ?
				 ", using profile 0" : "");
	}
	ccs_lines_close(&lines);
	ccs_strbuf_free(&reason);
	free(path);
	return ok;
}

/* What is damaged, or can't be put in force, has a predecessor perhaps. */
static bool has_previous(struct boot *boot)
{
	struct ccs_saved *const source = &boot->source;
	char *worse;
	bool good;

	if (strcmp(source->profile, "profile.conf") ||
	    boot->words.fatal == CCS_FATAL_CONTINUE)
		return false;
	worse = ccs_saved_previous(source);
	good = !worse;
	free(worse);
	if (!good)
		ccs_saved_use(source, source->top, "profile.conf");
	return good;
}

static void choose(struct boot *boot)
{
	struct ccs_saved *const source = &boot->source;
	const bool previous = !strcmp(boot->words.profile, "previous");
	char *const flaw = previous ? ccs_saved_previous(source) :
				      ccs_saved_current(source, &boot->words);

	if (previous && flaw)
		ccs_saved_use(source, source->top, "profile.conf");
	if (flaw && !source->profile) {
		ccs_warn("%s", flaw);
		boot->code = CCS_EXIT_INPUT;
	} else if (flaw && !previous && has_previous(boot)) {
		shout(flaw, "USING THE POLICY BEFORE THE LAST SAVE");
	} else if (flaw) {
		fatal(boot, CCS_EXIT_INPUT, flaw);
	}
	free(flaw);
}

static void verify(struct boot *boot)
{
	if (boot->source.profile && !boot->words.noload && !boot->code &&
	    !verify_domains(boot) && boot->words.fatal != CCS_FATAL_UNSET)
		fatal(boot, CCS_EXIT_INPUT,
		      "a domain uses a profile that is not defined");
}

static int put_line(struct boot *boot, struct ccs_load *load,
		    const struct ccs_lines *lines, bool domains)
{
	if (domains && boot->source.profile &&
	    undefined_profile(boot, lines->text, NULL)) {
		boot->rejected++;
		return ccs_load_line(load, lines->name, lines->number,
				     "use_profile 0");
	}
	return ccs_load_line(load, lines->name, lines->number, lines->text);
}

/*
 * Before the policy is active everybody may write it. Later, somebody who may
 * not has started us by hand, and nothing shall come of it.
 */
static bool forbidden(const struct boot *boot)
{
	return boot->code == CCS_EXIT_PERM;
}

static void load_failed(struct boot *boot, const char *node, int err)
{
	boot->code = ccs_iface_fail(node, err);
	if (!forbidden(boot))
		fatal(boot, boot->code, node);
}

/* Contradictions are told; the first file wins. */
static int put_new(struct boot *boot, struct ccs_load *load,
		   const struct ccs_lines *lines, bool domains)
{
	bool skip;
	char *const why = ccs_dropin_line(&boot->said, lines->name,
					  lines->number, lines->text, &skip);

	if (why)
		ccs_warn("%s:%u: %s%s", lines->name, lines->number, why,
			 skip ? ", which stays" : "");
	free(why);
	return skip ? 0 : put_line(boot, load, lines, domains);
}

static void load_lines(struct boot *boot, struct ccs_lines *lines,
		       const char *node)
{
	const bool domains = !strcmp(node, "domain_policy");
	struct ccs_load load;
	int err = ccs_load_open(&load, node, false);

	ccs_dropin_next(&boot->said);
	if (!err) {
		while (!err && ccs_lines_next(lines))
			err = put_new(boot, &load, lines, domains);
		boot->rejected += load.rejected;
		ccs_load_close(&load);
	} else if (err == -ENOENT) {
		err = 0;
	}
	if (err) {
		ccs_warn("cannot load %s", lines->name);
		load_failed(boot, node, err);
	}
}

/* Policy of applications. */
static void load_dropins(struct boot *boot, const char *suffix,
			 const char *node)
{
	char *const dir = ccs_format("%s/" CCS_DROPIN_DIR, boot->source.top);
	struct ccs_list files = {};
	struct ccs_lines lines;
	size_t i;

	ccs_dropin_list(&files, dir, suffix);
	for (i = 0; i < files.count && !forbidden(boot); i++) {
		const char *const path = files.item[i].text;
		const int err = ccs_lines_open(&lines, path);

		if (err) {
			ccs_warn("cannot read %s: %s", path, strerror(-err));
			continue;
		}
		load_lines(boot, &lines, node);
		if (ccs_lines_close(&lines))
			ccs_warn("cannot read all of %s", path);
	}
	ccs_list_free(&files);
	free(dir);
}

/* A missing file or node is skipped. */
static void load_file(struct boot *boot, const char *file, const char *node)
{
	struct ccs_lines lines;
	char *path;

	if (forbidden(boot) ||
	    ccs_saved_open(&boot->source, file, &lines, &path))
		return;
	load_lines(boot, &lines, node);
	if (ccs_lines_close(&lines))
		ccs_warn("cannot read all of %s", path);
	free(path);
}

static void load_policy(struct boot *boot)
{
	int err;

	load_file(boot, "manager.conf", "manager");
	load_file(boot, "exception_policy.conf", "exception_policy");
	load_dropins(boot, CCS_DROPIN_EXCEPTION, "exception_policy");
	if (!boot->words.noload) {
		load_file(boot, "domain_policy.conf", "domain_policy");
		load_dropins(boot, CCS_DROPIN_DOMAIN, "domain_policy");
	}
	/* Perhaps nothing can be written yet; whoever saves does it again. */
	ccs_dropin_record(boot->source.top, true);
	if (boot->source.profile)
		load_file(boot, boot->source.profile, "profile");
	if (ccs_choose_readable(boot->source.dir, "policy/current/stat.conf"))
		load_file(boot, "policy/current/stat.conf", "stat");
	else
		load_file(boot, "stat.conf", "stat");
	if (boot->source.profile || forbidden(boot))
		return;
	err = ccs_disable_all();
	if (err)
		boot->code = ccs_iface_fail("profile", err);
}

static const char *plural(unsigned int count, const char *one,
			  const char *many)
{
	return count == 1 ? one : many;
}

static void report(const struct boot *boot, long long start)
{
	struct ccs_summary sum;
	const int err = ccs_summary_read(&sum);

	if (err) {
		ccs_iface_fail("domain_policy", err);
		return;
	}
	say(ccs_format("%u %s, %u ACL %s, %lu KiB, %u %s rejected, %lld ms",
		       sum.domains, plural(sum.domains, "domain", "domains"),
		       sum.entries, plural(sum.entries, "entry", "entries"),
		       sum.kib, boot->rejected,
		       plural(boot->rejected, "line", "lines"),
		       ccs_clock() - start));
}

static void take_option(int key, const char *arg, void *data)
{
	struct boot *const boot = data;

	if (key == OPTION_CMDLINE) {
		boot->cmdline = arg;
		return;
	}
	free(boot->source.top);
	boot->source.top = key == OPTION_ROOT ? ccs_format("%s/etc/ccs", arg) :
					 ccs_strdup(arg);
}

static const struct ccs_option options[] = {
	{ OPTION_ROOT, "root", "DIR", "read the policy from DIR/etc/ccs" },
	{ OPTION_POLICY_DIR, "policy-dir", "DIR",
	  "read the policy from DIR instead of /etc/ccs" },
	{ OPTION_CMDLINE, "cmdline", "FILE",
	  "take FILE for the kernel command line" },
	{}
};

static const struct ccs_tool tool = {
	.name = "ccs-init",
	.usage = "[OPTION...] [WORD...]",
	.about = "Load the policy. The kernel runs this when it first starts init.\n"
		 "\n"
		 "Words, also on the kernel command line:\n"
		 "  CCS=default          use profile.conf (default)\n"
		 "  CCS=NAME             use profile-NAME.conf\n"
		 "  CCS=ask              ask on the console\n"
		 "  CCS=previous         use the policy before the last save\n"
		 "  CCS=disabled         load the policy, set all profiles to disabled\n"
		 "  CCS_NOLOAD           don't load domain_policy.conf\n"
		 "  CCS_TIMEOUT=SEC      how long CCS=ask waits; 0 is for ever (default 30)\n"
		 "  CCS_FATAL=panic|disabled|continue\n"
		 "                       what to do if the policy can't be loaded\n"
		 "                       (default disabled)\n",
	.options = options,
	.take = take_option,
};

static enum ccs_exit no_interface(const struct boot *boot, int err)
{
	const enum ccs_exit code = ccs_iface_explain(err);

	if (boot->words.lsm && !strstr(boot->words.lsm, CCS_LSM_NAME))
		ccs_warn("the kernel was booted with lsm=%s, which leaves out "
			 CCS_LSM_NAME, boot->words.lsm);
	return code;
}

/* Says which profile it is, by its name and not by its file. */
static void announce(const struct boot *boot)
{
	const char *const file = boot->source.profile;

	if (!file)
		say(ccs_strdup("profile 'disabled'"));
	else if (strcmp(boot->source.dir, boot->source.top))
		say(ccs_strdup("profile 'previous'"));
	else if (!strcmp(file, "profile.conf"))
		say(ccs_strdup("profile 'default'"));
	else
		say(ccs_format("profile '%.*s'", (int)strlen(file) - 13,
			       file + 8));
}

/* Was the kernel built to take nothing from its command line? */
static bool doors_closed(void)
{
	static const char label[] = "Doors on the command line:";
	struct ccs_strbuf text = {};
	const char *line;
	bool closed;

	line = ccs_node_read("stat", &text) ? NULL : strstr(text.text, label);
	closed = line && !strncmp(line + strlen(label) +
				  strspn(line + strlen(label), " "),
				  "closed", 6);
	ccs_strbuf_free(&text);
	return closed;
}

static enum ccs_exit load(struct boot *boot)
{
	const long long start = ccs_clock();
	int err = ccs_iface_find();

	if (err == -ENOENT) {
		run_hook(boot, "ccs-load-module");
		err = ccs_iface_find();
	}
	if (err)
		return no_interface(boot, err);
	if (doors_closed())
		ccs_words_forget(&boot->words);
	ccs_saved_init(&boot->source);
	if (access(boot->source.top, X_OK)) {
		char *const why = ccs_format("cannot use %s: %s", boot->source.top,
					     strerror(errno));

		shout(why, "NOTHING IS RESTRICTED, ALL PROFILES ARE DISABLED");
		free(why);
		boot->code = CCS_EXIT_IO;
	} else {
		choose(boot);
	}
	announce(boot);
	verify(boot);
	load_policy(boot);
	ccs_dropin_free(&boot->said);
	run_hook(boot, "ccs-post-init");
	report(boot, start);
	return boot->code ? boot->code :
	       boot->rejected ? CCS_EXIT_INPUT : CCS_EXIT_OK;
}

int main(int argc, char **argv)
{
	struct boot boot = { .cmdline = "/proc/cmdline" };
	const bool had_console = secure_descriptors();
	enum ccs_exit code;
	int i;

	ccs_fail_setup("ccs-init", log_kernel);
	boot.source.top = ccs_strdup("/etc/ccs");
	ccs_words_init(&boot.words);
	i = getpid() == 1 ? argc : ccs_tool_options(&tool, argc, argv, &boot);
	ccs_mounts_add();
	if (!had_console)
		open_console();
	ccs_words_cmdline(&boot.words, boot.cmdline);
	for (; i < argc; i++)
		ccs_words_take(&boot.words, argv[i]);
	code = load(&boot);
	if (getpid() == 1)
		become_init(argv);
	ccs_mounts_drop();
	ccs_saved_free(&boot.source);
	ccs_words_free(&boot.words);
	return code;
}
