// SPDX-License-Identifier: GPL-2.0-only
/*
 * Random policies and requests
 *
 * Alphabets are so small that entries meet requests, and each other, often.
 */

#include <kunit/test.h>

#include "../core/env.h"
#include "draw.h"

/**
 * struct alphabet - what a letter stands for
 * @letter: the letter, behind a ``$``
 * @words: one of these takes its place
 */
struct alphabet {
	char letter;
	const char *const *words;
};

#define WORDS(...) ((const char *const []){ __VA_ARGS__, NULL })

/* clang-format off */

static const char *const acl_lines[] = {
	"file $o $P$C", "file $o $P$C", "file $o $P$C", "file $o $P",
	"file execute $P$T$K", "file $2 $P $P$C", "file $3 $P $N$C",
	"file mkblock/mkchar $P $N $N $N$C", "file mount $P $P $F $N$C",
	"network inet $p $s $A $N$C", "network inet $p $s $A $N$C",
	"network unix $p $s $U$C", "misc env $V$C", "capability $c$C",
	"ipc signal $N $D$C", "task auto_execute_handler $f$T$K",
	"task denied_execute_handler $f$C", "task auto_domain_transition $D$C",
	"task manual_domain_transition $D$C", "task auto_isolate $c$C",
	"allow_$7 $P$I", "allow_$7 $P$I", "allow_link $P $P$I",
	"allow_create $P $N$I", "allow_mkchar $P $N 1 $N$I",
	"allow_mount $P $P $F $N$I", "allow_network TCP $8 $B $N$I",
	"allow_network UDP connect $B $N$I", "allow_env $V$I",
	"allow_capability $k$I", "allow_signal 9 <kernel> /a$I", "execute_handler $f",
	"allow_transit //x$I", "6 $P",
};

static const char *const request_lines[] = {
	"file $1 $f", "file $1 $f", "file $1 $f", "file read/write $f",
	"allow_rewrite $f", "file link $f $f", "file rename $f $f",
	"file create $f $n", "file mkdir $f $n", "file mkchar $f $n 1 $n",
	"file mkblock $f $n $n $n", "file mount $m $f $t $n",
	"network inet $p $8 $a $n", "network inet dgram send $a $n",
	"network unix $p $8 $u", "misc env $v", "capability $c",
	"allow_capability $k", "ipc signal $n $d", "ipc signal 9 $d",
	"task auto_execute_handler $f", "task denied_execute_handler $f",
	"task auto_domain_transition $d", "task manual_domain_transition $d",
	"task manual_domain_transition <kernel> /a //x",
};

static const char *const member_lines[] = {
	"path_group $g $w", "path_group $g $w", "path_group $g $f",
	"number_group $g $r", "address_group $g $R",
};

static const char *const exception_lines[] = {
	"$.path_group $g $w", "$.path_group $g $f", "$.number_group $g $r",
	"$.address_group $g $R", "$.acl_group $i file $o $P$C",
	"$.acl_group $i file $3 $P $N$C",
	"$.acl_group $i network inet $p $s $A $N$C",
	"$.acl_group $i misc env $V$C", "$.acl_group $i allow_$7 $P$I",
	"$.acl_group $i allow_capability $k$I", "$.allow_read $w",
	"$.allow_env $V", "$.deny_rewrite $w", "$.file_pattern /g/\\*",
	"$.aggregator $w /b", "$.initialize_domain $f from any",
	"$.keep_domain any from <kernel> /a", "$.no_keep_domain $f from any",
	"$.deny_autobind $n",
};

static const char *const profile_lines[] = {
	"$.$i-CONFIG={ mode=$M grant_log=$y reject_log=$y }",
	"$.$i-CONFIG={ mode=$M grant_log=$y reject_log=$y }",
	"$.$i-CONFIG::file={ mode=$M grant_log=$y }",
	"$.$i-CONFIG::network={ mode=$M reject_log=$y }",
	"$.$i-CONFIG::file::$x={ mode=$M grant_log=$y }",
	"$.$i-CONFIG::network::$X={ mode=$M reject_log=$y }",
	"$.$i-CONFIG::capability::$k={ mode=$M }",
	"$.$i-CONFIG::misc::env=use_default", "$.$i-COMMENT=$v",
	"$.$i-PREFERENCE={ enforcing_penalty=3 }",
};

static const char *const flag_lines[] = {
	"use_profile $i", "use_group $i", "use_group $i",
	"ignore_global_allow_read", "ignore_global_allow_env",
	"quota_exceeded", "transition_failed",
};

