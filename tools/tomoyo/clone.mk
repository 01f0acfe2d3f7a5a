# SPDX-License-Identifier: GPL-2.0-only
#
# Objects of another clone
#
# Dependency files name sources by absolute path. Those that another clone of
# this repository left in O name files that may be gone, for want of which make
# would stop. So the directories in STALE go when O was last used by another one.

CLONE := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))

ifneq ($(shell cat $(O)/clone 2>/dev/null),$(CLONE))
$(shell rm -rf $(STALE) && mkdir -p $(O) && echo $(CLONE) >$(O)/clone)
endif
