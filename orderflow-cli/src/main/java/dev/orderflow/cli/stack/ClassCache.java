package dev.orderflow.cli.stack;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the common libraries, read, checked and linked beforehand: an AOT cache (JEP 514).
 * It holds what one service loaded while its application context was made; JVMs that start with the
 * same class path and options take it from there.
 */
final class ClassCache {

    private final List<Path> classPath;
    private final List<String> options;
    private final Path file;
    private volatile @Nullable Process training;

    /**
     * @param classPath with which those who use the cache begin theirs; its files are named after
     *     their content
     * @param options of the JVMs that will use it
     */
    ClassCache(List<Path> classPath, List<String> options, Path folder) {
        this.classPath = List.copyOf(classPath);
        this.options = List.copyOf(options);
        var made = List.of(this.classPath, this.options, Runtime.version());
        this.file = folder.resolve("classes-%08x.aot".formatted(made.toString().hashCode()));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** A JVM that cannot use the file, for whatever reason, starts without it. */
    String option() {
        return "-XX:AOTCache=" + file;
    }

    /**
     * Lets a service make its context and end, and keeps what it loaded of the class path.
     *
     * @return false when it could not
     */
    boolean make(UnpackedService service, Path log, Duration patience) {
        try {
            var part = Files.createTempFile(file.getParent(), "classes", ".part");
            try {
                return train(command(service, part), part, log, patience) && keep(part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException noRoomOrNoRight) {
            return false;
        }
    }

    private List<String> command(UnpackedService service, Path output) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-XX:AOTCacheOutput=" + output);
        // Before anything would be started that needs a broker or a database.
        command.add("-Dspring.context.exit=onRefresh");
        command.add("-Dspring.flyway.enabled=false");
        // What differs between the services must not be on the class path, only within reach.
        command.add("-Dloader.main=" + service.main());
        command.add(
                "-Dloader.path="
                        + Stream.concat(
                                        service.libraries().stream()
                                                .filter(library -> !classPath.contains(library)),
                                        Stream.of(service.classes()))
                                .map(Path::toString)
                                .collect(joining(",")));
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(joining(File.pathSeparator)));
        command.add("org.springframework.boot.loader.launch.PropertiesLauncher");
        return command;
    }

    private boolean train(List<String> command, Path output, Path log, Duration patience)
            throws IOException {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", "none");
        builder.environment().put("APP_SECURITY_MODE", "header");
        var process = builder.start();
        training = process;
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    && process.exitValue() == 0
                    && Files.size(output) > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            abandon();
        }
    }

    /** Ends a making that is under way; it returns false then. */
    void abandon() {
        var process = training;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Those made before of other libraries go: each is as large as the libraries. */
    private boolean keep(Path made) throws IOException {
        try (var others = Files.newDirectoryStream(file.getParent(), "classes-*.aot")) {
            for (var other : others) {
                Files.delete(other);
            }
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
