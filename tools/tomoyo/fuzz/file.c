// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files that a tool is pointed to
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../editor/config.h"
#include "../lib/armor_glob.h"
#include "../lib/armor_read.h"
#include "../lib/candidate.h"
#include "../lib/fail.h"
#include "../lib/fix.h"
#include "../lib/flat_json.h"
#include "../lib/ldcache.h"
#include "../lib/line.h"
#include "../lib/list.h"
#include "../lib/manifest.h"
#include "../lib/notify.h"
#include "../lib/record.h"
#include "../lib/record_json.h"
#include "../lib/rewrite.h"
#include "../lib/rule.h"
#include "../lib/strbuf.h"
#include "fuzz.h"

static void open_text(struct ccs_lines *lines, const char *text, size_t size)
{
	/* A stream in memory can't be empty. */
	FILE *const file = size ? fmemopen((void *)text, size, "r") :
				  fopen("/dev/null", "r");

	if (!file)
		abort();
	ccs_lines_of(lines, file, "input");
}

/**
 * fuzz_config - names and colours of the editor, and lines that are shown by them
 * @text: the file, an empty line, lines
 * @size: its size in bytes
 */
void fuzz_config(const char *text, size_t size)
{
	const char *const rest = memmem(text, size, "\n\n", 2);
	const size_t len = rest ? (size_t)(rest - text) : size;
	struct ccs_lines lines;
	struct config config;
	size_t directive;

	config_init(&config);
	open_text(&lines, text, len);
	config_read(&config, &lines);
	ccs_lines_close(&lines);
	open_text(&lines, text + len, size - len);
	while (ccs_lines_next(&lines)) {
		free(config_show(&config, lines.text, &directive));
		free(config_resolve(&config, lines.text));
		config_alias(&config, lines.text);
	}
	ccs_lines_close(&lines);
	config_free(&config);
}

static void count_path(const char *path, void *data)
{
	*(size_t *)data += strlen(path);
}

/**
 * fuzz_ldcache - the cache of the dynamic loader
 * @text: the file
 * @size: its size in bytes
 */
