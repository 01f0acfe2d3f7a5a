/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows: domainnames
 */

#ifndef CCS_KUNIT_VECTORS_DOMAINNAME_H
#define CCS_KUNIT_VECTORS_DOMAINNAME_H

/**
 * struct domainname_row - a text and where it is legal
 * @text: the text
 * @name: is it a domainname?
 * @manager: is it a line of the node ``manager``?
 * @from: is it the operand behind ``from`` of a transition?
 */
struct domainname_row {
	const char *text;
	bool name;
	bool manager;
	bool from;
};

/* clang-format off */
static const struct domainname_row domainname_rows[] = {
	{ "<kernel>", true, true, true },
	{ "<kernel> /sbin/init", true, true, true },
	{ "<kernel> /sbin/init /bin/sh", true, true, true },
	{ "<kernel> //login", true, true, true },
	{ "<kernel> /usr/sbin/sshd //batch", true, true, true },
	{ "<kernel> /a/", true, true, true },
	{ "<kernel> /", true, true, true },
	{ "<kernel> a", false, false, false },
	{ "<kernel> /a b", false, false, false },
	{ "<kernel> /a <b>", false, false, false },
	{ "<kernel>/a", false, true, false },
	{ "<kernel", false, true, false },
	{ "kernel>", false, true, false },
	{ "kernel", false, true, false },
	{ "/a", false, true, true },
	{ "<>", false, true, false },
	{ "< >", false, false, false },
	{ "<a>", true, true, true },
	{ "<a> /b", true, true, true },
	{ "<ns1> /usr/bin/x", true, true, true },
	{ "<ns/with/slash> /x", true, true, true },
	{ "<ns\\040x> /x", true, true, true },
	{ "<ns x> /x", false, false, false },
	{ "<\\*> /x", true, true, true },
	{ "<a\\>", false, false, false },
	{ "<a><b> /x", true, true, true },
	{ "<a>b> /x", true, true, true },
	{ "<kernel> /\\*", true, true, true },
	{ "<kernel> /usr/\\{\\*\\}/x", true, true, true },
	{ "<kernel> /a\\040b", true, true, true },
	{ "<kernel> /a\\000b", true, true, true },
	{ "<kernel> /a\\101", false, false, false },
	{ "<kernel> /a\\", false, false, false },
	{ "<kernel> /a /b /c /d /e /f /g /h", true, true, true },
	{ "<KERNEL> /a", true, true, true },
	{ "<kernel>x", false, true, false },
	{ "<kernel>x /y", false, false, false },
};
/* clang-format on */

#endif /* CCS_KUNIT_VECTORS_DOMAINNAME_H */
