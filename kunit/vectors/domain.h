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
	{ "so does another namespace",
	  "<kernel> /a\n<other> /a\nfile read /1", false, 2,
	  A_HEADER "\n\n" },
	{ "and one without its space", "<kernel>/a\nfile read /1", false, 2,
	  "" },
	{ "select of a domain",
	  "<kernel> /a\n<kernel> /b\nselect <kernel> /a\nfile read /1", false,
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
	{ "use_group comes later", "<kernel> /a\nuse_group 1", false, 1,
	  A_HEADER "\n\n" },
	{ "a header with a condition is none", "<kernel> /a task.uid=0", false,
	  1, "" },
	{ "pattern as a component", "<kernel> /a\\*", false, 0,
	  "<kernel> /a\\*\nuse_profile 0\n\n\n" },
	{ "blanks", "  <kernel>   /a  \n\t", false, 1, A_HEADER "\n\n" },
	{ "delete twice", "<kernel> /a\ndelete delete file read /1", false, 1,
	  A_HEADER "\n\n" },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_DOMAIN_H */
