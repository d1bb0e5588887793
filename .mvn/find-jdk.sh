#!/bin/sh
# Prints the folder of a JDK 25 or newer. Used by ./mvnw and ./orderflow, so that neither depends on
# which Java happens to be the default. Looks at JAVA_HOME, at the java on the PATH, then where
# installers put JDKs; fails with one sentence that says what to install.
set -u

needed=25

# A JDK, not a runtime alone, and new enough. The file "release" tells without starting a JVM.
suits() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${version:-0}" -ge "$needed" ]
}

try() {
    for jdk in "$@"; do
        if suits "$jdk"; then
            printf '%s\n' "$jdk"
            exit 0
        fi
    done
}

# java may be a link or a script of a version manager: it knows best where it lives.
home_of_default() {
    command -v java > /dev/null 2>&1 || return 0
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

home=${HOME:-/nonexistent}

try "${JAVA_HOME:-}"
try "$(home_of_default)"
try /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/java
try "${SDKMAN_DIR:-$home/.sdkman}"/candidates/java/*
try "$home"/.jdks/* "$home"/.asdf/installs/java/* "$home"/.local/share/mise/installs/java/*
try /Library/Java/JavaVirtualMachines/*/Contents/Home
try "$home"/Library/Java/JavaVirtualMachines/*/Contents/Home
try /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
try /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
if [ -x /usr/libexec/java_home ]; then
    try "$(/usr/libexec/java_home -v "$needed+" 2> /dev/null)"
fi

echo "Orderflow needs a JDK $needed: install one (for example Eclipse Temurin $needed, https://adoptium.net), or set JAVA_HOME to the one you have." >&2
exit 1
