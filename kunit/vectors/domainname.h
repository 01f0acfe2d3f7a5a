/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: domainnames
 */

#ifndef CCS_KUNIT_VECTORS_DOMAINNAME_H
#define CCS_KUNIT_VECTORS_DOMAINNAME_H

/**
 * struct domainname_row - a text and where it is legal
 * @text: the text
 * @name: is it a domainname of 1.8?
 * @name_17: is it one of 1.7?
 * @manager: is it a line of the node ``manager`` in 1.8?
 * @manager_17: is it one in 1.7?
 * @from: is it the operand behind ``from`` of a transition in 1.8?
 * @from_17: is it the operand of ``keep_domain`` in 1.7?
 */
struct domainname_row {
	const char *text;
	bool name;
	bool name_17;
	bool manager;
	bool manager_17;
	bool from;
	bool from_17;
};

/* clang-format off */
static const struct domainname_row domainname_rows[] = {
	{ "<kernel>", true, true, true, true, true, true },
	{ "<kernel> /sbin/init", true, true, true, true, true, true },
	{ "<kernel> /sbin/init /bin/sh", true, true, true, true, true, true },
	{ "<kernel> //login", true, true, true, true, true, true },
	{ "<kernel> /usr/sbin/sshd //batch", true, true, true, true, true,
	  true },
	{ "<kernel> /a/", true, true, true, true, true, true },
	{ "<kernel> /", true, true, true, true, true, true },
	{ "<kernel> a", false, false, false, false, false, false },
	{ "<kernel> /a b", false, false, false, false, false, false },
	{ "<kernel> /a <b>", false, false, false, false, false, false },
	{ "<kernel>/a", false, false, true, false, false, false },
	{ "<kernel", false, false, true, false, false, false },
	{ "kernel>", false, false, true, false, false, false },
	{ "kernel", false, false, true, false, false, false },
	{ "/a", false, false, true, true, true, true },
	{ "<>", false, false, true, false, false, false },
	{ "< >", false, false, false, false, false, false },
	{ "<a>", true, false, true, false, true, false },
	{ "<a> /b", true, false, true, false, true, false },
	{ "<ns1> /usr/bin/x", true, false, true, false, true, false },
	{ "<ns/with/slash> /x", true, false, true, false, true, false },
	{ "<ns\\040x> /x", true, false, true, false, true, false },
	{ "<ns x> /x", false, false, false, false, false, false },
	{ "<\\*> /x", true, false, true, false, true, false },
	{ "<a\\>", false, false, false, false, false, false },
	{ "<a><b> /x", true, false, true, false, true, false },
	{ "<a>b> /x", true, false, true, false, true, false },
	{ "<kernel> /\\*", true, false, true, false, true, false },
	{ "<kernel> /usr/\\{\\*\\}/x", true, false, true, false, true, false },
	{ "<kernel> /a\\040b", true, true, true, true, true, true },
	{ "<kernel> /a\\000b", true, false, true, false, true, false },
	{ "<kernel> /a\\101", false, false, false, false, false, false },
	{ "<kernel> /a\\", false, false, false, false, false, false },
	{ "<kernel> /a /b /c /d /e /f /g /h", true, true, true, true, true,
	  true },
	{ "<KERNEL> /a", true, false, true, false, true, false },
	{ "<kernel>x", false, false, true, false, false, false },
	{ "<kernel>x /y", false, false, false, false, false, false },
	/* Our own, and of lines of the nodes themselves. */
	{ "any", false, false, true, false, true, false },
	{ "/a/", false, false, true, false, true, true },
	{ "/\\*", false, false, true, false, true, false },
	{ "/a /b", false, false, false, false, false, false },
	{ "relative two", false, false, false, false, false, false },
	{ "/usr/sbin/ccs-loadpolicy", false, false, true, true, true, true },
	{ "squashfs:/usr/sbin/x", false, false, true, false, false, false },
	{ "<ns2> /x", true, false, true, false, true, false },
	{ "/a\\000b", false, false, true, false, true, false },
	{ "/a\\z", false, false, false, false, false, false },
	{ "<kernel> <kernel>", false, false, false, false, false, false },
	{ "any /a", false, false, false, false, false, false },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_DOMAINNAME_H */
