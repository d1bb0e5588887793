package dev.orderflow.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The table of rights, {@code kafka-scripts/acls.txt}. */
record Rights(List<Row> rows) {

    /**
     * @param name one that ends in a star stands for all that begin so
     */
    record Row(String principal, String kind, String name, Set<String> operations) {

        boolean isAbout(String resource) {
            return name.endsWith("*")
                    ? resource.startsWith(name.substring(0, name.length() - 1))
                    : resource.equals(name);
        }
    }

    static Rights read(Path table) throws IOException {
        return new Rights(
                Files.readAllLines(table).stream()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.split("\\s+"))
                        .map(it -> new Row(it[0], it[1], it[2], Set.of(it[3].split(","))))
                        .toList());
    }

    Set<String> principals() {
        var principals = new TreeSet<String>();
        rows.forEach(row -> principals.add(row.principal()));
        return principals;
    }

    /** What the principal may do to this topic or group; Read and Write imply Describe. */
    Set<String> of(String principal, String kind, String resource) {
        var operations = new HashSet<String>();
        rows.stream()
                .filter(row -> row.principal().equals(principal) && row.kind().equals(kind))
                .filter(row -> row.isAbout(resource))
                .forEach(row -> operations.addAll(row.operations()));
        if (operations.contains("Read") || operations.contains("Write")) {
            operations.add("Describe");
        }
        return operations;
    }
}
