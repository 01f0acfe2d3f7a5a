// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where policy comes from
 */

#include <string.h>

#include "iface.h"
#include "node.h"
#include "source.h"

static enum ccs_exit open_kernel(struct ccs_source *source, const char *node)
{
	FILE *file;
	int err;

	ccs_iface_need();
	err = ccs_node_read(node, &source->text);
	if (err)
		return ccs_iface_fail(node, err);
	/* An empty stream can't be made of no bytes. */
	if (!source->text.len)
		ccs_strbuf_puts(&source->text, "\n");
	file = fmemopen(source->text.text, source->text.len, "r");
	if (!file)
		ccs_die(CCS_EXIT_IO, "out of memory");
	ccs_lines_of(&source->lines, file, CCS_SOURCE_KERNEL);
	return CCS_EXIT_OK;
}

/**
 * ccs_source_open - start to read policy
 * @source: filled in
 * @where: a file, ``-`` for standard input, or ``kernel``
 * @node: the kernel's node of this policy
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_source_open(struct ccs_source *source, const char *where,
			      const char *node)
{
	int err;

	*source = (struct ccs_source){};
	if (!strcmp(where, CCS_SOURCE_KERNEL))
		return open_kernel(source, node);
	if (!strcmp(where, "-")) {
		ccs_lines_of(&source->lines, stdin, "stdin");
		return CCS_EXIT_OK;
	}
	err = ccs_lines_open(&source->lines, where);
	if (!err)
		return CCS_EXIT_OK;
	ccs_warn("cannot read %s: %s", where, strerror(-err));
	return CCS_EXIT_IO;
}

/**
 * ccs_source_close - stop reading
 * @source: what was opened
 *
 * Return: success, or the exit status after a message that not everything
 * could be read.
 */
enum ccs_exit ccs_source_close(struct ccs_source *source)
{
	const char *const name = source->lines.name;
	const int err = ccs_lines_close(&source->lines);

	ccs_strbuf_free(&source->text);
	if (!err)
		return CCS_EXIT_OK;
	ccs_warn("cannot read %s: %s", name, strerror(-err));
	return CCS_EXIT_IO;
}

/**
 * ccs_source_read - read a policy into memory
 * @model: where to; more than one may be read into it
 * @where: as for ccs_source_open()
 * @exception: it is exception policy, not domain policy
 *
 * Return: success, or the exit status after a message.
 */
enum ccs_exit ccs_source_read(struct ccs_model *model, const char *where,
			      bool exception)
{
	struct ccs_source source;
	enum ccs_exit code = ccs_source_open(&source, where, exception ?
					     "exception_policy" :
					     "domain_policy");

	if (code)
		return code;
	if (exception)
		ccs_model_exceptions(model, &source.lines);
	else
		ccs_model_domains(model, &source.lines);
	code = ccs_source_close(&source);
	return model->errors && !code ? CCS_EXIT_INPUT : code;
}
