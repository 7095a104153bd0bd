#!/bin/sh
# What the image holds, in a folder: a Java runtime of the modules that a node needs, the class path, and the cache that
# makes it start fast. Needs JDK 25 (JAVA_HOME or the path) and what "mvn -Pimage -Dmaven.test.skip=true package" leaves in target.
# Usage: k8s/image/assemble.sh FOLDER
set -eu
cd "$(dirname "$0")/../.."
folder=$1 # absolute: it stands in the class path
java=${JAVA_HOME:+$JAVA_HOME/bin/}

# Less than jdeps finds: nothing asks for windows or compilers in a node; JDBC is there for an exception that the client of
# PostgreSQL names. More than it finds: curves of TLS, and what lets operators look into a running node (jcmd, flight
# recorder). Training below fails when one is missing.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml
modules=$modules,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.management,jdk.unsupported
rm -rf "$folder"
mkdir -p "$folder"
# Options that JAVA_TOOL_OPTIONS and the command line win over. Heap and event loops follow from the container's limits.
"${java}jlink" --add-modules "$modules" \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-0 --output "$folder/runtime" \
  --add-options "$(grep -v '^#' k8s/image/java.options | tr '\n' ' ')"
cp -r target/image/lib "$folder"
cp target/image/own/verge-own.jar "$folder/verge.jar"
cp target/image/sbom.json "$folder/"
# In a fixed order, which the cache depends on.
printf -- '-cp %s/verge.jar%s\ndev.verge.command.Main\n' "$folder" \
  "$(cd "$folder" && LC_ALL=C ls lib | sed "s#^#:$folder/lib/#" | tr -d '\n')" >"$folder/node.arguments"

# The cache knows its jars by size and time: times are fixed before it is made, and stay as they are in the image.
find "$folder" -exec touch -h -d "@${SOURCE_DATE_EPOCH:-1795478400}" {} +
"${java}java" src/bench/java/dev/verge/bench/start/Training.java target/verge.jar conf "$folder/verge.aot" \
  "$folder/runtime/bin/java" "@$folder/node.arguments"
touch -d "@${SOURCE_DATE_EPOCH:-1795478400}" "$folder/verge.aot"
# A cluster may give any user id, with group 0.
chmod -R g=u,o=rX "$folder"
