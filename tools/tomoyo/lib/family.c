// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files that programs need together
 *
 * Who may read one of a family may as well read the others: everybody may, by
 * their modes, they hold no secrets, and which of them a program reads changes
 * with each update of a library. In a policy each family is a path_group.
 */

#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "family.h"

#define ANY_DEPTH "\\{\\*\\}/"

/* A library, whatever its version, directly in a directory or deeper. */
#define LIBRARIES(dir)	\
	dir "\\*.so", dir "\\*.so.\\*",	\
	dir ANY_DEPTH "\\*.so", dir ANY_DEPTH "\\*.so.\\*"

#define BELOW(dir, what) dir what, dir ANY_DEPTH what

static const char *const libraries[] = {
	"/etc/ld.so.cache",
	LIBRARIES("/usr/lib/"), LIBRARIES("/lib/"), LIBRARIES("/usr/lib64/"),
	LIBRARIES("/lib64/"), LIBRARIES("/usr/lib32/"), LIBRARIES("/lib32/"),
	LIBRARIES("/usr/local/lib/"), NULL
};

static const char *const name_service[] = {
	"/etc/nsswitch.conf", "/etc/host.conf", "/etc/hosts",
	"/etc/resolv.conf", "/etc/gai.conf", "/etc/services",
	"/etc/protocols", "/etc/networks", "/etc/passwd", "/etc/group", NULL
};

static const char *const locale[] = {
	BELOW("/usr/lib/locale/", "\\*"), BELOW("/usr/share/locale/", "\\*"),
	BELOW("/usr/share/i18n/", "\\*"), "/usr/lib/\\*/gconv/gconv-modules\\*",
	"/etc/default/locale", "/etc/locale.alias", "/etc/locale.conf", NULL
};

static const char *const time_zones[] = {
	"/etc/localtime", "/etc/timezone", BELOW("/usr/share/zoneinfo/", "\\*"),
	NULL
};

static const char *const terminal_types[] = {
	"/etc/terminfo/\\?/\\*", "/lib/terminfo/\\?/\\*",
	"/usr/lib/terminfo/\\?/\\*", "/usr/share/terminfo/\\?/\\*", NULL
};

static const char *const certificates[] = {
	"/etc/ssl/certs/\\*", BELOW("/usr/share/ca-certificates/", "\\*"),
	BELOW("/usr/local/share/ca-certificates/", "\\*"),
	BELOW("/etc/pki/ca-trust/extracted/", "\\*"), NULL
};

static const char *const perl[] = {
	BELOW("/usr/share/perl5/", "\\*.p\\?"),
	"/usr/share/perl/" ANY_DEPTH "\\*.p\\?",
	BELOW("/usr/lib/\\*/perl-base/", "\\*.p\\?"),
	"/usr/lib/\\*/perl/" ANY_DEPTH "\\*.p\\?",
	"/usr/lib/\\*/perl5/" ANY_DEPTH "\\*.p\\?",
	BELOW("/usr/local/share/perl/", "\\*.p\\?"), NULL
};

static const char *const python[] = {
	BELOW("/usr/lib/python\\*/", "\\*.py"),
	BELOW("/usr/lib/python\\*/", "\\*.pyc"),
	BELOW("/usr/local/lib/python\\*/", "\\*.py"),
	BELOW("/usr/local/lib/python\\*/", "\\*.pyc"), NULL
};

static const char *const ruby[] = {
	"/usr/lib/ruby/" ANY_DEPTH "\\*.rb",
	"/usr/share/rubygems-integration/" ANY_DEPTH "\\*",
	"/var/lib/gems/" ANY_DEPTH "\\*.rb", NULL
};

static const char *const php[] = {
	BELOW("/usr/share/php/", "\\*.php"), "/etc/php/" ANY_DEPTH "\\*.ini",
	NULL
};

static const char *const node[] = {
	"/usr/share/nodejs/" ANY_DEPTH "\\*",
	"/usr/lib/node_modules/" ANY_DEPTH "\\*", NULL
};

static const char *const java[] = {
	"/usr/lib/jvm/" ANY_DEPTH "\\*", "/usr/share/java/\\*.jar", NULL
};

static const char *const fonts[] = {
	BELOW("/etc/fonts/", "\\*"), BELOW("/usr/share/fonts/", "\\*"),
	BELOW("/usr/share/fontconfig/", "\\*"), NULL
};

