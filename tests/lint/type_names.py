#!/usr/bin/env python3
"""No two types of the product have one name: all share a namespace and a binary, where the linker would take the
inline functions of the one for those of the other.

usage: type_names.py [ROOT]     default: the checkout that holds this file
Prints every name that has two definitions; exit code 1 where there is one. Anonymous namespaces are left out.
"""

import collections
import pathlib
import re
import sys

PARTS = ["common", "producer", "worker", "aggregator", "standalone"]
TYPE = re.compile(r"(?:template <.*> *)?(?:struct|class|enum class|enum|union) (\w+)(?: final)?(?: : [^;]*)? \{")
HIDDEN = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.MULTILINE | re.DOTALL)


def definitions(root):
    """The files that define each type at namespace scope, which in this tree is the first column."""
    found = collections.defaultdict(list)
    for path in sorted(path for part in PARTS for path in (root / part).rglob("*") if path.suffix in (".h", ".cc")):
        for line in HIDDEN.sub("", path.read_text(encoding="utf-8")).splitlines():
            if match := TYPE.match(line):
                found[match.group(1)].append(path.relative_to(root).as_posix())
    return found


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    types = definitions(root)
    twice = {name: files for name, files in types.items() if len(files) > 1}
    for name, files in sorted(twice.items()):
        print(f"{name}: {' '.join(files)}")
    print(f"{len(types)} types, {len(twice)} names with two definitions")
    return 1 if twice or not types else 0


if __name__ == "__main__":
    sys.exit(main())
