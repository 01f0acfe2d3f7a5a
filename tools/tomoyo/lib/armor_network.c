// SPDX-License-Identifier: GPL-2.0-only
/*
 * AppArmor's rules about sockets
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "armor_glob.h"
#include "armor_read.h"
#include "armor_rule.h"
#include "convert_line.h"
#include "fail.h"

#define BIND 1
#define LISTEN 2
#define CONNECT 4
#define ACCEPT 8
#define SEND 16
#define RECEIVE 32
#define EVERY 63

/* What AppArmor calls them; nothing else is checked here. */
static const struct {
	const char *word;
	unsigned int may;
} accesses[] = {
	{ "bind", BIND },
	{ "listen", LISTEN },
	{ "connect", CONNECT },
	{ "accept", ACCEPT },
	{ "send", SEND },
	{ "receive", RECEIVE },
	{ "w", SEND | CONNECT },
	{ "r", RECEIVE | ACCEPT },
	{ "rw", EVERY },
	{ "create", 0 },
	{ "getattr", 0 },
	{ "setattr", 0 },
	{ "getopt", 0 },
	{ "setopt", 0 },
	{ "shutdown", 0 },
};

/* Operations of a type, in the order in which policy has them. */
static const struct {
	const char *type;
	const char *protocol;
	bool local_only;
	struct {
		unsigned int may;
		const char *word;
	} operation[4];
} types[] = {
	{ "stream", "tcp", false, { { BIND, "bind" }, { LISTEN, "listen" },
		{ CONNECT, "connect" }, { ACCEPT, "accept" } } },
	{ "dgram", "udp", false, { { BIND, "bind" }, { SEND | CONNECT, "send" },
		{ RECEIVE, "recv" } } },
	{ "raw", "icmp", false, { { BIND, "bind" }, { SEND | CONNECT, "send" },
		{ RECEIVE, "recv" } } },
	{ "seqpacket", "-", true, { { BIND, "bind" }, { LISTEN, "listen" },
		{ CONNECT, "connect" }, { ACCEPT, "accept" } } },
};

#define COUNT(table) (sizeof(table) / sizeof(table[0]))

/**
 * struct sockets - which sockets a rule is about
 * @may: what may be done
 * @told: some access was named
 * @family: inet, inet6, unix, netlink or packet; NULL for any
 * @type: the type of socket, NULL for any
 */
struct sockets {
	unsigned int may;
	bool told;
	const char *family;
	const char *type;
};

static bool take_access(struct sockets *sockets, const char *word)
{
	size_t i;

	for (i = 0; i < COUNT(accesses); i++) {
		if (strcmp(word, accesses[i].word))
			continue;
		sockets->may |= accesses[i].may;
		sockets->told = true;
		return true;
	}
	return false;
}

static bool take_type(struct sockets *sockets, const char *word)
{
	size_t i;

	for (i = 0; i < COUNT(types); i++) {
		if (strcmp(word, types[i].type) &&
		    strcmp(word, types[i].protocol))
			continue;
		sockets->type = types[i].type;
		return true;
	}
	return false;
}

static bool take_family(struct sockets *sockets, const char *word)
{
	static const char *const known[] = {
		"inet", "inet6", "unix", "netlink", "packet",
	};
	size_t i;

	for (i = 0; i < COUNT(known); i++) {
		if (strcmp(word, known[i]))
			continue;
		sockets->family = known[i];
		return true;
	}
	return false;
}

static bool take_accesses(struct sockets *sockets, char *list)
{
	const char *word;

	while ((word = ccs_armor_next(&list)))
		if (!take_access(sockets, word))
			return false;
	return true;
}

static bool is(const struct sockets *sockets, const char *family)
{
	return !sockets->family || !strcmp(sockets->family, family);
}

static char *operations(const struct sockets *sockets, size_t type)
{
	char *text = ccs_strdup("");
	size_t i;

	for (i = 0; i < 4 && types[type].operation[i].word; i++) {
		char *more;

		if (!(types[type].operation[i].may & sockets->may))
			continue;
		more = ccs_format("%s%s%s", text, *text ? "/" : "",
				  types[type].operation[i].word);
		free(text);
		text = more;
	}
	return text;
}

static void put_type(struct ccs_armor_job *job,
		     const struct ccs_armor_words *rule,
		     const struct sockets *sockets, size_t type,
		     const char *where)
{
	const bool inet = !strncmp(where, "inet", 4);
	char *const words = operations(sockets, type);

	if (*words)
		ccs_armor_line(job, rule->item, "network %s %s %s %s%s%s",
			       inet ? "inet" : "unix", types[type].type, words,
			       inet ? where + 5 : where,
			       !inet ? "" : strcmp(types[type].type, "raw") ?
			       " 0-65535" : " 0-255",
			       rule->audit ? " grant_log=yes" : "");
	free(words);
}

