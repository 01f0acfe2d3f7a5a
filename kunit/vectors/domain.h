/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: lines of the domain policy
 */

#ifndef CCS_KUNIT_VECTORS_DOMAIN_H
#define CCS_KUNIT_VECTORS_DOMAIN_H

/**
 * struct domain_row - lines and what they come to
 * @desc: what the row is about
 * @lines: written one after the other; those that are refused are skipped
 * @loaded: policy is loaded, and profiles 0 and 3 are defined
 * @refused: how many are refused
 * @text: what is printed then, behind the domain ``<kernel>``
 */
struct domain_row {
	const char *desc;
	const char *lines;
	bool loaded;
	int refused;
	const char *text;
};

/**
 * struct header_row - a line below a domain's name
 * @desc: what the row is about, if that is not obvious
 * @dialects: that are accepted
 * @line: as written
 * @canonical: as printed, empty if nothing is; NULL if it is refused
 */
struct header_row {
	const char *desc;
	u8 dialects;
	const char *line;
	const char *canonical;
};

#define A_HEADER "<kernel> /a\nuse_profile 0\n"
#define B_HEADER "<kernel> /b\nuse_profile 0\n"

/* clang-format off */
static const struct domain_row domain_rows[] = {
	{ "a header makes the domain", "<kernel> /a", false, 0,
	  A_HEADER "\n\n" },
	{ "twice is one", "<kernel> /a\n<kernel> /a", false, 0,
	  A_HEADER "\n\n" },
	{ "entries go below their header",
	  "<kernel> /a\nfile read /1\n<kernel> /b\nfile read /2\n"
	  "<kernel> /a\nfile read /3", false, 0,
	  A_HEADER "\nfile read /1\nfile read /3\n\n"
	  B_HEADER "\nfile read /2\n\n" },
	{ "no header, no domain", "file read /1\nuse_profile 3", false, 2, "" },
	{ "an illegal header takes the cursor away",
	  "<kernel> /a\n<kernel> a\nfile read /1", false, 2,
	  A_HEADER "\n\n" },
	{ "another namespace is as good",
	  "<kernel> /a\n<other> /a\nfile read /1", false, 0,
	  A_HEADER "\n\n<other> /a\nuse_profile 0\n\nfile read /1\n\n" },
	{ "so does a namespace without its space", "<kernel>/a\nfile read /1", false, 2,
	  "" },
	{ "select of a domain",
	  "<kernel> /a\n<kernel> /b\nselect <kernel> /a\nfile read /1", false,
	  0, A_HEADER "\nfile read /1\n\n" B_HEADER "\n\n" },
	{ "select of a domain by the long word",
	  "<kernel> /a\n<kernel> /b\nselect domain=<kernel> /a\nfile read /1", false,
	  0, A_HEADER "\nfile read /1\n\n" B_HEADER "\n\n" },
	{ "select creates nothing", "select <kernel> /a\nfile read /1", false,
	  1, "" },
	{ "select of what is not there takes the cursor away",
	  "<kernel> /a\nselect <kernel> /b\nfile read /1", false, 1,
	  A_HEADER "\n\n" },
	{ "select of an illegal name takes the cursor away",
	  "<kernel> /a\nselect /b\nfile read /1", false, 2,
	  A_HEADER "\n\n" },
	{ "select of nothing", "<kernel> /a\nselect", false, 1,
	  A_HEADER "\n\n" },
	{ "deletion", "<kernel> /a\nfile read /1\ndelete <kernel> /a", false,
	  0, "" },
	{ "deletion takes the cursor away",
	  "<kernel> /a\ndelete <kernel> /a\nfile read /1", false, 1, "" },
	{ "also another domain's",
	  "<kernel> /a\n<kernel> /b\ndelete <kernel> /a\nfile read /1", false,
	  1, B_HEADER "\n\n" },
	{ "deletion of what is not there", "delete <kernel> /a", false, 0, "" },
	{ "deletion of an illegal name", "delete <kernel> a", false, 1, "" },
	{ "the root stays", "delete <kernel>", false, 1, "" },
	{ "a deleted domain comes back empty",
	  "<kernel> /a\nfile read /1\ndelete <kernel> /a\n<kernel> /a", false,
	  0, A_HEADER "\n\n" },
	{ "a profile before loading need not exist",
	  "<kernel> /a\nuse_profile 255", false, 0,
	  "<kernel> /a\nuse_profile 255\n\n\n" },
	{ "a profile after loading must",
	  "<kernel> /a\nuse_profile 3\nuse_profile 4", true, 1,
	  "<kernel> /a\nuse_profile 3\n\n\n" },
	{ "leading zero", "<kernel> /a\nuse_profile 03", false, 0,
	  "<kernel> /a\nuse_profile 3\n\n\n" },
	{ "profile numbers that are none",
	  "<kernel> /a\nuse_profile 256\nuse_profile abc\nuse_profile\n"
	  "use_profile -1\nuse_profile 0x1\nuse_profile 1 2\nuse_profile1",
	  false, 7, A_HEADER "\n\n" },
	{ "deleting a profile number does nothing",
	  "<kernel> /a\nuse_profile 3\ndelete use_profile 3", false, 0,
	  "<kernel> /a\nuse_profile 3\n\n\n" },
	{ "flags", "<kernel> /a\ntransition_failed\nquota_exceeded", false, 0,
	  A_HEADER "quota_exceeded\ntransition_failed\n\n\n" },
	{ "flags cleared",
	  "<kernel> /a\nquota_exceeded\ntransition_failed\n"
	  "delete quota_exceeded\ndelete transition_failed", false, 0,
	  A_HEADER "\n\n" },
	{ "misspelt flags",
	  "<kernel> /a\nquota_exceededx\nquota_exceeded x\ntransition_faile",
	  false, 3, A_HEADER "\n\n" },
	{ "flags of 1.7 and groups",
	  "<kernel> /a\nuse_group 255\nuse_group 0\nuse_group 64\n"
	  "ignore_global_allow_env\nignore_global_allow_read\n"
	  "transition_failed", false, 0,
	  A_HEADER "transition_failed\nignore_global_allow_read\n"
	  "ignore_global_allow_env\nuse_group 0\nuse_group 64\n"
	  "use_group 255\n\n\n" },
	{ "groups taken away",
	  "<kernel> /a\nuse_group 63\nuse_group 64\ndelete use_group 63\n"
	  "delete use_group 65", false, 0,
	  A_HEADER "use_group 64\n\n\n" },
	{ "group numbers that are none",
	  "<kernel> /a\nuse_group\nuse_group 256\nuse_group x\n"
	  "use_group 1 2\nuse_group -1\nuse_groups 1", false, 6,
	  A_HEADER "\n\n" },
	{ "the number that is in force anyway, as it was printed",
	  "<other> /a\nuse_profile 0", true, 0,
	  "<other> /a\nuse_profile 0\n\n\n" },
	{ "a profile of another namespace is another one",
	  "<other> /a\nuse_profile 3", true, 1,
	  "<other> /a\nuse_profile 0\n\n\n" },
	{ "a header with a condition is none", "<kernel> /a task.uid=0", false,
	  1, "" },
	{ "pattern as a component", "<kernel> /a\\*", false, 0,
	  "<kernel> /a\\*\nuse_profile 0\n\n\n" },
	{ "blanks", "  <kernel>   /a  \n\t", false, 1, A_HEADER "\n\n" },
	{ "delete twice", "<kernel> /a\ndelete delete file read /1", false, 1,
	  A_HEADER "\n\n" },
};

