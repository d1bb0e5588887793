#!/usr/bin/env bash
# Begins a service of your own: a project in an empty folder, with the first step of docs/using-common-events.md.
#
#   examples/new-service.sh FOLDER
#
# It depends on nothing but what is documented. ./mvnw -DskipTests install puts that into your local repository first.
set -euo pipefail

starter=$(cd "$(dirname "$0")/starter" && pwd)
if [ $# -ne 1 ]; then
  echo "Usage: $(basename "$0") FOLDER" >&2
  exit 2
fi
folder=$1
if [ -e "$folder" ] && [ -n "$(ls -A "$folder")" ]; then
  echo "$folder is not empty: name a new folder, or an empty one." >&2
  exit 1
fi
mkdir -p "$folder"

dependencies=$(sed -n '/<dependencies>/,/<\/dependencies>/p' "$starter/pom.xml" | grep -v -e region -e 'dependencies>')
boot=$(sed -n '/<artifactId>spring-boot-starter-parent</{n;s/.*<version>\(.*\)<.*/\1/p;}' "$starter/../../pom.xml")
cat > "$folder/pom.xml" << POM
<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
    <modelVersion>4.0.0</modelVersion>
    <parent>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-starter-parent</artifactId>
        <version>$boot</version>
        <relativePath/>
    </parent>
    <groupId>com.example</groupId>
    <artifactId>letter-service</artifactId>
    <version>0.0.1-SNAPSHOT</version>

    <properties>
        <java.version>25</java.version>
    </properties>

    <dependencies>
$dependencies
    </dependencies>

    <build>
        <plugins>
            <plugin>
                <groupId>org.springframework.boot</groupId>
                <artifactId>spring-boot-maven-plugin</artifactId>
            </plugin>
        </plugins>
    </build>
</project>
POM
cp -R "$starter/src" "$folder/src"
cp "$starter/topics.txt" "$folder/topics.txt"
find "$folder/src" -type f -exec sed -i.bak -E '/^ *(\/\/|#) (end)?region/d' {} +
find "$folder/src" -name '*.bak' -delete
echo "$folder is a service: try mvn verify there (with a JDK 25)."