static void put(struct ccs_armor_job *job, const struct ccs_armor_words *rule,
		const struct sockets *sockets, const char *where)
{
	const bool inet = !strncmp(where, "inet", 4);
	size_t i;

	for (i = 0; i < COUNT(types); i++) {
		if (sockets->type && strcmp(sockets->type, types[i].type))
			continue;
		if (inet ? types[i].local_only : !strcmp(types[i].type, "raw"))
			continue;
		put_type(job, rule, sockets, i, where);
	}
}

static void put_families(struct ccs_armor_job *job,
			 const struct ccs_armor_words *rule,
			 const struct sockets *sockets)
{
	if (is(sockets, "inet"))
		put(job, rule, sockets, "inet 0.0.0.0-255.255.255.255");
	if (is(sockets, "inet6"))
		put(job, rule, sockets,
		    "inet ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
	if (is(sockets, "unix")) {
		ccs_armor_any(job, rule->item);
		put(job, rule, sockets, CCS_ARMOR_ANY_NAME);
	}
	if (is(sockets, "netlink"))
		ccs_armor_line(job, rule->item, "capability use_route");
	if (is(sockets, "packet"))
		ccs_armor_line(job, rule->item, "capability use_packet");
}

/**
 * ccs_armor_network - convert «network [(ACCESS)] [FAMILY] [TYPE|PROTOCOL]»
 * @job: the profile
 * @rule: the rule
 */
void ccs_armor_network(struct ccs_armor_job *job,
		       const struct ccs_armor_words *rule)
{
	struct sockets sockets = {};
	size_t i;

	for (i = 1; i < rule->count; i++) {
		char *const word = rule->word[i];

		if (take_family(&sockets, word) || take_type(&sockets, word) ||
		    take_accesses(&sockets, word))
			continue;
		ccs_convert_refuse(job->armor->convert, rule->item,
				   "%s: such sockets are not checked here",
				   word);
		return;
	}
	if (!sockets.told)
		sockets.may = EVERY;
	put_families(job, rule, &sockets);
}

/* «@NAME» is abstract: it begins with a byte 0. */
static void put_address(struct ccs_armor_job *job,
			const struct ccs_armor_words *rule,
			const struct sockets *sockets, const char *address)
{
	struct ccs_list names = {};
	const bool abstract = *address == '@';
	const char *why;
	size_t i;

	if (!strcmp(address, "none"))
		return;
	why = ccs_armor_glob(address + abstract, &names);
	if (why)
		ccs_convert_refuse(job->armor->convert, rule->item, "%s", why);
	for (i = 0; i < names.count; i++) {
		char *const name = ccs_format("%s%s", abstract ? "\\000" : "",
					      names.item[i].text);

		put(job, rule, sockets, name);
		free(name);
	}
	ccs_list_free(&names);
}

/**
 * struct ends - what a rule says of both ends of a connection
 * @own: the address of this end, NULL if it does not say
 * @peer: that of the other
 */
struct ends {
	const char *own;
	const char *peer;
};

/* «peer=(addr=NAME)»; who is there is not known here. */
static bool take_peer(struct ends *ends, char *list)
{
	const char *word;

	while ((word = ccs_armor_next(&list))) {
		const char *const value = ccs_armor_key(word, "addr=");

		if (!value)
			return false;
		ends->peer = value;
	}
	return true;
}

static const char *take_unix(const struct ccs_armor_words *rule,
			     struct sockets *sockets, struct ends *ends)
{
	size_t i;

	for (i = 1; i < rule->count; i++) {
		char *const word = rule->word[i];
		const char *const type = ccs_armor_key(word, "type=");
		const char *const own = ccs_armor_key(word, "addr=");

		if (own) {
			ends->own = own;
		} else if (ccs_armor_key(word, "peer=")) {
			if (!take_peer(ends, word + 5))
				return "the domain at the other end is not checked";
		} else if (type ? !take_type(sockets, type) :
			   !take_accesses(sockets, word)) {
			return "such sockets are not checked here";
		}
	}
	return NULL;
}

/**
 * ccs_armor_unix - convert «unix [(ACCESS)] [type=] [addr=] [peer=(addr=)]»
 * @job: the profile
 * @rule: the rule
 */
void ccs_armor_unix(struct ccs_armor_job *job,
		    const struct ccs_armor_words *rule)
{
	struct sockets sockets = { .family = "unix" };
	struct ends ends = {};
	const char *why = take_unix(rule, &sockets, &ends);

	if (why) {
		ccs_convert_refuse(job->armor->convert, rule->item, "%s", why);
		return;
	}
	if (!sockets.told)
		sockets.may = EVERY;
	if (!ends.own && !ends.peer) {
		put_families(job, rule, &sockets);
	} else {
		const unsigned int may = sockets.may;

		sockets.may = may & (BIND | LISTEN | ACCEPT);
		if (ends.own)
			put_address(job, rule, &sockets, ends.own);
		sockets.may = may & (CONNECT | SEND | RECEIVE);
		if (ends.peer)
			put_address(job, rule, &sockets, ends.peer);
	}
}
