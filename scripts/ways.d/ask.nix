# SPDX-License-Identifier: GPL-2.0-only
# What a configuration of NixOS says of its kernel, as lines: patches, symbols as Kconfig has
# them, parameters. lib and pkgs go as far as the page asks them for something.
{ page, packages }:
let
  system = import page {
    lib = {
      filter = builtins.filter;
      splitString = by: text: builtins.filter builtins.isString (builtins.split by text);
      kernel = {
        yes = "y";
        freeform = text: builtins.toJSON text;
      };
    };
    pkgs = { ${packages} = "the kernel"; };
  };
  patches = system.boot.kernelPatches;
  named = builtins.filter (one: one.patch != null) patches;
  chosen = builtins.foldl' (all: one: all // (one.structuredExtraConfig or { })) { } patches;
in builtins.concatStringsSep "\n" (
  map (one: "patch ${one.name} ${toString one.patch}") named
  ++ map (name: "CONFIG_${name}=${chosen.${name}}") (builtins.attrNames chosen)
  ++ map (text: "parameter ${text}") system.boot.kernelParams
  ++ [ "packages ${system.boot.kernelPackages}" "" ])