static const struct {
	const char *group;
	const char *const *members;
} families[] = {
	{ "LIBRARIES", libraries },
	{ "NAME-SERVICE", name_service },
	{ "LOCALE-FILES", locale },
	{ "TIME-ZONES", time_zones },
	{ "TERMINAL-TYPES", terminal_types },
	{ "CA-CERTIFICATES", certificates },
	{ "PERL-FILES", perl },
	{ "PYTHON-FILES", python },
	{ "RUBY-FILES", ruby },
	{ "PHP-FILES", php },
	{ "NODE-FILES", node },
	{ "JAVA-FILES", java },
	{ "FONTS", fonts },
};

#define FAMILY_COUNT (sizeof(families) / sizeof(families[0]))

static struct ccs_family_member *find_member(struct ccs_families *all,
					     const char *group,
					     const char *name)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		if (!strcmp(all->member[i].group, group) &&
		    !strcmp(all->member[i].name, name))
			return &all->member[i];
	return NULL;
}

static void add(struct ccs_families *all, const char *group, const char *name,
		bool present)
{
	if (find_member(all, group, name))
		return;
	all->member = ccs_realloc(all->member, (all->count + 1) *
					       sizeof(*all->member));
	all->member[all->count++] = (struct ccs_family_member){
		.group = group,
		.name = ccs_strdup(name),
		.present = present,
	};
}

/* Takes a member of one of our groups that the policy has. */
static void take_present(struct ccs_families *all, char *line, const char *ns)
{
	const size_t len = strlen(ns);
	const char *group;
	size_t i;

	if (!strncmp(line, ns, len) && line[len] == ' ')
		line += len + 1;
	else if (*line == '<' || strcmp(ns, "<kernel>"))
		return;
	if (strncmp(line, "path_group ", 11))
		return;
	line += 11;
	group = strsep(&line, " ");
	for (i = 0; line && i < FAMILY_COUNT; i++)
		if (!strcmp(group, families[i].group))
			add(all, families[i].group, line, true);
}

/**
 * ccs_families_init - get the families
 * @all: filled in
 * @exception: the exception policy, whose groups of the same names may have
 *	members of the administrator's
 * @ns: the namespace that is meant
 */
void ccs_families_init(struct ccs_families *all, const char *exception,
		       const char *ns)
{
	char *const copy = ccs_strdup(exception);
	char *rest = copy, *line;
	const char *const *name;
	size_t i;

	*all = (struct ccs_families){};
	while ((line = strsep(&rest, "\n")))
		take_present(all, line, ns);
	for (i = 0; i < FAMILY_COUNT; i++)
		for (name = families[i].members; *name; name++)
			add(all, families[i].group, *name, false);
	free(copy);
}

static bool matches(struct ccs_family_member *member, const char *name)
{
	const size_t same = strcspn(member->name, "\\");

	if (strncmp(member->name, name, same))
		return false;
	if (!member->name[same])
		return !name[same];
	if (!member->pattern)
		member->pattern = ccs_match_new(member->name);
	return ccs_match_name(member->pattern, name, strlen(name));
}

/**
 * ccs_families_find - which family has a file?
 * @all: the families
 * @name: the file, without wildcards
 *
 * Return: the member that it is, or NULL.
 */
struct ccs_family_member *ccs_families_find(struct ccs_families *all,
					    const char *name)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		if (matches(&all->member[i], name))
			return &all->member[i];
	return NULL;
}

/**
 * ccs_families_forget - nothing is wanted any more
 * @all: the families
 */
void ccs_families_forget(struct ccs_families *all)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		all->member[i].wanted = false;
}

static bool wants_group(const struct ccs_families *all, const char *group)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		if (all->member[i].wanted && all->member[i].group == group)
			return true;
	return false;
}

/**
 * ccs_families_lines - what the exception policy needs besides
 * @all: the families
 * @lines: gets the lines: of each group that is wanted the single files, and
 *	those patterns that are wanted themselves
 */
void ccs_families_lines(const struct ccs_families *all, struct ccs_list *lines)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		const struct ccs_family_member *const member = &all->member[i];
		char *line;

		if (member->present || !wants_group(all, member->group) ||
		    (!member->wanted && strchr(member->name, '\\')))
			continue;
		line = ccs_format("path_group %s %s", member->group,
				  member->name);
		ccs_list_add(lines, line);
		free(line);
	}
}

/**
 * ccs_families_free - drop the families
 * @all: the families
 */
void ccs_families_free(struct ccs_families *all)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (all->member[i].pattern)
			ccs_match_free(all->member[i].pattern);
		free(all->member[i].name);
	}
	free(all->member);
	*all = (struct ccs_families){};
}
