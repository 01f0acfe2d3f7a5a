// SPDX-License-Identifier: GPL-2.0-only
/*
 * A system's first policy
 */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "first.h"
#include "libdirs.h"
#include "services.h"
#include "text.h"

/* Everybody reads these, and nobody learns anything by it. */
static const char *const read_by_all[] = {
	"/etc/ld.so.cache", "/etc/localtime", "/etc/nsswitch.conf",
	"/usr/lib/gconv/gconv-modules.cache",
	"/usr/lib32/gconv/gconv-modules.cache",
	"/usr/lib64/gconv/gconv-modules.cache",
	"/usr/lib/x86_64-linux-gnu/gconv/gconv-modules.cache",
	"/usr/lib/aarch64-linux-gnu/gconv/gconv-modules.cache",
	"/usr/lib/locale/locale-archive", "/usr/share/locale/locale.alias",
};

static const char *const names[] = {
	"path_group ANY_PATHNAME /",
	"path_group ANY_PATHNAME /\\*",
	"path_group ANY_PATHNAME /\\{\\*\\}/",
	"path_group ANY_PATHNAME /\\{\\*\\}/\\*",
	"path_group ANY_PATHNAME \\*:/",
	"path_group ANY_PATHNAME \\*:/\\*",
	"path_group ANY_PATHNAME \\*:/\\{\\*\\}/",
	"path_group ANY_PATHNAME \\*:/\\{\\*\\}/\\*",
	"path_group ANY_PATHNAME \\*:[\\$]",
	"path_group ANY_PATHNAME socket:[family=\\$:type=\\$:protocol=\\$]",
	"path_group ANY_DIRECTORY /",
	"path_group ANY_DIRECTORY /\\{\\*\\}/",
	"path_group ANY_DIRECTORY \\*:/",
	"path_group ANY_DIRECTORY \\*:/\\{\\*\\}/",
	"number_group COMMON_IOCTL_CMDS 0x5401",
	"acl_group 0 file ioctl @ANY_PATHNAME @COMMON_IOCTL_CMDS",
	"acl_group 0 file read @ANY_DIRECTORY",
	"acl_group 0 file getattr @ANY_PATHNAME",
};

/* Where systemd is; both names are one program where /usr is merged. */
static const char *const systemd[] = {
	"/usr/lib/systemd/systemd", "/lib/systemd/systemd",
};

static void add(struct ccs_list *lines, const char *before, const char *name,
		const char *after)
{
	char *const line = ccs_format("%s%s%s", before, name, after);

	ccs_list_add(lines, line);
	free(line);
}

static void add_readable(struct ccs_list *lines)
{
	size_t i;

	for (i = 0; i < sizeof(read_by_all) / sizeof(read_by_all[0]); i++) {
		char *const real = realpath(read_by_all[i], NULL);
		char encoded[PATH_MAX];

		if (real) {
			ccs_text_encode(real, encoded, sizeof(encoded));
			add(lines, "acl_group 0 file read ", encoded, "");
		}
		free(real);
	}
	ccs_list_add(lines, "acl_group 0 file read proc:/meminfo");
	ccs_list_add(lines, "acl_group 0 file read proc:/sys/kernel/version");
	ccs_list_add(lines, "acl_group 0 file read proc:/self/\\*");
	ccs_list_add(lines, "acl_group 0 file read proc:/self/\\{\\*\\}/\\*");
}

static void add_libraries(struct ccs_list *lines)
{
	struct ccs_list patterns = {};
	size_t i;

	ccs_libdirs(&patterns);
	for (i = 0; i < patterns.count; i++)
		add(lines, "path_group LIBRARIES ", patterns.item[i].text, "");
	if (patterns.count)
		ccs_list_add(lines, "acl_group 0 file read @LIBRARIES");
	ccs_list_free(&patterns);
}

/* The kernel runs it for whoever needs a module. */
static void add_modprobe(struct ccs_list *programs)
{
	struct ccs_strbuf path = {};
	FILE *const file = fopen("/proc/sys/kernel/modprobe", "re");
	char *line = NULL;
	size_t room = 0;

	if (file && getline(&line, &room, file) > 0)
		ccs_strbuf_add(&path, line, strcspn(line, "\n"));
	else
		ccs_strbuf_puts(&path, "/sbin/modprobe");
	if (*path.text == '/' && strcmp(path.text, "/bin/true"))
		ccs_services_program(programs, path.text);
	ccs_strbuf_free(&path);
	free(line);
	if (file)
		fclose(file);
}

/*
 * systemd executes itself to be new; that is no step of a history, so it keeps
 * its domain. It must not be initialised then, which would come first.
 */
static void add_systemd(struct ccs_list *lines, struct ccs_list *programs)
{
	struct ccs_list init = {};
	struct ccs_list keep = {};
	size_t i, j;

	ccs_services_program(&init, "/sbin/init");
	for (i = 0; i < sizeof(systemd) / sizeof(systemd[0]); i++)
		ccs_services_program(&keep, systemd[i]);
	ccs_list_unique(&keep);
	for (i = 0; i < keep.count; i++) {
		ccs_list_drop(programs, keep.item[i].text);
		for (j = 0; j < init.count; j++) {
			char *const from = ccs_format(" from <kernel> %s",
						      init.item[j].text);

			add(lines, "keep_domain ", keep.item[i].text, from);
			free(from);
		}
	}
	ccs_list_free(&init);
	ccs_list_free(&keep);
}

static void add_services(struct ccs_list *lines)
{
	struct ccs_list programs = {};
	size_t i;

	add_modprobe(&programs);
	ccs_services(&programs);
	add_systemd(lines, &programs);
	for (i = 0; i < programs.count; i++)
		add(lines, "initialize_domain ", programs.item[i].text,
		    " from any");
	ccs_list_free(&programs);
}

/**
 * ccs_first_exceptions - make exception policy for this system
 * @first: what it shall be
 * @out: gets the lines
 */
void ccs_first_exceptions(const struct ccs_first *first,
			  struct ccs_strbuf *out)
{
	struct ccs_list lines = {};
	size_t i;

	(void)first;
	add_readable(&lines);
	add_libraries(&lines);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ccs_list_add(&lines, names[i]);
	add_services(&lines);
	ccs_list_add(&lines, "aggregator proc:/self/exe /proc/self/exe");
	ccs_list_unique(&lines);
	for (i = 0; i < lines.count; i++) {
		ccs_strbuf_puts(out, lines.item[i].text);
		ccs_strbuf_puts(out, "\n");
	}
	ccs_list_free(&lines);
}
