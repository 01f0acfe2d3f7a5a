// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is dangerous about managers and profiles
 */

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fail.h"
#include "lint_manager.h"
#include "text.h"

/* Programs that do what whoever starts them says. */
static const char *const interpreters[] = {
	"sh", "*sh", "busybox", "toybox", "env", "python*", "perl*", "ruby*",
	"lua*", "tclsh*", "node", "php*", "*awk", "sudo", "su", "doas",
	"vi", "vim*", "emacs*", "gdb", "xargs", "find",
};

static void warn(struct ccs_findings *all, const struct ccs_item *item,
		 const char *rule, const char *why)
{
	const struct ccs_finding one = {
		.file = item->file,
		.line = item->number,
		.rule = rule,
		.word = item->text,
		.why = why,
		.warning = true,
	};

	ccs_finding_tell(all, &one);
}

static bool is_interpreter(const char *program)
{
	const char *const name = strrchr(program, '/') + 1;
	size_t i;

	for (i = 0; i < sizeof(interpreters) / sizeof(interpreters[0]); i++)
		if (!fnmatch(interpreters[i], name, 0))
			return true;
	return false;
}

static bool others_write(const struct stat *info)
{
	return info->st_uid || info->st_mode & 0002 ||
	       (info->st_mode & 0020 && info->st_gid);
}

/*
 * Who may change a directory may put another program there, unless it is sticky.
 * Directories above the system's root are not part of it.
 */
static bool dir_is_open(const char *path, size_t root)
{
	char *const dir = ccs_strdup(path);
	char *slash;
	struct stat info;
	bool open = false;

	while (!open && (slash = strrchr(dir + root, '/')) && slash != dir) {
		*slash = '\0';
		open = !stat(dir, &info) && others_write(&info) &&
		       !(info.st_mode & S_ISVTX && !info.st_uid);
	}
	free(dir);
	return open;
}

static const char *flaw_of(const char *path, size_t root)
{
	struct stat info;

	if (lstat(path, &info))
		return errno == ENOENT || errno == ENOTDIR ?
		       "there is no such program" : NULL;
	if (S_ISLNK(info.st_mode))
		return "a symbolic link, and the program behind it is what counts";
	if (!S_ISREG(info.st_mode) || !(info.st_mode & 0111))
		return "not a program";
	if (others_write(&info))
		return "others than root may write to this program";
	if (dir_is_open(path, root))
		return "others than root may put another program in its place";
	return NULL;
}

static void lint_program(struct ccs_findings *all, const char *root,
			 const struct ccs_item *item)
{
	const char *const above = strcmp(root, "/") ? root : "";
	char *const name = ccs_text_decode(item->text);
	char *const path = name ? ccs_format("%s%s", above, name) : NULL;
	const char *const why = path ? flaw_of(path, strlen(above)) : NULL;

	if (why)
		warn(all, item, "manager-program", why);
	free(path);
	free(name);
}

/**
 * ccs_lint_manager - look at a line of the managers
 * @all: gets the findings
 * @root: the system that programs are on, NULL not to look for them
 * @item: the line, which the kernel accepts
 */
void ccs_lint_manager(struct ccs_findings *all, const char *root,
		      const struct ccs_item *item)
{
	if (!strcmp(item->text, "manage_by_non_root"))
		warn(all, item, "manager-anyone",
		     "managers need not be root to change policy");
	if (*item->text != '/')
		return;
	if (is_interpreter(item->text))
		warn(all, item, "manager-shell",
		     "it does what whoever starts it says, so every program of root can change policy by it");
	if (root)
		lint_program(all, root, item);
}

/**
 * ccs_lint_profile - look at a line of the profiles
 * @all: gets the findings
 * @item: the line, which the kernel accepts
 */
void ccs_lint_profile(struct ccs_findings *all, const struct ccs_item *item)
{
	if (!strstr(item->text, "-CONFIG"))
		return;
	if (strstr(item->text, "mode=enforcing") &&
	    strstr(item->text, "reject_log=no"))
		warn(all, item, "silent",
		     "what is refused is not logged, so nobody learns why");
	if (strstr(item->text, "mode=permissive") &&
	    strstr(item->text, "reject_log=no"))
		warn(all, item, "silent",
		     "what would be refused is not logged, and nothing else happens");
}
