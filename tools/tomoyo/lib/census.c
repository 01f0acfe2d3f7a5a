// SPDX-License-Identifier: GPL-2.0-only
/*
 * How much is restricted
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "census.h"
#include "fail.h"
#include "node.h"

#define KERNEL "<kernel>"

const char *const ccs_census_modes[] = {
	[CCS_CENSUS_DISABLED] = "disabled",
	[CCS_CENSUS_LEARNING] = "learning",
	[CCS_CENSUS_PERMISSIVE] = "permissive",
	[CCS_CENSUS_ENFORCING] = "enforcing",
};

/* Finds a profile, or adds it; @namespace ends at a blank. */
static struct ccs_census_profile *get(struct ccs_census *census,
				      const char *namespace,
				      unsigned int number)
{
	const size_t len = strcspn(namespace, " ");
	struct ccs_census_profile *profile;
	size_t i;

	for (i = 0; i < census->count; i++) {
		profile = &census->profile[i];
		if (profile->number == number &&
		    strlen(profile->namespace) == len &&
		    !strncmp(profile->namespace, namespace, len))
			return profile;
	}
	census->profile = ccs_realloc(census->profile, (census->count + 1) *
						       sizeof(*profile));
	profile = &census->profile[census->count++];
	*profile = (struct ccs_census_profile){
		.namespace = ccs_format("%.*s", (int)len, namespace),
		.number = number,
	};
	return profile;
}

static bool find_mode(const char *text, enum ccs_census_mode *mode)
{
	const char *const at = strstr(text, " mode=");
	int i;

	for (i = 0; at && i < CCS_CENSUS_MODES; i++)
		if (!strncmp(at + 6, ccs_census_modes[i],
			     strlen(ccs_census_modes[i]))) {
			*mode = i;
			return true;
		}
	return false;
}

static void take_config(struct ccs_census_profile *profile, const char *text)
{
	enum ccs_census_mode mode;

	if (!find_mode(text, &mode))
		return;
	if (profile->defined && mode != profile->mode)
		profile->mixed = true;
	if (mode > profile->mode)
		profile->mode = mode;
	profile->defined = true;
}

static void take_profile_line(struct ccs_census *census, const char *line)
{
	struct ccs_census_profile *profile;
	const char *namespace = KERNEL;
	unsigned int number;
	int len = 0;

	if (*line == '<') {
		namespace = line;
		line += strcspn(line, " ");
		line += *line == ' ';
	}
	if (sscanf(line, "%u-%n", &number, &len) != 1 || !len)
		return;
	line += len;
	profile = get(census, namespace, number);
	if (!strncmp(line, "CONFIG", 6))
		take_config(profile, line);
	else if (!strncmp(line, "COMMENT=", 8) && !profile->comment)
		profile->comment = ccs_strdup(line + 8);
}

static void take_domain_line(struct ccs_census *census, const char *line,
			     char **domain)
{
	unsigned int number;

	if (*line == '<') {
		free(*domain);
		*domain = ccs_strdup(line);
	} else if (*domain && sscanf(line, "use_profile %u", &number) == 1) {
		get(census, *domain, number)->domains++;
	} else if (!strcmp(line, "quota_exceeded")) {
		census->exceeded++;
	} else if (!strcmp(line, "transition_failed")) {
		census->failed++;
	} else if (*line && strncmp(line, "use_group ", 10)) {
		census->entries++;
	}
}

static int read_profiles(struct ccs_census *census)
{
	struct ccs_strbuf text = {};
	int err = ccs_node_read("profile", &text);
	char *rest = err ? NULL : text.text;
	char *line;

	while ((line = strsep(&rest, "\n")))
		take_profile_line(census, line);
	ccs_strbuf_free(&text);
	return err;
}

static int read_domains(struct ccs_census *census)
{
	struct ccs_strbuf text = {};
	int err = ccs_node_read("domain_policy", &text);
	char *rest = err ? NULL : text.text;
	char *line, *domain = NULL;

	while ((line = strsep(&rest, "\n")))
		take_domain_line(census, line, &domain);
	free(domain);
	ccs_strbuf_free(&text);
	return err;
}

/* The answer is "PID PROFILE DOMAIN", and nothing if the process is gone. */
static int count_process(struct ccs_census *census, pid_t pid)
{
	struct ccs_strbuf answer = {};
	unsigned int number;
	char line[32];
	int err, len = 0;

	snprintf(line, sizeof(line), "%d", pid);
	err = ccs_node_ask(".process_status", line, &answer);
	if (!err && answer.text &&
	    sscanf(answer.text, "%*d %u %n", &number, &len) == 1 && len)
		get(census, answer.text + len, number)->processes++;
	ccs_strbuf_free(&answer);
	return err;
}

static int by_name(const void *a, const void *b)
{
	const struct ccs_census_profile *const x = a;
	const struct ccs_census_profile *const y = b;
	const int order = strcmp(x->namespace, y->namespace);

	/* The first one is everybody's. */
	if (order && (!strcmp(x->namespace, KERNEL) ||
		      !strcmp(y->namespace, KERNEL)))
		return strcmp(x->namespace, KERNEL) ? 1 : -1;
	return order ? order : (int)x->number - (int)y->number;
}

/**
 * ccs_census_read - count
 * @census: filled in; to be freed in any case
 * @processes: the processes
 *
 * Return: 0 or -errno.
 */
int ccs_census_read(struct ccs_census *census,
		    const struct ccs_processes *processes)
{
	int err;
	size_t i;

	*census = (struct ccs_census){};
	err = read_profiles(census);
	if (!err)
		err = read_domains(census);
	for (i = 0; i < processes->count && !err; i++)
		err = count_process(census, processes->process[i].pid);
	if (census->count)
		qsort(census->profile, census->count,
		      sizeof(*census->profile), by_name);
	for (i = 0; i < census->count; i++) {
		const struct ccs_census_profile *const profile =
			&census->profile[i];

		census->domains[profile->mode] += profile->domains;
		census->processes[profile->mode] += profile->processes;
	}
	return err;
}

/**
 * ccs_census_free - forget what was counted
 * @census: the census; empty afterwards
 */
void ccs_census_free(struct ccs_census *census)
{
	size_t i;

	for (i = 0; i < census->count; i++) {
		free(census->profile[i].namespace);
		free(census->profile[i].comment);
	}
	free(census->profile);
	*census = (struct ccs_census){};
}