static const struct header_row header_rows[] = {
	{ "default value", CCS_DIALECT_18, "use_profile 0", "" },
	{ "", CCS_DIALECT_18, "use_profile 3", "use_profile 3" },
	{ "", CCS_DIALECT_18, "use_profile 255", "use_profile 255" },
	{ "", CCS_DIALECT_18, "use_profile 256", NULL },
	{ "", CCS_DIALECT_18, "use_profile abc", NULL },
	{ "", CCS_DIALECT_18, "use_profile", NULL },
	{ "", CCS_DIALECT_18, "use_profile 03", "use_profile 3" },
	{ "", CCS_DIALECT_18, "use_group 0", "use_group 0" },
	{ "", CCS_DIALECT_18, "use_group 1", "use_group 1" },
	{ "", CCS_DIALECT_18, "use_group 255", "use_group 255" },
	{ "", CCS_DIALECT_18, "use_group 256", NULL },
	{ "", CCS_DIALECT_18, "quota_exceeded", "quota_exceeded" },
	{ "", CCS_DIALECT_17, "use_profile 3", "use_profile 3" },
	{ "", CCS_DIALECT_17, "use_profile abc", NULL },
	{ "group flag (policy-language.md 8.1)", CCS_DIALECT_17,
	  "ignore_global_allow_read", "ignore_global_allow_read" },
	{ "group flag (policy-language.md 8.1)", CCS_DIALECT_17,
	  "ignore_global_allow_env", "ignore_global_allow_env" },
	{ "", CCS_DIALECT_17, "quota_exceeded", "quota_exceeded" },
	{ "", CCS_DIALECT_17, "transition_failed", "transition_failed" },
	/* Our own. */
	{ "a comment is no line", CCS_DIALECTS, "// comment", NULL },
	{ "no groups in 1.7", CCS_DIALECT_17, "use_group 1", NULL },
	{ "no such flag in 1.8", CCS_DIALECT_18, "ignore_global_allow_read",
	  NULL },
	{ "no such flag in 1.8", CCS_DIALECT_18, "ignore_global_allow_env",
	  NULL },
	{ "all in both", CCS_DIALECTS, "ignore_global_allow_env",
	  "ignore_global_allow_env" },
	{ "", CCS_DIALECTS, "transition_failed", "transition_failed" },
	{ "words behind a flag", CCS_DIALECTS, "ignore_global_allow_env x",
	  NULL },
	{ "a flag that begins alike", CCS_DIALECTS, "ignore_global_allow_envx",
	  NULL },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_DOMAIN_H */
