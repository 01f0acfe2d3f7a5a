# SPDX-License-Identifier: GPL-2.0-only
"""How Sphinx reads our pages outside of a kernel tree: with the kernel's own extensions.

scripts/doc sets CCS_TREE, a kernel tree, and CCS_SOURCE, which has our code where a kernel
has it.
"""
import os
import sys

TREE = os.environ["CCS_TREE"]
sys.path.insert(0, f"{TREE}/Documentation/sphinx")
# The kernel's extensions ask their Makefile for it.
os.environ.setdefault("srctree", os.environ["CCS_SOURCE"])

project = "ccsecurity"
author = "the ccsecurity developers"
extensions = ["kerneldoc", "automarkup"]
kerneldoc_bin = f"{TREE}/scripts/kernel-doc"
kerneldoc_srctree = os.environ["CCS_SOURCE"]
root_doc = "index"
html_theme = "alabaster"
html_copy_source = False
highlight_language = "none"
primary_domain = "c"
# Words of the kernel that stand in declarations.
c_id_attributes = [
    "__rcu", "__user", "__init", "__maybe_unused", "__must_check", "__printf", "__percpu",
    "__always_unused", "noinline", "__aligned",
]
