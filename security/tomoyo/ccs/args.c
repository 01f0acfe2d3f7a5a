// SPDX-License-Identifier: GPL-2.0-only
/*
 * Arguments of a starting program
 */

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "args.h"
#include "compat.h"
#include "core/escape.h"

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
	for (;;) {
		const int byte = next_byte(args);
		const char raw = byte;

		if (byte <= 0)
			return byte;
		ccs_encode(emit, &raw, 1);
	}
}