void fuzz_ldcache(const char *text, size_t size)
{
	const int fd = memfd_create("cache", MFD_CLOEXEC);
	size_t sum = 0;
	char path[32];

	if (fd < 0 || write(fd, text, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ccs_ldcache(path, count_path, &sum);
	close(fd);
}

/**
 * fuzz_manifest - what was written down about files that were saved
 * @text: the manifest
 * @size: its size in bytes
 */
void fuzz_manifest(const char *text, size_t size)
{
	char dir[] = "/dev/shm/ccs-fuzz.XXXXXX";
	char *path, *names[] = { "manifest", "domain_policy.conf" };
	size_t i;
	int fd;

	if (!mkdtemp(dir))
		abort();
	for (i = 0; i < 2; i++) {
		path = ccs_format("%s/%s", dir, names[i]);
		fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		if (fd < 0 || write(fd, text, size) != (ssize_t)size)
			abort();
		close(fd);
		free(path);
	}
	free(ccs_manifest_flaw(dir, NULL));
	for (i = 0; i < 2; i++) {
		path = ccs_format("%s/%s", dir, names[i]);
		unlink(path);
		free(path);
	}
	rmdir(dir);
}

/**
 * fuzz_notify - whom to tell of what was refused
 * @text: the file
 * @size: its size in bytes
 */
void fuzz_notify(const char *text, size_t size)
{
	const char *const texts[] = { "#2026#", "<kernel> /x", "file read /x" };
	struct ccs_notify notify;
	struct ccs_lines lines;

	open_text(&lines, text, size);
	if (!ccs_notify_read(&notify, &lines))
		ccs_notify_find(&notify, texts);
	ccs_notify_free(&notify);
	ccs_lines_close(&lines);
}

/**
 * fuzz_record - a record of the audit log, or a question
 * @text: the record
 * @size: its size in bytes
 */
void fuzz_record(const char *text, size_t size)
{
	const bool query = size && text[size - 1] == '?';
	struct ccs_rewrites none = {};
	struct ccs_record record = {};
	struct ccs_strbuf out = {};
	struct ccs_list lines = {};

	if (ccs_record_take(&record, text, query)) {
		free(ccs_record_value(&record, "task", "pid"));
		free(ccs_record_value(&record, "path1.parent", "perm"));
		free(ccs_record_value(&record, "exec", "realpath"));
		free(ccs_record_word(&record, "mode"));
		ccs_record_json(&out, &record, 0);
		ccs_record_text(&record, &out);
		ccs_strbuf_free(&out);
		ccs_candidates(&record, &none, &lines);
		ccs_list_free(&lines);
	}
	ccs_record_free(&record);
}

/**
 * fuzz_rewrite - rules of ccs-patternize, and the lines they are applied to
 * @text: rules, an empty line, lines
 * @size: its size in bytes
 */
void fuzz_rewrite(const char *text, size_t size)
{
	const char *const rest = memmem(text, size, "\n\n", 2);
	const size_t len = rest ? (size_t)(rest - text) : size;
	struct ccs_rewrites rules = {};
	struct ccs_strbuf out = {};
	struct ccs_lines lines;

	open_text(&lines, text, len);
	ccs_rewrites_read(&rules, &lines);
	ccs_lines_close(&lines);
	open_text(&lines, text + len, size - len);
	while (ccs_lines_next(&lines))
		ccs_rewrites_apply(&rules, "<kernel> /usr/sbin/httpd", lines.text,
				   &out);
	ccs_lines_close(&lines);
	ccs_strbuf_free(&out);
	ccs_rewrites_free(&rules);
}

static const char *end_rule(struct ccs_rule_tests *tests, const char *text,
			    unsigned int number, void *data)
{
	const char *const texts[] = { data, data, data };
	const bool holds = ccs_rule_holds(tests, texts);

	ccs_rule_free(tests);
	return holds && !*text ? "nowhere" : NULL;
}

/**
 * fuzz_rule - rules of the daemons
 * @text: the file
 * @size: its size in bytes
 */
void fuzz_rule(const char *text, size_t size)
{
	static const char *const targets[] = { "header", "domain", "acl", NULL };
	char record[] = "<kernel> /usr/sbin/httpd /bin/sh";
	struct ccs_lines lines;

	open_text(&lines, text, size);
	ccs_rules_read(&lines, targets, "destination", end_rule, record);
	ccs_lines_close(&lines);
}

/**
 * fuzz_answer - what a program says to ccs-queryd
 * @text: the line
 * @size: its size in bytes
 */
void fuzz_answer(const char *text, size_t size)
{
	struct ccs_flat_json object;

	(void)size;
	if (!ccs_flat_json_read(&object, text))
		ccs_flat_json_value(&object, "serial");
	ccs_flat_json_free(&object);
}

/**
 * fuzz_fix - policy of 1.7 that is written anew; what comes out stays as it is
 * @text: the policy
 * @size: its size in bytes
 */
void fuzz_fix(const char *text, size_t size)
{
	struct ccs_scratch *const scratch = ccs_scratch_new();
	struct ccs_strbuf once = {}, twice = {};
	struct ccs_lines lines;

	open_text(&lines, text, size);
	ccs_fix(scratch, CCS_PART_DOMAIN, lines.file, &once);
	ccs_lines_close(&lines);
	open_text(&lines, once.text, once.len);
	if (ccs_fix(scratch, CCS_PART_DOMAIN, lines.file, &twice) ||
	    once.len != twice.len)
		abort();
	ccs_lines_close(&lines);
	ccs_strbuf_free(&once);
	ccs_strbuf_free(&twice);
	ccs_scratch_free(scratch);
}

static void glob_word(char *list)
{
	struct ccs_list names = {};
	const char *word;
	size_t i;

	ccs_armor_glob(list, &names);
	for (i = 0; i < names.count; i++)
		ccs_armor_overlap(names.item[i].text, names.item[0].text);
	ccs_list_free(&names);
	do
		word = ccs_armor_next(&list);
	while (word);
}

/**
 * fuzz_apparmor - a profile of AppArmor, and the patterns in it
 * @text: the profile
 * @size: its size in bytes
 */
void fuzz_apparmor(const char *text, size_t size)
{
	struct ccs_armor_reader reader = { .at = text, .number = 1 };
	struct ccs_convert convert = {};
	struct ccs_armor armor = { .convert = &convert, .inside = -1 };
	char *words[16];
	size_t i;

	(void)size;
	while (ccs_armor_statement(&reader)) {
		const struct ccs_item item = {
			.text = reader.text.text,
			.file = "input",
			.number = reader.begin,
		};
		const char *why;
		char *full;

		if (*item.text == '@' && strchr(item.text, '='))
			ccs_armor_assign(&armor, &item);
		full = ccs_armor_expand(&armor, item.text, &why);
		for (i = full ? ccs_armor_split(full, words, 16) : 0; i; i--)
			glob_word(words[i - 1]);
		free(full);
	}
	ccs_armor_forget(&armor);
	ccs_convert_free(&convert);
	ccs_strbuf_free(&reader.text);
}
