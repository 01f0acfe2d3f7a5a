// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whom would a policy lock out?
 *
 * Asks the policy for what has to go on: the shell that this program was
 * started from must start it again, and that must write policy; a getty must
 * start a login, a login and an sshd a shell. What is not known, such as the
 * condition of an entry, counts as granted: only a certain loss is told.
 */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "iface.h"
#include "node.h"
#include "preflight.h"
#include "process.h"
#include "remote.h"
#include "text.h"

/* Who has to go on. */
enum step {
	STEP_SHELL,
	STEP_SELF,
	STEP_GETTY,
	STEP_LOGIN,
	STEP_SSHD,
	STEP_SESSION,
	STEP_COUNT,
	STEP_NONE = STEP_COUNT
};

/**
 * struct need - a request that must be granted
 * @step: who needs it
 * @request: the request without its last operand
 * @paths: the operand; any of them will do. Those that don't exist are not
 *	needed; NULL is the program itself, or the shell of a login
 * @next: what follows in the domain that an execution leads to
 */
struct need {
	enum step step;
	const char *request;
	const char *paths[4];
	enum step next;
};

#define NODE_PATH CCS_SECURITYFS "/ccs/domain_policy"

static const struct need needs[] = {
	{ STEP_SHELL, "file execute", { NULL }, STEP_SELF },
	{ STEP_SELF, "file write", { NODE_PATH }, STEP_NONE },
	{ STEP_SELF, "file read", { NODE_PATH }, STEP_NONE },
	{ STEP_GETTY, "file execute", { "/bin/login", "/usr/bin/login" },
	  STEP_LOGIN },
	{ STEP_LOGIN, "file read", { "/etc/passwd" }, STEP_NONE },
	{ STEP_LOGIN, "file read", { "/etc/shadow" }, STEP_NONE },
	{ STEP_LOGIN, "file execute", { NULL }, STEP_NONE },
	{ STEP_SSHD, "file read", { "/etc/passwd" }, STEP_NONE },
	{ STEP_SSHD, "file execute", { "/usr/lib/openssh/sshd-session",
	  "/usr/libexec/openssh/sshd-session" }, STEP_SESSION },
	{ STEP_SESSION, "file execute", { NULL }, STEP_NONE },
};

static const struct {
	const char *name;
	enum step step;
} programs[] = {
	{ "agetty", STEP_GETTY },	{ "getty", STEP_GETTY },
	{ "mingetty", STEP_GETTY },	{ "login", STEP_LOGIN },
	{ "sshd", STEP_SSHD },		{ "sshd-session", STEP_SESSION },
	{ "dropbear", STEP_SESSION },
};

static const char *const titles[STEP_COUNT] = {
	"your shell", "this program", "getty", "login", "sshd", "sshd",
};

static const char *const shells[] = {
	"sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "busybox",
};

static enum step step_of(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (!strcmp(programs[i].name, name))
			return programs[i].step;
	return STEP_NONE;
}

