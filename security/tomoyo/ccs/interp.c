// SPDX-License-Identifier: GPL-2.0-only
/*
 * Interpreters that programs name
 *
 * A script names its interpreter behind #!, an ELF program its loader in a
 * segment. What binfmt_misc starts, nobody named who wrote the program.
 */

#include <linux/elf.h>
#include <linux/fs.h>
#include <linux/namei.h>
#include <linux/slab.h>

#include "interp.h"

/* What the kernel reads of program headers at most. */
#define HEADERS_MAX 65536

/**
 * struct segment - what matters of a program header
 * @type: PT_INTERP, or another type
 * @offset: in the file
 * @size: there, in bytes
 */
struct segment {
	u32 type;
	u64 offset;
	u64 size;
};

static bool leads_to(const char *name, const struct file *file)
{
	struct path path;
	bool same;

	if (kern_path(name, LOOKUP_FOLLOW, &path))
		return false;
	same = path_equal(&path, &file->f_path);
	path_put(&path);
	return same;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool script_names(const struct linux_binprm *bprm,
			 const struct file *file)
{
	char name[sizeof(bprm->buf) + 1];
	char *start = name + 2, *end;

	memcpy(name, bprm->buf, sizeof(bprm->buf));
	name[sizeof(bprm->buf)] = '\0';
	while (is_blank(*start))
		start++;
	end = start;
	while (*end && *end != '\n' && !is_blank(*end))
		end++;
	*end = '\0';
	return leads_to(start, file);
}

static bool read_at(struct file *file, void *to, size_t size, u64 offset)
{
	loff_t pos = offset;

	return pos >= 0 && kernel_read(file, to, size, &pos) == size;
}

static bool read_64(const struct linux_binprm *bprm, unsigned int i,
		    struct segment *segment)
{
	const struct elf64_hdr *const head = (const void *)bprm->buf;
	struct elf64_phdr header;

	if (i >= head->e_phnum || i >= HEADERS_MAX / sizeof(header) ||
	    !read_at(bprm->file, &header, sizeof(header),
		     head->e_phoff + i * sizeof(header)))
		return false;
	*segment = (struct segment){
		header.p_type, header.p_offset, header.p_filesz
	};
	return true;
}

static bool read_32(const struct linux_binprm *bprm, unsigned int i,
		    struct segment *segment)
{
	const struct elf32_hdr *const head = (const void *)bprm->buf;
	struct elf32_phdr header;

	if (i >= head->e_phnum || i >= HEADERS_MAX / sizeof(header) ||
	    !read_at(bprm->file, &header, sizeof(header),
		     head->e_phoff + i * sizeof(header)))
		return false;
	*segment = (struct segment){
		header.p_type, header.p_offset, header.p_filesz
	};
	return true;
}

static bool segment_names(const struct linux_binprm *bprm,
			  const struct segment *segment,
			  const struct file *file)
{
	bool named = false;
	char *name;

	if (segment->size < 2 || segment->size > PATH_MAX)
		return false;
	name = kmalloc(segment->size, GFP_KERNEL);
	if (!name)
		return false;
	if (read_at(bprm->file, name, segment->size, segment->offset) &&
	    !name[segment->size - 1])
		named = leads_to(name, file);
	kfree(name);
	return named;
}

static bool elf_names(const struct linux_binprm *bprm, const struct file *file)
{
	const bool is_64 = bprm->buf[EI_CLASS] == ELFCLASS64;
	struct segment segment;
	unsigned int i;

	for (i = 0; is_64 ? read_64(bprm, i, &segment) :
			    read_32(bprm, i, &segment); i++)
		if (segment.type == PT_INTERP)
			return segment_names(bprm, &segment, file);
	return false;
}

/**
 * ccs_interp_is_named - does a program name this interpreter?
 * @bprm: the program, or what interprets it so far
 * @file: the interpreter
 *
 * Context: May sleep; in an execution, whose file was begun to be read.
 * Return: true if it does, false if it does not or can't be read.
 */
bool ccs_interp_is_named(const struct linux_binprm *bprm,
			 const struct file *file)
{
	static_assert(sizeof(bprm->buf) >= sizeof(struct elf64_hdr));

	if (bprm->buf[0] == '#' && bprm->buf[1] == '!')
		return script_names(bprm, file);
	return !memcmp(bprm->buf, ELFMAG, SELFMAG) && elf_names(bprm, file);
}
