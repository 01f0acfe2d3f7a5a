// SPDX-License-Identifier: GPL-2.0-only
/*
 * Arguments and environment of a starting program
 */

#include <linux/err.h>
#include <linux/highmem.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/slab.h>

#include "args.h"
#include "compat.h"
#include "core/escape.h"
#include "core/limits.h"

/* Bytes that one byte may be encoded as. */
#define ENCODED_MAX 4

/**
 * ccs_args_open - start at argv[0]
 * @args: the walk
 * @bprm: the program; its strings are complete in bprm_creds_for_exec()
 *
 * Context: May sleep.
 * Return: 0 or -ENOMEM.
 */
int ccs_args_open(struct ccs_args *args, const struct linux_binprm *bprm)
{
	args->bprm = bprm;
	args->pos = bprm->p;
	args->loaded = 0;
	args->page = kmalloc(PAGE_SIZE, GFP_KERNEL);
	return args->page ? 0 : -ENOMEM;
}

/**
 * ccs_args_close - end a walk
 * @args: the walk
 */
void ccs_args_close(struct ccs_args *args)
{
	kfree(args->page);
}

static int load_page(struct ccs_args *args, unsigned long address)
{
	struct mm_struct *const mm = args->bprm->mm;
	struct page *page;
	long got;
	void *from;

	mmap_read_lock(mm);
	got = ccs_get_page_remote(mm, address, &page);
	mmap_read_unlock(mm);
	if (got != 1)
		return got < 0 ? got : -EFAULT;
	from = kmap_local_page(page);
	memcpy(args->page, from, PAGE_SIZE);
	kunmap_local(from);
	put_page(page);
	args->loaded = address;
	return 0;
}

/* The next byte, 0 to 255, or an error. */
static int next_byte(struct ccs_args *args)
{
	const unsigned long address = args->pos & PAGE_MASK;
	int err;

	if (args->loaded != address) {
		err = load_page(args, address);
		if (err)
			return err;
	}
	return (unsigned char)args->page[args->pos++ & ~PAGE_MASK];
}

/**
 * ccs_args_skip - go over some strings
 * @args: the walk
 * @count: how many
 *
 * Context: May sleep.
 * Return: 0 or an error from reading the memory.
 */
int ccs_args_skip(struct ccs_args *args, u32 count)
{
	while (count) {
		const int byte = next_byte(args);

		if (byte < 0)
			return byte;
		count -= !byte;
	}
	return 0;
}

/*
 * Encodes bytes up to a NUL or @stop, which is consumed and returned; or an
 * error.
 */
static int read_until(struct ccs_args *args, struct ccs_emit *emit, char stop)
{
	for (;;) {
		const int byte = next_byte(args);
		const char raw = byte;

		if (byte <= 0 || byte == stop)
			return byte;
		ccs_encode(emit, &raw, 1);
	}
}

/**
 * ccs_args_next - read one string
 * @args: the walk, which is at the next string afterwards
 * @emit: where it goes, encoded; what does not fit sets its overflow
 *
 * Context: May sleep.
 * Return: 0 or an error from reading the memory.
 */
int ccs_args_next(struct ccs_args *args, struct ccs_emit *emit)
{
	return read_until(args, emit, '\0');
}

/**
 * ccs_args_next_name - read the name of one variable
 * @args: the walk, which is at the next string afterwards
 * @emit: where it goes, encoded: all before the first equals sign
 *
 * Context: May sleep.
 * Return: 0 or an error from reading the memory.
 */
int ccs_args_next_name(struct ccs_args *args, struct ccs_emit *emit)
{
	const int byte = read_until(args, emit, '=');

	return byte > 0 ? ccs_args_skip(args, 1) : byte;
}

/**
 * struct reader - a walk over an environment
 * @args: at the next string
 * @at: where its text goes
 * @end: of the memory for text
 */
struct reader {
	struct ccs_args args;
	char *at;
	char *end;
};

/* Reads a name or value, of which not more is kept than conditions see. */
static int read_part(struct reader *reader, char stop, struct ccs_str *part)
{
	const size_t room = reader->end - reader->at;
	struct ccs_emit emit = {
		.buf = reader->at,
		.size = min_t(size_t, room, CCS_ARGV_MAX + 1),
	};
	int byte;

	if (WARN_ON_ONCE(!room))
		return -E2BIG;
	emit.buf[0] = '\0';
	byte = read_until(&reader->args, &emit, stop);
	*part = ccs_str_of(emit.buf, emit.len);
	reader->at += emit.len + 1;
	return byte;
}

/* 1 if there was a variable, 0 for a string without ``=``, or an error. */
static int read_env(struct reader *reader, struct ccs_env *env)
{
	char *const start = reader->at;
	int byte = read_part(reader, '=', &env->name);

	if (byte <= 0) {
		reader->at = start;
		return byte;
	}
	byte = read_part(reader, '\0', &env->value);
	return byte < 0 ? byte : 1;
}

static int read_envs(struct reader *reader, struct ccs_envs *envs, int count)
{
	while (count-- > 0) {
		const int found = read_env(reader, &envs->env[envs->count]);

		if (found < 0)
			return found;
		envs->count += found;
	}
	return 0;
}

/*
 * The strings end where the program's name begins. Encoded they take at most
 * ENCODED_MAX times the room, their NULs and equals signs included.
 */
static struct ccs_envs *alloc_envs(struct reader *reader)
{
	const struct linux_binprm *const bprm = reader->args.bprm;
	const unsigned long raw = bprm->exec - reader->args.pos;
	struct ccs_envs *envs;
	size_t head, size;

	if (WARN_ON_ONCE(bprm->exec < reader->args.pos || bprm->envc < 0))
		return NULL;
	head = struct_size(envs, env, bprm->envc);
	size = size_add(head, size_mul(raw, ENCODED_MAX));
	envs = kvmalloc(size, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!envs)
		return NULL;
	envs->count = 0;
	reader->at = (char *)envs + head;
	reader->end = (char *)envs + size;
	return envs;
}

static struct ccs_envs *read_all(struct reader *reader)
{
	const struct linux_binprm *const bprm = reader->args.bprm;
	struct ccs_envs *envs;
	int err;

	err = ccs_args_skip(&reader->args, bprm->argc);
	if (err)
		return ERR_PTR(err);
	envs = alloc_envs(reader);
	if (!envs)
		return ERR_PTR(-ENOMEM);
	err = read_envs(reader, envs, bprm->envc);
	if (!err)
		return envs;
	ccs_envs_free(envs);
	return ERR_PTR(err);
}

/**
 * ccs_envs_read - read the whole environment
 * @bprm: the program; its strings are complete in bprm_creds_for_exec()
 *
 * What it takes is bounded by what execve() admits, and charged to the caller.
 *
 * Context: May sleep.
 * Return: the variables, or an ERR_PTR(); free them with ccs_envs_free().
 */
struct ccs_envs *ccs_envs_read(const struct linux_binprm *bprm)
{
	struct reader reader;
	struct ccs_envs *envs;
	int err;

	err = ccs_args_open(&reader.args, bprm);
	if (err)
		return ERR_PTR(err);
	envs = read_all(&reader);
	ccs_args_close(&reader.args);
	return envs;
}

/**
 * ccs_envs_free - free an environment
 * @envs: what ccs_envs_read() returned, or NULL
 */
void ccs_envs_free(const struct ccs_envs *envs)
{
	kvfree(envs);
}