static bool is_shell(const char *name)
{
	size_t i;

	name += *name == '-';
	for (i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		if (!strcmp(shells[i], name))
			return true;
	return false;
}

/* The value of a line "KEY=VALUE" of an answer, to be freed, or NULL. */
static char *value_of(const char *answer, const char *key)
{
	const size_t len = strlen(key);

	for (; *answer; answer += strcspn(answer, "\n"), answer += *answer == '\n')
		if (!strncmp(answer, key, len))
			return ccs_format("%.*s",
					  (int)strcspn(answer + len, "\n"),
					  answer + len);
	return NULL;
}

static void ask(struct ccs_preflight *flight, const char *domain,
		const char *request, const char *path,
		struct ccs_strbuf *answer)
{
	char encoded[4 * PATH_MAX];
	char *question;

	ccs_text_encode(path, encoded, sizeof(encoded));
	question = ccs_format("%s\n%s %s\n", domain, request, encoded);
	ccs_preview_ask(flight->preview, question, answer);
	free(question);
}

/* The kernel knows nodes by the name on their file system as well. */
static char *other_name(const char *path)
{
	static const char mount[] = CCS_SECURITYFS "/";
	char real[PATH_MAX];

	if (!strncmp(path, mount, sizeof(mount) - 1))
		return ccs_format("securityfs:/%s", path + sizeof(mount) - 1);
	return ccs_strdup(realpath(path, real) ? real : path);
}

static bool is_denied(const struct ccs_strbuf *answer)
{
	return strstr(answer->text, " result=denied\n");
}

/* @answer is that for the first name by which it is granted, if any. */
static bool denied(struct ccs_preflight *flight, const char *domain,
		   const char *request, const char *path,
		   struct ccs_strbuf *answer)
{
	char *const other = other_name(path);
	bool is;

	ask(flight, domain, request, other, answer);
	is = is_denied(answer);
	if (is && strcmp(other, path)) {
		ask(flight, domain, request, path, answer);
		is = is_denied(answer);
	}
	free(other);
	return is;
}

static void tell(struct ccs_preflight *flight, const struct need *need,
		 const char *domain, const struct ccs_strbuf *answer)
{
	char *const add = value_of(answer->text, "add=");
	char *const item = value_of(answer->text, "item=");
	char *const profile = value_of(answer->text, "profile=");
	char *const text =
		ccs_format("%s: would deny '%s', which %s needs: profile %.*s enforces %s",
			   domain, add ? add : need->request,
			   titles[need->step],
			   profile ? (int)strcspn(profile, " ") : 1,
			   profile ? profile : "?", item ? item : "it");

	ccs_list_add(&flight->denied, text);
	free(text);
	free(profile);
	free(item);
	free(add);
}

static void follow(struct ccs_preflight *flight, const char *domain,
		   enum step step);

static void enter(struct ccs_preflight *flight, const char *from,
		  const struct ccs_strbuf *answer, enum step step)
{
	char *const next = value_of(answer->text, "next=");

	if (next && *next == '<') {
		if (ccs_preview_enter(flight->preview, from, next))
			ccs_list_add(&flight->made, next);
		follow(flight, next, step);
	}
	free(next);
}

static const char *first_path(const struct ccs_preflight *flight,
			      const struct need *need)
{
	size_t i;

	if (!need->paths[0])
		return need->step == STEP_SHELL ? flight->self : flight->shell;
	for (i = 0; need->paths[i]; i++)
		if (!access(need->paths[i], F_OK))
			return need->paths[i];
	return need->step == STEP_SELF ? need->paths[0] : NULL;
}

static void need_one(struct ccs_preflight *flight, const char *domain,
		     const struct need *need)
{
	const char *const path = first_path(flight, need);
	struct ccs_strbuf answer = {};

	if (!path)
		return;
	if (denied(flight, domain, need->request, path, &answer))
		tell(flight, need, domain, &answer);
	else if (need->next != STEP_NONE)
		enter(flight, domain, &answer, need->next);
	ccs_strbuf_free(&answer);
}

static bool asked_already(struct ccs_preflight *flight, const char *domain,
			  enum step step)
{
	char *const text = ccs_format("%d %s", step, domain);
	bool found = false;
	size_t i;

	for (i = 0; i < flight->asked.count && !found; i++)
		found = !strcmp(flight->asked.item[i].text, text);
	if (!found)
		ccs_list_add(&flight->asked, text);
	free(text);
	return found;
}

static void follow(struct ccs_preflight *flight, const char *domain,
		   enum step step)
{
	size_t i;

	if (!ccs_preview_knows(flight->preview, domain) ||
	    asked_already(flight, domain, step))
		return;
	for (i = 0; i < sizeof(needs) / sizeof(needs[0]); i++)
		if (needs[i].step == step)
			need_one(flight, domain, &needs[i]);
}

/*
 * Who is in a domain that the policy does not have keeps the profile, and is
 * granted nothing.
 */
static void make_bare(struct ccs_preflight *flight, const char *domain,
		      const char *profile)
{
	static const char node[] = "domain_policy";
	char *const line = ccs_format("use_profile %.*s",
				      (int)strcspn(profile, " "), profile);

	ccs_list_add(&flight->made, domain);
	ccs_preview_line(flight->preview, node, domain, NULL);
	ccs_preview_line(flight->preview, node, line, NULL);
	free(line);
}

/* The answer is "PID PROFILE DOMAIN", and nothing if the process is gone. */
static void follow_process(struct ccs_preflight *flight, pid_t pid,
			   enum step step)
{
	struct ccs_strbuf answer = {};
	char line[32];
	const char *domain = NULL, *profile = NULL;

	snprintf(line, sizeof(line), "%d", pid);
	if (!ccs_node_ask(".process_status", line, &answer) && answer.text)
		profile = strchr(answer.text, ' ');
	if (profile)
		domain = strchr(profile, '<');
	if (domain && !ccs_preview_knows(flight->preview, domain))
		make_bare(flight, domain, profile + 1);
	if (domain)
		follow(flight, domain, step);
	ccs_strbuf_free(&answer);
}

static const struct ccs_process *find(const struct ccs_processes *all,
				      pid_t pid)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		if (all->process[i].pid == pid)
			return &all->process[i];
	return NULL;
}

