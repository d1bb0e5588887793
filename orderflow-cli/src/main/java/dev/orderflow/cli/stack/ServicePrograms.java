package dev.orderflow.cli.stack;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How {@code java} runs each service. The libraries that all of them have in common come first on
 * each class path, so that one {@link ClassCache} serves all.
 */
final class ServicePrograms {

    private final Map<ServiceSpec, UnpackedService> unpacked = new LinkedHashMap<>();
    private final List<Path> common = new ArrayList<>();
    private final @Nullable ClassCache cache;

    private ServicePrograms(List<ServiceSpec> services, Path folder, List<String> options) {
        for (var service : services) {
            if (service.program().isEmpty()) {
                UnpackedService.of(service.jar(), folder)
                        .ifPresent(program -> unpacked.put(service, program));
            }
        }
        if (unpacked.isEmpty()) {
            cache = null;
        } else {
            var all = new LinkedHashSet<>(trainer().libraries());
            unpacked.values().forEach(program -> all.retainAll(program.libraries()));
            // A cache is of no use once one of its files has changed.
            all.removeIf(library -> library.toString().endsWith("-SNAPSHOT.jar"));
            common.addAll(all);
            common.add(trainer().loader());
            cache = new ClassCache(common, options, folder);
        }
    }

    /**
     * Unpacks the jars of these services, if need be, into the folder.
     *
     * @param options of the JVM; a class cache only serves the ones with which it was made
     */
    static ServicePrograms unpack(List<ServiceSpec> services, Path folder, List<String> options) {
        return new ServicePrograms(services, folder, options);
    }

    /** Whether {@link #makeCache} has something to do. */
    boolean lacksCache() {
        return cache != null && !cache.exists();
    }

    /**
     * Makes the services start in two thirds of the time from now on. Neither broker nor database
     * need to run.
     *
     * @return false when that failed: they start all the same, and the log says why
     */
    boolean makeCache(Path log, Duration patience) {
        return cache != null && cache.make(trainer(), log, patience);
    }

    /** Ends what {@link #makeCache} is doing. */
    void close() {
        if (cache != null) {
            cache.abandon();
        }
    }

    /** The arguments for {@code java}, behind those of the JVM. */
    List<String> arguments(ServiceSpec service) {
        var program = unpacked.get(service);
        if (program == null) {
            return service.program().isEmpty()
                    ? List.of("-jar", service.jar().toString())
                    : service.program();
        }
        var arguments = new ArrayList<String>();
        if (cache != null && cache.exists()) {
            arguments.add(cache.option());
        }
        arguments.add("-cp");
        arguments.add(
                Stream.concat(
                                common.stream(),
                                Stream.concat(
                                        program.libraries().stream()
                                                .filter(library -> !common.contains(library)),
                                        Stream.of(program.classes())))
                        .map(Path::toString)
                        .collect(joining(File.pathSeparator)));
        arguments.add(program.main());
        return List.copyOf(arguments);
    }

    private UnpackedService trainer() {
        return unpacked.values().iterator().next();
    }
}
