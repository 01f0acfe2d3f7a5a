# SPDX-License-Identifier: GPL-2.0-only
# Verbs only; each is one script. `make help` lists them.

.DEFAULT_GOAL := help
KERNEL ?= 6.12
CCS_BUILD ?= $(HOME)/.cache/ccsecurity
export KERNEL CCS_BUILD

.PHONY: help run check check-all tools deb kunit selftest fuzz bench compare coverage lint patches prepare doc clean

help: ## this list
	@echo "usage: make VERB [KERNEL=6.1|6.12|7.3] [CCS_BUILD=DIR]"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14

run: ## boots a guest into a guided tour; on a terminal, leaves you a root shell there
	@scripts/tour

check: ## everything that CI runs; last line: N passed, N failed
	@scripts/check

check-all: ## the same, and every kernel with each configuration, list of modules, clang
	@scripts/matrix

tools: ## builds the tools
	@scripts/setup tools
	@$(MAKE) -C tools/tomoyo O=$(CCS_BUILD)/tools

deb: ## Debian packages: ccs-tools in CCS_BUILD/deb, a kernel in CCS_BUILD/kernel-deb
	@scripts/deb --lint
	@scripts/kernel-deb --kernel $(KERNEL)

kunit: ## unit tests in the kernel, under UML and under qemu
	@scripts/kunit

selftest: ## test programs in guests
	@scripts/selftest

fuzz: ## parsers and matchers under libFuzzer, CCS_FUZZ_TIME seconds each
	@scripts/fuzz

bench: ## instructions by size of policy, as a table and as rows in a file
	@scripts/bench
	@scripts/loadbench
	@scripts/opbench

compare: ## that a kernel without the option is the one without our patches
	@scripts/compare

coverage: ## lines of the core that its tests run; fails below 95 %
	@scripts/coverage

lint: ## layers, sizes, style of code and patches
	@scripts/lint

patches: ## one complete series for each kernel, for git am and quilt
	@scripts/patches --verify

prepare: ## all kernels unpacked, configured and ready to compile us
	@scripts/compile --prepare

doc: ## the pages as HTML; their tables, comments of functions and links against the code
	@scripts/doc
	@scripts/lint --doc
	@scripts/marks
	@scripts/doc --html

clean: ## removes objects, guests and logs; keeps kernel sources, compiler cache and found inputs
	@rm -rf $(CCS_BUILD)/obj $(CCS_BUILD)/guest $(CCS_BUILD)/deb $(CCS_BUILD)/tools $(CCS_BUILD)/harness \
		$(CCS_BUILD)/selftests $(CCS_BUILD)/patches $(CCS_BUILD)/log \
		$(CCS_BUILD)/bench $(CCS_BUILD)/loadbench $(CCS_BUILD)/opbench $(CCS_BUILD)/compare $(CCS_BUILD)/coverage $(CCS_BUILD)/fuzz/seeds