/* Whoever started this program, and the shells above that. */
static void follow_caller(struct ccs_preflight *flight,
			  const struct ccs_processes *all)
{
	const struct ccs_process *process;
	size_t depth;

	/* On another machine that is an agent below an sshd. */
	process = ccs_remote_used() ? NULL : find(all, getppid());
	if (process)
		follow_process(flight, process->pid, STEP_SHELL);
	for (depth = 0; process && process->pid > 1 && depth < all->count;
	     depth++) {
		if (is_shell(process->name))
			follow_process(flight, process->pid, STEP_SHELL);
		process = find(all, process->parent);
	}
}

static void follow_processes(struct ccs_preflight *flight)
{
	struct ccs_processes all;
	size_t i;

	if (ccs_processes_read(&all, flight->proc, false))
		return;
	follow_caller(flight, &all);
	for (i = 0; i < all.count; i++)
		if (step_of(all.process[i].name) != STEP_NONE)
			follow_process(flight, all.process[i].pid,
				       step_of(all.process[i].name));
	ccs_processes_free(&all);
}

/* Services that do not run now have domains all the same. */
static void follow_domains(struct ccs_preflight *flight)
{
	struct ccs_strbuf text = {};
	char *rest, *line;

	ccs_preview_enforcing(flight->preview, &text);
	rest = text.text;
	while ((line = strsep(&rest, "\n"))) {
		const char *const slash = strrchr(line, '/');

		if (slash && step_of(slash + 1) != STEP_NONE)
			follow(flight, line, step_of(slash + 1));
	}
	ccs_strbuf_free(&text);
}

static void count_managers(struct ccs_preflight *flight)
{
	struct ccs_strbuf text = {};
	bool usable = false;
	char *rest, *line;

	ccs_preview_print(flight->preview, "manager", &text);
	rest = text.text;
	while ((line = strsep(&rest, "\n")) && !usable) {
		char *const path = *line == '/' ? ccs_text_decode(line) : NULL;

		usable = path ? ccs_remote_used() || !access(path, X_OK) :
			 *line == '<' && ccs_preview_knows(flight->preview,
							   line);
		free(path);
	}
	if (!usable)
		ccs_list_add(&flight->denied,
			     "no program or domain that exists would be a manager: nobody could change the policy again");
	ccs_strbuf_free(&text);
}

static char *read_self(void)
{
	char path[PATH_MAX];
	const ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (n <= 0)
		return NULL;
	path[n] = '\0';
	return ccs_strdup(path);
}

/* What a login of root starts. */
static char *read_shell(void)
{
	FILE *const file = fopen("/etc/passwd", "re");
	char line[1024];
	char *shell = NULL;

	while (file && !shell && fgets(line, sizeof(line), file)) {
		const char *const last = strrchr(line, ':');

		if (!strncmp(line, "root:", 5) && last && last[1] == '/')
			shell = ccs_format("%.*s",
					   (int)strcspn(last + 1, "\n"),
					   last + 1);
	}
	if (file)
		fclose(file);
	return shell ? shell : ccs_strdup("/bin/sh");
}

/**
 * ccs_preflight_run - look for what must not be denied
 * @flight: filled in; @denied says what is
 * @preview: the policy, which is as before afterwards
 * @proc: where proc is mounted
 */
void ccs_preflight_run(struct ccs_preflight *flight,
		       struct ccs_preview *preview, const char *proc)
{
	size_t i;

	*flight = (struct ccs_preflight){
		.preview = preview,
		.proc = proc,
		.self = read_self(),
		.shell = read_shell(),
	};
	follow_processes(flight);
	follow_domains(flight);
	count_managers(flight);
	for (i = 0; i < flight->made.count; i++) {
		char *const line = ccs_format("delete %s",
					      flight->made.item[i].text);

		ccs_preview_line(preview, "domain_policy", line, NULL);
		free(line);
	}
}

/**
 * ccs_preflight_free - drop what was found
 * @flight: what ccs_preflight_run() filled in, or zeroes
 */
void ccs_preflight_free(struct ccs_preflight *flight)
{
	ccs_list_free(&flight->denied);
	ccs_list_free(&flight->asked);
	ccs_list_free(&flight->made);
	free(flight->self);
	free(flight->shell);
}