/* Small letters stand for one value, capital ones for what may cover it. */
static const struct alphabet alphabets[] = {
	{ '1', WORDS("read", "write", "append", "unlink", "execute",
		     "getattr") },
	{ '2', WORDS("link", "rename", "link/rename/pivot_root") },
	{ '3', WORDS("create", "mkdir", "create/mkdir/chmod", "ioctl") },
	{ '7', WORDS("read", "write", "read/write", "execute", "rewrite",
		     "unlink") },
	{ '8', WORDS("bind", "connect", "listen") },
	{ 'A', WORDS("10.0.0.1", "10.0.0.0-10.0.0.9", "@G", "@H", "::1",
		     "0.0.0.0-255.255.255.255", "::-::ffff", "@E") },
	{ 'B', WORDS("10.0.0.1", "10.0.0.0-10.0.0.9", "@G", "@H",
		     "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:0-0:0:0:0:0:0:0:ffff",
		     "@E") },
	{ 'C', WORDS("", "", "", " task.uid=0", " task.uid!=0",
		     " path1.uid=0", " task.gid=@G", " exec.argc=1",
		     " grant_log=yes", " task.uid=1 grant_log=no",
		     " auto_domain_transition=\"//x\"") },
	{ 'D', WORDS("<kernel>", "<kernel> /a", "<kernel> /a /b",
		     "<guest> /a") },
	{ 'F', WORDS("ext3", "ext\\$", "@T", "--bind", "\\*") },
	{ 'I', WORDS("", "", "", " if task.uid=0", " if task.state[0]=1",
		     " ; set task.state[0]=2",
		     " if path1.uid=0 ; set task.state[1]=1") },
	{ 'K', WORDS("", "", " task.uid=0", " task.uid=1 grant_log=no") },
	{ 'M', WORDS("disabled", "learning", "permissive", "enforcing") },
	{ 'N', WORDS("1", "0x1", "1-20", "9", "@G", "@H", "15", "@E") },
	{ 'P', WORDS("/a", "/g/x", "/g/y", "/\\*", "/g/\\*", "/g/\\+", "\\*",
		     "/\\{g\\}/x", "@G", "@H", "@E", "/b") },
	{ 'R', WORDS("10.0.0.1", "10.0.0.0-10.0.0.255", "::1", "fe80::-fe81::") },
	{ 'T', WORDS("", "", " keep", " child", " //x", " <kernel> /a") },
	{ 'U', WORDS("/a", "/\\*", "@G", "anonymous", "\\000\\*", "\\000a") },
	{ 'V', WORDS("PATH", "LD_\\*", "\\*", "@G", "HOME") },
	{ 'X', WORDS("inet_stream_bind", "inet_tcp_connect",
		     "unix_stream_bind", "inet_udp_connect") },
	{ 'a', WORDS("10.0.0.1", "10.0.0.7", "::1", "1.2.3.4", "fe80::5") },
	{ 'c', WORDS("SYS_TIME", "SYS_NICE", "use_route") },
	{ 'd', WORDS("<kernel>", "<kernel> /a", "<kernel> /ab",
		     "<kernel> /a /b", "<guest> /a") },
	{ 'f', WORDS("/a", "/b", "/g/x", "/g/y", "/g/xy", "/g/g/x") },
	{ 'g', WORDS("G", "H", "T") },
	{ 'i', WORDS("0", "1", "2", "70", "255") },
	{ 'k', WORDS("SYS_TIME", "SYS_CHROOT", "SYS_KILL", "SYS_PTRACE") },
	{ 'm', WORDS("any", "/a", "/g/x") },
	{ 'n', WORDS("1", "9", "15", "20", "500") },
	{ 'o', WORDS("read", "write", "read/write", "append", "execute",
		     "read/getattr/unlink", "execute/read") },
	{ 'p', WORDS("stream", "dgram", "seqpacket") },
	{ 'r', WORDS("1", "9-20", "0xF", "100-1000") },
	{ 's', WORDS("bind", "bind/listen/connect/accept", "connect",
		     "send/recv") },
	{ 't', WORDS("ext3", "ext4", "--bind", "xfs") },
	{ 'u', WORDS("/a", "/b", "anonymous", "\\000a", "\\000b") },
	{ 'v', WORDS("PATH", "LD_X", "@G", "TERM") },
	{ 'w', WORDS("/g/\\*", "/\\*", "/g/\\+", "/g/x\\*", "/a", "/\\@") },
	{ 'x', WORDS("open", "execute", "rewrite", "getattr", "mkdir") },
	{ 'y', WORDS("yes", "no") },
	{ '.', WORDS("", "", "<guest> ") },
};

/* clang-format on */

/* What is drawn from. */
static const struct drawing {
	const char *const *lines;
	size_t count;
} drawings[CCS_DRAW_COUNT] = {
	[CCS_DRAW_ACL] = { acl_lines, ARRAY_SIZE(acl_lines) },
	[CCS_DRAW_REQUEST] = { request_lines, ARRAY_SIZE(request_lines) },
	[CCS_DRAW_MEMBER] = { member_lines, ARRAY_SIZE(member_lines) },
	[CCS_DRAW_EXCEPTION] = { exception_lines,
				 ARRAY_SIZE(exception_lines) },
	[CCS_DRAW_PROFILE] = { profile_lines, ARRAY_SIZE(profile_lines) },
	[CCS_DRAW_FLAG] = { flag_lines, ARRAY_SIZE(flag_lines) },
};

/**
 * ccs_draw_below - draw a number
 * @seed: of the draws; the same one gives the same numbers everywhere
 * @limit: the number is below it
 *
 * Return: the number.
 */
u32 ccs_draw_below(u32 *seed, u32 limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % limit;
}

static const char *word_of(u32 *seed, char letter)
{
	size_t i;
	u32 count = 0;

	for (i = 0; i < ARRAY_SIZE(alphabets); i++)
		if (alphabets[i].letter == letter)
			break;
	if (i == ARRAY_SIZE(alphabets))
		return "";
	while (alphabets[i].words[count])
		count++;
	return alphabets[i].words[ccs_draw_below(seed, count)];
}

/**
 * ccs_draw_line - draw a line
 * @seed: of the draws
 * @what: its kind
 * @line: the line
 */
void ccs_draw_line(u32 *seed, enum ccs_draw what, char line[CCS_DRAW_ROOM])
{
	const struct drawing *const drawing = &drawings[what];
	const char *from = drawing->lines[ccs_draw_below(seed,
							 drawing->count)];
	size_t len = 0;

	while (*from && len < CCS_DRAW_ROOM - 1) {
		if (*from != '$') {
			line[len++] = *from++;
			continue;
		}
		strscpy(line + len, word_of(seed, from[1]),
			CCS_DRAW_ROOM - len);
		len += strlen(line + len);
		from += 2;
	}
	line[len] = '\0';
}
